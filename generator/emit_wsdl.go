package generator

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// emitWSDL prints the documents that the service hands out about itself.
func emitWSDL(f *jen.File, m *model) {
	docComment(f.Group, []string{"WSDL is what the service says about itself. A handler with wssc.WithWSDL hands it out."})
	f.Var().Id("WSDL").Op("=").Add(wssc("WSDL")).Add(literal(mapped(len(m.Published), func(i int) jen.Code {
		doc := m.Published[i]
		fields := []jen.Code{keyed("Query", jen.Lit(doc.Query))}
		if len(doc.Addresses) > 0 {
			fields = append(fields, keyed("Addresses", jen.Index().Add(wssc("WSDLAddress")).Add(literal(mapped(len(doc.Addresses), func(j int) jen.Code {
				a := doc.Addresses[j]
				return inline(keyed("Service", jen.Lit(a.Service.String())), keyed("Port", jen.Lit(a.Port)), keyed("Start", jen.Lit(a.Start)), keyed("End", jen.Lit(a.End)))
			})...))))
		}
		return literal(append(fields, keyed("Text", raw(doc.Text)))...)
	})...))
}

func mapped(n int, f func(int) jen.Code) []jen.Code {
	items := make([]jen.Code, n)
	for i := range items {
		items[i] = f(i)
	}
	return items
}

// raw is a string literal with the lines of the text.
func raw(text string) *jen.Statement {
	return jen.Op("`" + strings.ReplaceAll(text, "`", "` + \"`\" + `") + "`")
}
