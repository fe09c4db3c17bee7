package policy

import (
	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// trustRows are the assertions about WS-Security and WS-Trust as such
// (WS-SecurityPolicy 1.3, sections 9 and 10).
var trustRows = table[*wants]{
	"sp:Wss10":   within(wss10Rows),
	"sp:Wss11":   within(wss11Rows),
	"sp:Trust10": trustAssertion(plan.Trust200502, trust10Rows),
	"sp:Trust13": trustAssertion(plan.Trust200512, trust13Rows),
}

// What a receiver must be able to read is read in any case.
var wss10Rows = table[*wants]{
	"sp:MustSupportRefKeyIdentifier":  accepted[*wants](),
	"sp:MustSupportRefIssuerSerial":   accepted[*wants](),
	"sp:MustSupportRefExternalURI":    accepted[*wants](),
	"sp:MustSupportRefEmbeddedToken":  accepted[*wants](),
	"sp:MustSupportRefThumbprint":     accepted[*wants](), // of Wss11; policies put both here
	"sp:MustSupportRefEncryptedKey":   accepted[*wants](),
	"sp:RequireSignatureConfirmation": leafOf(confirmation),
}

var wss11Rows = wss10Rows

func confirmation(a *Assertion, w *wants) { w.confirmation = a.Pos }

var trust10Rows = table[*wants]{
	"sp:MustSupportClientChallenge": accepted[*wants](),
	"sp:MustSupportServerChallenge": accepted[*wants](),
	"sp:RequireClientEntropy":       leaf(func(w *wants) { w.trust.client = true }),
	"sp:RequireServerEntropy":       leaf(func(w *wants) { w.trust.server = true }),
	"sp:MustSupportIssuedTokens":    accepted[*wants](),
}

var trust13Rows = join(trust10Rows, table[*wants]{
	"sp:RequireRequestSecurityTokenCollection": leaf(func(w *wants) { w.trust.collection = true }),
	"sp:RequireAppliesTo":                      accepted[*wants](), // always sent
	"sp:RequireAppiesTo":                       accepted[*wants](), // so the schema of 1.2 spells it
	"sp:ScopePolicy15":                         accepted[*wants](),
	"sp:MustSupportInteractiveChallenge":       refused[*wants]("an interactive challenge needs a person"),
})

func trustAssertion(version plan.Trust, rows table[*wants]) row[*wants] {
	return func(c *compiler, a *Assertion, w *wants) error {
		if w.trust.version != "" && w.trust.version != version {
			return parser.Errorf(a.Pos, "%s: another version of WS-Trust is asserted beside it", known(a.Name))
		}
		w.trust.version = version
		apply(c, rows, a.Nested, w)
		return noParameters(a)
	}
}
