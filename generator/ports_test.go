package generator

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/printer"
	"go/token"
	"go/types"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/policy"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// ports returns the literals of ports.go by the names of their variables.
func ports(file *ast.File) map[string]*ast.CompositeLit {
	found := make(map[string]*ast.CompositeLit)
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		s := g.Specs[0].(*ast.ValueSpec)
		found[s.Names[0].Name] = s.Values[0].(*ast.UnaryExpr).X.(*ast.CompositeLit)
	}
	return found
}

func value(lit *ast.CompositeLit, name string) ast.Expr {
	for _, e := range lit.Elts {
		if kv := e.(*ast.KeyValueExpr); kv.Key.(*ast.Ident).Name == name {
			return kv.Value
		}
	}
	return nil
}

// contentOf returns a generated file.
func contentOf(out *Output, name string) []byte { return out.Files[indexOf(out, name)].Content }

func indexOf(out *Output, name string) int {
	return slices.IndexFunc(out.Files, func(f File) bool { return f.Name == name })
}

// Every literal of the 24 ports is the plan that it was printed from.
func TestPlansArePrintedFaithfully(t *testing.T) {
	defs := load(t, interop)
	out, err := Generate(defs, Options{Package: "ping"})
	if err != nil {
		t.Fatal(err)
	}
	files, info := compile(t, out)
	literals := ports(files[indexOf(out, "ports.go")])
	if len(literals) != 24 {
		t.Fatalf("%d ports are printed", len(literals))
	}
	names := make(map[string]*ast.CompositeLit)
	for _, lit := range literals {
		names[constant.StringVal(info.Types[value(lit, "Name")].Value)] = lit
	}
	for _, p := range defs.Ports() {
		r, err := policy.Compile(defs, p)
		if err != nil {
			t.Fatal(err)
		}
		want := *r.Plan
		want.NotYet = nil
		for _, n := range r.Plan.NotYet {
			n.Place = strings.TrimPrefix(n.Place, "../testdata/wsdl/ping/")
			want.NotYet = append(want.NotYet, n)
		}
		got := reflect.New(reflect.TypeFor[*plan.Endpoint]()).Elem()
		evaluate(t, info, value(names[p.Name], "Plan"), got)
		if !reflect.DeepEqual(got.Interface(), &want) {
			t.Errorf("port %s: the literal is another plan", p.Name)
		}
	}
}

// evaluate sets v to the value of a literal.
func evaluate(t *testing.T, info *types.Info, e ast.Expr, v reflect.Value) {
	t.Helper()
	if u, ok := e.(*ast.UnaryExpr); ok {
		e = u.X
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if c := info.Types[e].Value; c != nil {
		switch v.Kind() {
		case reflect.Bool:
			v.SetBool(constant.BoolVal(c))
		case reflect.Int:
			n, _ := constant.Int64Val(c)
			v.SetInt(n)
		default:
			v.SetString(constant.StringVal(c))
		}
		return
	}
	if call, ok := e.(*ast.CallExpr); ok { // plan.Headers
		args := make([]string, len(call.Args))
		for i, a := range call.Args {
			args[i] = constant.StringVal(info.Types[a].Value)
		}
		v.Set(reflect.ValueOf(plan.Headers(args[0], args[1:]...)))
		return
	}
	lit := e.(*ast.CompositeLit)
	if v.Kind() == reflect.Slice {
		v.Set(reflect.MakeSlice(v.Type(), len(lit.Elts), len(lit.Elts)))
	}
	for i, item := range lit.Elts {
		if kv, ok := item.(*ast.KeyValueExpr); ok {
			evaluate(t, info, kv.Value, v.FieldByName(kv.Key.(*ast.Ident).Name))
			continue
		}
		evaluate(t, info, item, v.Index(i))
	}
}

// The literal of _AD is there to be read: testdata/generate/PortAD.golden.
func TestPortAD(t *testing.T) {
	out := generate(t, interop, Options{Package: "ping", Ports: []string{"_AD"}})
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "ports.go", contentOf(out, "ports.go"), 0)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := (&printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 8}).Fprint(&b, fset, ports(file)["PortAD"]); err != nil {
		t.Fatal(err)
	}
	b.WriteByte('\n')
	const golden = "../testdata/generate/PortAD.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("got:\n%s\nwant:\n%s", b.String(), want)
	}
	if n := strings.Count(b.String(), "\n"); n > 105 {
		t.Errorf("the literal has %d lines; it should fit on two screens", n)
	}
}

func TestPortNames(t *testing.T) {
	out := generate(t, interop, Options{Package: "ping"})
	file, err := parser.ParseFile(token.NewFileSet(), "ports.go", contentOf(out, "ports.go"), 0)
	if err != nil {
		t.Fatal(err)
	}
	literals := ports(file)
	for _, name := range []string{
		"PortSecureConversationUserNameOverTransport", "PortXDC", "PortXDCIPingService1", "PortXDCES",
		"PortX10", "PortAC", "PortADCES", "PortA", "PortAD", "PortADES", "PortUXDSEES",
	} {
		if literals[name] == nil {
			t.Errorf("there is no %s", name)
		}
	}
	if n := strings.Count(out.Warnings.Error(), "cannot be run yet"); n != 18 {
		t.Errorf("%d ports are said not to run, want 18", n)
	}
}

func TestSelectPorts(t *testing.T) {
	known := "SecureConversation_UserNameOverTransport, SecureConversation_MutualCertificate10SignEncrypt, XC, XDC, " +
		"XDC_IPingService1, XDC-ES, XDC-SEES, _X, _X10, _XD, _XD-SEES, _XD-ES, AC, ADC, ADC-ES, _A, _AD, _AD-ES, " +
		"UXC, UXDC, UXDC-SEES, _UX, _UXD, _UXD-SEES"
	for _, tt := range []struct{ ports, want string }{
		{"AC", ""},
		{"AC_IPingService", ""},
		{"_AD-ES,AD", ""},
		{"A,AC", ""},
		{"AE", interop + ": there is no SOAP port AE (known: " + known + ")"},
		{"XC", "../testdata/wsdl/ping/WSSecureConversation_policy.wsdl:340:49: port XC_IPingService cannot be run: " +
			"EndorsingSupportingTokens: supporting tokens are not carried out"},
	} {
		t.Run(tt.ports, func(t *testing.T) {
			out, err := Generate(load(t, interop), Options{Ports: strings.Split(tt.ports, ",")})
			got := ""
			if err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if out != nil && strings.Count(string(contentOf(out, "ports.go")), "= &wssc.Port{") != strings.Count(tt.ports, ",")+1 {
				t.Errorf("not as many ports as asked for")
			}
		})
	}
}

// Every word of package plan is printed by its name.
func TestPlanWords(t *testing.T) {
	known, err := imports()
	if err != nil {
		t.Fatal(err)
	}
	words, err := known.Import(planPath)
	if err != nil {
		t.Fatal(err)
	}
	names := make(map[string]bool)
	for _, n := range planWords {
		names[n] = true
	}
	scope := words.Scope()
	for _, name := range scope.Names() {
		c, ok := scope.Lookup(name).(*types.Const)
		if !ok || constant.StringVal(c.Val()) == "" || c.Type().(*types.Named).Obj().Name() == "Algorithm" {
			continue
		}
		if !names[name] {
			t.Errorf("plan.%s is not among the words", name)
		}
	}
}
