package generator

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"
)

// emitWire prints what names look like on the wire, worked out now so that the
// encoder copies strings.
func emitWire(f *jen.File, m *model) {
	vars(f, "The namespaces, each with its prefix.", len(m.Spaces), func(g *jen.Group) {
		for _, s := range m.Spaces {
			g.Id(s.Var).Op("=").Add(codec("Namespace")).Add(s.literal())
		}
	})
	for _, t := range m.names() {
		if !t.large() {
			t.emit(f)
		}
	}
	vars(f, "The wildcards.", len(m.Wilds), func(g *jen.Group) {
		for _, w := range m.Wilds {
			g.Id(w.Var).Op("=").Add(codec("Wildcard")).Add(inline(w.fields()...))
		}
	})
	vars(f, "The patterns of simple types.", len(m.Patterns), func(g *jen.Group) {
		for _, p := range m.Patterns {
			g.Id(p.Var).Op("=").Add(codec("Pattern")).Add(literal(keyed("XSD", jen.Lit(p.XSD)), keyed("RE", jen.Lit(p.RE))))
		}
	})
	enums := slices.DeleteFunc(slices.Clone(m.Types), func(t *typeDef) bool { return t.Scalar == nil || t.Scalar.EnumVar == "" || t.Scalar.Open })
	vars(f, "The enumerations whose values may be written in several ways.", len(enums), func(g *jen.Group) {
		for _, t := range enums {
			of := codec(t.Scalar.Builtin.Go)
			g.Id(t.Scalar.EnumVar).Op("=").Add(codec("Enumeration")).Types(of).Add(literal(
				keyed("Type", jen.Lit(t.Name)), keyed("Values", jen.Index().Add(of).Add(inline(mapped(t.Scalar.Enum, func(x enumItem) jen.Code { return jen.Lit(x.Lit) })...))),
			))
		}
	})
	if !m.large() {
		emitOperations(f, m)
	}
}

func emitOperations(f *jen.File, m *model) {
	vars(f, "The operations.", len(m.Services), func(g *jen.Group) {
		for _, s := range m.Services {
			for _, op := range s.Operations {
				g.Id(op.Var).Op("=").Add(wssc("Operation")).Add(op.literal(m))
			}
		}
	})
}

func (w *wildcard) fields() []jen.Code {
	if w.Any {
		return []jen.Code{keyed("Any", jen.True())}
	}
	var fields, spaces []jen.Code
	if w.Other {
		fields = append(fields, keyed("Other", jen.True()))
	}
	for _, s := range w.Spaces {
		spaces = append(spaces, jen.Lit(s))
	}
	return append(fields, keyed("Spaces", jen.Index().String().Values(spaces...)))
}

// vars prints a group of variables, nothing for none.
func vars(f *jen.File, doc string, n int, print func(*jen.Group)) {
	if n > 0 {
		f.Comment("// " + doc)
		f.Var().DefsFunc(print)
	}
}

func (s *space) literal() *jen.Statement {
	return literal(
		keyed("URI", jen.Lit(s.URI)),
		keyed("Prefix", jen.Lit(s.Prefix)),
		keyed("Decl", jen.Lit(" xmlns:"+s.Prefix+`="`+attrEscapes.Replace(s.URI)+`"`)),
	)
}

// attrEscapes are those of an attribute in canonical form.
var attrEscapes = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")

// tag is the name with its prefix.
func (x *xmlName) tag() string {
	if x.Space == nil {
		return x.Local
	}
	return x.Space.Prefix + ":" + x.Local
}

func (op *operation) literal(m *model) *jen.Statement {
	fields := []jen.Code{
		keyed("Name", jen.Lit(op.Name)),
		keyed("Action", jen.Lit(op.Action)),
	}
	if !op.oneWay() {
		fields = append(fields, keyed("ReplyAction", jen.Lit(op.ReplyAction)))
	}
	if op.SOAPAction != "" {
		fields = append(fields, keyed("SOAPAction", jen.Lit(op.SOAPAction)))
	}
	fields = append(fields, op.In.fields("Input")...)
	if !op.oneWay() {
		fields = append(fields, op.Out.fields("Output")...)
	}
	if m.Tree && m.Names != nil {
		fields = append(fields, keyed("Types", jen.Id("newType")))
	}
	if op.hasAttachments() {
		fields = append(fields, keyed("Attachments", jen.True()))
	}
	fields = append(fields, op.InHeaders.names("InputHeaders")...)
	fields = append(fields, op.OutHeaders.names("OutputHeaders")...)
	if len(op.Faults) > 0 {
		fields = append(fields, keyed("Faults", jen.Index().Add(wssc("FaultDetail")).Add(op.details())))
	}
	return literal(fields...)
}

// fields are those of the operation about the request or the response.
func (m *body) fields(side string) []jen.Code {
	var fields []jen.Code
	if m.XML != nil {
		fields = append(fields, keyed(side, address(m.XML.Var)))
	}
	if m.Parts {
		fields = append(fields, keyed(side+"Parts", jen.True()))
	}
	return fields
}
