package generator

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/parser"
)

// TestNamesStay has a schema that grows: what was there keeps its names, though much of
// what is added behind has the same ones. (A named type goes before what is within another one,
// as docs/command.md has it.)
func TestNamesStay(t *testing.T) {
	const (
		head = `<xs:schema targetNamespace="urn:a" xmlns="urn:a" xmlns:xs="http://www.w3.org/2001/XMLSchema">`
		old  = `
  <xs:complexType name="order"><xs:sequence>
    <xs:element name="line" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="price" type="xs:decimal"/></xs:sequence></xs:complexType></xs:element>
    <xs:choice><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:choice>
  </xs:sequence><xs:attribute name="id" type="xs:int"/></xs:complexType>
  <xs:simpleType name="color"><xs:restriction base="xs:string"><xs:enumeration value="red"/></xs:restriction></xs:simpleType>
  <xs:element name="request"><xs:complexType/></xs:element>`
		added = `
  <xs:complexType name="Order"><xs:sequence><xs:element name="x" type="order"/></xs:sequence></xs:complexType>
  <xs:complexType name="more"><xs:sequence>
    <xs:element name="line" type="order"/><xs:element name="order"><xs:complexType><xs:sequence/></xs:complexType></xs:element>
  </xs:sequence></xs:complexType>
  <xs:simpleType name="ColorRed"><xs:restriction base="xs:int"/></xs:simpleType>
  <xs:element name="Request"><xs:complexType/></xs:element>`
	)
	names := func(schema string) []string {
		defs, err := parser.LoadFrom(func(string) ([]byte, error) { return []byte(schema), nil }, "a.xsd")
		if err != nil {
			t.Fatal(err)
		}
		out, err := Generate(defs, Options{Package: "a"})
		if err != nil {
			t.Fatal(err)
		}
		return described(t, out)
	}
	before, after := names(head+old+"</xs:schema>"), names(head+old+added+"</xs:schema>")
	if len(before) < 5 || len(after) < len(before)+4 {
		t.Fatalf("%d names, then %d", len(before), len(after))
	}
	for _, n := range before {
		if !slices.Contains(after, n) {
			t.Errorf("%s is called otherwise now: %s", n, strings.Join(after, "; "))
		}
	}
}

// described returns the types with the first lines of their comments, which say what
// they are.
func described(t *testing.T, out *Output) (list []string) {
	t.Helper()
	for _, f := range out.Files {
		file, err := goparser.ParseFile(token.NewFileSet(), f.Name, f.Content, goparser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.TYPE {
				line, _, _ := strings.Cut(g.Doc.Text(), "\n")
				list = append(list, line)
			}
		}
	}
	return list
}
