package wssc

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/soap"
	"github.com/wsscgen/wsscgen/runtime/internal/trust"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// exchange is one exchange of a plan, compiled, with its actions.
type exchange struct {
	name                string
	action, replyAction string
	soapAction          string // of the HTTP headers
	request, response   *wsse.Profile
	oneWay              bool   // there is no response; its profile is for faults
	actionParameter     string // as it stands in a Content-Type
	faults              []FaultDetail
	types               func(space, local string) codec.Typed
}

// profiles are the exchanges of a port.
type profiles struct {
	plan         *plan.Endpoint
	conversation *plan.Conversation // nil: messages are not protected
	issue        *exchange
	cancel       *exchange // nil: must not be sent
	operations   map[string]*exchange
	suite        plan.Suite
	attachments  bool // messages may have some
}

// compilePort compiles the plan of a port. A plan that cannot be carried out is
// refused as a whole: nothing is ever sent half protected.
func compilePort(port *Port, ops []*Operation) (*profiles, error) {
	if port == nil {
		return nil, errors.New("there is no port")
	}
	e := port.Plan
	if e == nil {
		return nil, fmt.Errorf("port %s has no plan", port.Name)
	}
	for _, n := range e.NotYet {
		return nil, fmt.Errorf("port %s cannot be carried out yet: %s", port.Name, n)
	}
	for _, g := range e.Gaps() {
		return nil, fmt.Errorf("port %s cannot be carried out yet: %s: %s", port.Name, g.Assertion, g.Reason)
	}
	p := &profiles{plan: e, operations: map[string]*exchange{}}
	if e.Binding != nil {
		if err := p.compileConversation(e.Binding); err != nil {
			return nil, fmt.Errorf("port %s: %w", port.Name, err)
		}
	}
	for _, op := range ops {
		if op.Attachments && e.Binding != nil {
			return nil, fmt.Errorf("port %s: operation %s has attachments, which would not be protected", port.Name, op.Name)
		}
		p.attachments = p.attachments || op.Attachments
		if err := p.compileOperation(port, op); err != nil {
			return nil, fmt.Errorf("port %s: %w", port.Name, err)
		}
	}
	return p, nil
}

// compileConversation compiles the exchanges by which a context is obtained and
// given up.
func (p *profiles) compileConversation(b *plan.Binding) (err error) {
	p.conversation = b.Protection.Conversation
	p.suite, _ = b.Algorithms()
	actions := trust.ActionsOf(p.conversation.Trust)
	p.issue, err = p.compile(p.conversation.Bootstrap, &p.conversation.Issue, actions.Issue, actions.IssueResponse)
	if err != nil {
		return err
	}
	if c := p.conversation.Cancel; c != nil {
		p.cancel, err = p.compile(b, c, actions.Cancel, actions.CancelResponse)
	}
	return err
}

// addressed reports whether messages carry addressing headers.
func (p *profiles) addressed() bool { return p.plan.Addressing != plan.AddressingNone }

func (p *profiles) compileOperation(port *Port, op *Operation) error {
	for i := range p.plan.Exchanges {
		if x := &p.plan.Exchanges[i]; x.Name == op.Name {
			of, other := port.Actions[op.Name]
			if !other {
				of = Actions{op.Action, op.SOAPAction}
			}
			compiled, err := p.compile(p.plan.Binding, x, of.Action, op.ReplyAction)
			if err != nil {
				return err
			}
			compiled.soapAction = of.SOAPAction
			compiled.faults, compiled.types = op.Faults, op.Types
			compiled.request = compiled.request.Understanding(op.InputHeaders)
			compiled.response = compiled.response.Understanding(op.blocksBack())
			p.operations[op.Name] = compiled
			return nil
		}
	}
	return nil // another port of the port type has it
}

func (p *profiles) compile(b *plan.Binding, x *plan.Exchange, action, reply string) (*exchange, error) {
	c := &exchange{name: x.Name, action: action, replyAction: reply, soapAction: action, actionParameter: `; action="` + action + `"`}
	var err error
	c.request, err = wsse.CompileMessage(p.plan, b, &x.Request, false)
	switch {
	case err != nil:
	case x.Response == nil:
		c.response, c.oneWay = c.request.ForFaults(), true
	default:
		c.response, err = wsse.CompileMessage(p.plan, b, x.Response, true)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", x.Name, err)
	}
	return c, nil
}

// keyBits is the size of the secret to ask for: what the cipher of the session
// takes, so that nobody has to cut it.
func (p *profiles) keyBits() int { return p.suite.EncryptionKeyBits }

func (p *profiles) soap() doc.NS {
	ns, _ := doc.Known(p.plan.SOAP.Namespace())
	return ns
}

// faultAction is the wsa:Action of a fault that no operation declares: of one of
// WS-Addressing itself, or of any other (WS-Addressing 1.0 SOAP Binding, section 6).
func (p *profiles) faultAction(f *soap.Fault) string {
	ns := p.plan.Addressing.Namespace()
	if p.plan.Addressing == plan.Addressing200408 || f.Subcode.Space == ns {
		return ns + "/fault"
	}
	return ns + "/soap/fault"
}

// mediaType is the media type of messages.
func (p *profiles) mediaType() string {
	if p.plan.SOAP == plan.SOAP11 {
		return "text/xml"
	}
	return "application/soap+xml"
}

// newMessageID returns a fresh urn:uuid.
func newMessageID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80 // version 4
	const prefix = "urn:uuid:"
	var s [len(prefix) + 36]byte
	copy(s[:], prefix)
	u := s[len(prefix):]
	hex.Encode(u[0:8], b[0:4])
	hex.Encode(u[9:13], b[4:6])
	hex.Encode(u[14:18], b[6:8])
	hex.Encode(u[19:23], b[8:10])
	hex.Encode(u[24:36], b[10:16])
	u[8], u[13], u[18], u[23] = '-', '-', '-', '-'
	return string(s[:])
}
