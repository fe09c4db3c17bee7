package policy

import (
	"go/token"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
)

// What a policy may grow to. Alternatives multiply (twelve optional assertions
// are 4096), references may repeat each other.
const (
	maxAlternatives = 4096
	maxTerms        = 1 << 16
)

// Alternative is one way to satisfy a policy: all of its assertions, in the
// order of the document. An empty one demands nothing.
type Alternative []*Assertion

// Assertion is a policy assertion in normal form.
type Assertion struct {
	Name      parser.Name
	Pos       token.Position
	Ignorable bool
	Attrs     []parser.Attr // those of WS-Policy left out

	// Nested is the one alternative of the policy inside; HasNested tells an
	// empty policy from none.
	Nested    Alternative
	HasNested bool

	Parameters []parser.Element // child elements that are not policy
	Element    parser.Element   // the assertion itself, to expand QNames in its text
}

// Attr returns the value of an attribute and whether it is there.
func (a *Assertion) Attr(space, local string) (string, bool) {
	for _, at := range a.Attrs {
		if at.Name == (parser.Name{Space: space, Local: local}) {
			return strings.TrimSpace(at.Value), true
		}
	}
	return "", false
}

// Resolver finds the policy that a wsp:PolicyReference means.
type Resolver func(reference parser.Element) (parser.Element, error)

// Normalize returns the alternatives of the conjunction of some wsp:Policy
// elements (WS-Policy 1.5, sections 4.3 and 4.4). No policy at all demands
// nothing and has one empty alternative; no alternative means that nothing can
// satisfy them.
func Normalize(resolve Resolver, policies ...parser.Element) ([]Alternative, error) {
	n := &normalizer{resolve: resolve}
	result := []Alternative{{}}
	for _, p := range policies {
		alts, err := n.policy(p)
		if err != nil {
			return nil, err
		}
		if result, err = cross(p, result, alts); err != nil {
			return nil, err
		}
	}
	return result, nil
}

type normalizer struct {
	resolve Resolver
	open    []parser.Element // policies that are being read, outermost first
	terms   int
}

// policy reads a wsp:Policy.
func (n *normalizer) policy(e parser.Element) ([]Alternative, error) {
	n.open = append(n.open, e)
	defer func() { n.open = n.open[:len(n.open)-1] }()
	return n.all(e)
}

// all reads the children of wsp:Policy or wsp:All: each of them holds.
func (n *normalizer) all(e parser.Element) ([]Alternative, error) {
	result := []Alternative{{}}
	for _, c := range e.Children() {
		alts, err := n.term(c)
		if err != nil {
			return nil, err
		}
		if result, err = cross(c, result, alts); err != nil {
			return nil, err
		}
	}
	return result, nil
}

// exactlyOne reads the children of wsp:ExactlyOne: one of them holds.
func (n *normalizer) exactlyOne(e parser.Element) ([]Alternative, error) {
	var result []Alternative
	for _, c := range e.Children() {
		alts, err := n.term(c)
		if err != nil {
			return nil, err
		}
		result = append(result, alts...)
	}
	return result, bound(e, len(result))
}

func (n *normalizer) term(e parser.Element) ([]Alternative, error) {
	if n.terms++; n.terms > maxTerms {
		return nil, parser.Errorf(e.Pos(), "the policy has more than %d terms when its references are written out", maxTerms)
	}
	if !parser.IsPolicyNamespace(e.Name().Space) {
		return n.assertion(e)
	}
	switch e.Name().Local {
	case "Policy":
		return n.policy(e)
	case "All":
		return n.all(e)
	case "ExactlyOne":
		return n.exactlyOne(e)
	case "PolicyReference":
		p, err := n.resolve(e)
		if err != nil {
			return nil, err
		}
		if slices.Contains(n.open, p) {
			return nil, parser.Errorf(e.Pos(), "%s: the policy at %s includes itself through this", e.Tag(), p.Pos())
		}
		return n.policy(p)
	}
	return nil, parser.Errorf(e.Pos(), "%s is not an operator (known: Policy, All, ExactlyOne, PolicyReference)", e.Tag())
}

// assertion reads an assertion. Its nested policy is distributed: an assertion
// with two nested alternatives is two alternatives with one each.
func (n *normalizer) assertion(e parser.Element) ([]Alternative, error) {
	a := &Assertion{Name: e.Name(), Pos: e.Pos(), Element: e}
	optional := false
	for _, at := range e.Attrs() {
		if !parser.IsPolicyNamespace(at.Name.Space) {
			a.Attrs = append(a.Attrs, at)
			continue
		}
		value, err := boolean(e, at)
		if err != nil {
			return nil, err
		}
		switch at.Name.Local {
		case "Optional":
			optional = value
		case "Ignorable":
			a.Ignorable = value
		}
	}

	nested := []Alternative{{}}
	for _, c := range e.Children() {
		if !parser.IsPolicyNamespace(c.Name().Space) {
			a.Parameters = append(a.Parameters, c)
			continue
		}
		a.HasNested = true
		alts, err := n.term(c)
		if err != nil {
			return nil, err
		}
		if nested, err = cross(c, nested, alts); err != nil {
			return nil, err
		}
	}
	var result []Alternative
	for _, alt := range nested {
		one := *a
		one.Nested = alt
		result = append(result, Alternative{&one})
	}
	if optional {
		result = append(result, Alternative{})
	}
	return result, nil
}

// boolean reads a wsp:Optional or wsp:Ignorable; other attributes of WS-Policy
// have no meaning on an assertion and count as false.
func boolean(e parser.Element, at parser.Attr) (bool, error) {
	switch v := strings.TrimSpace(at.Value); {
	case at.Name.Local != "Optional" && at.Name.Local != "Ignorable":
		return false, nil
	case v == "true", v == "1":
		return true, nil
	case v == "false", v == "0":
		return false, nil
	default:
		return false, parser.Errorf(e.Pos(), "%s: %s=%q is not a boolean", e.Tag(), at.Name.Local, v)
	}
}

// cross returns every combination of an alternative of a with one of b. The
// choice made first varies slowest, so the order of preference is kept.
func cross(e parser.Element, a, b []Alternative) ([]Alternative, error) {
	if err := bound(e, len(a)*len(b)); err != nil {
		return nil, err
	}
	result := make([]Alternative, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			result = append(result, slices.Concat(x, y))
		}
	}
	return result, nil
}

func bound(e parser.Element, alternatives int) error {
	if alternatives > maxAlternatives {
		return parser.Errorf(e.Pos(), "%s: the policy has more than %d alternatives", e.Tag(), maxAlternatives)
	}
	return nil
}
