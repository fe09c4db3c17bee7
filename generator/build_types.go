package generator

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"

	"github.com/wsscgen/wsscgen/parser"
)

// types settles a Go type for each type of the schemas and for each global
// element with a type in place. Names go to all of them before the first member
// is looked at, so that they do not depend on who refers to whom.
func (b *builder) types() {
	var todo []func()
	for _, s := range b.defs.Schemas.Schemas {
		for _, t := range s.Types {
			d := b.typeDef(t, b.names.name(goName(t.TypeName().Local), "Type"), "is the type "+t.TypeName().String()+".")
			todo = append(todo, func() { b.fill(d, t) })
		}
	}
	for _, s := range b.defs.Schemas.Schemas {
		for _, e := range s.Elements {
			b.refuseElement(e)
			t := e.Type.Anonymous
			if t == nil {
				todo = append(todo, func() { b.valueType(e.Type, e.Pos, "", "") })
				continue
			}
			d := b.typeDef(t, b.names.name(goName(e.Name.Local), "Element"), "is the element "+e.Name.String()+".")
			d.Doc = append(d.Doc, paragraph(e.Doc)...)
			todo = append(todo, func() { b.fill(d, t) })
		}
	}
	for _, f := range todo {
		f()
	}
}

// typeDef adds a Go type without its members.
func (b *builder) typeDef(t parser.Type, name, sentence string) *typeDef {
	doc := ""
	d := &typeDef{Name: name}
	switch t := t.(type) {
	case *parser.ComplexType:
		doc, d.Struct = t.Doc, &structDef{}
	case *parser.SimpleType:
		doc, d.Scalar = t.Doc, &scalarDef{}
	}
	d.Doc = describe(name+" "+sentence, doc)
	b.named[t] = d
	b.m.Types = append(b.m.Types, d)
	return d
}

// fill settles the members of a type.
func (b *builder) fill(d *typeDef, t parser.Type) {
	switch t := t.(type) {
	case *parser.ComplexType:
		b.complexType(d, t)
	case *parser.SimpleType:
		b.simpleType(d, t)
	}
}

func (b *builder) complexType(d *typeDef, t *parser.ComplexType) {
	b.refuseComplex(t)
	m := &members{b: b, def: d, names: scope{"EncodeXML": true, "DecodeXML": true}}
	if t.Content != nil {
		m.content(*t.Content)
	}
	if t.SimpleContent != nil && t.Derivation == parser.Extension {
		m.text(t)
	}
	for _, u := range t.Attributes {
		m.attribute(u)
	}
	d.Struct.Canonical = slices.SortedStableFunc(slices.Values(d.Struct.Attrs), func(x, y *field) int {
		return cmp.Or(cmp.Compare(x.XML.uri(), y.XML.uri()), cmp.Compare(x.XML.Local, y.XML.Local))
	})
}

func (x *xmlName) uri() string {
	if x.Space == nil {
		return ""
	}
	return x.Space.URI
}

// members settles the fields of one struct.
type members struct {
	b     *builder
	def   *typeDef
	names scope
}

// content flattens sequences that occur once.
func (m *members) content(p parser.Particle) {
	switch t := p.Term.(type) {
	case *parser.ModelGroup:
		switch {
		case t.Kind != parser.Sequence:
			m.b.refuse(t.Pos, "xs:"+string(t.Kind))
		case p.Min != 1 || p.Max != 1:
			m.b.refuse(t.Pos, "xs:sequence that is optional or occurs more than once")
		default:
			for _, q := range t.Particles {
				m.content(q)
			}
		}
	case *parser.ElementDecl:
		m.b.refuseElement(t)
		m.element(p, t, t.Doc)
	case *parser.ElementRef:
		e, _ := m.b.defs.Schemas.Element(t.Name)
		if len(m.b.defs.Schemas.Substitutes(t.Name)) > 0 {
			m.b.refuse(t.Pos, "a reference to the head of a substitution group")
		}
		m.element(p, e, cmp.Or(t.Doc, e.Doc))
	case *parser.GroupRef:
		m.b.refuse(t.Pos, "xs:group")
	case *parser.Wildcard:
		m.b.refuse(t.Pos, "xs:any")
	default:
		m.b.refuse(p.Pos, fmt.Sprintf("%T", t))
	}
}

func (m *members) element(p parser.Particle, e *parser.ElementDecl, doc string) {
	f := &field{
		Name:     m.names.name(goName(e.Name.Local), "Element"),
		Doc:      comment(doc),
		XML:      m.b.element(e.Name),
		Pos:      p.Pos,
		Nillable: e.Nillable,
		Min:      p.Min,
		Max:      p.Max,
		Type:     m.b.valueType(e.Type, e.Pos, m.def.Name+goName(e.Name.Local), "element "+e.Name.Local+" of "+m.def.Name),
	}
	switch {
	case p.Max != 1:
		f.Occurs = repeated
	case p.Min == 0:
		f.Occurs = optional
	}
	if f.Occurs == optional && f.Nillable {
		m.b.refuse(p.Pos, fmt.Sprintf("element %s: optional and nillable at once", e.Name.Local))
	}
	f.Pointer = f.Occurs == optional || f.Nillable
	if s := f.Type.scalar(); s != nil && s.Kind == binary {
		f.Pointer = false // nil bytes are told from empty ones
	}
	if f.Nillable {
		f.Note = "nil stands for xsi:nil"
	}
	m.def.Struct.Elements = append(m.def.Struct.Elements, f)
}

// attribute adds an attribute declared in place or referred to.
func (m *members) attribute(u parser.AttributeUse) {
	decl, def, fixed := u.Decl, u.Default, u.Fixed
	switch {
	case !u.Group.IsZero():
		m.b.refuse(u.Pos, "xs:attributeGroup")
		return
	case u.Prohibited:
		m.b.refuse(u.Pos, "a prohibited attribute")
		return
	case decl == nil:
		decl, _ = m.b.defs.Schemas.Attribute(u.Ref)
	}
	def, fixed = first(def, decl.Default), first(fixed, decl.Fixed)
	if fixed != nil {
		m.b.refuse(u.Pos, "an attribute with a fixed value")
	}
	f := &field{
		Name: m.names.name(goName(decl.Name.Local), "Attr"),
		Doc:  comment(cmp.Or(u.Doc, decl.Doc)),
		XML:  m.b.attr(decl.Name),
		Pos:  u.Pos,
		Type: m.b.valueType(decl.Type, cmp.Or(decl.Pos, u.Pos), m.def.Name+goName(decl.Name.Local), "attribute "+decl.Name.Local+" of "+m.def.Name),
	}
	if !u.Required {
		f.Occurs = optional
		s := f.Type.scalar()
		f.Pointer = s == nil || s.Kind != binary
	}
	if def != nil {
		f.Note = fmt.Sprintf("nil stands for %q", printable(*def))
	}
	m.def.Struct.Attrs = append(m.def.Struct.Attrs, f)
}

// text adds the text of a type with simpleContent.
func (m *members) text(t *parser.ComplexType) {
	base, _ := m.b.defs.Schemas.Type(t.Base)
	if _, ok := base.(*parser.SimpleType); !ok {
		m.b.refuse(t.Pos, "xs:simpleContent that extends a complex type")
		return
	}
	m.def.Struct.Text = &field{
		Name: m.names.name("Value", ""),
		Pos:  t.Pos,
		Type: m.b.valueType(parser.TypeRef{Name: t.Base, Pos: t.Pos}, t.Pos, "", ""),
	}
}

// valueType returns the Go type for a reference to a type. A type in place gets
// a name of its own and is described as the type of what it is in.
func (b *builder) valueType(r parser.TypeRef, pos token.Position, name, of string) valueType {
	t := b.defs.Schemas.Resolve(r)
	if d, ok := b.named[t]; ok {
		return valueType{Named: d}
	}
	if r.Anonymous != nil {
		d := b.typeDef(t, b.names.name(name, "Type"), "is the type of "+of+".")
		b.fill(d, t)
		return valueType{Named: d}
	}
	if v, ok := builtins[r.Name.Local]; ok && r.Name.Space == parser.NamespaceXSD {
		return valueType{Builtin: v}
	}
	b.refuse(pos, "xs:"+r.Name.Local)
	return valueType{Builtin: builtins["string"]}
}

func first(values ...*string) *string {
	for _, v := range values {
		if v != nil {
			return v
		}
	}
	return nil
}

// paragraph returns documentation that follows other text.
func paragraph(doc string) []string {
	if lines := comment(doc); len(lines) > 0 {
		return append([]string{""}, lines...)
	}
	return nil
}
