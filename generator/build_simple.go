package generator

import (
	"slices"
	"strconv"

	"github.com/wsscgen/wsscgen/parser"
)

// simpleType settles a simple type. Its facets are checked when values are read
// and written; the comment of the type names those that are not.
func (b *builder) simpleType(d *typeDef, t *parser.SimpleType) {
	s := d.Scalar
	switch t.Variety {
	case parser.List:
		item := b.itemType(t, d)
		s.Item = &item
		return
	case parser.Union:
		if n := b.qnames(t); n > 0 && n < len(t.Members) {
			b.refuse(t.Pos, "xs:union of names and other types")
		}
		d.Doc = append(d.Doc, "", "It holds the text of one of several types, which are not told apart.")
		if unionChecks(b.defs.Schemas, t) {
			for i, m := range t.Members {
				s.Members = append(s.Members, b.valueType(m, d.Key, d.Name+"Member"+strconv.Itoa(i+1), "a member of "+d.Name))
			}
		}
		return
	}
	if t.Base.Anonymous != nil {
		b.valueType(t.Base, d.Key, d.Name+"Base", "what "+d.Name+" restricts")
	}
	steps := [][]parser.Facet{t.Facets} // the first one last
	base, _ := b.defs.Schemas.Resolve(t.Base).(*parser.SimpleType)
	for base != nil && !base.Builtin && b.root(base) != s.Builtin {
		steps = append(steps, base.Facets) // its Go type is another one
		base, _ = b.defs.Schemas.Resolve(base.Base).(*parser.SimpleType)
	}
	if base != nil && !base.Builtin && hasChecks(b.defs.Schemas, base) {
		s.Base = b.named[base]
	}
	if s.Base == nil {
		s.Checks = append(s.Checks, s.Builtin.Checks...)
	}
	if s.Builtin.Kind == list {
		item := b.listItem(t, d)
		s.Item = &item
	}
	slices.Reverse(steps)
	b.facets(d, steps)
}

// itemType returns the type of the items of a list.
func (b *builder) itemType(t *parser.SimpleType, d *typeDef) valueType {
	return b.valueType(t.Item, d.Key, d.Name+"Item", "the items of "+d.Name)
}

// listItem finds it for a restriction of a list.
func (b *builder) listItem(t *parser.SimpleType, d *typeDef) valueType {
	for {
		if t.Builtin && builtins[t.Name.Local] != nil && builtins[t.Name.Local].Item != nil {
			return valueType{Builtin: builtins[t.Name.Local].Item}
		}
		if t.Variety == parser.List {
			return b.itemType(t, d)
		}
		t = b.defs.Schemas.Resolve(t.Base).(*parser.SimpleType)
	}
}

// listType is a list that a schema defines.
var listType = &builtin{Kind: list}

// root returns how values of a simple type are kept: as those of the built-in
// type at the end of a chain of restrictions, as whiteSpace changes it. With a pattern
// they are kept as they are written.
func (b *builder) root(t *parser.SimpleType) *builtin {
	space, pattern := "", false
	for !t.Builtin {
		switch t.Variety {
		case parser.List:
			return listType
		case parser.Union:
			return b.unionOf(t)
		}
		for _, f := range t.Facets {
			if f.Kind == "whiteSpace" && space == "" {
				space = f.Value
			}
			pattern = pattern || f.Kind == "pattern"
		}
		base, _ := b.defs.Schemas.Resolve(t.Base).(*parser.SimpleType)
		if base == nil {
			return builtins["string"]
		}
		t = base
	}
	v := builtins[t.Name.Local]
	switch {
	case v == nil:
		return builtins["string"]
	case pattern && (v.Kind == signed || v.Kind == unsigned):
		return digits(v)
	case pattern && keptTypes[v] != nil:
		return keptTypes[v]
	case v.Kind == list:
		return listType
	case v.Kind != text || v.Read == "Token":
	case space == "collapse":
		return collapsed
	case space == "replace":
		return builtins["normalizedString"]
	}
	return v
}

// digitTypes are integers that keep their digits, within the bounds of a type.
var digitTypes = func() map[*builtin]*builtin {
	m := make(map[*builtin]*builtin)
	for _, v := range builtins {
		if low, high := limits(v); low != nil {
			m[v] = integer(check{"AtLeast", low.String()}, check{"AtMost", high.String()})
		}
	}
	return m
}()

func digits(v *builtin) *builtin { return digitTypes[v] }

// unionOf is how a union is kept: as text, or as a name when all of its members
// are names.
func (b *builder) unionOf(t *parser.SimpleType) *builtin {
	if b.qnames(t) == len(t.Members) {
		return qualified
	}
	return builtins["string"]
}

// mixed reports whether values of a type are those of a union with members that are no
// text: 01 may be 1.
func (b *builder) mixed(t *parser.SimpleType) bool {
	for t != nil && !t.Builtin && t.Variety == parser.Atomic {
		t, _ = b.defs.Schemas.Resolve(t.Base).(*parser.SimpleType)
	}
	if t == nil || t.Builtin || t.Variety != parser.Union {
		return false
	}
	return slices.ContainsFunc(t.Members, func(m parser.TypeRef) bool {
		s, ok := b.defs.Schemas.Resolve(m).(*parser.SimpleType)
		return ok && (b.root(s).Kind != text || b.mixed(s))
	})
}

// qnames counts the members of a union that are names.
func (b *builder) qnames(t *parser.SimpleType) (n int) {
	for _, m := range t.Members {
		if s, ok := b.defs.Schemas.Resolve(m).(*parser.SimpleType); ok && b.root(s).Kind == qname {
			n++
		}
	}
	return n
}

// hasChecks reports whether a type that is restricted has facets to check, its
// own or those of its bases.
func hasChecks(set *parser.SchemaSet, t parser.Type) bool {
	s, ok := t.(*parser.SimpleType)
	for ok && !s.Builtin {
		for _, f := range s.Facets {
			if f.Kind != "whiteSpace" {
				return true
			}
		}
		if s.Variety == parser.Union {
			return unionChecks(set, s)
		}
		if s.Variety != parser.Atomic {
			return false
		}
		if base, simple := set.Resolve(s.Base).(*parser.SimpleType); simple && base.Builtin {
			v := builtins[base.Name.Local]
			return v != nil && len(v.Checks) > 0
		}
		s, ok = set.Resolve(s.Base).(*parser.SimpleType)
	}
	return false
}

// unionChecks reports whether there is a text that no member of a union takes.
func unionChecks(set *parser.SchemaSet, t *parser.SimpleType) bool {
	for _, m := range t.Members {
		s, ok := set.Resolve(m).(*parser.SimpleType)
		if !ok || !hasChecks(set, s) && takesAll(set, s) {
			return false
		}
	}
	return true
}

// takesAll reports whether values of a type without facets are any text.
func takesAll(set *parser.SchemaSet, s *parser.SimpleType) bool {
	for !s.Builtin {
		switch s.Variety {
		case parser.List:
			return false
		case parser.Union:
			return !unionChecks(set, s)
		}
		base, ok := set.Resolve(s.Base).(*parser.SimpleType)
		if !ok {
			return true
		}
		s = base
	}
	v := builtins[s.Name.Local]
	return v == nil || v.Kind == text || v.Kind == qname
}
