package scaffold

import (
	"go/ast"
	goparser "go/parser"
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
type port struct {
	name, variable, address string
	secured                 bool // its plan has something to protect
}

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
		if kv.Key.(*ast.Ident).Name == "Plan" {
			found.secured = protects(kv.Value)
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

// protects reports whether a plan has a security binding, for all messages or for some: TLS
// alone is none.
func protects(plan ast.Expr) bool {
	found := false
	ast.Inspect(plan, func(n ast.Node) bool {
		kv, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return !found
		}
		if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "Kind" {
			kind, ok := kv.Value.(*ast.SelectorExpr)
			found = found || ok && strings.HasSuffix(kind.Sel.Name, "Binding") && kind.Sel.Name != "TransportBinding"
		}
		return !found
	})
	return found
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
