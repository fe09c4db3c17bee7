package policy

import (
	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// addressingRows are the assertions of WS-Addressing. Several may stand side by
// side; they have to agree.
var addressingRows = table[*wants]{
	"wsap:UsingAddressing": addressing(plan.Addressing200408),
	"wsaw:UsingAddressing": addressing(plan.Addressing200508),
	"wsam:Addressing":      addressing(plan.Addressing200508),
}

// addressingResponseRows say where an answer may go (WS-Addressing 1.0
// Metadata, section 3.1). It goes back over the connection of the request.
var addressingResponseRows = table[*wants]{
	"wsam:AnonymousResponses":    accepted[*wants](),
	"wsaw:AnonymousResponses":    accepted[*wants](),
	"wsam:NonAnonymousResponses": refused[*wants]("answers come over the connection of the request"),
}

func addressing(version plan.Addressing) row[*wants] {
	return func(c *compiler, a *Assertion, w *wants) error {
		if w.addressing != plan.AddressingNone && w.addressing != version {
			return parser.Errorf(a.Pos, "%s: %s is asserted beside it", known(a.Name), w.addressing)
		}
		w.addressing = version
		apply(c, addressingResponseRows, a.Nested, w)
		return noParameters(a)
	}
}
