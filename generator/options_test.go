package generator

import (
	"go/token"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/wsscgen/wsscgen/parser"
)

const optionsCase = `
-- main.wsdl --
<wsdl:definitions targetNamespace="urn:w" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/">
  <wsdl:types>
    <xs:schema targetNamespace="urn:a" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="urn:b" xmlns:a="urn:a">
      <xs:import namespace="urn:b"/>
      <xs:complexType name="A"><xs:sequence><xs:element name="x" type="b:B"/><xs:element name="Z" type="xs:int"/></xs:sequence></xs:complexType>
      <xs:simpleType name="Words"><xs:list itemType="xs:string"/></xs:simpleType>
      <xs:complexType name="Derived"><xs:complexContent><xs:extension base="a:A"><xs:sequence/></xs:extension></xs:complexContent></xs:complexType>
    </xs:schema>
    <xs:schema targetNamespace="urn:b" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:a="urn:a">
      <xs:import namespace="urn:a"/>
      <xs:complexType name="B"><xs:sequence><xs:element name="y" type="a:A" minOccurs="0"/></xs:sequence></xs:complexType>
    </xs:schema>
  </wsdl:types>
</wsdl:definitions>
`

// TestOptionsRefused has what options cannot ask for, each with its place.
func TestOptionsRefused(t *testing.T) {
	type m = map[string]string
	defs, err := parser.LoadFrom(archive(txtar.Parse([]byte(optionsCase))), "main.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	place := func(option, entry string) token.Position {
		return token.Position{Filename: option + ".yaml", Line: len(entry), Column: 1}
	}
	for _, tt := range []struct {
		name string
		opts Options
		want string
	}{
		{"fine", Options{Rename: m{"{urn:a}A": "First", "{urn:a}A/x": "B"}}, ""},
		{"no such component", Options{Rename: m{"{urn:a}C": "C"}}, "rename.yaml:8:1: rename: {urn:a}C: nothing is called so"},
		{"no such member", Options{Rename: m{"{urn:a}A/z": "Zed"}}, "rename.yaml:10:1: rename: {urn:a}A/z: nothing is called so"},
		{"not a Go name", Options{Rename: m{"{urn:a}A": "a b"}}, `rename.yaml:8:1: rename: {urn:a}A: "a b" is not an exported Go name`},
		{"not exported", Options{Rename: m{"{urn:a}A": "first"}}, `"first" is not an exported Go name`},
		{"the same name twice", Options{Rename: m{"{urn:a}A": "First", "{urn:b}B": "First"}}, "rename.yaml:8:1: rename: {urn:b}B: First is the name of {urn:a}A"},
		{"a member like another", Options{Rename: m{"{urn:a}A/Z": "X"}}, "rename.yaml:10:1: rename: {urn:a}A/Z: there is another X"},
		{"no Go type", Options{Types: m{"{urn:b}B": "money"}}, `types.yaml:8:1: types: {urn:b}B: "money" is not a Go type`},
		{"no such type", Options{Types: m{"{urn:a}Nothing": "x.Y"}}, "types: {urn:a}Nothing: there is no such type"},
		{"a list", Options{Types: m{"{urn:a}Words": "x.Y"}}, "types: {urn:a}Words: lists and qualified names cannot be read as another type"},
		{"a base", Options{Types: m{"{urn:a}A": "x.Y"}}, "types: {urn:a}A: {urn:a}Derived is derived from it"},
		{"derived", Options{Types: m{"{urn:a}Derived": "x.Y"}}, "types: {urn:a}Derived: it is derived from another type, or abstract"},
		{"no such namespace", Options{Packages: m{"urn:c": "x/c"}}, "packages: urn:c: no schema has this namespace"},
		{"a circle", Options{Path: "x", Packages: m{"urn:a": "x/a", "urn:b": "x/b"}},
			"main.wsdl:5:7: packages: they would import each other: a.A needs b.B, b.B needs a.A"},
		{"a circle with the first", Options{Path: "x", Packages: m{"urn:a": "x/a"}},
			"main.wsdl:11:7: packages: they would import each other: (the package of the services).B needs a.A, a.A needs (the package of the services).B"},
		{"one package for both", Options{Path: "x", Packages: m{"urn:a": "x/a", "urn:b": "x/a"}}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.opts.Place = place
			_, err := Generate(defs, tt.opts)
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("got %v\nwant %s", err, tt.want)
			}
		})
	}
}

// TestInitialisms has names with and without capitals.
func TestInitialisms(t *testing.T) {
	for in, want := range map[string][2]string{
		"customerId": {"CustomerID", "CustomerId"}, "http-url": {"HTTPURL", "HttpUrl"}, "ID": {"ID", "ID"},
	} {
		if got := [2]string{goName(in, true), goName(in, false)}; got != want {
			t.Errorf("%s: got %v, not %v", in, got, want)
		}
	}
}

// TestPackagesNamed has packages that are called like what generated code calls other
// things.
func TestPackagesNamed(t *testing.T) {
	defs, err := parser.Sources{}.Load("../testdata/shop/orders.wsdl", "../testdata/shop/stock.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	for _, names := range [][2]string{
		{"e", "b/e"}, {"context", "codec"}, {"types", "b/types"}, {"err", "m"}, {"new", "string"}, {"x-y", "2nd"}, {"wssc", "plan"},
	} {
		out, err := Generate(defs, Options{
			Package:  "shop",
			Path:     "x/shop",
			Packages: map[string]string{"urn:shop:common": "x/" + names[0], "urn:shop:goods": "x/" + names[1]},
			Types: map[string]string{
				"{urn:shop:common}Amount":                "math/big.Float",
				"{http://www.w3.org/2001/XMLSchema}date": "time.Time",
			},
		})
		if err != nil {
			t.Errorf("%v: %v", names, err)
			continue
		}
		if len(out.Packages) != 2 {
			t.Errorf("%v: %d packages", names, len(out.Packages))
		}
		compile(t, out)
	}
}
