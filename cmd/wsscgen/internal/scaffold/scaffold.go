// Package scaffold writes programs to begin with: a client or a server around a
// generated package, which the user owns from then on.
package scaffold

import (
	"bytes"
	"fmt"
	"go/format"
	"net/url"
	"os"
	"path"
	"path/filepath"

	"golang.org/x/mod/modfile"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/output"
	"github.com/wsscgen/wsscgen/generator"
	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/templates"
)

// Kinds are the programs that there are.
var Kinds = []string{"client", "server"}

// Program returns the main.go of a program, in a folder of the name of its kind
// inside that of the package. It is empty when there is one already. The first of
// the ports is the one that the program uses.
func Program(kind, dir string, files []generator.File, ports []*parser.Port) ([]output.Change, error) {
	name := filepath.Join(dir, kind, "main.go")
	if _, err := os.Lstat(name); err == nil {
		return nil, nil
	}
	importPath, err := importPathOf(dir)
	if err != nil {
		return nil, output.Failure(name, "%s", err)
	}
	p, err := readPackage(files)
	if err != nil {
		return nil, err
	}
	port, svc, ok := p.choose(ports)
	if !ok {
		return nil, output.Failure(name, "there is no port to write a program for")
	}
	d := data{
		Package: p.name, ImportPath: importPath,
		Service: svc.port, Port: port.variable, Path: "/",
		Secured:   port.secured,
		NewClient: svc.newClient, NewHandler: svc.newHandler, Interface: svc.name,
	}
	if u, err := url.Parse(port.address); err == nil && u.Path != "" {
		d.Path = path.Clean(u.Path)
	}
	if kind == "client" {
		d.Call = p.call(svc)
	} else {
		d.Methods = p.stubs(svc)
	}
	d.Imports = p.used
	content, err := d.render(kind)
	if err != nil {
		return nil, err
	}
	return []output.Change{{Path: name, New: content}}, nil
}

// data is what the templates are filled with.
type data struct {
	Package, ImportPath, Service string
	Port, Path                   string
	Secured                      bool // the port needs certificates
	NewClient                    string
	Call                         string // of the client
	NewHandler, Interface        string
	Methods                      []stub // of the server
	Imports                      []string
}

// stub is a method that is not written yet.
type stub struct{ Name, Params, Results, Return string }

func (d *data) render(kind string) ([]byte, error) {
	t, err := templates.Program(kind)
	if err != nil {
		return nil, err
	}
	execute := func() ([]byte, error) {
		var b bytes.Buffer
		if err := t.Execute(&b, d); err != nil {
			return nil, err
		}
		return format.Source(b.Bytes())
	}
	// The types of the methods may need what the template imports already.
	imports := d.Imports
	d.Imports = nil
	plain, err := execute()
	if err != nil {
		return nil, err
	}
	for _, spec := range imports {
		if !bytes.Contains(plain, []byte("\n\t"+spec+"\n")) {
			d.Imports = append(d.Imports, spec)
		}
	}
	return execute()
}

// importPathOf returns the import path of a folder, from the go.mod above it.
func importPathOf(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for top := abs; ; top = filepath.Dir(top) {
		data, err := os.ReadFile(filepath.Join(top, "go.mod"))
		if err == nil {
			module := modfile.ModulePath(data)
			rel, err := filepath.Rel(top, abs)
			if module == "" || err != nil {
				return "", fmt.Errorf("%s names no module", filepath.Join(top, "go.mod"))
			}
			return path.Join(module, filepath.ToSlash(rel)), nil
		}
		if top == filepath.Dir(top) {
			return "", fmt.Errorf("there is no go.mod above %s, which the import path comes from (go mod init makes one)", dir)
		}
	}
}
