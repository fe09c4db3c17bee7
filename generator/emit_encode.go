package generator

import (
	"cmp"
	"slices"

	"github.com/dave/jennifer/jen"
)

// emitEncode prints EncodeXML: attributes, then content.
func emitEncode(f *jen.File, t *typeDef) {
	f.Comment("// EncodeXML writes the attributes and the content of v.")
	f.Add(method("v", t.Name, "EncodeXML")).Params(jen.Id("e").Op("*").Add(codec("Encoder"))).BlockFunc(func(g *jen.Group) {
		if any, ok := t.anyAttr(); ok {
			g.Add(encoder("OtherAttrs").Call(any.selector(), address(t.Struct.anyWild().Var)))
		}
		canonical := slices.SortedStableFunc(slices.Values(t.attrs()), func(a, b attrPath) int {
			x, y := a.field.XML, b.field.XML
			return cmp.Or(cmp.Compare(x.uri(), y.uri()), cmp.Compare(x.Local, y.Local))
		})
		for _, a := range canonical {
			emitEncodeAttr(g, a)
		}
		if t.NilAttrs {
			g.If(encoder("Hollow").Call()).Block(jen.Return())
		}
		if t.Embedded {
			g.Id("v").Dot(t.contentMethod("encode")).Call(jen.Id("e"))
		} else {
			emitEncodeContent(g, t)
		}
	})
}

func emitEncodeAttr(g *jen.Group, a attrPath) {
	x := a.field
	print := func(g *jen.Group) {
		if x.XML.declared() {
			g.Add(encoder("Declare").Call(address(x.XML.Space.Var)))
		}
		if x.Const {
			g.Add(encoder("Attr").Call(address(x.XML.Var), jen.Lit(*x.Fixed)))
			return
		}
		if s := x.Type.scalar(); x.Fixed != nil && s.Kind == text {
			value := widen(x.Type, operand{a.selector(), x.Pointer}.value())
			g.Add(encoder("CheckAttr").Call(address(x.XML.Var), codec("IsFixed").Call(value, jen.Lit(*x.Fixed))))
		}
		emitWrite(g, attrWriter(x.XML), x.Type, operand{a.selector(), x.Pointer})
	}
	if x.Occurs != optional {
		print(g)
		return
	}
	g.If(a.selector().Op("!=").Nil()).BlockFunc(print)
}

// emitEncodeContent prints how the content of a struct is written.
func emitEncodeContent(g *jen.Group, t *typeDef) {
	s := t.Struct
	if s.Base != nil {
		g.Id("v").Dot(s.Base.Name).Dot(s.Base.contentMethod("encode")).Call(jen.Id("e"))
	}
	if x := s.Text; x != nil {
		emitWrite(g, textWriter, x.Type, operand{selector(x), false})
	}
	if x := s.Mixed; x != nil {
		g.Add(encoder("Mixed").Call(selector(x)))
	}
	if s.Kind != oneOf {
		for _, x := range s.Members {
			emitEncodeMember(g, x, false)
		}
		return
	}
	g.Id("n").Op(":=").Lit(0)
	for _, x := range s.Members {
		emitEncodeMember(g, x, true)
	}
	g.Add(encoder("CheckOne").Call(jen.Lit(t.Name), jen.Id("n"), jen.Lit(s.Empty)))
}

// declared reports whether the prefix of the name needs a declaration.
func (x *xmlName) declared() bool { return x.Space != nil && x.Space.Prefix != "xml" }

func encoder(method string) *jen.Statement { return jen.Id("e").Dot(method) }

// selector is v.FIELD.
func selector(x *field) *jen.Statement { return jen.Id("v").Dot(x.Name) }

// selector is v.BASE.FIELD.
func (a attrPath) selector() *jen.Statement {
	s := jen.Id("v")
	for _, p := range a.path {
		s.Dot(p)
	}
	return s.Dot(a.field.Name)
}

// operand is an expression for a value, or for a pointer to it.
type operand struct {
	expr    *jen.Statement
	pointer bool
}

func (o operand) value() *jen.Statement {
	if o.pointer {
		return jen.Op("*").Add(o.expr)
	}
	return o.expr
}

func (o operand) address() *jen.Statement {
	if o.pointer {
		return o.expr
	}
	return jen.Op("&").Add(o.expr)
}

// call calls a method of the value.
func (o operand) call(method string, args ...jen.Code) *jen.Statement {
	return jen.Add(o.expr).Dot(method).Call(args...)
}

// present is whether an optional member is there.
func (x *field) present() *jen.Statement {
	switch {
	case x.Occurs == repeated:
		return jen.Len(selector(x)).Op(">").Lit(0)
	case x.Type.Raw && !x.Wrap:
		return jen.Op("!").Add(selector(x)).Dot("IsZero").Call()
	}
	return selector(x).Op("!=").Nil()
}

// emitEncodeMember prints one member; counted says that n counts it.
func emitEncodeMember(g *jen.Group, x *field, counted bool) {
	write := func(g *jen.Group) {
		if counted {
			g.Id("n").Op("++")
		}
		if x.Occurs == repeated {
			emitEncodeEach(g, x)
			return
		}
		emitEncodeOne(g, x, selector(x))
	}
	if counted || x.Occurs == optional {
		g.If(x.present()).BlockFunc(write)
		return
	}
	write(g)
}

func emitEncodeEach(g *jen.Group, x *field) {
	if x.Min > 0 || x.Max >= 0 {
		if x.XML != nil {
			g.Add(encoder("CheckCount").Call(address(x.XML.Var), jen.Len(selector(x)), jen.Lit(x.Min), maxOccurs(x)))
		} else if d := x.Type.Named; d == nil || !d.first().empty || x.Max >= 0 {
			min := x.Min
			if d != nil && d.first().empty {
				min = 0
			}
			g.Add(encoder("CheckGroup").Call(jen.Lit(x.Name), jen.Len(selector(x)), jen.Lit(min), maxOccurs(x)))
		}
	}
	g.For(jen.Id("i").Op(":=").Range().Add(selector(x))).BlockFunc(func(g *jen.Group) {
		emitEncodeOne(g, x, selector(x).Index(jen.Id("i")))
	})
}

func maxOccurs(x *field) *jen.Statement {
	if x.Max < 0 {
		return codec("Unbounded")
	}
	return jen.Lit(x.Max)
}

// emitEncodeOne prints one occurrence of a member.
func emitEncodeOne(g *jen.Group, x *field, expr *jen.Statement) {
	switch {
	case x.Wild != nil:
		g.Add(encoder("CheckAny").Call(expr, address(x.Wild.Var)))
		g.Add(encoder("Raw").Call(expr))
		return
	case x.group():
		g.Add(expr).Dot(x.Type.Named.contentMethod("encode")).Call(jen.Id("e"))
		return
	}
	name := address(x.XML.Var)
	switch {
	case x.Const:
		g.Add(encoder("String").Call(name, jen.Lit(*x.Fixed)))
	case x.Wrap:
		null := encoder("Nil").Call(name)
		if t := x.Type.Named; t != nil && t.NilAttrs && !t.poly() {
			null = encoder("NilElement").Call(name, jen.Op("&").Add(expr).Dot("Value"))
		}
		g.Switch().BlockFunc(func(g *jen.Group) {
			if x.Occurs != optional {
				g.Case(jen.Add(expr).Op("==").Nil()).Block(encoder("Nil").Call(name))
			}
			g.Case(jen.Add(expr).Dot("Nil")).Block(null)
			g.Default().BlockFunc(func(g *jen.Group) { emitEncodeValue(g, x, operand{jen.Add(expr).Dot("Value"), false}) })
		})
	case x.Nillable:
		g.If(jen.Add(expr).Op("==").Nil()).
			Block(encoder("Nil").Call(name)).
			Else().BlockFunc(func(g *jen.Group) { emitEncodeValue(g, x, operand{expr, x.Pointer}) })
	default:
		emitEncodeValue(g, x, operand{expr, x.Pointer})
	}
}

func emitEncodeValue(g *jen.Group, x *field, o operand) {
	name := address(x.XML.Var)
	switch s := x.Type.scalar(); {
	case x.Type.Raw:
		g.Add(encoder("RawAs").Call(name, o.value()))
	case s != nil:
		if x.Fixed != nil && s.Kind == text {
			g.Add(encoder("Check").Call(name, codec("IsFixed").Call(widen(x.Type, o.value()), jen.Lit(*x.Fixed))))
		}
		emitWrite(g, elementWriter(x.XML), x.Type, o)
	case x.Type.poly():
		g.Add(codec("EncodeTyped").Call(jen.Id("e"), name, o.expr, x.Type.Named.typeName()))
	default:
		g.Add(encoder("Element").Call(name, o.address()))
	}
}
