package wssc

import (
	"bytes"
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/replay"
	"github.com/wsscgen/wsscgen/runtime/internal/soap"
	"github.com/wsscgen/wsscgen/runtime/internal/trust"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// Client is the runtime of a generated client. It is safe for concurrent use: it
// obtains one security context, however many calls begin together, uses it for all
// of them and replaces it before it expires.
type Client struct {
	config    clientConfig
	profiles  *profiles
	recipient *wsse.Recipient
	session   session
	clock     monotonic
	seen      *replay.Cache // answers, and what we have sent ourselves
	https     bool          // nothing goes to another address
}

// NewClient returns the runtime of a client of the port. It fails when the plan of
// the port cannot be carried out, or needs something that no option gave.
func NewClient(port *Port, ops []*Operation, opts ...ClientOption) (*Client, error) {
	if port == nil {
		return nil, errors.New("there is no port")
	}
	c := &Client{config: clientConfig{config: defaultConfig(), address: port.Address}}
	for _, o := range opts {
		o.applyClient(&c.config)
	}
	var err error
	port, c.https = port.overHTTPS()
	if c.profiles, err = compilePort(port, ops); err != nil {
		return nil, err
	}
	if err := c.config.check(port); err != nil {
		return nil, err
	}
	if err := c.checkHTTPS(c.config.address); err != nil {
		return nil, fmt.Errorf("port %s: %w (WithAddress)", port.Name, err)
	}
	c.recipient = wsse.NewRecipient(c.config.recipient)
	c.clock.read = c.config.clock
	c.seen = replay.New(c.config.replayWindow(), maxAnswers)
	c.session.client = c
	return c, nil
}

func (c *clientConfig) check(port *Port) error {
	if !isHTTP(c.address) {
		return fmt.Errorf("port %s: address %q is not an http or https URL (WithAddress)", port.Name, c.address)
	}
	if err := c.config.check(port); err != nil {
		return err
	}
	if port.Plan.Binding != nil {
		if err := c.checkTrust(port); err != nil {
			return err
		}
	}
	if c.http == nil {
		c.ownHTTP = &http.Client{
			Transport:     ownTransport(),
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
		c.http = c.ownHTTP
	}
	return nil
}

// isHTTP reports whether a message can be sent to an address.
func isHTTP(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}

// ownTransport returns a transport like the default one, whatever the program has put
// in its place.
func ownTransport() http.RoundTripper {
	if t, ok := http.DefaultTransport.(*http.Transport); ok {
		return t.Clone()
	}
	return http.DefaultTransport
}

// maxAnswers is how many answers a client remembers at once.
const maxAnswers = 1 << 20

// checkTrust sees to it that the certificate of the service is there and trusted.
func (c *clientConfig) checkTrust(port *Port) error {
	switch {
	case c.recipient == nil:
		return fmt.Errorf("port %s: the bootstrap policy encrypts for the certificate of the service, which is missing (WithRecipient)", port.Name)
	case c.roots == nil:
		return fmt.Errorf("port %s: nothing says which certificates to trust (WithTrust)", port.Name)
	}
	_, err := c.recipient.Verify(x509.VerifyOptions{
		Roots: c.roots, CurrentTime: c.clock(), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	if err != nil {
		return fmt.Errorf("port %s: certificate of the service (WithRecipient) is not trusted (WithTrust): %w", port.Name, err)
	}
	return nil
}

// Invoke calls an operation. A fault of the service is a *Fault.
func Invoke[Out, In any, PO interface {
	*Out
	codec.Decodable
}, PI interface {
	*In
	codec.Encodable
}](ctx context.Context, c *Client, op *Operation, in PI) (*Out, error) {
	if in == nil {
		return nil, fmt.Errorf("%s: %w", op.Name, errNoMessage)
	}
	out := new(Out)
	if err := c.invoke(ctx, op, in, PO(out)); err != nil {
		return nil, fmt.Errorf("%s: %w", op.Name, err)
	}
	return out, nil
}

var errNoMessage = errors.New("there is no message: the pointer is nil")

// InvokeOneWay calls an operation that has no response. No error means that the
// service has taken the message, not what became of it.
func InvokeOneWay[In any, PI interface {
	*In
	codec.Encodable
}](ctx context.Context, c *Client, op *Operation, in PI) error {
	if in == nil {
		return fmt.Errorf("%s: %w", op.Name, errNoMessage)
	}
	if err := c.invoke(ctx, op, in, nil); err != nil {
		return fmt.Errorf("%s: %w", op.Name, err)
	}
	return nil
}

func (c *Client) invoke(ctx context.Context, op *Operation, in codec.Encodable, out codec.Decodable) error {
	x := c.profiles.operations[op.Name]
	if x == nil {
		return errors.New("the port does not offer this operation")
	}
	call := callOf(ctx)
	if call.err != nil {
		return call.err
	}
	if call.address != "" {
		if err := c.checkHTTPS(call.address); err != nil {
			return fmt.Errorf("%w (CallAddress)", err)
		}
	}
	token, base, err := c.session.base(ctx)
	if err != nil {
		return err
	}
	err = c.exchange(ctx, call, x, base, trust.Message{Name: op.input(), Content: in}, func(v *wsse.Verified) error {
		payload, err := content(v, op.output())
		if err != nil {
			return err
		}
		return decode(v, payload, op, out)
	})
	var f *Fault
	if errors.As(err, &f) && token != nil && (f.expired() || f.Unproven && isSecurityFault(f)) {
		c.session.drop(token)
	}
	return err
}

// isSecurityFault reports whether a fault says that the peer could not make use of
// the protection of a message, and a fresh context may help.
func isSecurityFault(f *Fault) bool {
	if f.Subcode.Space == "http://ws.apache.org/wss4j" {
		return true
	}
	switch ns, _ := doc.Known(f.Subcode.Space); ns {
	case doc.WSSE, doc.WSC200502, doc.WSC200512, doc.WST200502, doc.WST200512:
		return true
	}
	return false
}

// exchange sends a message and hands the verified answer to read. Handshake and
// application messages go the same way.
func (c *Client) exchange(ctx context.Context, call *call, x *exchange, base *wsse.Base, m trust.Message, read func(*wsse.Verified) error) error {
	out := wsse.Outgoing{
		Headers: wsse.Headers{
			Action: x.action, MessageID: newMessageID(), To: cmp.Or(call.address, c.config.address), ReplyTo: x.request.Anonymous(),
		},
		Blocks: blocksOf(m.Content), Name: m.Name, Content: m.Content, Now: c.clock.now(),
	}
	if c.config.tracing(ctx) {
		out.Covered = new([]string)
	}
	buf := buffers.Get().(*buffer)
	defer buf.release()
	var err error
	if buf.b, err = x.request.Seal(buf.b[:0], base, &out); err != nil {
		return err
	}
	c.config.traceSent(ctx, x.request, &out, len(buf.b))
	d := doc.New(c.config.limits())
	defer d.Release()
	status, attached, err := c.post(ctx, call, x.soapAction, buf.b, partsOf(m.Content), d)
	switch {
	case x.oneWay && status/100 == 2:
		return c.taken(d, x, base, &out)
	case err != nil:
		return err
	case len(d.Bytes()) == 0:
		return fmt.Errorf("HTTP status %d and an empty body", status)
	}
	v, err := c.open(d, x, base, &out)
	if err != nil {
		return fmt.Errorf("answer (HTTP status %d): %w", status, err)
	}
	v.Attached = attached
	c.config.traceReceived(ctx, x.response, v)
	return read(v)
}

// open verifies an answer. An unsecured fault is returned as an unproven *Fault.
func (c *Client) open(d *doc.Doc, x *exchange, base *wsse.Base, sent *wsse.Outgoing) (*wsse.Verified, error) {
	if err := d.Parse(); err != nil {
		return nil, err
	}
	k := wsse.Keys{Base: base, Fresh: func(scope string, signature []byte) error {
		// An answer counts once, and our own message is none.
		if bytes.Equal(signature, sent.Signature) {
			return errReflected
		}
		return c.seen.Check(c.clock.now(), scope, signature)
	}}
	v, err := x.response.Open(d, k, c.clock.now(), c.config.window())
	if err != nil {
		if f, ok := unsecuredFault(d); ok {
			return nil, c.faultFrom(f, true)
		}
		return nil, err
	}
	addressed := c.profiles.addressed()
	body, payload := v.Doc()
	f, isFault := soap.Read(body, payload)
	// A fault without protection is a hint, whatever it relates to.
	if addressed && v.RelatesTo() != sent.Headers.MessageID && (!isFault || base != nil) {
		return nil, errors.New("it relates to another request")
	}
	if isFault {
		fault := c.faultFrom(f, base == nil)
		fault.Detail = x.detail(v, base != nil, body, soap.Detail(body, payload))
		return nil, fault
	}
	if x.oneWay {
		return nil, errors.New("a one-way operation was answered")
	}
	if addressed && !v.HasAction(x.replyAction) {
		return nil, fmt.Errorf("its action is %q, not %q", v.Action(), x.replyAction)
	}
	return v, nil
}

// taken is the outcome of a one-way message that the HTTP status says was taken. Some
// servers say more than nothing, but only a fault counts.
func (c *Client) taken(d *doc.Doc, x *exchange, base *wsse.Base, sent *wsse.Outgoing) error {
	if len(d.Bytes()) == 0 {
		return nil
	}
	var f *Fault
	if _, err := c.open(d, x, base, sent); errors.As(err, &f) {
		return f
	}
	return nil
}

var errReflected = errors.New("it is our own message")

// detail decodes the detail of a fault, or the header block that comes in its place,
// nil when it is none that was declared. Peers put more beside a detail: Axis where
// the fault happened, JAX-WS the Java exception.
//
// Where the message is proven, a header block is taken only when the signature covers
// it: a fault in hand counts as proven as a whole, and a policy need not ask for signed
// headers.
func (x *exchange) detail(v *wsse.Verified, proven bool, body *doc.Doc, first doc.ID) (found error) {
	decode := func(e codec.Element, header bool) {
		for _, f := range x.faults {
			if found == nil && f.header == header && e.Is(f.name) {
				if d := f.make(); d.DecodeXML(e.WithTypes(x.types)) == nil {
					found = d
				}
			}
		}
	}
	for id := first; id != doc.None; id = body.Next(id) {
		e, _ := v.Element(id)
		decode(e, false)
	}
	if first != doc.None {
		return found
	}
	if slices.ContainsFunc(x.faults, func(f FaultDetail) bool { return f.header }) {
		v.Blocks(func(e codec.Element, signed bool) error {
			if signed || !proven {
				decode(e, true)
			}
			return nil
		})
	}
	return found
}

// unsecuredFault reads the fault of an envelope that has no Security header.
func unsecuredFault(d *doc.Doc) (*soap.Fault, bool) {
	var body doc.ID = doc.None
	root := d.Root()
	for part := d.First(root); part != doc.None; part = d.Next(part) {
		if d.Space(part) != d.Space(root) {
			return nil, false
		}
		switch string(d.Local(part)) {
		case "Header":
			if d.Child(part, doc.WSSE, "Security") != doc.None {
				return nil, false
			}
		case "Body":
			body = part
		}
	}
	if body == doc.None {
		return nil, false
	}
	return soap.Read(d, d.First(body))
}
