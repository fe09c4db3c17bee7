package policy

import (
	"maps"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// suiteRows are the assertions that may stand beside the name of a suite
// (WS-SecurityPolicy 1.3, section 7.1). The suites themselves are the rows of
// [plan.Suites].
var suiteRows = table[*plan.Binding]{
	"sp:InclusiveC14N":       leaf(func(b *plan.Binding) { b.Canonicalization = plan.InclusiveC14N }),
	"sp:InclusiveC14N11":     refused[*plan.Binding]("canonicalization is either exclusive or inclusive 1.0 (sp:InclusiveC14N)"),
	"sp:ExclusiveC14N":       leaf(func(b *plan.Binding) { b.Canonicalization = plan.ExclusiveC14N }),
	"sp:SOAPNormalization10": refused[*plan.Binding]("no peer normalizes SOAP messages"),
	"sp:STRTransform10":      accepted[*plan.Binding](),
	"sp:XPath10":             accepted[*plan.Binding](),
	"sp:XPathFilter20":       accepted[*plan.Binding](),
	"sp:AbsXPath":            accepted[*plan.Binding](),
}

// algorithmSuite names the suite of a binding.
func algorithmSuite(c *compiler, a *Assertion, b *plan.Binding) error {
	var properties []*Assertion
	for _, n := range a.Nested {
		_, property := suiteRows[known(n.Name)]
		switch {
		case property:
			properties = append(properties, n)
		case !isSuite(n):
			c.errs.Add(parser.WithCode(parser.CodeAssertion,
				parser.Errorf(n.Pos, "%s is not an algorithm suite (known: %s)", known(n.Name), suiteNames())))
			return nil
		case b.Suite != "":
			return parser.Errorf(n.Pos, "%s: a second algorithm suite, %s is the first", known(n.Name), b.Suite)
		default:
			b.Suite = n.Name.Local
			c.note(b, b.Suite, n.Pos)
		}
	}
	apply(c, suiteRows, properties, b)
	if b.Suite == "" {
		return parser.Errorf(a.Pos, "%s names no suite (known: %s)", known(a.Name), suiteNames())
	}
	return noParameters(a)
}

func isSuite(a *Assertion) bool {
	_, ok := plan.Suites[a.Name.Local]
	return ok && prefixes[a.Name.Space] == "sp"
}

func suiteNames() string {
	return strings.Join(slices.Sorted(maps.Keys(plan.Suites)), ", ")
}
