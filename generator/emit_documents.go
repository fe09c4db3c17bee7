package generator

import "github.com/dave/jennifer/jen"

// emitDocuments prints the functions that read and write whole documents.
func emitDocuments(f *jen.File, m *model) {
	read, types := "Unmarshal", []jen.Code(nil)
	if m.Tree && m.Names != nil { // the package of a type does not know all that are derived from it
		read, types = "UnmarshalWith", []jen.Code{jen.Id("newType")}
	}
	for _, d := range m.Documents {
		args := append([]jen.Code{jen.Id("data"), address(d.XML.Var), jen.Id("v")}, types...)
		what := (&xmlName{Space: d.XML.Space, Local: d.XML.Local}).String()
		note(f, d.Marshal+" returns the document of the element "+what+", in canonical form.")
		f.Func().Id(d.Marshal).Params(jen.Id("v").Op("*").Add(d.Type.id())).Params(jen.Index().Byte(), jen.Error()).Block(
			jen.Return(codec("Marshal").Call(address(d.XML.Var), jen.Id("v"))))
		note(f, d.Unmarshal+" reads the document of the element "+what+".")
		f.Func().Id(d.Unmarshal).Params(jen.Id("data").Index().Byte()).Params(jen.Op("*").Add(d.Type.id()), jen.Error()).Block(
			jen.Id("v").Op(":=").New(d.Type.id()),
			jen.If(jen.Err().Op(":=").Add(codec(read)).Call(args...), jen.Err().Op("!=").Nil()).
				Block(jen.Return(jen.Nil(), jen.Err())),
			jen.Return(jen.Id("v"), jen.Nil()),
		)
	}
}

// String returns {namespace}local.
func (x *xmlName) String() string {
	if x.Space == nil {
		return x.Local
	}
	return "{" + x.Space.URI + "}" + x.Local
}
