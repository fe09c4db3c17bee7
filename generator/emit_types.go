package generator

import (
	"math/big"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/wsscgen/wsscgen/parser"
)

func emitTypes(f *jen.File, types []*typeDef) {
	for _, t := range types {
		docComment(f.Group, t.Doc)
		switch {
		case t.Struct == nil:
			emitScalar(f, t)
		case t.Struct.Group:
			emitStruct(f, t)
			emitContent(f, t)
		case t.Struct.Whole != nil:
			emitStruct(f, t)
			emitWhole(f, t)
		default:
			emitStruct(f, t)
			if !t.Abstract {
				emitEncode(f, t)
				emitDecode(f, t)
			}
			if t.Embedded || t.Abstract {
				emitContent(f, t)
			}
			emitTree(f, t)
		}
	}
}

func emitStruct(f *jen.File, t *typeDef) {
	f.Type().Id(t.Name).StructFunc(func(g *jen.Group) {
		if base := t.Struct.Base; base != nil {
			g.Add(base.id())
		}
		for _, x := range t.Struct.fields() {
			if x.Const {
				docComment(g, []string{x.XML.Local + " has always the value " + *x.Fixed + "."})
				continue
			}
			docComment(g, x.Doc)
			s := g.Id(x.Name).Add(x.goType())
			if x.Note != "" {
				s.Comment("// " + x.Note)
			}
		}
		if x := t.Struct.AnyAttr; x != nil {
			g.Id(x.Name).Index().Add(codec("Attr"))
		}
		if x := t.Struct.Mixed; x != nil {
			g.Id(x.Name).Add(codec("Mixed"))
		}
	})
}

// fields returns the fields that have a type of their own, in the order of the
// struct.
func (s *structDef) fields() []*field {
	var all []*field
	all = append(all, s.Attrs...)
	all = append(all, s.Members...)
	if s.Text != nil {
		all = append(all, s.Text)
	}
	if s.Whole != nil {
		all = append(all, s.Whole)
	}
	return all
}

// goType is the type of the field.
func (x *field) goType() *jen.Statement {
	s := jen.Null()
	if x.Occurs == repeated {
		s.Index()
	}
	return s.Add(x.itemType())
}

// itemType is the type of one occurrence.
func (x *field) itemType() *jen.Statement {
	switch {
	case x.Wrap:
		return jen.Op("*").Add(codec("Nillable")).Types(x.Type.goType())
	case x.Pointer:
		return jen.Op("*").Add(x.Type.goType())
	}
	return x.Type.goType()
}

func (t valueType) goType() *jen.Statement {
	switch {
	case t.Raw:
		return codec("Raw")
	case t.poly():
		return t.Named.iface()
	case t.Named != nil:
		return t.Named.id()
	}
	return t.Builtin.goType()
}

func (v *builtin) goType() *jen.Statement {
	switch {
	case v.Foreign != nil:
		return v.Foreign.id()
	case v.Kind == lexical || v.Kind == qname:
		return codec(v.Go)
	case v.Kind == list:
		return jen.Index().Add(v.Item.goType())
	}
	return jen.Id(v.Go)
}

// emitScalar prints a simple type, its constants and the check of its facets.
func emitScalar(f *jen.File, t *typeDef) {
	s := t.Scalar
	if s.Builtin.Kind == list {
		f.Type().Id(t.Name).Index().Add(s.Item.goType())
	} else {
		f.Type().Id(t.Name).Add(s.Builtin.goType())
	}
	if len(s.Enum) > 0 && s.Builtin.named() {
		f.Comment("// The values of " + t.Name + ".")
		values := jen.Const()
		if s.Builtin.Kind == qname {
			values = jen.Var()
		}
		f.Add(values).DefsFunc(func(g *jen.Group) {
			for _, item := range s.Enum {
				docComment(g, item.Doc)
				if name, ok := item.Lit.(parser.Name); ok {
					g.Id(item.Const).Op("=").Id(t.Name).Add(nameFields(name))
					continue
				}
				g.Id(item.Const).Id(t.Name).Op("=").Add(constValue(item.Lit))
			}
		})
	}
	if s.checked() {
		f.Comment("// Check returns an error when the schema does not allow the value.")
		f.Func().Params(jen.Id("v").Id(t.Name)).Id("Check").Params().Error().BlockFunc(func(g *jen.Group) {
			emitChecks(g, t)
		})
	}
}

func emitChecks(g *jen.Group, t *typeDef) {
	s := t.Scalar
	var checks []jen.Code
	if s.Base != nil && s.Base.Scalar != nil && s.Base.Scalar.checked() {
		checks = append(checks, s.Base.id().Call(jen.Id("v")).Dot("Check").Call())
	}
	if len(s.Members) > 0 {
		args := []jen.Code{jen.String().Call(jen.Id("v")), jen.Lit(t.Name)}
		for _, m := range s.Members {
			args = append(args, jen.Func().Params(jen.Id("v").Op("*").Add(codec("Value"))).BlockFunc(func(g *jen.Group) {
				x := narrow(m, jen.Id("v"))
				if !m.checked() {
					g.Id("_").Op("=").Add(x)
					return
				}
				if m.Named != nil && m.scalar().nilable() {
					x = m.goType().Call(x)
				}
				g.Id("x").Op(":=").Add(x)
				g.Id("v").Dot("Check").Call(m.check(operand{jen.Id("x"), false}))
			}))
		}
		checks = append(checks, codec("OneOf").Call(args...))
	}
	v := jen.Id("v")
	if s.Builtin.Kind == list && (s.enumerated() || slices.ContainsFunc(s.Checks, func(c check) bool { return c.Func == "Pattern" })) {
		g.Id("text").Op(":=").Add(codec("Words")).Call(v)
	}
	for _, c := range s.Checks {
		checks = append(checks, s.Builtin.check(c, v))
	}
	for i, c := range checks {
		if i == len(checks)-1 && !s.enumerated() {
			g.Return(c)
			return
		}
		g.If(jen.Err().Op(":=").Add(c), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))
	}
	emitEnum(g, t)
}

// emitEnum prints what returns nil for the values of the enumeration.
func emitEnum(g *jen.Group, t *typeDef) {
	s := t.Scalar
	v := jen.Id("v")
	given, value := jen.Add(v), jen.String().Call(v)
	switch s.Builtin.Kind {
	case boolean:
		value = codec("FormatBool").Call(jen.Bool().Call(v))
	case signed:
		value = codec("FormatInt").Call(jen.Int64().Call(v))
	case unsigned:
		value = codec("FormatUint").Call(jen.Uint64().Call(v))
	case float:
		value = codec("FormatFloat").Call(jen.Float64().Call(v), jen.Lit(s.Builtin.Bits))
	case qname:
		value = codec("QName").Call(v).Dot("String").Call()
	case binary, hexadecimal:
		given, value = jen.String().Call(v), codec(formats[s.Builtin.Kind]).Call(v)
	case list:
		given, value = jen.Id("text"), jen.Id("text")
	}
	var values []jen.Code
	for _, item := range s.Enum {
		if item.Const != "" {
			values = append(values, jen.Id(item.Const))
		} else {
			values = append(values, jen.Lit(item.Lit))
		}
	}
	if s.EnumVar != "" {
		g.Return(jen.Id(s.EnumVar).Dot("Check").Call(codec(s.Builtin.Go).Call(v)))
		return
	}
	g.Switch(given).Block(jen.Case(values...).Block(jen.Return(jen.Nil())))
	g.Return(codec("NotOneOf").Call(jen.Lit(t.Name), value))
}

// constValue is the value of a constant.
func constValue(value any) *jen.Statement {
	if n, ok := value.(*big.Int); ok {
		return jen.Id(n.String())
	}
	return jen.Lit(value)
}

// nameFields are those of a codec.QName.
func nameFields(n parser.Name) *jen.Statement {
	local := keyed("Local", jen.Lit(n.Local))
	if n.Space == "" {
		return inline(local)
	}
	return inline(keyed("Space", jen.Lit(n.Space)), local)
}

// check is a facet of v, whose type is the built-in one or a named one over it.
func (b *builtin) check(c check, v *jen.Statement) *jen.Statement {
	switch {
	case c.Func == "Pattern" && b.Kind == list:
		return jen.Id(c.Arg).Dot("Check").Call(jen.Id("text"))
	case c.Func == "Pattern":
		return jen.Id(c.Arg).Dot("Check").Call(jen.String().Call(v))
	case b.Kind == text:
		return codec(c.Func).Call(jen.String().Call(v), jen.Id(c.Arg))
	case b.nilable() || b.octets():
		low, high := jen.Id(c.Arg), jen.Id(c.Arg)
		if c.Func == "MinLength" {
			high = codec("Unbounded")
		}
		if c.Func == "MaxLength" {
			low = jen.Lit(0)
		}
		n := jen.Len(v)
		if b.octets() {
			n = codec(b.Go).Call(v).Dot("Len").Call()
		}
		return codec("Count").Call(n, low, high)
	case c.Func == "TotalDigits" || c.Func == "FractionDigits":
		return codec(b.Go).Call(v).Dot(c.Func).Call(jen.Id(c.Arg))
	case partial[b.Go] != nil:
		return codec(c.Func).Call(codec(b.Go).Call(v), jen.Lit(c.Arg))
	case b.Kind == lexical:
		return codec(b.Go).Call(v).Dot(c.Func).Call(jen.Lit(c.Arg))
	}
	return codec(c.Func).Call(jen.Id(b.Go).Call(v), jen.Id(c.Arg))
}
