package policy

import (
	"cmp"
	"slices"

	"github.com/wsscgen/wsscgen/runtime/plan"
)

// bootstrap completes the contexts that were met while the subjects were read:
// a plan inside the plan for each (WS-SecurityPolicy 1.3, section 5.4.7). A
// bootstrap policy may ask for a context of its own, which is appended to the
// list and completed in its turn.
func (c *compiler) bootstrap(e *plan.Endpoint, endpoint *wants) {
	for i := 0; i < len(c.conversations); i++ {
		v := c.conversations[i]
		w := &wants{}
		if v.bootstrap != nil {
			w = c.read(v.bootstrap.Nested)
		}
		c.establish(v, w, endpoint)
		v.token.Conversation.Addressing = handshakeAddressing(e.Addressing, w.addressing)
		session := sessionOf(v, e)
		if outer := c.around(v); outer != nil {
			session = messages{[]plan.Exchange{outer.Issue}, outer.Bootstrap}
		}
		c.cancel(v, session, cmp.Or(v.token.Conversation.Addressing, e.Addressing))
		c.renew(v)
	}
}

// around returns the conversation in whose bootstrap policy v stands, nil for
// one of the service itself.
func (c *compiler) around(v *conversation) *plan.Conversation {
	for _, o := range c.conversations {
		b := o.token.Conversation.Bootstrap
		if o != v && b != nil && b == v.subject.binding {
			return o.token.Conversation
		}
	}
	return nil
}

// establish fills in how the context is obtained. Which version of WS-Trust is
// spoken depends on the trust assertion beside the binding of the session: the
// one inside the bootstrap policy only adds to the demands (Apache CXF,
// NegotiationUtils).
func (c *compiler) establish(v *conversation, w, endpoint *wants) {
	t := v.subject.trust
	if t.version == "" {
		t = endpoint.trust
	}
	conv := v.token.Conversation
	conv.Trust, conv.Version = plan.Trust200512, plan.SecureConversation200512
	if t.version == plan.Trust200502 {
		conv.Trust, conv.Version = plan.Trust200502, plan.SecureConversation200502
	}
	conv.Collection = conv.Trust == plan.Trust200512
	conv.ClientEntropy = t.client || w.trust.client
	conv.ServerEntropy = t.server || w.trust.server
	conv.Bootstrap = w.binding

	// Part assertions stand in the bootstrap policy itself, without a message
	// to belong to, so they hold for request and answer.
	conv.Issue = plan.Exchange{
		Name:     "Issue",
		Request:  plan.Message{Signed: w.signed, Encrypted: w.encrypted, Required: w.required, Supporting: w.supporting},
		Response: &plan.Message{Signed: w.signed, Encrypted: w.encrypted, Required: w.required},
	}
	for _, m := range []*plan.Message{&conv.Issue.Request, conv.Issue.Response} {
		c.inherit(m, w)
		c.note(m, "", v.pos)
	}
}

// handshakeAddressing returns the addressing of a handshake, none where it is
// that of the endpoint. Without any assertion peers use 2005/08 (Apache CXF,
// NegotiationUtils).
func handshakeAddressing(endpoint, bootstrap plan.Addressing) plan.Addressing {
	switch {
	case bootstrap != plan.AddressingNone && bootstrap != endpoint:
		return bootstrap
	case bootstrap == plan.AddressingNone && endpoint == plan.AddressingNone:
		return plan.Addressing200508
	}
	return plan.AddressingNone
}

// messages are exchanges with the binding that protects them.
type messages struct {
	exchanges []plan.Exchange
	binding   *plan.Binding
}

// cancel fills in how the context is given up: protected by the context itself
// like a message of the session, with the parts that any message of it signs
// (WS-SecureConversation 1.4, section 6).
func (c *compiler) cancel(v *conversation, session messages, addressing plan.Addressing) {
	if v.noCancel {
		return
	}
	var request, response []plan.Message
	for _, x := range session.exchanges {
		request = append(request, x.Request)
		if x.Response != nil {
			response = append(response, *x.Response)
		}
	}
	x := &plan.Exchange{Name: "Cancel", Request: asSession(request), Response: new(plan.Message)}
	*x.Response = asSession(response)
	if session.binding != nil && session.binding.Kind != plan.TransportBinding {
		x.Response.Leniencies = []plan.Leniency{plan.CancelAnswerInClear}
	}
	for _, m := range []*plan.Message{&x.Request, x.Response} {
		// Apache CXF demands body and addressing headers of a service that
		// signs no parts, and so does WCF. A transport signs nothing itself.
		if m.Signed.Empty() && session.binding != nil && session.binding.Kind != plan.TransportBinding {
			m.Signed = plan.Parts{Body: true, Headers: addressingHeaders(addressing)}
		}
		c.note(m, "", v.pos)
	}
	// A token that supports the session supports Cancel too. The one that is
	// cancelled is left out: it would hold the plan that it is part of.
	if len(request) > 0 {
		for _, s := range request[0].Supporting {
			if !slices.Contains(s.OneOf, v.token) {
				x.Request.Supporting = append(x.Request.Supporting, s)
			}
		}
	}
	c.note(x, "", v.pos)
	v.token.Conversation.Cancel = x
}

// sessionOf returns the exchanges of the service that the context protects.
func sessionOf(v *conversation, e *plan.Endpoint) messages {
	session := messages{binding: e.Binding}
	if v.subject.binding != nil {
		session.binding = v.subject.binding
	}
	for _, x := range e.Exchanges {
		if cmp.Or(x.Binding, e.Binding) == session.binding {
			session.exchanges = append(session.exchanges, x)
		}
	}
	return session
}

// asSession returns the parts that any of the messages protects, as far as a
// Cancel has them.
func asSession(session []plan.Message) plan.Message {
	var m plan.Message
	for _, s := range session {
		m.Signed = unite(m.Signed, plan.Parts{Body: s.Signed.Body, AllHeaders: s.Signed.AllHeaders, Headers: s.Signed.Headers})
		m.Encrypted.Body = m.Encrypted.Body || s.Encrypted.Body
	}
	return m
}

func addressingHeaders(a plan.Addressing) []plan.Header {
	if a == plan.AddressingNone {
		return nil
	}
	return plan.Headers(a.Namespace(), "To", "From", "FaultTo", "ReplyTo", "MessageID", "RelatesTo", "Action")
}

// renew fills in how the context is renewed: as it was obtained, with proof of
// the old key by a signature over that of the bootstrap (WS-SecureConversation
// 1.4, section 5). Amend stays nil: no peer has it.
func (c *compiler) renew(v *conversation) {
	if v.noRenew {
		return
	}
	conv := v.token.Conversation
	x := &plan.Exchange{Name: "Renew", Request: conv.Issue.Request, Response: new(plan.Message)}
	*x.Response = *conv.Issue.Response
	x.Request.Supporting = append(slices.Clone(conv.Issue.Request.Supporting), &plan.SupportingToken{
		OneOf: []*plan.Token{{
			Kind:               plan.SecurityContextToken,
			Include:            plan.AlwaysToRecipient,
			DerivedKeys:        v.token.DerivedKeys,
			DerivedKeysVersion: v.token.DerivedKeysVersion,
		}},
		Endorsing: true,
	})
	conv.Renew = x
}
