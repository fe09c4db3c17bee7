package policy

import (
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
)

// A table holds the assertions that may stand at one kind of place, one row
// each: what the assertion does to the part of the plan that is being filled.
// A row that looks at nested assertions applies a table of its own to them.
type table[T any] map[string]row[T]

type row[T any] func(c *compiler, a *Assertion, to T) error

// apply carries out the rows of some assertions, noting the place of each. It
// goes on after an error, so that all of them are reported.
func apply[T comparable](c *compiler, t table[T], assertions []*Assertion, to T) {
	for _, a := range assertions {
		do, ok := t[known(a.Name)]
		if !ok {
			c.unknown(a, rowsFor(t, a))
			continue
		}
		c.note(to, a.Name.Local, a.Pos)
		c.errs.Add(do(c, a, to))
	}
}

// unknown deals with an assertion that no row is for.
func (c *compiler) unknown(a *Assertion, rows []string) {
	if a.Ignorable {
		return // WS-Policy 1.5, section 4.4.2: may be left out of account
	}
	hint := ""
	if len(rows) > 0 {
		hint = " (known: " + strings.Join(rows, ", ") + ")"
	}
	c.errs.Add(parser.WithCode(parser.CodeAssertion, parser.Errorf(a.Pos, "%s is not an assertion that is known here%s", known(a.Name), hint)))
}

// rowsFor returns the rows that somebody who wrote a may have meant: those of
// its language.
func rowsFor[T any](t table[T], a *Assertion) []string {
	language, _, _ := strings.Cut(known(a.Name), ":")
	return slices.DeleteFunc(slices.Sorted(maps.Keys(t)), func(row string) bool {
		return !strings.HasPrefix(row, language+":")
	})
}

// leaf is a row without nested assertions.
func leaf[T any](do func(to T)) row[T] {
	return leafOf(func(_ *Assertion, to T) { do(to) })
}

// leafOf is a leaf whose assertion matters.
func leafOf[T any](do func(a *Assertion, to T)) row[T] {
	return func(_ *compiler, a *Assertion, to T) error {
		do(a, to)
		return empty(a)
	}
}

// accepted is a row for what is understood and changes nothing in the plan.
func accepted[T any]() row[T] { return leaf(func(T) {}) }

// within is a row whose nested assertions have a table for the same part of
// the plan.
func within[T comparable](t table[T]) row[T] {
	return func(c *compiler, a *Assertion, to T) error {
		apply(c, t, a.Nested, to)
		return noParameters(a)
	}
}

// refused is a row for what is understood and cannot be said in a plan.
func refused[T any](why string) row[T] {
	return func(_ *compiler, a *Assertion, _ T) error {
		return parser.Errorf(a.Pos, "%s is not carried out: %s", known(a.Name), why)
	}
}

// empty refuses content in an assertion that has none.
func empty(a *Assertion) error {
	if len(a.Nested) > 0 {
		return parser.Errorf(a.Nested[0].Pos, "%s has no meaning in %s", known(a.Nested[0].Name), known(a.Name))
	}
	return noParameters(a)
}

func noParameters(a *Assertion) error {
	if len(a.Parameters) > 0 {
		p := a.Parameters[0]
		hint := ""
		if _, ok := prefixes[p.Name().Space]; ok {
			hint = "; assertions are nested in wsp:Policy"
		}
		return parser.Errorf(p.Pos(), "%s has no meaning in %s%s", known(p.Name()), known(a.Name), hint)
	}
	return nil
}

// join puts tables for the same part of the plan together.
func join[T any](tables ...table[T]) table[T] {
	all := make(table[T])
	for _, t := range tables {
		for k, r := range t {
			all[k] = r
		}
	}
	return all
}

// place is a part of the plan under construction and an assertion that shaped
// it; the assertion is empty for the part as a whole.
type place struct {
	node      any // pointer
	assertion string
}

// note records where an assertion about a part of the plan stands; the first
// one counts.
func (c *compiler) note(node any, assertion string, pos token.Position) {
	for _, key := range []place{{node, assertion}, {node, ""}} {
		if _, ok := c.places[key]; !ok {
			c.places[key] = pos
		}
	}
}

// truth reads the boolean value of an attribute.
func truth(v string) bool {
	v = strings.TrimSpace(v)
	return v == "true" || v == "1"
}
