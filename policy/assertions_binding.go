package policy

import (
	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// bindingRows are the security bindings (WS-SecurityPolicy 1.3, section 7).
var bindingRows = table[*wants]{
	"sp:TransportBinding":  securityBinding(plan.TransportBinding, transportRows),
	"sp:SymmetricBinding":  securityBinding(plan.SymmetricBinding, symmetricRows),
	"sp:AsymmetricBinding": securityBinding(plan.AsymmetricBinding, asymmetricRows),
}

var transportRows = join(commonBindingRows, table[*plan.Binding]{
	"sp:TransportToken": oneToken(func(b *plan.Binding) **plan.Token { return &b.Transport }),
})

var symmetricRows = join(commonBindingRows, messageBindingRows, table[*plan.Binding]{
	"sp:ProtectionToken": oneToken(func(b *plan.Binding) **plan.Token { return &b.Protection }),
	"sp:SignatureToken":  oneToken(func(b *plan.Binding) **plan.Token { return &b.Signature }),
	"sp:EncryptionToken": oneToken(func(b *plan.Binding) **plan.Token { return &b.Encryption }),
})

var asymmetricRows = join(commonBindingRows, messageBindingRows, table[*plan.Binding]{
	"sp:InitiatorToken":           oneToken(func(b *plan.Binding) **plan.Token { return &b.Initiator }),
	"sp:InitiatorSignatureToken":  oneToken(func(b *plan.Binding) **plan.Token { return &b.InitiatorSignature }),
	"sp:InitiatorEncryptionToken": oneToken(func(b *plan.Binding) **plan.Token { return &b.InitiatorEncryption }),
	"sp:RecipientToken":           oneToken(func(b *plan.Binding) **plan.Token { return &b.Recipient }),
	"sp:RecipientSignatureToken":  oneToken(func(b *plan.Binding) **plan.Token { return &b.RecipientSignature }),
	"sp:RecipientEncryptionToken": oneToken(func(b *plan.Binding) **plan.Token { return &b.RecipientEncryption }),
})

// commonBindingRows are the properties that every binding may have (section 6).
var commonBindingRows = table[*plan.Binding]{
	"sp:AlgorithmSuite":   algorithmSuite,
	"sp:Layout":           within(layoutRows),
	"sp:IncludeTimestamp": leaf(func(b *plan.Binding) { b.Timestamp = true }),
}

// messageBindingRows are the properties of the bindings that sign and encrypt
// messages themselves.
var messageBindingRows = table[*plan.Binding]{
	"sp:EncryptBeforeSigning":         leaf(func(b *plan.Binding) { b.Order = plan.EncryptBeforeSigning }),
	"sp:SignBeforeEncrypting":         leaf(func(b *plan.Binding) { b.Order = plan.SignBeforeEncrypting }),
	"sp:EncryptSignature":             leaf(func(b *plan.Binding) { b.EncryptSignature = true }),
	"sp:ProtectTokens":                leaf(func(b *plan.Binding) { b.ProtectTokens = true }),
	"sp:OnlySignEntireHeadersAndBody": leaf(func(b *plan.Binding) { b.EntireHeadersAndBody = true }),
}

var layoutRows = table[*plan.Binding]{
	"sp:Lax":        leaf(func(b *plan.Binding) { b.Layout = plan.Lax }),
	"sp:Strict":     leaf(func(b *plan.Binding) { b.Layout = plan.Strict }),
	"sp:LaxTsFirst": leaf(func(b *plan.Binding) { b.Layout = plan.LaxTsFirst }),
	"sp:LaxTsLast":  leaf(func(b *plan.Binding) { b.Layout = plan.LaxTsLast }),
	// Two of the names in the text of the standard differ from its schema.
	"sp:LaxTimestampFirst": leaf(func(b *plan.Binding) { b.Layout = plan.LaxTsFirst }),
	"sp:LaxTimestampLast":  leaf(func(b *plan.Binding) { b.Layout = plan.LaxTsLast }),
}

func securityBinding(kind plan.BindingKind, rows table[*plan.Binding]) row[*wants] {
	return func(c *compiler, a *Assertion, w *wants) error {
		if w.binding != nil {
			return parser.Errorf(a.Pos, "%s: a second security binding; %s stands at %s", known(a.Name), w.binding.Kind, w.bindingPos)
		}
		b := &plan.Binding{Kind: kind}
		w.binding, w.bindingPos = b, a.Pos
		c.note(b, string(kind), a.Pos)

		before := len(c.errs)
		apply(c, rows, a.Nested, b)
		if len(c.errs) == before {
			c.errs.Add(complete(a, b))
		}
		return noParameters(a)
	}
}

// complete checks that a binding has what it cannot do without.
func complete(a *Assertion, b *plan.Binding) error {
	missing := func(what string) error {
		return parser.Errorf(a.Pos, "%s without %s", known(a.Name), what)
	}
	if b.Suite == "" {
		return missing("an algorithm suite (sp:AlgorithmSuite)")
	}
	switch b.Kind {
	case plan.TransportBinding:
		if b.Transport == nil {
			return missing("a transport token (sp:TransportToken)")
		}
	case plan.SymmetricBinding:
		switch {
		case b.Protection == nil && b.Signature == nil && b.Encryption == nil:
			return missing("a protection token (sp:ProtectionToken, or sp:SignatureToken and sp:EncryptionToken)")
		case b.Protection != nil && (b.Signature != nil || b.Encryption != nil):
			return parser.Errorf(a.Pos, "%s: a protection token both signs and encrypts, no other can stand beside it", known(a.Name))
		}
	case plan.AsymmetricBinding:
		// One token is enough: a service whose answers go unprotected has no
		// recipient token.
		if b.SigningToken(false) == nil && b.SigningToken(true) == nil && b.EncryptingToken(false) == nil && b.EncryptingToken(true) == nil {
			return missing("an initiator or recipient token (sp:InitiatorToken, sp:RecipientToken)")
		}
	}
	return nil
}

// oneToken is a row for an assertion that holds exactly one token.
func oneToken(slot func(*plan.Binding) **plan.Token) row[*plan.Binding] {
	return func(c *compiler, a *Assertion, b *plan.Binding) error {
		if *slot(b) != nil {
			return parser.Errorf(a.Pos, "%s stands twice", known(a.Name))
		}
		held := &tokens{}
		before := len(c.errs)
		apply(c, tokenRows, a.Nested, held)
		c.errs.Add(noParameters(a))
		if len(c.errs) > before {
			return nil // said already
		}
		if len(held.list) != 1 {
			return parser.Errorf(a.Pos, "%s holds %d tokens; one is expected", known(a.Name), len(held.list))
		}
		*slot(b) = held.list[0]
		return nil
	}
}
