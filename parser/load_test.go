package parser

import (
	"errors"
	"flag"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what the tests get into their golden files")

// TestLoadInterop reads the three files of the interop service, which import
// each other.
func TestLoadInterop(t *testing.T) {
	defs, err := Load("../testdata/wsdl/ping/WSSecureConversation.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	if got := len(defs.Ports()); got != 24 {
		t.Errorf("got %d ports, want 24", got)
	}
	if got := len(defs.Bindings); got != 23 {
		t.Errorf("got %d bindings, want 23", got)
	}
	if got := len(defs.Documents); got != 3 {
		t.Errorf("got %d documents, want 3", got)
	}
	p := defs.Ports()[5]
	o := p.Binding.Operations[0]
	if p.Name != "XDC-ES_IPingService" || p.Binding.Protocol != SOAP12 || o.SOAPAction != "http://xmlsoap.org/Ping" || len(o.Input.Policies) != 1 {
		t.Errorf("got %s, %s, SOAPAction %q, %d policies of the input", p.Name, p.Binding.Protocol, o.SOAPAction, len(o.Input.Policies))
	}
	if got, want := o.Input.Policies[0].Pos.String(), "../testdata/wsdl/ping/WSSecureConversation_policy.wsdl:3532:17"; got != want {
		t.Errorf("the policy is attached at %s, want %s", got, want)
	}
}

// TestLoadRefuses reads documents that are wrong. A case is a txtar: the
// comment says which file is read, if not main.wsdl, "want" is every error.
func TestLoadRefuses(t *testing.T) {
	cases, err := filepath.Glob("../testdata/wsdl/bad/*.txtar")
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
			_, err = LoadFrom(archive(ar), "main.wsdl")
			if err == nil {
				t.Fatal("no error")
			}
			golden(t, name, ar, err.Error()+"\n")
		})
	}
}

// archive serves the files of a txtar.
func archive(ar *txtar.Archive) ReadFile {
	return func(name string) ([]byte, error) {
		for _, f := range ar.Files {
			if f.Name == filepath.ToSlash(name) && f.Name != "want" {
				return f.Data, nil
			}
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
}

// golden compares got with the file "want" of a txtar.
func golden(t *testing.T, name string, ar *txtar.Archive, got string) {
	t.Helper()
	for i, f := range ar.Files {
		if f.Name != "want" {
			continue
		}
		if got == string(f.Data) {
			return
		}
		if *update {
			ar.Files[i].Data = []byte(got)
			if err := os.WriteFile(name, txtar.Format(ar), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		t.Errorf("%s:\ngot\n%s\nwant\n%s", name, got, f.Data)
		return
	}
	t.Errorf("%s has no file named want", name)
}

// TestLoadDisk covers what only the disk can be wrong about.
func TestLoadDisk(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, c := range []struct{ name, want string }{
		{"absent.wsdl", "absent.wsdl: there is no such file"},
		{".", ".: this is a directory; name a file in it"},
	} {
		_, err := Load(c.name)
		if err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}

func TestAtKeepsTheNearestPlace(t *testing.T) {
	t.Parallel()
	defs, err := LoadFrom(func(string) ([]byte, error) { return []byte("<a>\n</b>"), nil }, "main.wsdl")
	if defs != nil || err == nil {
		t.Fatal("no error")
	}
	outer := At(token.Position{Filename: "elsewhere"}, "reading", err)
	if got, want := outer.Error(), "main.wsdl:2:1: reading: </b> closes <a>, opened at 1:1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var placed *Error
	if !errors.As(err, &placed) || placed.Pos.Line != 2 {
		t.Errorf("errors.As finds %v", placed)
	}
}
