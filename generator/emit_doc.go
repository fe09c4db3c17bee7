package generator

import (
	"strings"

	"github.com/dave/jennifer/jen"
)

// packageDoc prints what the package is: a reader of its documentation sees nothing
// else first.
func packageDoc(f *jen.File, m *model) {
	lines := []string{"Package " + m.Package + " is generated from " + m.Source + "."}
	switch {
	case len(m.Services) > 0:
		var clients, servers []string
		for _, s := range m.Services {
			clients = append(clients, s.NewClient)
			servers = append(servers, s.NewHandler)
		}
		lines[0] += " " + sentence("Clients come from ", clients) + ", " + sentence("servers from ", servers) + "; Ports lists the ports."
	case len(m.Documents) > 0:
		lines[0] += " It reads and writes the elements of a schema."
	case m.Known != nil:
		lines[0] += " It has types that the services there share."
	}
	if doc := comment(m.Doc); len(doc) > 0 {
		lines = append(append(lines, ""), doc...)
	}
	for _, missing := range m.Missing {
		lines = append(lines, "", printable("Missing: "+basePlace(missing.Pos.String())+": "+missing.Err.Error()+"."))
	}
	for _, l := range commentLines(lines) {
		f.PackageComment(l)
	}
}

// sentence lists names, the first few of many.
func sentence(what string, names []string) string {
	const most = 3
	if len(names) > most {
		return what + strings.Join(names[:most], ", ") + " and others"
	}
	return what + strings.Join(names, ", ")
}
