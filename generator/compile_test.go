package generator

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
)

// imports finds the packages that generated code may import in what the go
// command has compiled, which it is asked for once.
var imports = sync.OnceValues(func() (types.Importer, error) {
	cmd := exec.Command("go", "list", "-export", "-deps", "-f", "{{if .Export}}{{.ImportPath}} {{.Export}}{{end}}",
		runtimePath, codecPath, planPath, "cmp", "context", "net/http", "math/big", "net/netip", "time")
	list, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	files := make(map[string]string)
	for line := range strings.Lines(string(list)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		files[path] = file
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(files[path])
	}), nil
})

var importing sync.Mutex // an importer is not safe for concurrent use

// compile checks the types of generated code, and that gofmt leaves it alone.
func compile(t *testing.T, out *Output) ([]*ast.File, *types.Info) {
	t.Helper()
	known, err := imports()
	if err != nil {
		t.Fatal(err)
	}
	importing.Lock()
	defer importing.Unlock()
	fset := token.NewFileSet()
	var files []*ast.File
	for _, f := range out.Files {
		file, err := parser.ParseFile(fset, f.Name, f.Content, parser.ParseComments)
		if err != nil {
			t.Fatalf("%v\n%s", err, f.Content)
		}
		files = append(files, file)
		if formatted, err := format.Source(f.Content); err != nil || string(formatted) != string(f.Content) {
			t.Errorf("%s is not as gofmt has it (%v)", f.Name, err)
		}
	}
	config := types.Config{
		GoVersion: "go1.26",
		Importer:  &packaged{t, known, out, make(map[string]*types.Package)},
		Error:     func(err error) { t.Error(err) },
	}
	info := &types.Info{Types: make(map[ast.Expr]types.TypeAndValue)}
	config.Check(out.Files[0].Name, fset, files, info)
	return files, info
}

// packaged imports the packages that were generated beside the first one as well.
type packaged struct {
	t     *testing.T
	known types.Importer
	out   *Output
	done  map[string]*types.Package
}

func (p *packaged) Import(path string) (*types.Package, error) {
	if done := p.done[path]; done != nil {
		return done, nil
	}
	i := slices.IndexFunc(p.out.Packages, func(q Package) bool { return q.Path == path })
	if i < 0 {
		return p.known.Import(path)
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, f := range p.out.Packages[i].Files {
		file, err := parser.ParseFile(fset, f.Name, f.Content, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	config := types.Config{GoVersion: "go1.26", Importer: p, Error: func(err error) { p.t.Error(err) }}
	done, err := config.Check(path, fset, files, nil)
	p.done[path] = done
	return done, err
}
