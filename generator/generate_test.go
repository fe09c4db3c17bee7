package generator

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/wsscgen/wsscgen/parser"
)

var update = flag.Bool("update", false, "write what the tests get into their golden files")

const interop = "../testdata/wsdl/ping/WSSecureConversation.wsdl"

func load(t *testing.T, name string) *parser.Definitions {
	t.Helper()
	defs, err := parser.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return defs
}

func generate(t *testing.T, name string, opts Options) *Output {
	t.Helper()
	out, err := Generate(load(t, name), opts)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestGenerate runs the cases. A case is a txtar with main.wsdl, or with case.xsd
// alone, around which base.wsdl is put. The comment may hold "package NAME" and
// "ports A B". What is expected is every error in "want", or generated files in
// want/, also the warnings as want/warnings; a case without expectations has to compile, as all others do.
func TestGenerate(t *testing.T) {
	cases, err := filepath.Glob("../testdata/generate/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			defs, err := parser.LoadFrom(archive(ar), "main.wsdl")
			if err != nil {
				t.Fatal(err)
			}
			out, err := Generate(defs, optionsOf(string(ar.Comment)))
			got := make(map[string][]byte)
			if err != nil {
				got["want"] = []byte(err.Error() + "\n")
			} else {
				compile(t, out)
				got["want/warnings"] = []byte(out.Warnings.Error() + "\n")
				for _, f := range out.Files {
					got["want/"+f.Name] = f.Content
				}
			}
			golden(t, name, ar, got)
		})
	}
}

func filesOf(ar *txtar.Archive) []txtar.File {
	if ar == nil {
		return nil
	}
	return ar.Files
}

// archive serves the files of a txtar.
func archive(ar *txtar.Archive) parser.ReadFile {
	return func(name string) ([]byte, error) {
		for _, f := range filesOf(ar) {
			if f.Name == filepath.ToSlash(name) {
				return f.Data, nil
			}
		}
		if name == "main.wsdl" {
			return os.ReadFile("../testdata/generate/base.wsdl")
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
}

func optionsOf(comment string) Options {
	var opts Options
	for line := range strings.Lines(comment) {
		switch words := strings.Fields(line); {
		case len(words) == 2 && words[0] == "package":
			opts.Package = words[1]
		case len(words) > 1 && words[0] == "ports":
			opts.Ports = words[1:]
		}
	}
	return opts
}

// golden compares what was got with the files of the txtar whose names start
// with want. An error must be expected.
func golden(t *testing.T, name string, ar *txtar.Archive, got map[string][]byte) {
	t.Helper()
	changed := false
	if i := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return f.Name == "want" }); i < 0 && got["want"] != nil {
		if !*update {
			t.Fatalf("unexpected error:\n%s", got["want"])
		}
		ar.Files = append(ar.Files, txtar.File{Name: "want"})
	}
	for i, f := range ar.Files {
		if f.Name != "want" && !strings.HasPrefix(f.Name, "want/") || bytes.Equal(f.Data, got[f.Name]) {
			continue
		}
		if *update {
			ar.Files[i].Data, changed = got[f.Name], true
			continue
		}
		t.Errorf("%s:\ngot:\n%s\nwant:\n%s", f.Name, got[f.Name], f.Data)
	}
	if changed {
		if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// The same WSDL gives the same bytes, also from another folder.
func TestDeterministic(t *testing.T) {
	first := generate(t, interop, Options{Package: "ping"})
	abs, err := filepath.Abs(interop)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		again := generate(t, abs, Options{Package: "ping"})
		for i, f := range again.Files {
			if f.Name != first.Files[i].Name || !bytes.Equal(f.Content, first.Files[i].Content) {
				t.Fatalf("%s differs from run to run", f.Name)
			}
		}
	}
	for _, f := range first.Files {
		if bytes.Contains(f.Content, []byte(filepath.Dir(abs))) || bytes.Contains(f.Content, []byte("../testdata")) {
			t.Errorf("%s names a folder", f.Name)
		}
		if !bytes.HasPrefix(f.Content, []byte(Header+"\n// Source: WSSecureConversation.wsdl\n")) {
			t.Errorf("%s does not say where it is from", f.Name)
		}
	}
}

// A package may be called as one that it imports.
func TestPackageNames(t *testing.T) {
	for _, name := range []string{"wssc", "codec", "plan", "context", "http", "cmp", "runtime", "string", "new"} {
		out := generate(t, "../testdata/order.wsdl", Options{Package: name})
		compile(t, out)
	}
}

// A WSDL says nothing about the package: its name is made from the document.
func TestDefaultPackage(t *testing.T) {
	out := generate(t, interop, Options{})
	if !bytes.Contains(out.Files[0].Content, []byte("\npackage pingservice\n")) {
		t.Errorf("got %.200s", out.Files[0].Content)
	}
}
