package generator

import (
	"bytes"
	"errors"
	"fmt"
	"go/doc"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/dave/jennifer/jen"
)

// The packages that generated code imports.
const (
	runtimePath = "github.com/wsscgen/wsscgen/runtime"
	codecPath   = "github.com/wsscgen/wsscgen/runtime/codec"
	planPath    = "github.com/wsscgen/wsscgen/runtime/plan"
)

// needs is the constant of the oldest runtime that generated code works with.
const needs = "IsAtLeastVersion0_1_0"

// emit prints the model, each file by a function of its own.
func emit(m *model) ([]File, error) {
	var files []File
	roles := []role{
		{name: "client.go", print: emitClient, there: len(m.Services) > 0},
		{name: "documents.go", print: emitDocuments, there: len(m.Documents) > 0},
		{name: "faults.go", print: emitFaults, there: len(m.Faults) > 0},
		{name: "messages.go", print: emitMessages, there: len(m.Headed) > 0},
		{name: "mock.go", print: emitMocks, there: len(m.Services) > 0},
		{name: "ports.go", print: emitPorts, there: len(m.Services) > 0},
		{name: "server.go", print: emitServer, there: len(m.Services) > 0},
		{name: "tree.go", print: emitNewType, there: m.Tree && m.large()},
		{name: "wsdl.go", source: wsdlSource, there: len(m.Published) > 0},
		{name: "wire_operations.go", print: emitOperations, there: m.large()},
	}
	chunks := m.chunks()
	for i, types := range chunks {
		name := "types.go"
		if i > 0 {
			name = "types" + strconv.Itoa(i+1) + ".go"
		}
		roles = append(roles, role{name: name, print: func(f *jen.File, m *model) {
			emitTypes(f, types)
			if i == len(chunks)-1 && !m.large() {
				emitNewType(f, m)
			}
		}, there: true})
	}
	var err error
	if m.Names != nil { // the tables have what the other files name
		if files, err = m.print(files, roles); err != nil {
			return nil, err
		}
		m.prune(files)
		roles = nil
	}
	if files, err = m.print(files, append(roles, m.tables()...)); err != nil {
		return nil, err
	}
	slices.SortFunc(files, func(x, y File) int { return strings.Compare(x.Name, y.Name) })
	return files, nil
}

// role is a file of the package.
type role struct {
	name   string
	print  func(*jen.File, *model)
	there  bool                // something to print
	source func(*model) []byte // in the place of print: the file
}

// print adds the files, which are printed side by side: formatting is most of the work.
func (m *model) print(files []File, roles []role) ([]File, error) {
	roles = slices.DeleteFunc(roles, func(r role) bool { return !r.there })
	printedFiles := make([]File, len(roles))
	errs := make([]error, len(roles))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(roles); i = int(next.Add(1)) - 1 {
				content, err := roles[i].content(m)
				if err != nil {
					errs[i] = fmt.Errorf("printing %s: %w", roles[i].name, err)
				}
				printedFiles[i] = File{roles[i].name, content}
			}
		})
	}
	workers.Wait()
	return append(files, printedFiles...), errors.Join(errs...)
}

// fileLines is about how many lines a file may have.
const fileLines = 5000

// chunks parts the types into what one file each holds.
func (m *model) chunks() [][]*typeDef {
	var all [][]*typeDef
	first, lines := 0, 0
	for i, t := range m.Types {
		n := t.lines()
		if lines > 0 && lines+n > fileLines {
			all = append(all, m.Types[first:i])
			first, lines = i, 0
		}
		lines += n
	}
	return append(all, m.Types[first:])
}

// lines is about how many lines a type takes.
func (d *typeDef) lines() int {
	n := 12 + len(d.Doc)
	if d.Scalar != nil {
		return n + 2*len(d.Scalar.Enum)
	}
	for _, x := range d.Struct.fields() {
		n += 8 + len(x.Doc)
	}
	return n + 12 + len(d.attrs())*6
}

// large reports whether the operations have a file of their own.
func (m *model) large() bool {
	n := len(m.Elements) + len(m.Attrs) + len(m.Types)
	for _, s := range m.Services {
		n += 12 * len(s.Operations)
	}
	return n > fileLines || m.Names != nil && len(m.Services) > 0
}

func (r *role) content(m *model) ([]byte, error) {
	if r.source != nil {
		return r.source(m), nil
	}
	return printed(m, r.print, r.name == "types.go")
}

func printed(m *model, print func(*jen.File, *model), withDoc bool) ([]byte, error) {
	f := jen.NewFilePathName(m.Path, m.Package)
	for path, name := range m.Imports {
		if slices.Contains(locals, name) || doc.IsPredeclared(name) {
			f.ImportAlias(path, name+"pkg")
		} else if m.Names[path] == name {
			f.ImportName(path, name)
		}
	}
	f.HeaderComment(Header)
	f.HeaderComment("// Source: " + m.Source)
	f.ImportAlias(runtimePath, "wssc")
	f.ImportName(codecPath, "codec")
	f.ImportName(planPath, "plan")
	if withDoc {
		packageDoc(f, m)
	}
	print(f, m)
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		return nil, err
	}
	return groupImports(b.Bytes()), nil
}

// locals are the names that variables and parameters have in generated code: a package
// that is called so has another name there.
var locals = []string{"c", "e", "f", "h", "i", "m", "n", "v", "x", "all", "ctx", "data", "err", "in", "local", "opts", "port", "rt", "space", "svc"}

// groupImports puts the imports of the standard library in front of the others, with a
// blank line between them.
func groupImports(content []byte) []byte {
	const clause, begin, end = "\npackage ", "\n\nimport (\n", "\n)\n"
	start := bytes.Index(content, []byte(clause)) + len(clause)
	start += bytes.IndexByte(content[start:], '\n')
	if !bytes.HasPrefix(content[start:], []byte(begin)) {
		return content
	}
	start += len(begin)
	length := bytes.Index(content[start:], []byte(end))
	var groups [2][]string
	for line := range strings.Lines(string(content[start:start+length]) + "\n") {
		_, path, _ := strings.Cut(line, `"`)
		first, _, _ := strings.Cut(path, "/")
		i := 0
		if strings.Contains(first, ".") {
			i = 1
		}
		groups[i] = append(groups[i], line)
	}
	if len(groups[0]) == 0 || len(groups[1]) == 0 {
		return content
	}
	block := strings.Join(groups[0], "") + "\n" + strings.Join(groups[1], "")
	return slices.Concat(content[:start], []byte(strings.TrimSuffix(block, "\n")), content[start+length:])
}

// The vocabulary of the emitters.

func wssc(name string) *jen.Statement    { return jen.Qual(runtimePath, name) }
func codec(name string) *jen.Statement   { return jen.Qual(codecPath, name) }
func address(name string) *jen.Statement { return jen.Op("&").Id(name) }

// docComment puts lines in front of a declaration or field.
func docComment(g *jen.Group, lines []string) {
	for _, l := range commentLines(lines) {
		g.Comment(l)
	}
}

// note is docComment for one text.
func note(f *jen.File, text string) { docComment(f.Group, []string{text}) }

// method declares a method of *recv.
func method(v, recv, name string) *jen.Statement {
	return jen.Func().Params(jen.Id(v).Op("*").Id(recv)).Id(name)
}

// literal writes a composite literal with a line for each field or element.
func literal(items ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, items...)
}

// inline writes a composite literal on one line.
func inline(items ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ","}, items...)
}

// keyed is a field of a composite literal.
func keyed(name string, value jen.Code) jen.Code { return jen.Id(name).Op(":").Add(value) }

// ifErr is the check that follows a call.
func ifErr(results ...jen.Code) *jen.Statement {
	return jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(results...))
}
