package wssc

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// The HTTP binding (SOAP 1.2 part 2, section 7; SOAP 1.1, section 6).

// contentType is the Content-Type of a message with an action.
func (p *profiles) contentType(action string) string {
	if p.plan.SOAP == plan.SOAP11 || action == "" {
		return p.mediaType() + "; charset=utf-8"
	}
	return p.mediaType() + `; charset=utf-8; action="` + action + `"`
}

// post sends a message with its attachments, fills d with the answer and returns those of
// the answer.
func (c *Client) post(ctx context.Context, call *call, action string, message []byte, parts []codec.AttachedPart, d *doc.Doc) (status int, attached []codec.Attachment, err error) {
	contentType := c.profiles.contentType(action)
	if len(parts) > 0 {
		if message, contentType, err = c.profiles.pack(message, contentType, parts); err != nil {
			return 0, nil, err
		}
	} else {
		// The transport may read the request after the answer has come: it gets a copy
		// that outlives the buffer.
		message = bytes.Clone(message)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, cmp.Or(call.address, c.config.address), bytes.NewReader(message))
	if err != nil {
		return 0, nil, err
	}
	call.apply(req)
	req.Header.Set("Content-Type", contentType)
	if c.profiles.plan.SOAP == plan.SOAP11 {
		req.Header.Set("SOAPAction", `"`+action+`"`)
	}
	req.Header.Set("Accept-Encoding", "identity")
	resp, err := c.config.http.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	if c.https && resp.Request != nil && resp.Request.URL != nil { // the HTTP client may have followed a redirect
		if err := c.checkHTTPS(resp.Request.URL.String()); err != nil {
			return resp.StatusCode, nil, err
		}
	}
	call.answered(resp)
	header := resp.Header
	if c.profiles.attachments {
		header = header.Clone() // the caller has the other
	}
	if attached, err = c.profiles.fill(d, header, resp.Body, resp.ContentLength, c.config.maxBytes); err != nil {
		return resp.StatusCode, nil, fmt.Errorf("HTTP status %d: %w", resp.StatusCode, err)
	}
	if len(d.Bytes()) > 0 {
		if err := c.profiles.checkEnvelope(header); err != nil {
			return resp.StatusCode, nil, fmt.Errorf("HTTP status %s: %w", clip(resp.Status), err)
		}
	}
	return resp.StatusCode, attached, nil
}

// checkMediaType sees to it that a message is an envelope, or one with attachments
// where there may be some.
func (p *profiles) checkMediaType(h http.Header) error {
	if media, params := p.packaged(h); media != "" {
		if root, _, _ := mime.ParseMediaType(params["type"]); root != p.mediaType() {
			return fmt.Errorf("type %q of %s is not %s", clip(params["type"]), media, p.mediaType())
		}
		return nil
	}
	return p.checkEnvelope(h)
}

// checkEnvelope sees to it that an envelope is of the plan's SOAP version and
// encoded in a way that we take.
func (p *profiles) checkEnvelope(h http.Header) error {
	media, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil || media != p.mediaType() {
		return fmt.Errorf("media type %q is not %s", h.Get("Content-Type"), p.mediaType())
	}
	if charset := params["charset"]; charset != "" && !strings.EqualFold(charset, "utf-8") {
		return fmt.Errorf("charset %q is not utf-8", charset)
	}
	if enc := h.Get("Content-Encoding"); enc != "" && enc != "identity" {
		return fmt.Errorf("content encoding %q is not taken", enc)
	}
	return nil
}

func (c *config) limits() doc.Limits {
	l := doc.DefaultLimits
	l.Bytes = c.maxBytes
	return l
}

var errActionMismatch = errors.New("HTTP header and Action header name different actions")

// checkAction sees to it that the HTTP headers name the action of the exchange, or
// none. Where it is not the one of WS-Addressing, peers name either.
func (p *profiles) checkAction(h http.Header, x *exchange) error {
	if p.plan.SOAP == plan.SOAP11 {
		a := strings.Trim(h.Get("SOAPAction"), `"`)
		if a != "" && a != x.action && a != x.soapAction {
			return errActionMismatch
		}
		return nil
	}
	contentType := h.Get("Content-Type")
	if strings.HasSuffix(contentType, x.actionParameter) {
		return nil
	}
	_, params, err := mime.ParseMediaType(contentType)
	if a := params["action"]; err != nil || a != "" && a != x.action && a != x.soapAction {
		return errActionMismatch
	}
	return nil
}
