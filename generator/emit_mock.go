package generator

import "github.com/dave/jennifer/jen"

// emitUnimplemented prints a service that does nothing.
func emitUnimplemented(f *jen.File, s *service) {
	docComment(f.Group, []string{
		s.Without + " answers every operation with a fault. A service that embeds it goes on compiling when the WSDL has a new operation.",
	})
	f.Type().Id(s.Without).Struct()
	for _, op := range s.Operations {
		f.Comment("// " + op.Method + " answers with a fault.")
		f.Func().Params(jen.Id(s.Without)).Id(op.Method).Add(op.signature()).Block(
			jen.Return(op.fail("The service does not carry out " + op.Name + ".")...),
		)
	}
}

// emitMocks prints services made of functions.
func emitMocks(f *jen.File, m *model) {
	for _, s := range m.Services {
		docComment(f.Group, []string{
			s.Mock + " is a " + s.Interface + " made of functions, for tests. An operation whose function is nil answers with a fault.",
		})
		fields := s.mockFields()
		f.Type().Id(s.Mock).StructFunc(func(g *jen.Group) {
			for i, op := range s.Operations {
				g.Id(fields[i]).Func().Add(op.signature())
			}
		})
		for i, op := range s.Operations {
			field := jen.Id("m").Dot(fields[i])
			f.Comment("// " + op.Method + " calls " + fields[i] + ".")
			f.Add(method("m", s.Mock, op.Method)).Add(op.signature()).Block(
				jen.If(field.Clone().Op("==").Nil()).Block(
					jen.Return(jen.Id(s.Without).Values().Dot(op.Method).Call(jen.Id("ctx"), jen.Id("in"))),
				),
				jen.Return(field.Clone().Call(jen.Id("ctx"), jen.Id("in"))),
			)
		}
	}
}

// mockFields are the names of the functions of a mock, which no method has.
func (s *service) mockFields() []string {
	taken := make(scope)
	for _, op := range s.Operations {
		taken.reserve(op.Method)
	}
	fields := make([]string, len(s.Operations))
	for i, op := range s.Operations {
		fields[i] = taken.name(op.Method+"Func", "")
	}
	return fields
}

// fail are the results of the operation when it ends with a fault.
func (op *operation) fail(reason string) []jen.Code {
	fault := jen.Op("&").Add(wssc("Fault")).Values(keyed("Code", jen.Lit("Receiver")), keyed("Reason", jen.Lit(reason)))
	if op.oneWay() {
		return []jen.Code{fault}
	}
	return []jen.Code{jen.Nil(), fault}
}
