package scaffold

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/printer"
	"go/token"
	"slices"
	"strings"
)

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
