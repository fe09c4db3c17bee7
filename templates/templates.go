// Package templates holds the programs that wsscgen -scaffold writes: starting
// points that a person owns after the first write. Unlike generated code they are
// text, to be read and changed as text.
package templates

import (
	"embed"
	"text/template"
)

//go:embed *.tmpl
var files embed.FS

// Program returns the template of a program, "client" or "server".
func Program(kind string) (*template.Template, error) {
	return template.ParseFS(files, kind+".go.tmpl")
}
