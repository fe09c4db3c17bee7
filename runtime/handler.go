package wssc

import (
	"context"
	"crypto"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/replay"
	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/trust"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// Method is an operation with the function that carries it out.
type Method struct {
	op   *Operation
	call func(context.Context, codec.Element) (codec.Encodable, error)
}

// Handle binds an operation to its function. The function is called concurrently.
// A *Fault that it returns is what the caller is told; of any other error he
// learns nothing.
func Handle[In, Out any, PI interface {
	*In
	codec.Decodable
}, PO interface {
	*Out
	codec.Encodable
}](op *Operation, f func(context.Context, *In) (*Out, error)) Method {
	return Method{op, func(ctx context.Context, e codec.Element) (codec.Encodable, error) {
		in := new(In)
		if err := PI(in).DecodeXML(e); err != nil {
			return nil, &undecodable{err}
		}
		out, err := f(ctx, in)
		if err == nil && out == nil {
			err = errors.New("method returned neither a response nor an error")
		}
		if err != nil {
			return nil, err
		}
		return PO(out), nil
	}}
}

// undecodable is the error of a request, proven, that does not fit its type.
type undecodable struct{ err error }

func (u *undecodable) Error() string { return u.err.Error() }

// handler is the runtime of a generated server.
type handler struct {
	config   handlerConfig
	profiles *profiles
	methods  map[string]*served // by action
	keys     wsse.Keys
	store    *sct.Memory
	replays  *replay.Cache
}

// served is an exchange with what answers it.
type served struct {
	*exchange
	answer func(context.Context, *wsse.Verified) (answer, error)
}

// maxReplays is how many messages are remembered at once, against replays.
const maxReplays = 4 << 20

// NewHandler returns the handler of a port: mount it where the service is. It is
// safe for concurrent use. It fails when the plan of the port cannot be carried
// out, or needs something that no option gave.
func NewHandler(port *Port, methods []Method, opts ...HandlerOption) (http.Handler, error) {
	h := &handler{
		config:  handlerConfig{config: defaultConfig(), lifetime: 5 * time.Minute, contexts: 100_000},
		methods: map[string]*served{},
	}
	for _, o := range opts {
		o.applyHandler(&h.config)
	}
	ops := make([]*Operation, len(methods))
	for i, m := range methods {
		ops[i] = m.op
	}
	var err error
	if h.profiles, err = compilePort(port, ops); err != nil {
		return nil, err
	}
	if err := h.config.check(port); err != nil {
		return nil, err
	}
	version := h.profiles.conversation.Version
	h.store = sct.NewMemory(h.config.contexts, version)
	h.replays = replay.New(wsse.DefaultWindow.Age+2*h.config.skew, maxReplays)
	h.keys = wsse.Keys{Recipient: wsse.NewRecipient(h.config.certificate), Decrypter: h.config.key, Contexts: h.context, Fresh: h.fresh}
	h.serve(h.profiles.issue, h.issue)
	if x := h.profiles.cancel; x != nil {
		h.serve(x, h.cancel)
	}
	for _, m := range methods {
		h.serve(h.profiles.operations[m.op.Name], h.method(m))
	}
	return h, nil
}

func (c *handlerConfig) check(port *Port) error {
	switch {
	case c.certificate == nil || c.key == nil:
		return fmt.Errorf("port %s: the bootstrap policy encrypts for the certificate of the service; it and its key are missing (WithKey)", port.Name)
	case !samePublicKey(c.certificate.PublicKey, c.key.Public()):
		return fmt.Errorf("port %s: certificate and key do not belong together (WithKey)", port.Name)
	case c.logger == nil || c.clock == nil:
		return fmt.Errorf("port %s: WithLogger and WithClock take no nil", port.Name)
	case c.lifetime <= 0:
		return fmt.Errorf("port %s: lifetime of contexts is not positive (WithContextLifetime)", port.Name)
	}
	return nil
}

func samePublicKey(a, b crypto.PublicKey) bool {
	k, ok := a.(interface{ Equal(crypto.PublicKey) bool })
	return ok && k.Equal(b)
}

func (h *handler) serve(x *exchange, answer func(context.Context, *wsse.Verified) (answer, error)) {
	h.methods[x.action] = &served{x, answer}
}

func (h *handler) context(identifier string) *sct.Token {
	return h.store.Get(identifier, h.config.clock())
}

func (h *handler) fresh(scope string, signature []byte) error {
	return h.replays.Check(h.config.clock(), scope, signature)
}

// ServeHTTP takes one message through the steps: read, open, answer, seal.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "a SOAP message is sent by POST", http.StatusMethodNotAllowed)
		return
	}
	if err := h.profiles.checkMediaType(r.Header); err != nil {
		h.refused(r, "", err)
		http.Error(w, "media type is not taken", http.StatusUnsupportedMediaType)
		return
	}
	d := doc.New(h.config.limits())
	defer d.Release()
	if err := d.Fill(r.Body, int(min(r.ContentLength, int64(h.config.maxBytes)))); err != nil {
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
	status := http.StatusOK
	if err := h.handle(r, d, buf); err != nil {
		status = http.StatusInternalServerError
	}
	w.Header().Set("Content-Type", h.profiles.contentType(""))
	w.Header().Set("Content-Length", strconv.Itoa(len(buf.b)))
	w.WriteHeader(status)
	w.Write(buf.b)
}

// handle fills buf with the answer: a response, or a fault and an error. Both SOAP
// versions let a fault be 500; peers expect it, whatever its code.
func (h *handler) handle(r *http.Request, d *doc.Doc, buf *buffer) error {
	x, v, err := h.open(r.Header, d)
	if err != nil {
		h.refused(r, peek(d), err)
		buf.b = h.appendUnsecured(buf.b[:0], d, h.faceOf(err))
		return err
	}
	h.config.traceReceived(r.Context(), x.request, v)
	a, answerErr := h.run(r.Context(), x, v)
	if answerErr != nil {
		h.refused(r, x.action, answerErr)
		a = answer{message: h.faultMessage(answerErr)}
	}
	out := wsse.Outgoing{
		Headers: wsse.Headers{
			Action: x.replyAction, MessageID: newMessageID(), To: x.response.Anonymous(), RelatesTo: v.MessageID(),
		},
		Name: a.message.Name, Content: a.message.Content, Now: h.config.clock(),
	}
	if answerErr != nil {
		out.Headers.Action = h.profiles.faultAction()
	}
	if h.config.tracing(r.Context()) {
		out.Covered = new([]string)
	}
	if buf.b, err = x.response.Seal(buf.b[:0], v.Base, &out); err != nil {
		h.refused(r, x.action, fmt.Errorf("sealing the answer: %w", err))
		buf.b = h.appendUnsecured(buf.b[:0], d, internalFault)
		return err
	}
	h.config.traceSent(r.Context(), x.response, &out, len(buf.b))
	if a.done != nil {
		a.done()
	}
	return answerErr
}

// run calls what answers a message. A panic of the service is an error like any
// other; the peer learns nothing of it.
func (h *handler) run(ctx context.Context, x *served, v *wsse.Verified) (a answer, err error) {
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			err = fmt.Errorf("service panicked: %v", p)
		}
	}()
	return x.answer(ctx, v)
}

// open parses a message, chooses the exchange by its action, and verifies the
// message against the plan of that exchange.
func (h *handler) open(header http.Header, d *doc.Doc) (*served, *wsse.Verified, error) {
	if err := d.Parse(); err != nil {
		return nil, nil, &wsse.Failure{Face: wsse.MalformedMessage, Step: "parsing", Err: err}
	}
	action, err := wsse.PeekAction(d)
	if err != nil {
		return nil, nil, err
	}
	x := h.methods[string(action)]
	if x == nil {
		return nil, nil, h.unknownAction(d, string(action))
	}
	if err := h.profiles.checkAction(header, x.exchange); err != nil {
		return nil, nil, &wsse.Failure{Face: wsse.InvalidAddressing, Step: "reading the addressing headers", Err: err}
	}
	v, err := x.request.Open(d, h.keys, h.config.clock(), h.config.window())
	if err != nil {
		return nil, nil, err
	}
	// Dispatch has used the very header that is verified now.
	if !v.HasAction(x.action) {
		return nil, nil, &wsse.Failure{Face: wsse.InvalidAddressing, Step: "dispatching", Err: errActionMismatch}
	}
	if !v.HasMessageID() {
		return nil, nil, &wsse.Failure{Face: wsse.InvalidAddressing, Step: "reading the addressing headers", Err: errors.New("MessageID is missing")}
	}
	if !v.RepliesTo(x.request.Anonymous()) {
		return nil, nil, &wsse.Failure{Face: wsse.InvalidAddressing, Step: "reading the addressing headers", Err: errors.New("ReplyTo is not the other end of the connection")}
	}
	return x, v, nil
}

// unknownAction is the refusal of an action that nothing answers. What an envelope
// of another version says is of no account, so its version is looked at first.
func (h *handler) unknownAction(d *doc.Doc, action string) error {
	if f := wsse.CheckVersion(d, h.profiles.soap()); f != nil {
		return f
	}
	cause := fmt.Errorf("no operation has the action %q", action)
	if action == trust.ActionsOf(h.profiles.conversation.Trust).Cancel {
		cause = errors.New("the plan does not allow Cancel")
	}
	return &wsse.Failure{Face: wsse.ActionNotSupported, Step: "dispatching", Err: cause}
}
