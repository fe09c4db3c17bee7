package policy

import (
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// assemble makes the plan of a port from the alternative that is followed at
// each subject.
func assemble(port *parser.Port, s *subjects, follow func(*subject) Alternative) (*plan.Endpoint, error) {
	c := newCompiler()
	w := c.read(follow(s.endpoint))
	e := &plan.Endpoint{
		SOAP:              plan.SOAP(port.Binding.Protocol),
		Addressing:        w.addressing,
		Binding:           w.binding,
		ReliableMessaging: w.reliable,
		Exchanges:         make([]plan.Exchange, len(s.operations)), // places are kept by pointer
	}
	optional := e.Addressing != plan.AddressingNone && s.endpoint.goesWithout()
	if e.Addressing == plan.AddressingNone {
		e.Addressing, optional = usedAddressing(port)
	}
	c.note(e, "", port.Binding.Pos)
	for i := range s.operations {
		c.exchange(&e.Exchanges[i], w, &s.operations[i], follow)
	}
	c.bootstrap(e, w)
	e.AddressingOptional = optional && !secured(e)
	if err := c.errs.Err(); err != nil {
		return nil, err
	}
	c.notYet(e)
	return e, nil
}

// usedAddressing looks for the wsaw:UsingAddressing that is an element of WSDL
// and not a policy. A peer need not use it unless the element says so (WS-Addressing
// 1.0 WSDL Binding, section 3.1).
func usedAddressing(port *parser.Port) (version plan.Addressing, optional bool) {
	for _, e := range slices.Concat(port.Extensions, port.Binding.Extensions) {
		if e.Is(wsaw200605, "UsingAddressing") {
			required, _ := e.Attr(parser.NamespaceWSDL, "required")
			required = strings.TrimSpace(required)
			return plan.Addressing200508, required != "true" && required != "1"
		}
	}
	return plan.AddressingNone, false
}

// goesWithout reports whether one of the alternatives asks for nothing.
func (s *subject) goesWithout() bool {
	return slices.ContainsFunc(s.alternatives, func(a Alternative) bool { return len(a) == 0 })
}

// secured reports whether some message is protected.
func secured(e *plan.Endpoint) bool {
	return e.Binding != nil || slices.ContainsFunc(e.Exchanges, func(x plan.Exchange) bool { return x.Binding != nil })
}

// exchange fills in one operation.
func (c *compiler) exchange(x *plan.Exchange, endpoint *wants, s *operationSubjects, follow func(*subject) Alternative) {
	op := c.read(follow(s.self))
	x.Name = s.operation.ID()
	x.Binding = op.binding
	c.note(x, "", s.self.pos)
	c.endpointOnly(op, "operation")

	if s.input != nil {
		in := c.message(&x.Request, s.input, follow, endpoint, op)
		// Supporting tokens are the initiator's (WS-SecurityPolicy 1.3, section 8).
		x.Request.Supporting = slices.Concat(endpoint.supporting, op.supporting, in.supporting)
	}
	if s.output != nil {
		x.Response = &plan.Message{}
		out := c.message(x.Response, s.output, follow, endpoint, op)
		x.Response.Supporting = out.supporting
	}
	for i, f := range s.faults {
		var m plan.Message
		own := c.message(&m, f, follow, endpoint, op)
		if !own.empty() {
			m.Supporting = own.supporting
			x.Faults = append(x.Faults, plan.Fault{Name: s.operation.Faults[i].Name, Message: m})
		}
	}
}

// message fills in the parts of one message: what is said about it, about its
// operation and about the endpoint counts together.
func (c *compiler) message(m *plan.Message, s *subject, follow func(*subject) Alternative, outer ...*wants) *wants {
	own := c.read(follow(s))
	if own.binding != nil {
		c.errs.Add(parser.Errorf(own.bindingPos, "%s: a security binding belongs to an endpoint or an operation, not to the %s", own.binding.Kind, s.what))
	}
	c.endpointOnly(own, "message")
	for _, w := range append(outer, own) {
		m.Signed = unite(m.Signed, w.signed)
		m.Encrypted = unite(m.Encrypted, w.encrypted)
		m.Required = appendNew(m.Required, w.required...)
		c.inherit(m, w)
	}
	c.note(m, "", s.pos)
	return own
}

// endpointOnly refuses what has no meaning below the endpoint.
func (c *compiler) endpointOnly(w *wants, what string) {
	if w.reliable != nil {
		c.errs.Add(parser.Errorf(c.places[place{w.reliable, ""}], "RMAssertion belongs to an endpoint, not to one %s", what))
	}
}

// inherit carries the places of assertions from a subject to a message that
// they shape.
func (c *compiler) inherit(m *plan.Message, w *wants) {
	for _, assertion := range []string{
		"SignedParts", "SignedElements",
		"EncryptedParts", "EncryptedElements", "ContentEncryptedElements",
		"RequiredElements", "RequiredParts",
	} {
		if pos, ok := c.places[place{w, assertion}]; ok {
			c.note(m, assertion, pos)
		}
	}
}

// notYet says in the plan what the runtime cannot carry out of it, and where
// that was asked for.
func (c *compiler) notYet(e *plan.Endpoint) {
	for _, g := range e.Gaps() {
		pos, ok := c.places[place{g.Node, g.Assertion}]
		if !ok {
			pos, ok = c.places[place{g.Node, ""}]
		}
		if !ok {
			pos = c.places[place{e, ""}]
		}
		n := plan.NotYet{Place: pos.String(), Assertion: g.Assertion, Reason: g.Reason}
		// The supporting tokens of an endpoint stand in each of its messages.
		if !slices.Contains(e.NotYet, n) {
			e.NotYet = append(e.NotYet, n)
		}
	}
}
