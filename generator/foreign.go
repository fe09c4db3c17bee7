package generator

import (
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/wsscgen/wsscgen/parser"
)

// foreign is a hand-written type that stands for one of the schema.
type foreign struct{ Path, Name string }

func (f *foreign) id() *jen.Statement { return jen.Qual(f.Path, f.Name) }

// foreigns settles the hand-written types. Those for simple types are read and
// written as text, after the lexical rules of the schema; those for complex types
// have a codec of their own.
func (b *builder) foreigns() {
	for _, key := range slices.Sorted(maps.Keys(b.opts.Types)) {
		f, ok := parseForeign(b.opts.Types[key])
		if !ok {
			b.wrong("types", key, "%q is not a Go type (import/path.Name is expected)", b.opts.Types[key])
			continue
		}
		n, ok := parser.ParseName(key)
		t, found := b.defs.Schemas.Type(n)
		switch t := t.(type) {
		case *parser.SimpleType:
			v := *b.root(t)
			if v.Kind == list || v.Kind == qname {
				b.wrong("types", key, "lists and qualified names cannot be read as another type")
				continue
			}
			if v.Kind != text && v.Kind != lexical {
				v = *collapsed
			}
			v.Foreign, v.Checks = f, nil
			b.foreign[t] = valueType{Builtin: &v}
		case *parser.ComplexType:
			d := &typeDef{Name: f.Name, Path: f.Path, Pos: t.Pos, Key: key, Struct: &structDef{}, External: true}
			b.foreign[t] = valueType{Named: d}
		}
		if !ok || !found || n == parser.AnyType {
			b.wrong("types", key, "there is no such type ({namespace}Name is expected)")
		}
	}
}

// parseForeign reads import/path.Name.
func parseForeign(s string) (*foreign, bool) {
	i := strings.LastIndex(s, ".")
	if i <= 0 || strings.ContainsAny(s, " \t\"'`{}[]*") || strings.HasSuffix(s[:i], "/") {
		return nil, false
	}
	f := &foreign{Path: s[:i], Name: s[i+1:]}
	return f, token.IsIdentifier(f.Name) && token.IsExported(f.Name)
}

// checkForeign refuses hand-written types in the place of those that others are
// derived from: nothing could be said of what they have in common.
func (b *builder) checkForeign() {
	for _, s := range b.defs.Schemas.Schemas {
		for _, t := range s.Types {
			c, ok := t.(*parser.ComplexType)
			if !ok {
				continue
			}
			base, _ := b.defs.Schemas.Type(c.Base)
			if v, ok := b.foreign[base]; ok && v.Named != nil {
				b.wrong("types", v.Named.Key, "%s is derived from it", c.Name)
			}
			if v, ok := b.foreign[t]; ok && v.Named != nil && (c.Abstract || b.named[base] != nil) {
				b.wrong("types", v.Named.Key, "it is derived from another type, or abstract")
			}
		}
	}
}

// dropForeign leaves out the types that hand-written ones stand for, but for those
// that others are made from.
func (b *builder) dropForeign() {
	drop := make(map[*typeDef]bool)
	for t := range b.foreign {
		drop[b.named[t]] = true
	}
	for _, d := range b.m.Types {
		for _, n := range d.needs() {
			delete(drop, n)
		}
	}
	b.m.Types = slices.DeleteFunc(b.m.Types, func(d *typeDef) bool { return drop[d] })
}
