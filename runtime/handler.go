package wssc

import (
	"cmp"
	"context"
	"crypto"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/replay"
	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// handler is the runtime of a generated server.
type handler struct {
	config   handlerConfig
	profiles *profiles
	port     string // name
	service  string // expanded name
	https    bool   // messages in clear are refused
	served   dispatch
	keys     wsse.Keys
	store    *sct.Memory
	replays  *replay.Cache
	clock    monotonic

	// without serves messages that have no addressing headers, nil where they are
	// required.
	without *handler
}

// NewHandler returns the handler of a port: mount it where the service is. It is
// safe for concurrent use. It fails when the plan of the port cannot be carried
// out, or needs something that no option gave.
func NewHandler(port *Port, methods []Method, opts ...HandlerOption) (http.Handler, error) {
	return newHandler(port, methods, opts)
}

func newHandler(port *Port, methods []Method, opts []HandlerOption) (*handler, error) {
	h := &handler{
		config: handlerConfig{config: defaultConfig(), lifetime: 5 * time.Minute, contexts: 100_000, messages: 4 << 20},
	}
	for _, o := range opts {
		o.applyHandler(&h.config)
	}
	ops := make([]*Operation, len(methods))
	for i, m := range methods {
		ops[i] = m.op
	}
	var err error
	port, h.https = port.overHTTPS()
	if h.profiles, err = compilePort(port, ops); err != nil {
		return nil, err
	}
	if err := h.config.check(port); err != nil {
		return nil, err
	}
	h.port, h.service, h.clock.read = port.Name, port.Service, h.config.clock
	if h.profiles.conversation != nil {
		h.serveConversation()
	}
	for _, m := range methods {
		x := &served{h.profiles.operations[m.op.Name], m.op, h.method(m)}
		if x.exchange == nil {
			continue // it is offered at another port
		}
		if h.profiles.addressed() && h.served.byAction[x.action] != nil {
			return nil, fmt.Errorf("port %s: two operations have the action %q", port.Name, x.action)
		}
		h.served.add(x)
	}
	if port.Plan.AddressingOptional && h.profiles.conversation == nil { // what is protected says who is meant
		if h.without, err = newHandler(port.withoutAddressing(), methods, opts); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// withoutAddressing returns the port for messages without addressing headers.
func (p *Port) withoutAddressing() *Port {
	e := *p.Plan
	e.Addressing, e.AddressingOptional = plan.AddressingNone, false
	other := *p
	other.Plan = &e
	return &other
}

// serveConversation makes the handler issue security contexts and give them up.
func (h *handler) serveConversation() {
	h.store = sct.NewMemory(h.config.contexts, h.profiles.conversation.Version)
	h.replays = replay.New(h.config.replayWindow(), h.config.messages)
	h.keys = wsse.Keys{Recipient: wsse.NewRecipient(h.config.certificate), Decrypter: h.config.key, Contexts: h.context, Fresh: h.fresh}
	h.served.add(&served{exchange: h.profiles.issue, answer: h.issue})
	if x := h.profiles.cancel; x != nil {
		h.served.add(&served{exchange: x, answer: h.cancel})
	}
}

func (c *handlerConfig) check(port *Port) error {
	secured := port.Plan.Binding != nil
	switch {
	case !secured:
	case c.certificate == nil || c.key == nil:
		return fmt.Errorf("port %s: the bootstrap policy encrypts for the certificate of the service; it and its key are missing (WithKey)", port.Name)
	case !samePublicKey(c.certificate.PublicKey, c.key.Public()):
		return fmt.Errorf("port %s: certificate and key do not belong together (WithKey)", port.Name)
	}
	switch {
	case c.lifetime <= 0 || c.lifetime > maxLifetime:
		return fmt.Errorf("port %s: lifetime of contexts is not positive, or more than a year (WithContextLifetime)", port.Name)
	case c.contexts <= 0:
		return fmt.Errorf("port %s: no contexts could be kept (WithMaxContexts)", port.Name)
	case c.messages <= 0:
		return fmt.Errorf("port %s: no messages could be remembered (WithReplayCapacity)", port.Name)
	}
	if err := c.checkWSDL(port); err != nil {
		return err
	}
	return c.config.check(port)
}

// maxLifetime is the longest life of a security context.
const maxLifetime = 366 * 24 * time.Hour

func samePublicKey(a, b crypto.PublicKey) bool {
	k, ok := a.(interface{ Equal(crypto.PublicKey) bool })
	return ok && k.Equal(b)
}

func (h *handler) context(identifier string) *sct.Token {
	return h.store.Get(identifier, h.clock.now())
}

func (h *handler) fresh(scope string, signature []byte) error {
	err := h.replays.Check(h.clock.now(), scope, signature)
	if errors.Is(err, replay.ErrFull) {
		return &wsse.Failure{Face: wsse.Busy, Step: "checking for a replay", Err: err}
	}
	return err
}

// ServeHTTP takes one message through the steps: read, open, answer, seal.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if len(h.config.wsdl) > 0 && h.serveWSDL(w, r) {
		return
	}
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "a SOAP message is sent by POST", http.StatusMethodNotAllowed)
		return
	}
	if h.https && r.TLS == nil && !h.config.tlsInFront {
		h.refused(r, "", errInClear)
		http.Error(w, "HTTPS is demanded", http.StatusForbidden)
		return
	}
	if err := h.profiles.checkMediaType(r.Header); err != nil {
		h.refused(r, "", err)
		http.Error(w, "media type is not taken", http.StatusUnsupportedMediaType)
		return
	}
	d := doc.New(h.config.limits())
	defer d.Release()
	attached, err := h.profiles.fill(d, r.Header, r.Body, r.ContentLength, h.config.maxBytes)
	if err != nil {
		h.refused(r, "", err)
		if errors.Is(err, doc.ErrTooLarge) {
			http.Error(w, "message is too large", http.StatusRequestEntityTooLarge)
			return
		}
		http.Error(w, "message was not read", http.StatusBadRequest)
		return
	}
	buf := buffers.Get().(*buffer)
	defer buf.release()
	status := h.handle(r, d, attached, buf)
	if len(buf.b) > 0 {
		w.Header().Set("Content-Type", cmp.Or(buf.contentType, h.profiles.contentType("")))
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(buf.b)))
	w.WriteHeader(status)
	w.Write(buf.b)
}

// handle fills buf with the answer: a response, a fault, or nothing to a one-way
// message, and returns the HTTP status. Both SOAP versions let a fault be 500; peers
// expect it, whatever its code.
func (h *handler) handle(r *http.Request, d *doc.Doc, attached []codec.Attachment, buf *buffer) (status int) {
	var x *served
	var v *wsse.Verified
	err := d.Parse()
	if err != nil {
		err = &wsse.Failure{Face: wsse.MalformedMessage, Step: "parsing", Err: err}
	} else {
		if h.without != nil && !wsse.PeekAddressed(d) {
			h = h.without
		}
		x, v, err = h.open(r.Header, d)
	}
	if err != nil {
		h.refused(r, peek(d), err)
		buf.b = h.appendUnsecured(buf.b[:0], d, h.faceOf(err))
		return http.StatusInternalServerError
	}
	v.Attached = attached
	h.config.traceReceived(r.Context(), x.request, v)
	var a answer
	err = h.guard(r.Context(), func() (err error) {
		a, err = x.answer(r.Context(), v)
		return err
	})
	status = http.StatusOK
	if err != nil {
		a, status = h.failed(r, x, err), http.StatusInternalServerError
	} else if x.oneWay {
		return http.StatusAccepted
	}
	if err := h.guard(r.Context(), func() error { return h.seal(r.Context(), x, v, a, buf) }); err != nil {
		// The answer holds what XML does not have, or panics; constant text does not.
		h.refused(r, x.action, fmt.Errorf("sealing the answer: %w", err))
		if err := h.seal(r.Context(), x, v, h.asAnswer(internalFault), buf); err != nil {
			h.refused(r, x.action, fmt.Errorf("sealing a fault: %w", err))
			buf.b = h.appendUnsecured(buf.b[:0], d, internalFault)
		}
		return http.StatusInternalServerError
	}
	if a.done != nil {
		a.done()
	}
	return status
}

// seal fills buf with an answer, protected as the response is.
func (h *handler) seal(ctx context.Context, x *served, v *wsse.Verified, a answer, buf *buffer) (err error) {
	p := x.response
	out := wsse.Outgoing{
		Headers: wsse.Headers{Action: cmp.Or(a.action, x.replyAction), To: p.Anonymous()},
		Blocks:  append(blocksOf(a.message.Content), a.blocks...),
		Name:    a.message.Name, Content: a.message.Content, Now: h.clock.now(),
	}
	if h.profiles.addressed() {
		out.Headers.MessageID, out.Headers.RelatesTo = newMessageID(), v.MessageID()
	}
	if h.config.tracing(ctx) {
		out.Covered = new([]string)
	}
	buf.contentType = ""
	if buf.b, err = p.Seal(buf.b[:0], v.Base, &out); err != nil {
		return err
	}
	if parts := partsOf(a.message.Content); len(parts) > 0 {
		if buf.b, buf.contentType, err = h.profiles.pack(buf.b, h.profiles.contentType(""), parts); err != nil {
			return err
		}
	}
	h.config.traceSent(ctx, p, &out, len(buf.b))
	return nil
}

// failed logs an error of what answers a message, and returns the fault for it. Such
// errors have methods of the service, which may panic like the rest of it.
func (h *handler) failed(r *http.Request, x *served, err error) (a answer) {
	panicked := h.guard(r.Context(), func() error {
		if x.declares(err) {
			h.config.logger.LogAttrs(r.Context(), slog.LevelInfo, "answered with a declared fault", slog.String("action", x.action))
		} else {
			h.refused(r, x.action, err)
		}
		a = h.faultAnswer(x.exchange, err)
		return nil
	})
	if panicked != nil {
		h.refused(r, x.action, panicked)
		return h.asAnswer(internalFault)
	}
	return a
}

// guard calls what calls code of the service: methods, and what writes the types of a
// message. A panic in it is an error like any other; the peer learns nothing of it.
func (h *handler) guard(ctx context.Context, f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			h.config.logger.ErrorContext(ctx, "service panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = errPanicked
		}
	}()
	return f()
}

var errPanicked = errors.New("the service panicked")

// open chooses the exchange that a message belongs to, and verifies it against the
// plan of that exchange.
func (h *handler) open(header http.Header, d *doc.Doc) (*served, *wsse.Verified, error) {
	x, err := h.choose(header, d)
	if err != nil {
		return nil, nil, err
	}
	v, err := x.request.Open(d, h.keys, h.clock.now(), h.config.window())
	if err != nil {
		return nil, nil, err
	}
	if h.profiles.addressed() {
		if err := checkAddressing(x, v); err != nil {
			return nil, nil, err
		}
	}
	return x, v, nil
}

// checkAddressing reads the addressing headers that are proven now. Dispatch has used
// the very Action that is among them.
func checkAddressing(x *served, v *wsse.Verified) error {
	const step = "reading the addressing headers"
	switch {
	case !v.HasAction(x.action):
		return &wsse.Failure{Face: wsse.InvalidAddressing, Step: step, Err: errActionMismatch}
	case x.oneWay: // nothing relates to it, and nothing goes anywhere but a fault
	case !v.HasMessageID():
		return &wsse.Failure{Face: wsse.MissingAddressing, Step: step, Err: errors.New("MessageID is missing")}
	case !v.RepliesTo(x.request.Anonymous()):
		return &wsse.Failure{Face: wsse.InvalidAddressing, Step: step, Err: errors.New("ReplyTo is not the other end of the connection")}
	}
	return nil
}
