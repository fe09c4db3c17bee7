package generator

import "github.com/dave/jennifer/jen"

func emitTypes(f *jen.File, m *model) {
	for _, t := range m.Types {
		docComment(f.Group, t.Doc)
		if t.Struct != nil {
			emitStruct(f, t)
			emitEncode(f, t)
			emitDecode(f, t)
			continue
		}
		emitScalar(f, t)
	}
}

func emitStruct(f *jen.File, t *typeDef) {
	f.Type().Id(t.Name).StructFunc(func(g *jen.Group) {
		for _, x := range t.Struct.fields() {
			docComment(g, x.Doc)
			s := g.Id(x.Name).Add(x.goType())
			if x.Note != "" {
				s.Comment("// " + x.Note)
			}
		}
	})
}

// fields returns the fields in the order of the struct.
func (s *structDef) fields() []*field {
	var all []*field
	all = append(all, s.Attrs...)
	all = append(all, s.Elements...)
	if s.Text != nil {
		all = append(all, s.Text)
	}
	return all
}

// goType is the type of the field.
func (x *field) goType() *jen.Statement {
	s := jen.Null()
	if x.Occurs == repeated {
		s.Index()
	}
	if x.Pointer {
		s.Op("*")
	}
	return s.Add(x.Type.goType())
}

func (t valueType) goType() *jen.Statement {
	if t.Named != nil {
		return jen.Id(t.Named.Name)
	}
	return t.Builtin.goType()
}

func (v *builtin) goType() *jen.Statement {
	if v.Kind == lexical {
		return codec(v.Go)
	}
	return jen.Id(v.Go)
}

// emitScalar prints a simple type, its constants and the check of its facets.
func emitScalar(f *jen.File, t *typeDef) {
	s := t.Scalar
	f.Type().Id(t.Name).Add(s.Builtin.goType())
	if len(s.Enum) > 0 {
		f.Comment("// The values of " + t.Name + ".")
		f.Const().DefsFunc(func(g *jen.Group) {
			for _, item := range s.Enum {
				docComment(g, item.Doc)
				g.Id(item.Const).Id(t.Name).Op("=").Lit(item.Value)
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
	if s.Base != nil {
		checks = append(checks, jen.Id(s.Base.Name).Call(jen.Id("v")).Dot("Check").Call())
	}
	for _, c := range s.Checks {
		checks = append(checks, s.Builtin.check(c, jen.Id("v")))
	}
	if len(s.Enum) == 0 {
		g.Return(firstError(checks))
		return
	}
	if len(checks) > 0 {
		g.If(jen.Err().Op(":=").Add(firstError(checks)), jen.Err().Op("!=").Nil()).Block(jen.Return(jen.Err()))
	}
	g.Switch(jen.Id("v")).Block(jen.CaseFunc(func(g *jen.Group) {
		for _, item := range s.Enum {
			g.Id(item.Const)
		}
	}).Block(jen.Return(jen.Nil())))
	g.Return(codec("NotOneOf").Call(jen.Lit(t.Name), jen.String().Call(jen.Id("v"))))
}

// firstError is the first of several errors, which all are worked out.
func firstError(errs []jen.Code) *jen.Statement {
	if len(errs) == 1 {
		return jen.Add(errs[0])
	}
	return jen.Qual("cmp", "Or").Call(errs...)
}

// check is a facet of v, whose type is the built-in one or a named one over it.
func (b *builtin) check(c check, v *jen.Statement) *jen.Statement {
	switch b.Kind {
	case text:
		return codec(c.Func).Call(jen.String().Call(v), jen.Id(c.Arg))
	case lexical:
		return codec(b.Go).Call(v).Dot(c.Func).Call(jen.Lit(c.Arg))
	}
	return codec(c.Func).Call(jen.Id(b.Go).Call(v), jen.Id(c.Arg))
}
