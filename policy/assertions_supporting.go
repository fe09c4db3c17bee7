package policy

import (
	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// supportingRows are the supporting token assertions (WS-SecurityPolicy 1.3,
// section 8). The columns are signed, endorsing, encrypted.
var supportingRows = table[*wants]{
	"sp:SupportingTokens":                         supporting(false, false, false),
	"sp:SignedSupportingTokens":                   supporting(true, false, false),
	"sp:EndorsingSupportingTokens":                supporting(false, true, false),
	"sp:SignedEndorsingSupportingTokens":          supporting(true, true, false),
	"sp:EncryptedSupportingTokens":                supporting(false, false, true),
	"sp:SignedEncryptedSupportingTokens":          supporting(true, false, true),
	"sp:EndorsingEncryptedSupportingTokens":       supporting(false, true, true),
	"sp:SignedEndorsingEncryptedSupportingTokens": supporting(true, true, true),
}

// supportedRows are what may stand beside the tokens: parts that the signature
// of the token covers, and its own algorithm suite.
var supportedRows = join(partsRows[*supported](), table[*supported]{
	"sp:AlgorithmSuite": func(c *compiler, a *Assertion, s *supported) error {
		return algorithmSuite(c, a, &s.algorithms)
	},
})

// supported is what one supporting token assertion holds.
type supported struct {
	tokens     tokens
	algorithms plan.Binding // only the suite is used
	signed     plan.Parts
	encrypted  plan.Parts
	required   []plan.Header
}

func supporting(signed, endorsing, encrypted bool) row[*wants] {
	return func(c *compiler, a *Assertion, w *wants) error {
		s := &supported{}
		before := len(c.errs)
		for _, n := range a.Nested {
			if _, ok := supportedRows[known(n.Name)]; ok {
				apply(c, supportedRows, []*Assertion{n}, s)
			} else {
				apply(c, tokenRows, []*Assertion{n}, &s.tokens)
			}
		}
		c.errs.Add(noParameters(a))
		if len(s.tokens.list) == 0 && len(c.errs) == before {
			return parser.Errorf(a.Pos, "%s holds no token", known(a.Name))
		}
		if len(s.required) > 0 {
			return parser.Errorf(a.Pos, "%s: required headers belong to a message, not to a token", known(a.Name))
		}
		for _, t := range s.tokens.list {
			st := &plan.SupportingToken{
				OneOf:  []*plan.Token{t},
				Signed: signed, Endorsing: endorsing, Encrypted: encrypted,
				Suite:          s.algorithms.Suite,
				SignedParts:    s.signed,
				EncryptedParts: s.encrypted,
			}
			c.note(st, a.Name.Local, a.Pos)
			w.supporting = append(w.supporting, st)
		}
		return nil
	}
}
