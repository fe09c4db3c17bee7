package scaffold

import (
	"bytes"
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/printer"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/wsscgen/wsscgen/generator"
	"github.com/wsscgen/wsscgen/parser"
)

// goPackage is what a program needs to know about a generated package. It is read
// from the code itself, so that it is what the compiler sees.
type goPackage struct {
	name     string
	types    map[string]bool
	services []*service
	ports    []port
	imports  map[string]string // import specs by the name that they are used by
	used     []string          // import specs that a program needs
}

// service is an interface with the functions around it.
type service struct {
	name, newHandler, newClient string
	port                        string // type of the WSDL
	methods                     []*ast.Field
}

// port is a variable that holds a port.
type port struct{ name, variable, address string }

func readPackage(files []generator.File) (*goPackage, error) {
	p := &goPackage{types: make(map[string]bool), imports: make(map[string]string)}
	var parsed []*ast.File
	fset := token.NewFileSet()
	for _, f := range files {
		file, err := goparser.ParseFile(fset, f.Name, f.Content, goparser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		p.name = file.Name.Name
		parsed = append(parsed, file)
	}
	interfaces := make(map[string]*ast.InterfaceType)
	for _, file := range parsed {
		p.readImports(file)
		for _, d := range file.Decls {
			gen, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, s := range gen.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					p.types[s.Name.Name] = true
					if i, ok := s.Type.(*ast.InterfaceType); ok {
						interfaces[s.Name.Name] = i
					}
				case *ast.ValueSpec:
					p.readPort(s)
				}
			}
		}
	}
	for _, file := range parsed {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				p.readConstructor(f, interfaces)
			}
		}
	}
	return p, nil
}

func (p *goPackage) readImports(file *ast.File) {
	for _, i := range file.Imports {
		path, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			continue
		}
		name, spec := path[strings.LastIndexByte(path, '/')+1:], i.Path.Value
		if i.Name != nil {
			name, spec = i.Name.Name, i.Name.Name+" "+spec
		}
		p.imports[name] = spec
	}
}

// readPort reads "PortX = &wssc.Port{Name: ..., Address: ...}".
func (p *goPackage) readPort(s *ast.ValueSpec) {
	if len(s.Values) != 1 {
		return
	}
	at, ok := s.Values[0].(*ast.UnaryExpr)
	if !ok {
		return
	}
	lit, ok := at.X.(*ast.CompositeLit)
	if !ok || !isWssc(lit.Type, "Port") {
		return
	}
	found := port{variable: s.Names[0].Name}
	for _, e := range lit.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if value, ok := kv.Value.(*ast.BasicLit); ok {
			text, _ := strconv.Unquote(value.Value)
			switch kv.Key.(*ast.Ident).Name {
			case "Name":
				found.name = text
			case "Address":
				found.address = text
			}
		}
	}
	p.ports = append(p.ports, found)
}

func isWssc(e ast.Expr, name string) bool {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := sel.X.(*ast.Ident)
	return ok && x.Name == "wssc" && sel.Sel.Name == name
}

// readConstructor reads "func NewXHandler(svc X, port *wssc.Port, ..." and the
// client's, which stands in another file and has the same X in its name.
func (p *goPackage) readConstructor(f *ast.FuncDecl, interfaces map[string]*ast.InterfaceType) {
	base, ok := strings.CutPrefix(f.Name.Name, "New")
	if !ok || len(f.Type.Params.List) == 0 {
		return
	}
	if stem, ok := strings.CutSuffix(base, "Handler"); ok {
		name, ok := f.Type.Params.List[0].Type.(*ast.Ident)
		if !ok || interfaces[name.Name] == nil {
			return
		}
		s := p.service(stem)
		s.name, s.newHandler, s.methods = name.Name, f.Name.Name, interfaces[name.Name].Methods.List
	}
	if stem, ok := strings.CutSuffix(base, "Client"); ok {
		p.service(stem).newClient = f.Name.Name
	}
}

func (p *goPackage) service(stem string) *service {
	i := slices.IndexFunc(p.services, func(s *service) bool { return s.port == stem })
	if i < 0 {
		p.services = append(p.services, &service{port: stem})
		i = len(p.services) - 1
	}
	return p.services[i]
}

// choose returns the first of the ports that the package has, with its service.
func (p *goPackage) choose(wsdl []*parser.Port) (port, *service, bool) {
	for _, w := range wsdl {
		i := slices.IndexFunc(p.ports, func(x port) bool { return x.name == w.Name })
		if i < 0 {
			continue
		}
		for _, s := range p.services {
			if s.name != "" && s.newClient != "" && (len(p.services) == 1 || fold(s.port) == fold(w.Binding.PortType.Name.Local)) {
				return p.ports[i], s, true
			}
		}
	}
	return port{}, nil, false
}

// fold makes the name of a port type and the Go name made from it comparable.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// call writes a call of the first method.
func (p *goPackage) call(s *service) string {
	if len(s.methods) == 0 || len(s.methods[0].Names) == 0 {
		return ""
	}
	f := s.methods[0].Type.(*ast.FuncType)
	args := []string{"ctx"}
	for _, field := range f.Params.List[1:] {
		if _, variadic := field.Type.(*ast.Ellipsis); variadic {
			continue
		}
		t := p.qualified(field.Type)
		if elem, ok := strings.CutPrefix(t, "*"); ok {
			args = append(args, "new("+elem+")")
		} else {
			args = append(args, "*new("+t+")")
		}
	}
	call := fmt.Sprintf("client.%s(%s)", s.methods[0].Names[0].Name, strings.Join(args, ", "))
	n := len(f.Results.List)
	if n == 1 {
		return "return " + call
	}
	out := []string{"answer"}
	for i := 2; i < n; i++ {
		out = append(out, "_")
	}
	return strings.Join(out, ", ") + ", err := " + call + "\nif err != nil {\nreturn err\n}\nfmt.Printf(\"%+v\\n\", answer)\nreturn nil"
}

// stubs writes every method.
func (p *goPackage) stubs(s *service) []stub {
	var stubs []stub
	for _, m := range s.methods {
		f, ok := m.Type.(*ast.FuncType)
		if !ok || len(m.Names) == 0 {
			continue
		}
		name := m.Names[0].Name
		x := stub{Name: name, Params: p.fields(f.Params), Results: "(" + p.fields(f.Results) + ")"}
		var zero []string
		for _, r := range f.Results.List[:len(f.Results.List)-1] {
			t := p.qualified(r.Type)
			if strings.HasPrefix(t, "*") {
				zero = append(zero, "nil")
			} else {
				zero = append(zero, "*new("+t+")")
			}
		}
		zero = append(zero, fmt.Sprintf("&wssc.Fault{Code: \"Receiver\", Reason: %q}", name+" is not implemented."))
		x.Return = "return " + strings.Join(zero, ", ")
		stubs = append(stubs, x)
	}
	return stubs
}

// fields writes parameters or results as another package does.
func (p *goPackage) fields(list *ast.FieldList) string {
	var parts []string
	for _, f := range list.List {
		names := ""
		for i, n := range f.Names {
			if i > 0 {
				names += ", "
			}
			names += n.Name
		}
		parts = append(parts, strings.TrimSpace(names+" "+p.qualified(f.Type)))
	}
	return strings.Join(parts, ", ")
}

// qualified writes a type as another package does, and notes what it has to import.
func (p *goPackage) qualified(e ast.Expr) string {
	var b bytes.Buffer
	printer.Fprint(&b, token.NewFileSet(), p.qualify(e))
	return b.String()
}

func (p *goPackage) qualify(e ast.Expr) ast.Expr {
	switch e := e.(type) {
	case *ast.Ident:
		if p.types[e.Name] {
			return &ast.SelectorExpr{X: ast.NewIdent(p.name), Sel: ast.NewIdent(e.Name)}
		}
	case *ast.StarExpr:
		return &ast.StarExpr{X: p.qualify(e.X)}
	case *ast.ArrayType:
		return &ast.ArrayType{Len: e.Len, Elt: p.qualify(e.Elt)}
	case *ast.Ellipsis:
		return &ast.Ellipsis{Elt: p.qualify(e.Elt)}
	case *ast.IndexExpr:
		return &ast.IndexExpr{X: p.qualify(e.X), Index: p.qualify(e.Index)}
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			spec := p.imports[x.Name]
			if x.Name != "wssc" && x.Name != "context" && spec != "" && !slices.Contains(p.used, spec) {
				p.used = append(p.used, spec)
			}
			return &ast.SelectorExpr{X: ast.NewIdent(x.Name), Sel: ast.NewIdent(e.Sel.Name)}
		}
	}
	return e
}
