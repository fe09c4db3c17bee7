package generator

import "github.com/dave/jennifer/jen"

func member(method string) *jen.Statement { return jen.Id("m").Dot(method) }

// emitDecode prints DecodeXML: attributes, then content.
func emitDecode(f *jen.File, t *typeDef) {
	f.Comment("// DecodeXML sets v to what the element holds.")
	f.Add(method("v", t.Name, "DecodeXML")).Params(jen.Id("e").Add(codec("Element"))).Error().BlockFunc(func(g *jen.Group) {
		g.Op("*").Id("v").Op("=").Id(t.Name).Values()
		g.Id("m").Op(":=").Id("e").Dot("Members").CallFunc(func(g *jen.Group) {
			for _, x := range t.Struct.Attrs {
				g.Add(address(x.XML.Var))
			}
		})
		for _, x := range t.Struct.Attrs {
			emitDecodeAttr(g, x)
		}
		for _, x := range t.Struct.Elements {
			emitDecodeElement(g, x)
		}
		if x := t.Struct.Text; x != nil {
			emitRead(g, member("Text").Call(), x, selector(x))
			g.Return(member("Err").Call())
			return
		}
		g.Return(member("End").Call())
	})
}

func emitDecodeAttr(g *jen.Group, x *field) {
	read := func(g *jen.Group) { emitRead(g, member("Attr").Call(address(x.XML.Var)), x, selector(x)) }
	if x.Occurs != optional {
		read(g)
		return
	}
	g.If(member("HasAttr").Call(address(x.XML.Var))).BlockFunc(read)
}

func emitDecodeElement(g *jen.Group, x *field) {
	name := address(x.XML.Var)
	switch x.Occurs {
	case required:
		emitDecodeOne(g, x, selector(x))
	case optional:
		g.If(member("Has").Call(name)).BlockFunc(func(g *jen.Group) { emitDecodeOne(g, x, selector(x)) })
	case repeated:
		item := x.Type.goType()
		if x.Pointer {
			item = jen.Op("*").Add(item)
		}
		g.Add(selector(x)).Op("=").Add(codec("Many")).Types(item).
			Call(jen.Op("&").Id("m"), name, jen.Lit(x.Min), maxOccurs(x))
		g.For(jen.Id("i").Op(":=").Range().Add(selector(x))).BlockFunc(func(g *jen.Group) {
			emitDecodeOne(g, x, selector(x).Index(jen.Id("i")))
		})
	}
}

// emitDecodeOne prints how one occurrence of an element is read into target.
func emitDecodeOne(g *jen.Group, x *field, target *jen.Statement) {
	name := address(x.XML.Var)
	read := func(g *jen.Group) {
		if x.Type.scalar() != nil {
			emitRead(g, member("Child").Call(name), x, target)
			return
		}
		if x.Pointer {
			g.Add(target).Op("=").New(jen.Id(x.Type.Named.Name))
		}
		g.Add(member("Decode").Call(name, operand{target, x.Pointer}.address()))
	}
	if !x.Nillable {
		read(g)
		return
	}
	g.If(jen.Op("!").Add(member("Nil").Call(name))).BlockFunc(read)
}

// emitRead prints how a scalar is read from text, after it its check.
func emitRead(g *jen.Group, from *jen.Statement, x *field, target *jen.Statement) {
	v := narrow(x.Type, from)
	if x.Pointer {
		v = jen.New(v)
	}
	g.Add(target).Op("=").Add(v)
	if x.Type.checked() {
		g.Add(member("Check").Call(x.Type.check(operand{target, x.Pointer})))
	}
}

// narrow reads text as the type of a field.
func narrow(t valueType, from *jen.Statement) *jen.Statement {
	s := t.scalar()
	read := jen.Add(from).Dot(s.Read)
	if s.Bits > 0 {
		read.Call(jen.Lit(s.Bits))
	} else {
		read.Call()
	}
	if t.Named == nil && (s.Bits == 0 || s.Bits == 64) || s.Kind == binary {
		return read
	}
	return t.goType().Call(read)
}
