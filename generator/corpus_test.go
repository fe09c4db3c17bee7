package generator

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/parser"
)

var (
	corpus      = flag.String("corpus", "", "generate from every WSDL and XSD document below this folder that nothing else imports, and check the types of what comes out")
	corpusTypes = flag.Bool("corpus.types", false, "the schemas alone")
	corpusTable = flag.String("corpus.table", "", "write a table of the outcomes into this file")
	corpusVet   = flag.Bool("corpus.vet", false, "have go vet look at what comes out as well")
	corpusOnly  = flag.String("corpus.only", "", "only documents whose path holds this")
)

// TestCorpus counts what can be generated. It fails on code that does not compile or
// is other code the second time, and never on a refusal: those are printed.
func TestCorpus(t *testing.T) {
	if *corpus == "" {
		t.Skip("no -corpus")
	}
	documents, err := entries(*corpus)
	if err != nil {
		t.Fatal(err)
	}
	refusals := make(map[string]int)
	good := 0
	var vetted *vetting
	if *corpusVet {
		vetted = newVetting(t)
	}
	table := corpusRows{bad: make(map[string]int)}
	for _, name := range documents {
		if !strings.Contains(name, *corpusOnly) {
			continue
		}
		start := time.Now()
		rel, _ := filepath.Rel(*corpus, name)
		defs, allowed, err := loadEntry(name)
		what := "does not load"
		if err == nil {
			what = "refused"
			if *corpusTypes {
				defs = &parser.Definitions{File: defs.File, Name: defs.Name, Schemas: defs.Schemas}
			}
			var out *Output
			if out, err = Generate(defs, Options{}); err == nil {
				lines := 0
				for _, f := range out.Files {
					lines += strings.Count(string(f.Content), "\n")
				}
				elapsed := time.Since(start)
				if err := errors.Join(typeCheck(out), sameAgain(name, out)); err != nil {
					t.Errorf("%s: %v", rel, err)
					table.add(rel, "**does not compile**", 0)
					continue
				}
				if vetted != nil {
					vetted.add(t, out)
				}
				good++
				table.count(rel, defs, allowed, lines, elapsed)
				fmt.Printf("%-60s generated, %d lines, %d ms, %d warnings\n", rel, lines, elapsed.Milliseconds(), len(out.Warnings))
				continue
			}
		}
		first := err.Error()
		n := 1
		if list := (parser.Errors)(nil); errors.As(err, &list) && len(list) > 0 {
			first, n = fmt.Sprintf("%s:%d:%d: %v", filepath.Base(list[0].Pos.Filename), list[0].Pos.Line, list[0].Pos.Column, list[0].Err), len(list)
			table.bad[string(list[0].Code)]++
			for _, e := range list {
				refusals[kindOf(e.Err.Error())]++
			}
		}
		fmt.Printf("%-60s %s, %d errors: %s\n", rel, what, n, first)
		if data, err := os.ReadFile(name); err == nil && bytes.Contains(data, []byte(`use="encoded"`)) {
			table.encoded++
			what += ", messages of use encoded"
		}
		table.add(rel, what+": "+first, n-1)
	}
	var kinds []string
	for k := range refusals {
		kinds = append(kinds, k)
	}
	slices.SortFunc(kinds, func(a, b string) int { return refusals[b] - refusals[a] })
	for _, k := range kinds[:min(len(kinds), 40)] {
		fmt.Printf("%6d %s\n", refusals[k], k)
	}
	fmt.Printf("%d of %d are generated\n", good, len(documents))
	if vetted != nil {
		vetted.run(t)
	}
	if *corpusTable != "" {
		if err := os.WriteFile(*corpusTable, table.markdown(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// loadEntry reads a document. Files that are not beside it may be anywhere in its set,
// the folder below that of the corpus: authors count on a class path.
//
// When what is wrong may be allowed it is, and said.
func loadEntry(name string) (defs *parser.Definitions, allowed string, err error) {
	rel, err := filepath.Rel(*corpus, name)
	if err != nil {
		return nil, "", err
	}
	set, _, _ := strings.Cut(filepath.ToSlash(rel), "/")
	sources := parser.Sources{Search: []string{filepath.Join(*corpus, set)}}
	defs, first := sources.Load(name)
	var list parser.Errors
	for again := first; errors.As(again, &list); {
		before := len(sources.Allow)
		for _, e := range list {
			if slices.Contains(parser.Allowable, e.Code) && !slices.Contains(sources.Allow, e.Code) {
				sources.Allow = append(sources.Allow, e.Code)
				allowed += " " + string(e.Code)
			}
		}
		if len(sources.Allow) == before {
			return nil, "", first
		}
		defs, again = sources.Load(name)
	}
	return defs, allowed, nil
}

// kindOf takes the names out of a message.
func kindOf(msg string) string {
	words := strings.Fields(msg)
	if len(words) > 1 && words[0] == "operation" {
		words = words[2:]
	}
	return strings.Join(words[:min(len(words), 9)], " ")
}

// entries returns the documents that no other one imports.
func entries(dir string) ([]string, error) {
	var all []string
	imported := make(map[string]bool)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".wsdl", ".xml", ".xsd"}, filepath.Ext(name)) {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		doc, err := parser.ReadDocument(name, data)
		if err == nil {
			root := doc.Root()
			if !root.Is(parser.NamespaceWSDL, "definitions") && !root.Is(parser.NamespaceXSD, "schema") {
				return nil
			}
			eachLocation(root, func(location string) {
				imported[filepath.Join(filepath.Dir(name), filepath.FromSlash(location))] = true
			})
		} else if !bytes.Contains(data, []byte(parser.NamespaceWSDL)) && !bytes.Contains(data, []byte(parser.NamespaceXSD)) {
			return nil // whatever it is, it is none of ours
		}
		all = append(all, name)
		return nil
	})
	return slices.DeleteFunc(all, func(name string) bool { return imported[name] }), err
}

func eachLocation(e parser.Element, f func(string)) {
	for _, c := range e.Children() {
		switch c.Name().Local {
		case "import", "include", "redefine":
			if l := c.Value("location") + c.Value("schemaLocation"); l != "" {
				f(l)
			}
		case "types", "schema":
			eachLocation(c, f)
		}
	}
}

// typeCheck returns the first errors of generated code.
func typeCheck(out *Output) error {
	known, err := imports()
	if err != nil {
		return err
	}
	importing.Lock()
	defer importing.Unlock()
	fset := token.NewFileSet()
	var files []*ast.File
	for _, f := range out.Files {
		file, err := goparser.ParseFile(fset, f.Name, f.Content, 0)
		if err != nil {
			return err
		}
		files = append(files, file)
	}
	var errs []error
	config := types.Config{GoVersion: "go1.26", Importer: known, Error: func(err error) {
		if len(errs) < 5 {
			errs = append(errs, err)
		}
	}}
	config.Check("generated", fset, files, nil)
	return errors.Join(errs...)
}
