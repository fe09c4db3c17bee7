package wssc

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// Messages with attachments are multipart/related; the root part is the envelope (SOAP
// Messages with Attachments; WS-I Attachments Profile 1.0, section 3).

const multipartRelated = "multipart/related"

// maxParts is how many attachments a message may have.
const maxParts = 256

// partsOf returns the attachments of a message, those of no other.
func partsOf(message any) []codec.AttachedPart {
	if m, ok := message.(codec.Attached); ok {
		return m.Attachments()
	}
	return nil
}

// pack returns the package of an envelope and its attachments, and the media type of the
// package.
func (p *profiles) pack(envelope []byte, contentType string, parts []codec.AttachedPart) ([]byte, string, error) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	const root = "envelope@wsscgen.invalid"
	if err := writePart(w, contentType, root, envelope); err != nil {
		return nil, "", err
	}
	for _, part := range parts {
		a := *part.Value
		if a == nil {
			return nil, "", missingPart(part.Name)
		}
		// Receivers find the part by its name (Attachments Profile, R2933).
		id := cmp.Or(a.ID, url.PathEscape(part.Name)+"="+rand.Text()+"@wsscgen.invalid")
		if err := writePart(w, cmp.Or(a.ContentType, part.Type), id, a.Content); err != nil {
			return nil, "", fmt.Errorf("attachment %s: %w", part.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, "", err
	}
	return b.Bytes(), mime.FormatMediaType(multipartRelated, map[string]string{
		"type": p.mediaType(), "start": "<" + root + ">", "boundary": w.Boundary(),
	}), nil
}

func writePart(w *multipart.Writer, contentType, id string, content []byte) error {
	unprintable := func(r rune) bool { return r < ' ' || r > '~' }
	for _, value := range []string{contentType, id} {
		if strings.ContainsFunc(value, unprintable) || value == id && strings.ContainsAny(id, " <>") {
			return fmt.Errorf("%q cannot stand in a header", clip(value))
		}
	}
	if _, _, err := mime.ParseMediaType(contentType); err != nil {
		return fmt.Errorf("%q is not a media type", clip(contentType))
	}
	part, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Type": {contentType}, "Content-Transfer-Encoding": {"binary"}, "Content-Id": {"<" + id + ">"},
	})
	if err == nil {
		_, err = part.Write(content)
	}
	return err
}

// packaged returns the media type of a package and its parameters; empty for a message
// without attachments, and where there may be none.
func (p *profiles) packaged(h http.Header) (media string, params map[string]string) {
	if !p.attachments {
		return "", nil
	}
	if media, params, _ = mime.ParseMediaType(h.Get("Content-Type")); media != multipartRelated {
		return "", nil
	}
	return media, params
}

// fill fills d with a message and returns the attachments that come with it. All of it
// together may have limit bytes. Where there are attachments, h gets the Content-Type of
// the envelope.
func (p *profiles) fill(d *doc.Doc, h http.Header, body io.Reader, length int64, limit int) ([]codec.Attachment, error) {
	media, params := p.packaged(h)
	if media == "" {
		return nil, d.Fill(body, int(min(length, int64(limit))))
	}
	// Package multipart takes a package that breaks off among the headers of a part for a
	// whole one, unless the end of the stream is an error; a line end is not always there.
	stream := io.MultiReader(&bounded{body, limit}, strings.NewReader("\r\n"), brokenOff{})
	r := multipart.NewReader(stream, params["boundary"])
	start := withoutBrackets(params["start"])
	var attached []codec.Attachment
	envelope := ""
	for n := 0; ; n++ {
		part, err := r.NextPart() // takes quoted-printable itself
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("reading part %d: %w", n+1, err)
		}
		if n > maxParts {
			return nil, fmt.Errorf("there are more than %d attachments", maxParts)
		}
		var content io.Reader = part
		if strings.EqualFold(part.Header.Get("Content-Transfer-Encoding"), "base64") {
			content = base64.NewDecoder(base64.StdEncoding, part)
		}
		id := withoutBrackets(part.Header.Get("Content-Id"))
		if isRoot := start == "" && n == 0 || start != "" && id == start; isRoot && envelope == "" {
			envelope = part.Header.Get("Content-Type")
			if err := p.checkEnvelope(http.Header(part.Header)); err != nil {
				return nil, err
			}
			if err := d.Fill(content, 0); err != nil {
				return nil, err
			}
			continue
		}
		a := codec.Attachment{ContentType: part.Header.Get("Content-Type"), ID: id}
		if a.Content, err = io.ReadAll(content); err != nil {
			return nil, fmt.Errorf("reading part %d: %w", n+1, err)
		}
		attached = append(attached, a)
	}
	if envelope == "" {
		return nil, errors.New("no part is the envelope")
	}
	h.Set("Content-Type", envelope)
	return attached, nil
}

func withoutBrackets(id string) string {
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(id), "<"), ">")
}

// brokenOff is what comes behind the end of a package.
type brokenOff struct{}

func (brokenOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// bounded is a reader that fails with [doc.ErrTooLarge] beyond so many bytes.
type bounded struct {
	r    io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p[:min(len(p), b.left+1)])
	if b.left -= n; b.left < 0 {
		return 0, doc.ErrTooLarge
	}
	return n, err
}

// attach hands a message the attachments that came with it: by the name in the Content-ID,
// the rest in their order. Those that no part asks for are left.
func attach(received []codec.Attachment, parts []codec.AttachedPart) error {
	var rest []*codec.Attachment
	for i := range received {
		a := &received[i]
		name, _, _ := strings.Cut(a.ID, "=")
		name, _ = url.PathUnescape(name)
		n := slices.IndexFunc(parts, func(p codec.AttachedPart) bool { return p.Name == name && *p.Value == nil })
		if n < 0 {
			rest = append(rest, a)
			continue
		}
		*parts[n].Value = a
	}
	for _, part := range parts {
		if *part.Value != nil {
			continue
		}
		if len(rest) == 0 {
			return missingPart(part.Name)
		}
		*part.Value, rest = rest[0], rest[1:]
	}
	return nil
}

func missingPart(name string) error { return fmt.Errorf("attachment %s is missing", name) }
