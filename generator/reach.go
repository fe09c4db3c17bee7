package generator

import (
	"slices"

	"github.com/wsscgen/wsscgen/parser"
)

// leaveOut deals with types that have no Go. One that an operation may meet is
// refused; another one is left out with a warning, and so is what refers to it.
func (b *builder) leaveOut() {
	used := make(map[*typeDef]bool)
	for _, d := range b.roots() {
		reach(d, used)
	}
	out := make(map[*typeDef]bool)
	for _, d := range b.m.Types {
		switch {
		case len(d.refused) == 0:
		case used[d]:
			b.errs = append(b.errs, d.refused...)
		default:
			out[d] = true
			for _, e := range d.refused {
				b.warn(parser.CodeNotGenerated, e.Pos, "%s; nothing uses %s, which is left out", e.Err, d.Name)
			}
		}
	}
	for grown := len(out) > 0; grown; {
		grown = false
		for _, d := range b.m.Types {
			if !out[d] && slices.ContainsFunc(d.needs(), func(n *typeDef) bool { return out[n] }) {
				out[d], grown = true, true
			}
		}
	}
	gone := func(d *typeDef) bool { return out[d] }
	b.m.Types = slices.DeleteFunc(b.m.Types, gone)
	b.m.Documents = slices.DeleteFunc(b.m.Documents, func(d *document) bool { return gone(d.Type) })
	for _, d := range b.m.Types {
		d.Derived = slices.DeleteFunc(d.Derived, gone)
		b.m.Tree = b.m.Tree || d.poly() && d.TypeVar != ""
	}
}

// roots are the types that a user meets first: those of the operations, or all of
// a schema without any.
func (b *builder) roots() []*typeDef {
	if len(b.m.Services) == 0 {
		return b.m.Types
	}
	var roots []*typeDef
	for _, s := range b.m.Services {
		for _, op := range s.Operations {
			roots = append(roots, op.types()...)
		}
	}
	return roots
}

func reach(d *typeDef, used map[*typeDef]bool) {
	if d == nil || used[d] {
		return
	}
	used[d] = true
	for _, n := range d.needs() {
		reach(n, used)
	}
	for _, n := range d.Derived {
		reach(n, used)
	}
}

// needs returns the types that the code of d names.
func (d *typeDef) needs() []*typeDef {
	var list []*typeDef
	if s := d.Struct; s != nil {
		list = append(list, s.Base)
		for _, x := range s.fields() {
			list = append(list, x.Type.Named)
		}
	}
	if s := d.Scalar; s != nil {
		list = append(list, s.Base)
		if s.Item != nil {
			list = append(list, s.Item.Named)
		}
		for _, m := range s.Members {
			list = append(list, m.Named)
		}
	}
	return slices.DeleteFunc(list, func(n *typeDef) bool { return n == nil })
}
