package parser

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestSchemaModel writes out the model of a schema that uses everything.
func TestSchemaModel(t *testing.T) {
	t.Parallel()
	const name = "../testdata/wsdl/model/schema.txtar"
	ar, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defs, err := LoadFrom(archive(ar), "main.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	d := &dumper{}
	for _, s := range defs.Schemas.Schemas {
		d.schema(s)
	}
	d.line("substitutes of head")
	for _, e := range defs.Schemas.Substitutes(Name{"urn:t", "head"}) {
		d.line("  %s", e.Name)
	}
	golden(t, name, ar, d.b.String())
}

func TestBuiltinTypes(t *testing.T) {
	t.Parallel()
	set := &SchemaSet{}
	typ, ok := set.Type(Name{NamespaceXSD, "unsignedByte"})
	var chain []string
	for ok {
		chain = append(chain, typ.TypeName().Local)
		s, simple := typ.(*SimpleType)
		if !simple {
			break
		}
		typ, ok = set.Type(s.Base.Name)
	}
	if got, want := strings.Join(chain, " "), "unsignedByte unsignedShort unsignedInt unsignedLong nonNegativeInteger integer decimal anySimpleType"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if a, ok := set.Attribute(Name{NamespaceXML, "lang"}); !ok || a.Type.Name.Local != "language" {
		t.Errorf("xml:lang: got %v, %v", a, ok)
	}
}

// dumper writes a schema as indented text.
type dumper struct {
	b     strings.Builder
	depth int
}

func (d *dumper) line(format string, args ...any) {
	line := fmt.Sprintf(strings.Repeat("  ", d.depth)+format, args...)
	line = strings.ReplaceAll(line, "{"+NamespaceXSD+"}", "xsd:")
	d.b.WriteString(strings.TrimRight(line, " ") + "\n")
}

func (d *dumper) in(f func()) { d.depth++; f(); d.depth-- }

func (d *dumper) schema(s *Schema) {
	d.line("schema %s %s %s", s.TargetNamespace, s.Pos, doc(s.Doc))
	d.in(func() {
		for _, e := range s.Elements {
			d.element(e, "")
		}
		for _, t := range s.Types {
			d.typ(t)
		}
		for _, g := range s.Groups {
			d.line("group %s", g.Name)
			d.in(func() { d.term(Particle{1, 1, g.Content, g.Pos}) })
		}
		for _, g := range s.AttributeGroups {
			d.line("attributeGroup %s", g.Name)
			d.in(func() { d.attributes(g.Attributes, g.AnyAttribute) })
		}
		for _, a := range s.Attributes {
			d.line("attribute %s", a.Name)
			d.in(func() { d.ref("type", a.Type) })
		}
	})
}

func (d *dumper) element(e *ElementDecl, occurs string) {
	d.line("element %s%s%s%s%s%s%s", e.Name, occurs, flag1(e.Nillable, "nillable"), flag1(e.Abstract, "abstract"),
		value("default", e.Default), value("fixed", e.Fixed), doc(e.Doc))
	d.in(func() {
		if !e.SubstitutionGroup.IsZero() {
			d.line("substitutes %s", e.SubstitutionGroup)
		}
		for _, id := range e.Identity {
			d.line("%s %s %s %s", id.Kind, id.Name, id.Selector, id.Fields)
		}
		d.ref("type", e.Type)
	})
}

func (d *dumper) ref(what string, r TypeRef) {
	if r.Anonymous != nil {
		d.line("%s in place", what)
		d.in(func() { d.typ(r.Anonymous) })
		return
	}
	d.line("%s %s", what, r.Name)
}

func (d *dumper) typ(t Type) {
	switch t := t.(type) {
	case *ComplexType:
		d.line("complexType %s%s%s %s %s", t.Name, flag1(t.Abstract, "abstract"), flag1(t.Mixed, "mixed"), t.Derivation, t.Base)
		d.in(func() {
			if t.SimpleContent != nil {
				d.line("text")
				d.in(func() { d.facets(t.SimpleContent.Facets) })
			}
			if t.Content != nil {
				d.term(*t.Content)
			}
			d.attributes(t.Attributes, t.AnyAttribute)
		})
	case *SimpleType:
		d.line("simpleType %s %s", t.Name, t.Variety)
		d.in(func() {
			switch t.Variety {
			case Atomic:
				d.ref("base", t.Base)
			case List:
				d.ref("item", t.Item)
			}
			for _, m := range t.Members {
				d.ref("member", m)
			}
			d.facets(t.Facets)
		})
	}
}

func (d *dumper) facets(facets []Facet) {
	for _, f := range facets {
		d.line("%s %q%s %s", f.Kind, f.Value, flag1(f.Fixed, "fixed"), f.Name)
	}
}

func (d *dumper) term(p Particle) {
	occurs := ""
	if p.Min != 1 || p.Max != 1 {
		occurs = fmt.Sprintf(" %d to %d", p.Min, p.Max)
	}
	switch t := p.Term.(type) {
	case *ElementDecl:
		d.element(t, occurs)
	case *ElementRef:
		d.line("element ref %s%s", t.Name, occurs)
	case *GroupRef:
		d.line("group ref %s%s", t.Name, occurs)
	case *ModelGroup:
		d.line("%s%s", t.Kind, occurs)
		d.in(func() {
			for _, p := range t.Particles {
				d.term(p)
			}
		})
	case *Wildcard:
		d.line("any %s not %q %s%s", t.Namespaces, t.TargetNamespace, t.ProcessContents, occurs)
	}
}

func (d *dumper) attributes(uses []AttributeUse, wild *Wildcard) {
	for _, u := range uses {
		flags := flag1(u.Required, "required") + flag1(u.Prohibited, "prohibited")
		switch {
		case u.Decl != nil:
			d.line("attribute %s%s%s%s", u.Decl.Name, flags, value("default", u.Decl.Default), value("fixed", u.Decl.Fixed))
			d.in(func() { d.ref("type", u.Decl.Type) })
		case !u.Ref.IsZero():
			d.line("attribute ref %s%s%s%s", u.Ref, flags, value("default", u.Default), value("fixed", u.Fixed))
		default:
			d.line("attributeGroup ref %s", u.Group)
		}
	}
	if wild != nil {
		d.line("anyAttribute %s %s", wild.Namespaces, wild.ProcessContents)
	}
}

func flag1(on bool, word string) string {
	if on {
		return " " + word
	}
	return ""
}

func value(word string, v *string) string {
	if v == nil {
		return ""
	}
	return fmt.Sprintf(" %s=%q", word, *v)
}

func doc(s string) string {
	if s == "" {
		return ""
	}
	return fmt.Sprintf(" // %s", s)
}
