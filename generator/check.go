package generator

import (
	"go/token"
	"slices"

	"github.com/wsscgen/wsscgen/parser"
)

// refuse notes something that has no Go yet. Nothing that a document says is
// left out without such a line.
func (b *builder) refuse(pos token.Position, what string) {
	b.errs.Add(parser.Errorf(pos, "%s is not generated yet", what))
}

func (b *builder) errorf(pos token.Position, format string, args ...any) {
	b.errs.Add(parser.Errorf(pos, format, args...))
}

// refuseElement refuses what an element declaration says beyond its type.
func (b *builder) refuseElement(e *parser.ElementDecl) {
	if e.Abstract {
		b.refuse(e.Pos, "an abstract element")
	}
	if !e.SubstitutionGroup.IsZero() {
		b.refuse(e.Pos, "a substitution group")
	}
	if e.Default != nil {
		b.refuse(e.Pos, "an element with a default")
	}
	if e.Fixed != nil {
		b.refuse(e.Pos, "an element with a fixed value")
	}
	for _, c := range e.Identity {
		b.refuse(c.Pos, "xs:"+c.Kind)
	}
}

// refuseComplex refuses what a complex type says beyond its members.
func (b *builder) refuseComplex(t *parser.ComplexType) {
	if t.Abstract {
		b.refuse(t.Pos, "an abstract type")
	}
	if t.Mixed {
		b.refuse(t.Pos, "mixed content")
	}
	if t.AnyAttribute != nil {
		b.refuse(t.AnyAttribute.Pos, "xs:anyAttribute")
	}
	if t.Derivation != parser.NoDerivation && t.SimpleContent == nil {
		b.refuse(t.Pos, string(t.Derivation)+" in xs:complexContent")
	}
	if t.Derivation == parser.Restriction && t.SimpleContent != nil {
		b.refuse(t.Pos, "restriction in xs:simpleContent")
	}
}

// checkRecursion reports types whose values would hold themselves by value: no
// document can be of such a type, and no Go type either.
func checkRecursion(types []*typeDef, errs *parser.Errors) {
	const (
		walking = iota + 1
		finished
	)
	state := make(map[*typeDef]int)
	var walk func(t *typeDef)
	walk = func(t *typeDef) {
		state[t] = walking
		defer func() { state[t] = finished }()
		if t.Struct == nil {
			return
		}
		for _, f := range t.Struct.Elements {
			n := f.Type.Named
			if n == nil || f.Pointer || f.Occurs == repeated {
				continue
			}
			switch state[n] {
			case 0:
				walk(n)
			case walking:
				errs.Add(parser.Errorf(f.Pos, "element %s: a %s that must hold another one never ends", f.XML.Local, n.Name))
			}
		}
	}
	for _, t := range types {
		if state[t] == 0 {
			walk(t)
		}
	}
}

// checkNamedPorts reports ports that were asked for by name and cannot be run.
func (b *builder) checkNamedPorts() {
	if len(b.opts.Ports) == 0 {
		return
	}
	for _, p := range b.m.Ports {
		for _, n := range p.Plan.NotYet {
			b.errs.Add(placed(n, "port "+p.Name+" cannot be run"))
		}
	}
}

// sameMessages reports whether two bindings of a port type put the same on the
// wire, so that one operation of Go stands for both.
func sameMessages(x, y *operation) bool {
	return x.Action == y.Action && x.ReplyAction == y.ReplyAction && x.Input == y.Input && x.Output == y.Output
}

// once returns the list without what was there before.
func once[T comparable](list []T) []T {
	var out []T
	for _, v := range list {
		if !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}
