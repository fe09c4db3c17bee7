package generator

import (
	"bytes"
	"fmt"
	"strings"
)

// wsdlSource is the Go file with the documents that the service hands out about itself, as
// gofmt prints it. They end with a line end, so that nothing is aligned.
func wsdlSource(m *model) []byte {
	var b bytes.Buffer
	m.header(&b, "wssc "+`"`+runtimePath+`"`)
	b.WriteString("// WSDL is what the service says about itself. A handler with wssc.WithWSDL\n// hands it out.\nvar WSDL = wssc.WSDL{\n")
	for _, doc := range m.Published {
		fmt.Fprintf(&b, "\t{\n\t\tQuery: %q,\n", doc.Query)
		if len(doc.Addresses) > 0 {
			b.WriteString("\t\tAddresses: []wssc.WSDLAddress{\n")
			for _, a := range doc.Addresses {
				fmt.Fprintf(&b, "\t\t\t{Service: %q, Port: %q, Start: %d, End: %d},\n", a.Service, a.Port, a.Start, a.End)
			}
			b.WriteString("\t\t},\n")
		}
		b.WriteString("\t\tText: `")
		backquotes.WriteString(&b, doc.Text)
		b.WriteString("`,\n\t},\n")
	}
	b.WriteString("}\n")
	return b.Bytes()
}

// backquotes are what cannot stand between backquotes.
var backquotes = strings.NewReplacer("`", "` + \"`\" + `")

// header writes the beginning of a file that imports one package.
func (m *model) header(b *bytes.Buffer, imported string) {
	fmt.Fprintf(b, "%s\n// Source: %s\n\npackage %s\n\nimport %s\n\n", Header, m.Source, m.Package, imported)
}
