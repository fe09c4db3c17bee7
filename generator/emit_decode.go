package generator

import (
	"slices"

	"github.com/dave/jennifer/jen"
)

// decoder prints code that reads members. In a method of a group they are behind
// a pointer, in DecodeXML they are not.
type decoder struct{ pointer bool }

func member(method string) *jen.Statement { return jen.Id("m").Dot(method) }

// members is the argument for a function that takes them.
func (d decoder) members() *jen.Statement {
	if d.pointer {
		return jen.Id("m")
	}
	return address("m")
}

// new makes a struct, which the codec counts.
func (d decoder) new(t jen.Code) *jen.Statement {
	return codec("New").Types(t).Call(d.members())
}

// emitDecode prints DecodeXML: attributes, then content.
func emitDecode(f *jen.File, t *typeDef) {
	attrs := t.attrs()
	f.Comment("// DecodeXML sets v to what the element holds.")
	f.Add(method("v", t.Name, "DecodeXML")).Params(jen.Id("e").Add(codec("Element"))).Error().BlockFunc(func(g *jen.Group) {
		g.Op("*").Id("v").Op("=").Id(t.Name).Values()
		known := func(g *jen.Group) {
			for _, a := range attrs {
				g.Add(address(a.field.XML.Var))
			}
		}
		any, hasAny := t.anyAttr()
		switch {
		case t.Struct.Simple:
			g.Id("m").Op(":=").Id("e").Dot("MembersText").Call()
		case hasAny:
			g.Id("m").Op(":=").Id("e").Dot("MembersAny").Call(t.typeName())
			g.Add(any.selector()).Op("=").Add(member("OtherAttrs")).CallFunc(func(g *jen.Group) {
				g.Add(address(t.Struct.anyWild().Var))
				known(g)
			})
		case t.TypeVar != "":
			g.Id("m").Op(":=").Id("e").Dot("MembersOf").CallFunc(func(g *jen.Group) {
				g.Add(t.typeName())
				known(g)
			})
		default:
			g.Id("m").Op(":=").Id("e").Dot("Members").CallFunc(known)
		}
		for _, a := range attrs {
			emitDecodeAttr(g, a)
		}
		if t.NilAttrs {
			g.If(member("Hollow").Call()).Block(jen.Return(member("Err").Call()))
		}
		d := decoder{}
		if t.Embedded {
			g.Id("v").Dot(t.contentMethod("decode")).Call(d.members())
		} else {
			d.content(g, t)
		}
		if t.hasText() {
			g.Return(member("Err").Call())
			return
		}
		g.Return(member("End").Call())
	})
}

// typeName is the argument for the name of the type.
func (t *typeDef) typeName() *jen.Statement {
	if t.TypeVar == "" {
		return jen.Nil()
	}
	return address(t.TypeVar)
}

// hasText reports whether the content is text.
func (t *typeDef) hasText() bool {
	return t.Struct.Text != nil || t.Struct.Base != nil && t.Struct.Base.hasText()
}

// anyWild is the wildcard for attributes, that of the base when there is no own.
func (s *structDef) anyWild() *wildcard {
	if s.AnyWild == nil && s.Base != nil {
		return s.Base.Struct.anyWild()
	}
	return s.AnyWild
}

// emitContent prints the methods that a group has, and the base of a struct.
func emitContent(f *jen.File, t *typeDef) {
	if t.Open {
		f.Comment("// EncodeContent writes what is between the tags. It is for types of other packages.")
	}
	f.Add(method("v", t.Name, t.contentMethod("encode"))).Params(jen.Id("e").Op("*").Add(codec("Encoder"))).BlockFunc(func(g *jen.Group) {
		emitEncodeContent(g, t)
	})
	if t.Open {
		f.Comment("// DecodeContent reads what is between the tags. It is for types of other packages.")
	}
	f.Add(method("v", t.Name, t.contentMethod("decode"))).Params(jen.Id("m").Op("*").Add(codec("Members"))).BlockFunc(func(g *jen.Group) {
		decoder{true}.content(g, t)
	})
}

// content prints how the content of a struct is read.
func (d decoder) content(g *jen.Group, t *typeDef) {
	s := t.Struct
	if s.Base != nil {
		g.Id("v").Dot(s.Base.Name).Dot(s.Base.contentMethod("decode")).Call(d.members())
	}
	if x := s.Text; x != nil {
		text := member("Text").Call()
		if n := x.Type.Named; s.Simple && n != nil && n.Named {
			text = member("TextOf").Call(address(n.TypeVar))
		}
		emitRead(g, text, x, x.Pointer, selector(x))
	}
	if x := s.Mixed; x != nil {
		g.Add(selector(x)).Op("=").Add(member("Mixed").Call())
	}
	if len(s.Members) == 0 {
		return
	}
	switch s.Kind {
	case oneOf:
		d.choice(g, t)
	case anyOrder:
		d.all(g, s)
	default:
		for i, x := range s.Members {
			d.member(g, x, s.Members[i+1:])
		}
	}
}

// choice prints how one of the members is read.
func (d decoder) choice(g *jen.Group, t *typeDef) {
	var names []*xmlName
	g.Switch().BlockFunc(func(g *jen.Group) {
		for _, x := range t.Struct.Members {
			f := x.first()
			names = append(names, f.names...)
			g.Case(f.test()).BlockFunc(func(g *jen.Group) {
				if x.Occurs == repeated {
					d.member(g, x, nil)
					return
				}
				d.present(g, x)
			})
		}
		if !t.Struct.Empty {
			g.Default().Block(member("Expected").Call(addresses(names)...))
		}
	})
}

// all prints how members are read that may come in any order.
func (d decoder) all(g *jen.Group, s *structDef) {
	var names []*xmlName
	var needed []jen.Code
	for i, x := range s.Members {
		names = append(names, x.XML)
		if x.Occurs == required {
			needed = append(needed, jen.Lit(i))
		}
	}
	g.Id("all").Op(":=").Add(member("All")).Call(addresses(names)...)
	g.For(jen.Id("all").Dot("Next").Call()).Block(
		jen.Switch(jen.Id("all").Dot("I")).BlockFunc(func(g *jen.Group) {
			for i, x := range s.Members {
				g.Case(jen.Lit(i)).BlockFunc(func(g *jen.Group) { d.present(g, x) })
			}
		}),
	)
	if len(needed) > 0 {
		g.Id("all").Dot("Require").Call(needed...)
	}
}

func addresses(names []*xmlName) []jen.Code {
	var list []jen.Code
	for _, n := range names {
		list = append(list, address(n.Var))
	}
	return list
}

// test is whether the next child is one of those.
func (f firsts) test() *jen.Statement {
	var tests []jen.Code
	switch {
	case len(f.names) == 1:
		tests = append(tests, member("Has").Call(address(f.names[0].Var)))
	case len(f.names) > 1:
		tests = append(tests, member("HasOneOf").Call(addresses(f.names)...))
	}
	for _, w := range f.wilds {
		tests = append(tests, member("HasAny").Call(address(w.Var)))
	}
	if len(tests) == 0 {
		return jen.False()
	}
	s := jen.Add(tests[0])
	for _, t := range tests[1:] {
		s.Op("||").Add(t)
	}
	return s
}

// member prints how a member of a sequence is read. rest are those behind it.
func (d decoder) member(g *jen.Group, x *field, rest []*field) {
	switch {
	case x.Occurs == required:
		d.present(g, x)
	case x.Occurs == optional:
		g.If(x.startTest(rest)).BlockFunc(func(g *jen.Group) { d.present(g, x) })
	case x.XML == nil:
		d.loop(g, x, rest)
	default:
		g.Add(selector(x)).Op("=").Add(codec("Many")).Types(x.itemType()).
			Call(d.members(), address(x.XML.Var), jen.Lit(x.Min), maxOccurs(x))
		g.For(jen.Id("i").Op(":=").Range().Add(selector(x))).BlockFunc(func(g *jen.Group) {
			d.element(g, x, selector(x).Index(jen.Id("i")))
		})
	}
}

// startTest is whether the next child begins x. An element that is named further
// on is not taken by a wildcard.
func (x *field) startTest(rest []*field) *jen.Statement {
	f := x.first()
	test := f.test()
	if len(f.wilds) == 0 {
		return test
	}
	var later []*xmlName
	for _, y := range rest {
		for _, n := range y.first().names {
			if f.admits(n) && !slices.Contains(later, n) {
				later = append(later, n)
			}
		}
	}
	if len(later) == 0 {
		return test
	}
	if len(f.names)+len(f.wilds) > 1 {
		test = jen.Parens(test)
	}
	return test.Op("&&").Op("!").Add(firsts{names: later}.test())
}

// admits reports whether a wildcard lets the element in.
func (f firsts) admits(n *xmlName) bool {
	return slices.ContainsFunc(f.wilds, func(w *wildcard) bool {
		switch {
		case w.Any:
			return true
		case w.Other:
			return n.uri() != "" && !slices.Contains(w.Spaces, n.uri())
		}
		return slices.Contains(w.Spaces, n.uri())
	})
}

// loop prints how a group or wildcard is read that occurs several times.
func (d decoder) loop(g *jen.Group, x *field, rest []*field) {
	test := x.startTest(rest)
	if x.Max >= 0 {
		test = jen.Len(selector(x)).Op("<").Lit(x.Max).Op("&&").Parens(test)
	}
	g.For(test).BlockFunc(func(g *jen.Group) {
		if x.Wild != nil {
			g.Add(selector(x)).Op("=").Append(selector(x), member("Any").Call(address(x.Wild.Var)))
			return
		}
		g.Add(codec("Add")).Call(d.members(), jen.Op("&").Add(selector(x))).Dot(x.Type.Named.contentMethod("decode")).Call(d.members())
	})
	if f := x.Type.Named; x.Min > 0 && (f == nil || !f.first().empty) {
		g.Add(member("AtLeast")).Call(append([]jen.Code{jen.Len(selector(x)), jen.Lit(x.Min)}, addresses(x.first().names)...)...)
	}
}

// present prints how a member is read that is there, once.
func (d decoder) present(g *jen.Group, x *field) {
	switch {
	case x.XML != nil:
		d.element(g, x, selector(x))
	case x.Wild != nil:
		g.Add(selector(x)).Op("=").Add(member("Any").Call(address(x.Wild.Var)))
	default:
		if x.Pointer {
			g.Add(selector(x)).Op("=").Add(d.new(x.Type.goType()))
		}
		g.Add(selector(x)).Dot(x.Type.Named.contentMethod("decode")).Call(d.members())
	}
}

// element prints how one occurrence of an element is read into target.
func (d decoder) element(g *jen.Group, x *field, target *jen.Statement) {
	name := address(x.XML.Var)
	switch {
	case x.Const:
		g.Add(x.read()).Dot("Ignore").Call()
	case x.Wrap && x.Type.Named != nil && x.Type.Named.NilAttrs && !x.Type.poly():
		g.Add(target).Op("=").Add(d.new(codec("Nillable").Types(x.Type.goType())))
		d.fallback(g, x)
		g.Add(target).Dot("Nil").Op("=").Add(member("DecodeNillable").Call(name, jen.Op("&").Add(target).Dot("Value")))
	case x.Wrap:
		g.Add(target).Op("=").Add(d.new(codec("Nillable").Types(x.Type.goType())))
		g.If(member("Nil").Call(name)).Block(
			jen.Add(target).Dot("Nil").Op("=").True(),
		).Else().BlockFunc(func(g *jen.Group) { d.value(g, x, false, jen.Add(target).Dot("Value")) })
	case x.Nillable:
		g.If(jen.Op("!").Add(member("Nil").Call(name))).BlockFunc(func(g *jen.Group) { d.value(g, x, x.Pointer, target) })
	default:
		d.value(g, x, x.Pointer, target)
	}
}

// value prints how the value of an element is read.
func (d decoder) value(g *jen.Group, x *field, pointer bool, target *jen.Statement) {
	name := address(x.XML.Var)
	switch {
	case x.Type.Raw:
		g.Add(target).Op("=").Add(member("Raw").Call(name))
	case x.Type.scalar() != nil:
		emitRead(g, x.read(), x, pointer, target)
	case x.Type.poly():
		d.fallback(g, x)
		g.Add(target).Op("=").Add(codec("DecodeTyped")).Types(x.Type.goType()).
			Call(d.members(), name, x.Type.Named.typeName(), jen.Id("newType"))
	default:
		if pointer {
			g.Add(target).Op("=").Add(d.new(x.Type.Named.id()))
		}
		d.fallback(g, x)
		g.Add(member("Decode").Call(name, operand{target, pointer}.address()))
	}
}

// fallback prints what an empty element of a complex type stands for.
func (d decoder) fallback(g *jen.Group, x *field) {
	if x.Default != nil {
		g.Add(member("Default").Call(jen.Lit(*x.Default)))
	}
}

// read is the text of a child.
func (x *field) read() *jen.Statement {
	s := member("Child").Call(address(x.XML.Var))
	if d := x.Type.Named; d != nil && d.Named {
		s = member("ChildOf").Call(address(x.XML.Var), address(d.TypeVar))
	}
	return x.defaulted(s)
}

// defaulted makes an empty text stand for what the schema says.
func (x *field) defaulted(s *jen.Statement) *jen.Statement {
	switch {
	case x.Fixed != nil:
		return s.Dot("Fixed").Call(jen.Lit(*x.Fixed))
	case x.Default != nil:
		return s.Dot("Or").Call(jen.Lit(*x.Default))
	}
	return s
}

func emitDecodeAttr(g *jen.Group, a attrPath) {
	x := a.field
	attr := member("Attr").Call(address(x.XML.Var))
	if x.Fixed != nil {
		attr = attr.Dot("Fixed").Call(jen.Lit(*x.Fixed))
	}
	if x.Const {
		g.Add(attr.Dot("Ignore").Call())
		return
	}
	if x.Occurs != optional {
		emitRead(g, attr, x, x.Pointer, a.selector())
		return
	}
	g.If(member("HasAttr").Call(address(x.XML.Var))).BlockFunc(func(g *jen.Group) {
		emitRead(g, attr, x, x.Pointer, a.selector())
	})
}

// emitRead prints how a scalar is read from text, after it its check.
func emitRead(g *jen.Group, from *jen.Statement, x *field, pointer bool, target *jen.Statement) {
	v := narrow(x.Type, from)
	if pointer {
		v = jen.New(v)
	}
	g.Add(target).Op("=").Add(v)
	if x.Type.checked() {
		g.Add(member("Check").Call(x.Type.check(operand{target, pointer})))
	}
}

// narrow reads text as the type of a field.
func narrow(t valueType, from *jen.Statement) *jen.Statement {
	s := t.scalar()
	if s.Kind == list {
		return narrowList(t, from)
	}
	if s.Foreign != nil {
		return codec("Foreign").Types(s.Foreign.id()).Call(from, jen.Parens(jen.Op("*").Add(codec("Value"))).Dot(s.Read))
	}
	read := jen.Add(from).Dot(s.Read)
	if s.Bits > 0 {
		read.Call(jen.Lit(s.Bits))
	} else {
		read.Call()
	}
	if t.Named == nil && (s.Bits == 0 || s.Bits == 64) || s.Kind == binary || s.Kind == hexadecimal {
		return read
	}
	return t.goType().Call(read)
}

// narrowList reads text as a list.
func narrowList(t valueType, from *jen.Statement) *jen.Statement {
	item := t.item()
	return codec("List").Call(from, jen.Func().Params(jen.Id("v").Op("*").Add(codec("Value"))).Add(item.goType()).BlockFunc(func(g *jen.Group) {
		read := narrow(item, jen.Id("v"))
		if !item.checked() {
			g.Return(read)
			return
		}
		g.Id("x").Op(":=").Add(read)
		g.Id("v").Dot("Check").Call(item.check(operand{jen.Id("x"), false}))
		g.Return(jen.Id("x"))
	}))
}
