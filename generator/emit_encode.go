package generator

import "github.com/dave/jennifer/jen"

// emitEncode prints EncodeXML: attributes, then content.
func emitEncode(f *jen.File, t *typeDef) {
	f.Comment("// EncodeXML writes the attributes and the content of v.")
	f.Add(method("v", t.Name, "EncodeXML")).Params(jen.Id("e").Op("*").Add(codec("Encoder"))).BlockFunc(func(g *jen.Group) {
		for _, x := range t.Struct.Canonical {
			emitPresent(g, x, func(g *jen.Group) {
				if x.XML.declared() {
					g.Add(encoder("Declare").Call(address(x.XML.Space.Var)))
				}
				emitWrite(g, attrWriter(x.XML), x.Type, operand{selector(x), x.Pointer})
			})
		}
		for _, x := range t.Struct.Elements {
			emitEncodeElement(g, x)
		}
		if x := t.Struct.Text; x != nil {
			emitWrite(g, textWriter, x.Type, operand{selector(x), false})
		}
	})
}

// declared reports whether the prefix of the name needs a declaration.
func (x *xmlName) declared() bool { return x.Space != nil && x.Space.Prefix != "xml" }

func encoder(method string) *jen.Statement { return jen.Id("e").Dot(method) }

// selector is v.FIELD.
func selector(x *field) *jen.Statement { return jen.Id("v").Dot(x.Name) }

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

// emitPresent runs print for an optional field only when it is there.
func emitPresent(g *jen.Group, x *field, print func(*jen.Group)) {
	if x.Occurs != optional {
		print(g)
		return
	}
	g.If(selector(x).Op("!=").Nil()).BlockFunc(print)
}

func emitEncodeElement(g *jen.Group, x *field) {
	if x.Occurs != repeated {
		emitPresent(g, x, func(g *jen.Group) { emitEncodeOne(g, x, selector(x)) })
		return
	}
	if x.Min > 0 || x.Max >= 0 {
		g.Add(encoder("CheckCount").Call(address(x.XML.Var), jen.Len(selector(x)), jen.Lit(x.Min), maxOccurs(x)))
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

// emitEncodeOne prints one occurrence of an element.
func emitEncodeOne(g *jen.Group, x *field, expr *jen.Statement) {
	o := operand{expr, x.Pointer}
	print := func(g *jen.Group) {
		if x.Type.scalar() != nil {
			emitWrite(g, elementWriter(x.XML), x.Type, o)
			return
		}
		g.Add(encoder("Element").Call(address(x.XML.Var), o.address()))
	}
	if !x.Nillable {
		print(g)
		return
	}
	g.If(jen.Add(expr).Op("==").Nil()).
		Block(encoder("Nil").Call(address(x.XML.Var))).
		Else().BlockFunc(print)
}
