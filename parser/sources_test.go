package parser

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// memory reads files from a map, as the disk would.
func memory(files map[string]string) ReadFile {
	return func(name string) ([]byte, error) {
		if s, ok := files[filepath.ToSlash(name)]; ok {
			return []byte(s), nil
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
}

// wsdlWith is a WSDL whose types hold a schema with this content.
func wsdlWith(schema string) string {
	return `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:x="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
<types><x:schema targetNamespace="urn:t" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:o="urn:o">` + schema + `</x:schema></types></definitions>`
}

func TestSources(t *testing.T) {
	const (
		other   = `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o"><element name="E"/></schema>`
		usesA   = `<x:element name="E" type="a:EndpointReferenceType"/>`
		usesO   = `<x:element name="F"><x:complexType><x:sequence><x:element ref="o:E"/></x:sequence></x:complexType></x:element>`
		import_ = `<x:import namespace="urn:o"`
	)
	for _, tt := range []struct {
		name   string
		schema string
		from   Sources
		want   string // the files that were read, or the error
	}{
		{"standard without location", `<x:import namespace="http://www.w3.org/2005/08/addressing"/>` + usesA, Sources{}, "<catalog>/ws-addr-200508.xsd a/m.wsdl"},
		{"standard by URL", `<x:import namespace="http://www.w3.org/2005/08/addressing" schemaLocation="http://www.w3.org/2005/08/addressing/ws-addr.xsd"/>` + usesA, Sources{}, "<catalog>/ws-addr-200508.xsd a/m.wsdl"},
		{"standard that nothing refers to", `<x:import namespace="http://www.w3.org/2005/08/addressing"/>`, Sources{}, "a/m.wsdl"},
		{"standard whose file is missing", `<x:import namespace="http://www.w3.org/2005/08/addressing" schemaLocation="addr.xsd"/>` + usesA, Sources{}, "<catalog>/ws-addr-200508.xsd a/m.wsdl"},
		{"search", import_ + ` schemaLocation="../o.xsd"/>` + usesO, Sources{Search: []string{"none", "lib/x"}}, "a/m.wsdl lib/o.xsd"},
		{"search with the end of a location", import_ + ` schemaLocation="src/main/o.xsd"/>` + usesO, Sources{Search: []string{"none", "lib"}}, "a/m.wsdl lib/o.xsd"},
		{"beside before search", import_ + ` schemaLocation="s.xsd"/>` + usesO, Sources{Search: []string{"lib"}}, "a/m.wsdl a/s.xsd"},
		{"catalog by location", import_ + ` schemaLocation="http://o/o.xsd"/>` + usesO, Sources{Catalog: map[string]string{"http://o/o.xsd": "lib/o.xsd"}}, "a/m.wsdl lib/o.xsd"},
		{"catalog by namespace", import_ + `/>` + usesO, Sources{Catalog: map[string]string{"urn:o": "lib/o.xsd"}}, "a/m.wsdl lib/o.xsd"},
		{"remote", import_ + ` schemaLocation="http://o/o.xsd"/>` + usesO, Sources{}, "a/m.wsdl:2:105: x:import: http://o/o.xsd is not fetched from the network; save the file and name it here"},
		{"missing", import_ + ` schemaLocation="q.xsd"/>` + usesO, Sources{Search: []string{"lib"}}, "a/m.wsdl:2:105: x:import: a/q.xsd: there is no such file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.from.Read = memory(map[string]string{
				"a/m.wsdl": wsdlWith(tt.schema), "lib/o.xsd": other, "lib/s.xsd": other, "a/s.xsd": other,
			})
			defs, err := tt.from.Load("a/m.wsdl")
			got := ""
			if err != nil {
				got = err.Error()
			} else {
				files := make(map[string]bool)
				for _, d := range defs.Documents {
					files[filepath.ToSlash(d.File)] = true
				}
				got = strings.Join(slices.Sorted(maps.Keys(files)), " ")
			}
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestStandards reads every document of the catalog, each as the only import of
// a WSDL, with what it refers to.
func TestStandards(t *testing.T) {
	for _, s := range standards {
		if s.namespace == "" || s.namespace == NamespaceXML {
			continue
		}
		t.Run(s.file, func(t *testing.T) {
			name, ok := standardByLocation(strings.Replace(s.namespace, "http:", "https:", 1))
			if want := catalogFolder + s.file; !ok || name != want {
				t.Errorf("the location is %s, want %s", name, want)
			}
			from := Sources{
				Read:    memory(map[string]string{"m.wsdl": wsdlWith(`<x:import namespace="` + s.namespace + `"/>`)}),
				Catalog: map[string]string{s.namespace: name},
			}
			defs, err := from.Load("m.wsdl")
			if err != nil {
				t.Fatal(err)
			}
			if n := len(defs.Schemas.Schemas); n < 2 {
				t.Errorf("%d schemas were read", n)
			}
		})
	}
}

func TestRelated(t *testing.T) {
	_, err := LoadFrom(memory(map[string]string{
		"m.wsdl": wsdlWith(`<x:import namespace="urn:o" schemaLocation="b/o.xsd"/>`),
		"b/o.xsd": `<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o">
<include schemaLocation="p.xsd"/></schema>`,
		"b/p.xsd": `<schema>`,
	}), "m.wsdl")
	var e *Error
	if !errors.As(err, &e) || len(e.Related) != 2 {
		t.Fatalf("got %v", err)
	}
	got := e.Related[0].Pos.String() + " " + e.Related[1].Pos.String()
	if want := "b/o.xsd:2:1 m.wsdl:2:105"; filepath.ToSlash(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestCodes looks for a code on every error of the cases.
func TestCodes(t *testing.T) {
	cases, err := filepath.Glob("../testdata/wsdl/bad/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, name := range cases {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, err = LoadFrom(archive(ar), "main.wsdl")
		var list Errors
		if !errors.As(err, &list) {
			t.Errorf("%s: got %v", name, err)
		}
		for _, e := range list {
			if e.Code == "" {
				t.Errorf("%s: no code: %v", name, e)
			}
		}
	}
}
