package plan

// Gap is a part of a plan that this version of the runtime cannot carry out.
type Gap struct {
	Node      any    // the pointer in the plan whose assertion stands in the way
	Assertion string // its local name
	Reason    string
}

// Gaps returns what this version of the runtime cannot carry out of the plan,
// in the order of the plan; nil when it can be run. The compiler adds the place
// of each to NotYet, the runtime refuses a plan that has any.
//
// Renew and Amend do not count: the runtime obtains a new context instead.
func (e *Endpoint) Gaps() []Gap {
	g := &gaps{}
	g.endpoint(e)
	return g.found
}

type gaps struct{ found []Gap }

func (g *gaps) add(node any, assertion, reason string) {
	g.found = append(g.found, Gap{node, assertion, reason})
}

func (g *gaps) endpoint(e *Endpoint) {
	if e.ReliableMessaging != nil {
		g.add(e.ReliableMessaging, "RMAssertion", "reliable messaging is not carried out")
	}
	if e.HTTPSAlone() {
		return
	}
	if e.Binding == nil {
		g.unprotected(e)
		return
	}
	if e.Addressing == AddressingNone {
		g.add(e, "UsingAddressing", "protected messages without WS-Addressing headers are not carried out")
	}
	g.binding(e.Binding, SecureConversationToken)
	for i := range e.Exchanges {
		g.exchange(&e.Exchanges[i], e.Binding)
	}
	if t := e.Binding.Protection; t != nil && t.Conversation != nil {
		g.conversation(e, t.Conversation)
	}
}

// unprotected looks at a port without a security binding: it must not ask for
// anything that only a binding gives.
func (g *gaps) unprotected(e *Endpoint) {
	for i := range e.Exchanges {
		x := &e.Exchanges[i]
		if x.Binding != nil {
			g.add(x.Binding, string(x.Binding.Kind), "a binding of one operation is not carried out")
		}
		for _, m := range []*Message{&x.Request, x.Response} {
			if m == nil {
				continue
			}
			for _, s := range m.Supporting {
				g.add(s, s.Assertion(), "supporting tokens are not carried out")
			}
			if !m.Signed.Empty() || !m.Encrypted.Empty() || len(m.Required) > 0 {
				g.add(m, "SignedParts", "protected parts without a security binding are not carried out")
			}
		}
	}
}

func (g *gaps) conversation(e *Endpoint, c *Conversation) {
	if e.Addressing != AddressingNone && c.Addressing != AddressingNone && c.Addressing != e.Addressing {
		g.add(c, "UsingAddressing", "a handshake with another version of WS-Addressing than the service's is not carried out")
	}
	switch b := c.Bootstrap; {
	case b == nil:
		g.add(c, "BootstrapPolicy", "a context without a bootstrap policy is not carried out")
		return
	case b.Kind != TransportBinding && (!c.Issue.Request.Encrypted.Body || c.Issue.Response == nil || !c.Issue.Response.Encrypted.Body):
		g.add(c, "BootstrapPolicy", "the entropies of a context would travel in clear")
	}
	g.binding(c.Bootstrap, X509Token)
	g.exchange(&c.Issue, c.Bootstrap)
	if !c.ClientEntropy || !c.ServerEntropy {
		g.add(c, "Trust", "a context that is not made of both entropies is not carried out")
	}
	if c.Cancel != nil {
		g.exchange(c.Cancel, e.Binding)
	}
}

// binding wants a symmetric binding protected by one token of the given kind.
func (g *gaps) binding(b *Binding, want TokenKind) {
	switch {
	case b.Kind != SymmetricBinding:
		g.add(b, string(b.Kind), "this binding is not carried out")
		return
	case b.Protection == nil:
		g.add(b, "SymmetricBinding", "a signature token apart from the encryption token is not carried out")
		return
	}
	t := b.Protection
	switch {
	case t.Kind != want:
		g.add(t, string(t.Kind), "as protection token it is not carried out here (it would have to be "+string(want)+")")
	case t.Issuer != "" || t.IssuerName != "":
		g.add(t, string(t.Kind), "a token issued by a third party is not carried out")
	case t.DerivedKeys == ImpliedDerivedKeys:
		g.add(t, "RequireImpliedDerivedKeys", "implied derived keys are not carried out")
	case t.Kind == X509Token && t.Include != Never:
		g.add(t, "X509Token", "a protection token that travels in the message is not carried out")
	case t.Kind == X509Token && len(t.References) > 0 && t.References[0] != Thumbprint:
		g.add(t, "X509Token", "a reference other than RequireThumbprintReference is not carried out")
	case t.Kind == SecureConversationToken && t.Include != Once && t.Include != AlwaysToRecipient:
		g.add(t, string(t.Kind), "a context token that is not in the requests, or also in the responses, is not carried out")
	case t.Kind == SecureConversationToken && t.Conversation == nil:
		g.add(t, string(t.Kind), "a context without a bootstrap policy is not carried out")
	}
	g.suite(b)
	if b.Canonicalization == InclusiveC14N {
		g.add(b, "InclusiveC14N", "inclusive canonicalization is not carried out")
	}
	if b.Layout == LaxTsLast {
		g.add(b, "LaxTsLast", "this layout is not carried out")
	}
	if b.ProtectTokens {
		g.add(b, "ProtectTokens", "token protection is not carried out")
	}
	if b.SignatureConfirm {
		g.add(b, "RequireSignatureConfirmation", "signature confirmation is not carried out")
	}
	if !b.Timestamp {
		g.add(b, "IncludeTimestamp", "messages without a timestamp are not carried out")
	}
}

func (g *gaps) suite(b *Binding) {
	s, ok := b.Algorithms()
	if !ok {
		g.add(b, b.Suite, "this is not an algorithm suite")
		return
	}
	for _, list := range [][]Algorithm{s.Digest, s.SymmetricSignature, s.Encryption, s.AsymmetricKeyWrap} {
		for _, a := range list {
			if !carriedOut[a] {
				g.add(b, s.Name, string(a)+" is not carried out")
			}
		}
	}
}

// carriedOut are the algorithms that the runtime has.
var carriedOut = map[Algorithm]bool{
	SHA1: true, SHA256: true, HMACSHA1: true, HMACSHA256: true,
	AES128CBC: true, AES192CBC: true, AES256CBC: true, RSAOAEP: true,
}

// exchange looks at the messages of an exchange that is protected by b.
func (g *gaps) exchange(x *Exchange, b *Binding) {
	if x.Binding != nil {
		g.add(x.Binding, string(x.Binding.Kind), "a binding of one operation is not carried out")
	}
	g.message(&x.Request, b)
	if x.Response != nil {
		g.message(x.Response, b)
	}
	for range x.Faults {
		g.add(x, "fault", "a fault with a policy of its own is not carried out")
	}
}

func (g *gaps) message(m *Message, b *Binding) {
	for _, s := range m.Supporting {
		g.add(s, s.Assertion(), "supporting tokens are not carried out")
	}
	if b.Kind == TransportBinding {
		return // what is to be signed and encrypted is so by the transport
	}
	if m.Signed.AllHeaders || len(m.Signed.Elements)+len(m.Signed.Contents) > 0 || m.Signed.Attachments {
		g.add(m, "SignedParts", "signed parts other than Body and named headers are not carried out")
	}
	if !m.Signed.Body {
		g.add(m, "SignedParts", "a message whose body is not signed is not carried out")
	}
	if m.Encrypted.AllHeaders || len(m.Encrypted.Headers)+len(m.Encrypted.Elements)+len(m.Encrypted.Contents) > 0 || m.Encrypted.Attachments {
		g.add(m, "EncryptedParts", "encrypted parts other than Body are not carried out")
	}
	if len(m.Required) > 0 {
		g.add(m, "RequiredElements", "required headers are not carried out")
	}
}

// Assertion returns the local name of the supporting token assertion that the
// flags stand for.
func (s *SupportingToken) Assertion() string {
	name := ""
	if s.Signed {
		name += "Signed"
	}
	if s.Endorsing {
		name += "Endorsing"
	}
	if s.Encrypted {
		name += "Encrypted"
	}
	return name + "SupportingTokens"
}
