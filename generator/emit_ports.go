package generator

import "github.com/dave/jennifer/jen"

func emitPorts(f *jen.File, m *model) {
	p := newPlanPrinter(m)
	p.emitNamespaces(f)
	for _, port := range m.Ports {
		docComment(f.Group, port.Doc)
		f.Var().Id(port.Var).Op("=").Op("&").Add(wssc("Port")).Add(literal(port.fields(p)...))
	}
	f.Comment("// Ports returns the ports of this package, in the order of the WSDL.")
	f.Func().Id("Ports").Params().Index().Op("*").Add(wssc("Port")).Block(
		jen.Return(jen.Index().Op("*").Add(wssc("Port")).CustomFunc(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, func(g *jen.Group) {
			for _, port := range m.Ports {
				g.Id(port.Var)
			}
		})),
	)
}

func (p *port) fields(printer *planPrinter) []jen.Code {
	fields := []jen.Code{keyed("Name", jen.Lit(p.Name)), keyed("Service", jen.Lit(p.Service))}
	if p.Address != "" {
		fields = append(fields, keyed("Address", jen.Lit(p.Address)))
	}
	if len(p.Actions) > 0 {
		fields = append(fields, keyed("Actions", jen.Map(jen.String()).Add(wssc("Actions")).Add(literal(mapped(p.Actions, func(a actions) jen.Code {
			return jen.Lit(a.Operation).Op(":").Add(inline(keyed("Action", jen.Lit(a.Action)), keyed("SOAPAction", jen.Lit(a.SOAPAction))))
		})...))))
	}
	return append(fields, keyed("Plan", printer.pointer(p.Plan)))
}
