// Package explain says in words what a plan means: which tokens there are, and
// for each message what protects it by which key, down to the children of the
// security header in the order in which a sender writes them.
//
// It knows the plan and nothing else. What is missing here is missing in the
// plan, whatever the policy says.
package explain

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Write writes the explanation of a plan.
func Write(w io.Writer, e *plan.Endpoint) error {
	p := &printer{}
	p.endpoint(e)
	_, err := io.WriteString(w, p.b.String())
	return err
}

// printer writes indented lines.
type printer struct {
	b     strings.Builder
	depth int
}

func (p *printer) line(format string, args ...any) {
	p.b.WriteString(strings.Repeat("  ", p.depth))
	fmt.Fprintf(&p.b, format, args...)
	p.b.WriteByte('\n')
}

// in writes a heading and what belongs below it.
func (p *printer) in(heading string, body func()) {
	p.line("%s", heading)
	p.depth++
	body()
	p.depth--
}

func (p *printer) endpoint(e *plan.Endpoint) {
	addressing := string(e.Addressing)
	if addressing == "" {
		addressing = "no WS-Addressing"
	}
	if e.AddressingOptional {
		addressing += ", which a request may do without"
	}
	p.line("%s, %s", e.SOAP, addressing)
	if unprotected(e) {
		p.in("messages", func() {
			p.line("nothing protects them and nothing is demanded: %s", strings.Join(names(e), ", "))
		})
		p.verdict(e)
		return
	}
	p.in("session", func() { p.binding(e.Binding) })
	for i := range e.Exchanges {
		x := &e.Exchanges[i]
		b := e.Binding
		if x.Binding != nil {
			b = x.Binding
			p.in(x.Name+" has a binding of its own", func() { p.binding(b) })
		}
		p.exchange(x, b, x.Name+" request", x.Name+" response")
	}
	for _, b := range bindings(e) {
		for _, c := range contexts(b.binding, b.supporting) {
			p.conversation(c, b.binding, "context")
		}
	}
	p.reliable(e.ReliableMessaging)
	p.verdict(e)
}

// unprotected reports whether the plan of every message is empty.
func unprotected(e *plan.Endpoint) bool {
	return e.Binding == nil && len(e.Exchanges) > 0 && e.ReliableMessaging == nil && !slices.ContainsFunc(e.Exchanges, func(x plan.Exchange) bool {
		return x.Binding != nil || len(x.Faults) > 0 || !empty(&x.Request) || x.Response != nil && !empty(x.Response)
	})
}

func empty(m *plan.Message) bool { return reflect.DeepEqual(*m, plan.Message{}) }

func names(e *plan.Endpoint) []string {
	list := make([]string, len(e.Exchanges))
	for i, x := range e.Exchanges {
		list[i] = x.Name
		if x.Response == nil {
			list[i] += " (one-way)"
		}
	}
	return list
}

// bound is a binding with the supporting tokens that go with it.
type bound struct {
	binding    *plan.Binding
	supporting []*plan.SupportingToken
}

// bindings returns the bindings of an endpoint: its own and those of exchanges.
func bindings(e *plan.Endpoint) []bound {
	own := bound{binding: e.Binding}
	all := []bound{}
	for i := range e.Exchanges {
		x := &e.Exchanges[i]
		if x.Binding == nil {
			own.supporting = append(own.supporting, x.Request.Supporting...)
		} else {
			all = append(all, bound{x.Binding, x.Request.Supporting})
		}
	}
	return append([]bound{own}, all...)
}

// context is a conversation with the supporting token that carries it into
// messages; carrier is nil when a token of the binding does.
type context struct {
	*plan.Conversation
	carrier *plan.SupportingToken
}

// contexts returns the contexts that a binding or the tokens beside it need,
// each once.
func contexts(b *plan.Binding, supporting []*plan.SupportingToken) []context {
	var found []context
	seen := make(map[*plan.Conversation]bool)
	add := func(t *plan.Token, carrier *plan.SupportingToken) {
		if t != nil && t.Conversation != nil && !seen[t.Conversation] {
			seen[t.Conversation] = true
			found = append(found, context{t.Conversation, carrier})
		}
	}
	if b != nil {
		add(b.Protection, nil)
		add(b.Signature, nil)
		add(b.Encryption, nil)
	}
	for _, s := range supporting {
		for _, t := range s.OneOf {
			add(t, s)
		}
	}
	return found
}

func (p *printer) exchange(x *plan.Exchange, b *plan.Binding, request, response string) {
	p.message(request, &x.Request, b, false)
	if x.Response == nil {
		p.line("no response: one-way")
	} else {
		p.message(response, x.Response, b, true)
	}
	for i := range x.Faults {
		p.message(x.Name+" fault "+x.Faults[i].Name, &x.Faults[i].Message, b, true)
	}
}

func (p *printer) message(heading string, m *plan.Message, b *plan.Binding, response bool) {
	h := newHeader(b, m, response)
	p.in(heading, func() {
		p.line("signed: %s", h.signedBy())
		p.line("encrypted: %s", h.encryptedBy())
		if len(m.Required) > 0 {
			p.line("required: %s", headers(m.Required))
		}
		for _, l := range m.Leniencies {
			p.line("tolerated on receipt: %s", l)
		}
		rows := h.rows()
		if len(rows) == 0 {
			p.line("no wsse:Security header")
			return
		}
		p.in("wsse:Security", func() {
			for i, r := range rows {
				p.line("%d. %s", i+1, r)
			}
		})
	})
}

func (p *printer) conversation(c context, session *plan.Binding, heading string) {
	p.in(heading, func() {
		p.line("obtained by %s, token of %s", c.Trust, c.Version)
		if c.Addressing != plan.AddressingNone {
			p.line("its messages have %s", c.Addressing)
		}
		p.line("made of %s", entropies(c.Conversation))
		if c.KeySize > 0 {
			p.line("%d bits are asked for", c.KeySize)
		}
		if c.Collection {
			p.line("the answer is a collection (RequestSecurityTokenResponseCollection)")
		}
		if c.Bootstrap == nil {
			p.line("no bootstrap policy")
		} else {
			p.in("bootstrap", func() { p.binding(c.Bootstrap) })
		}
		p.handshake(&c.Issue, c.Bootstrap)
		p.cancel(c, session)
		p.instead("Renew", c.Renew, c.Bootstrap)
		p.instead("Amend", c.Amend, c.Bootstrap)
		for _, inner := range contexts(c.Bootstrap, c.Issue.Request.Supporting) {
			p.conversation(inner, c.Bootstrap, "context of the bootstrap")
		}
	})
}

func (p *printer) handshake(x *plan.Exchange, b *plan.Binding) {
	if x.Binding != nil {
		b = x.Binding
	}
	p.exchange(x, b, x.Name+" request (RST)", x.Name+" response (RSTR)")
}

// cancel explains how a context is given up. The plan leaves out the token that
// is cancelled where it is a supporting one; it is in the message all the same.
func (p *printer) cancel(c context, session *plan.Binding) {
	if c.Cancel == nil {
		p.line("Cancel: not sent")
		return
	}
	x := *c.Cancel
	if c.carrier != nil {
		x.Request.Supporting = append([]*plan.SupportingToken{c.carrier}, x.Request.Supporting...)
	}
	p.handshake(&x, session)
}

// instead explains an exchange that is allowed and that the runtime does
// without.
func (p *printer) instead(name string, x *plan.Exchange, b *plan.Binding) {
	if x == nil {
		p.line("%s: not sent", name)
		return
	}
	p.in(name+": allowed; this version of the runtime obtains a new context instead", func() {
		p.handshake(x, b)
	})
}

func (p *printer) reliable(m *plan.ReliableMessaging) {
	if m == nil {
		return
	}
	p.in("reliable messaging", func() {
		p.line("%s", m.Version)
		if m.Delivery != "" {
			p.line("delivery: %s", m.Delivery)
		}
		if m.InOrder {
			p.line("in order")
		}
		if m.SequenceSTR {
			p.line("a sequence is bound to the security context")
		}
		if m.Transport {
			p.line("a sequence is bound to the TLS session")
		}
	})
}

// verdict says whether the plan can be run. A plan that was written by hand may
// have gaps that nobody has noted yet.
func (p *printer) verdict(e *plan.Endpoint) {
	notYet := e.NotYet
	if len(notYet) == 0 {
		for _, g := range e.Gaps() {
			notYet = append(notYet, plan.NotYet{Assertion: g.Assertion, Reason: g.Reason})
		}
	}
	if len(notYet) == 0 {
		p.line("this version of the runtime carries it out")
		return
	}
	p.in("this version of the runtime cannot carry it out:", func() {
		for _, n := range notYet {
			p.line("%s", n)
		}
	})
}
