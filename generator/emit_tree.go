package generator

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"
)

// iface is the name of the interface for a type and those derived from it.
func (d *typeDef) iface() *jen.Statement {
	if d.Path == "" {
		return jen.Id(d.Interface)
	}
	return jen.Qual(d.Path, d.Interface)
}

// marker is the method that makes a type one of those.
func (d *typeDef) marker() string {
	if d.Open {
		return "Is" + d.Name
	}
	return "is" + d.Name
}

// contentMethod is the method that encodes or decodes what is between the tags.
func (d *typeDef) contentMethod(verb string) string {
	if d.Open {
		verb = strings.ToUpper(verb[:1]) + verb[1:]
	}
	return verb + "Content"
}

// emitTree prints what tells apart types that are derived from each other.
func emitTree(f *jen.File, t *typeDef) {
	if !t.inTree() {
		return
	}
	if t.poly() {
		if t.Open {
			f.Comment("// " + t.marker() + " says that the type is " + t.Name + ", or derived from it.")
		}
		f.Func().Params(jen.Op("*").Id(t.Name)).Id(t.marker()).Params().Block()
	}
	if t.Struct.Base == nil {
		for p := t.Parent; p != nil; p = p.Parent { // a restriction: nothing is inherited
			if p.Open {
				f.Comment("// " + p.marker() + " says that the type is derived from " + p.Name + ".")
			}
			f.Func().Params(jen.Op("*").Id(t.Name)).Id(p.marker()).Params().Block()
		}
	}
	if !t.Abstract {
		f.Comment("// XMLType returns the name of the type.")
		f.Func().Params(jen.Op("*").Id(t.Name)).Id("XMLType").Params().Op("*").Add(codec("TypeName")).Block(
			jen.Return(address(t.TypeVar)))
	}
	if !t.poly() {
		return
	}
	what := "a *" + t.Name + " or a pointer to one of the types derived from it:"
	if t.Abstract {
		what = "a pointer to one of the types derived from " + t.Name + ", which is abstract:"
	}
	names := t.concrete()
	more := ""
	const most = 12
	if len(names) > most {
		names, more = names[:most], " and others"
	}
	for i, n := range names {
		if i > 0 {
			what += ","
		}
		what += " " + n
	}
	docComment(f.Group, []string{t.Interface + " is " + what + more + "."})
	f.Type().Id(t.Interface).Interface(codec("Typed"), jen.Id(t.marker()).Params())
}

// concrete returns the names of the types derived from t that have values.
func (t *typeDef) concrete() []string {
	var names []string
	for _, d := range t.Derived {
		if !d.Abstract {
			names = append(names, d.Name)
		}
		names = append(names, d.concrete()...)
	}
	return names
}

// emitNewType prints the function that makes a value of the type that xsi:type
// names.
func emitNewType(f *jen.File, m *model) {
	if !m.Tree {
		return
	}
	bySpace := make(map[string][]*typeDef)
	for _, t := range m.visible() {
		if t.Struct != nil && !t.Abstract && t.inTree() {
			bySpace[t.XML.Space] = append(bySpace[t.XML.Space], t)
		}
	}
	f.Comment("// newType returns a new value of a type, nil for one that is abstract or not known.")
	f.Func().Id("newType").Params(jen.List(jen.Id("space"), jen.Id("local")).String()).Add(codec("Typed")).Block(
		jen.Switch(jen.Id("space")).BlockFunc(func(g *jen.Group) {
			for _, space := range slices.Sorted(maps.Keys(bySpace)) {
				list := bySpace[space]
				slices.SortFunc(list, func(x, y *typeDef) int { return cmp.Compare(x.XML.Local, y.XML.Local) })
				g.Case(list[0].spaceURI()).Block(jen.Switch(jen.Id("local")).BlockFunc(func(g *jen.Group) {
					for _, t := range list {
						g.Case(jen.Lit(t.XML.Local)).Block(jen.Return(jen.New(t.id())))
					}
				}))
			}
		}),
		jen.Return(jen.Nil()),
	)
}

func (t *typeDef) spaceURI() *jen.Statement {
	if t.Space == nil {
		return jen.Lit("")
	}
	return jen.Id(t.Space.Var).Dot("URI")
}

// emitWhole prints the codec of a message that is one value, whatever its type.
func emitWhole(f *jen.File, t *typeDef) {
	x := t.Struct.Whole
	f.Comment("// EncodeXML writes the attributes and the content of v.")
	encode := encoder("RawContent").Call(selector(x))
	decode := []jen.Code{
		jen.Var().Err().Error(),
		jen.List(jen.Id("v").Dot("Value"), jen.Err()).Op("=").Id("e").Dot("Raw").Call(),
		jen.Return(jen.Err()),
	}
	if x.Type.poly() {
		encode = codec("EncodeTypedContent").Call(jen.Id("e"), selector(x), x.Type.Named.typeName())
		decode = []jen.Code{
			jen.Var().Err().Error(),
			jen.List(selector(x), jen.Err()).Op("=").Add(codec("DecodeTypedContent")).Types(x.Type.goType()).
				Call(jen.Id("e"), x.Type.Named.typeName(), jen.Id("newType")),
			jen.Return(jen.Err()),
		}
	}
	f.Add(method("v", t.Name, "EncodeXML")).Params(jen.Id("e").Op("*").Add(codec("Encoder"))).Block(encode)
	f.Comment("// DecodeXML sets v to what the element holds.")
	f.Add(method("v", t.Name, "DecodeXML")).Params(jen.Id("e").Add(codec("Element"))).Error().Block(decode...)
}
