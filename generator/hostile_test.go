package generator

import (
	"go/ast"
	goparser "go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/parser"
)

// injected is what a document would like to have in the package.
const injected = "x&#10;func init() { panic(1) }&#10;//"

// TestNothingIsInjected puts code where documents have words: it is refused, or stays
// what it is.
func TestNothingIsInjected(t *testing.T) {
	const service = `<wsdl:definitions name="NAME" targetNamespace="urn:w" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
    xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:w">
  <wsdl:documentation>DOC</wsdl:documentation>
  <wsdl:types><xs:schema targetNamespace="SPACE" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:s="SPACE">
    <xs:element name="E" type="xs:string"><xs:annotation><xs:documentation>DOC</xs:documentation></xs:annotation></xs:element>
    <xs:complexType name="C"><xs:sequence><xs:element name="f" type="xs:string" fixed="FIXED"/><xs:element name="d" type="xs:string" default="FIXED"/></xs:sequence></xs:complexType>
    <xs:simpleType name="S"><xs:restriction base="xs:string"><xs:enumeration value="FIXED"/><xs:pattern value="FIXED"/></xs:restriction></xs:simpleType>
  </xs:schema></wsdl:types>
  <wsdl:message name="MESSAGE"><wsdl:part name="PART" element="s:E" xmlns:s="SPACE"/></wsdl:message>
  <wsdl:portType name="P"><wsdl:operation name="OPERATION"><wsdl:documentation>DOC</wsdl:documentation><wsdl:input message="t:MESSAGE"/></wsdl:operation></wsdl:portType>
  <wsdl:binding name="B" type="t:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="OPERATION"><soap:operation soapAction="ACTION"/><wsdl:input><soap:body use="literal"/></wsdl:input></wsdl:operation></wsdl:binding>
  <wsdl:service name="S"><wsdl:port name="PORT" binding="t:B"><soap:address location="ADDRESS"/></wsdl:port></wsdl:service>
</wsdl:definitions>`
	words := []string{"NAME", "DOC", "SPACE", "FIXED", "MESSAGE", "PART", "OPERATION", "ACTION", "PORT", "ADDRESS"}
	for _, word := range words {
		for _, bad := range []string{injected, "+build ignore", "&#10;+build ignore&#10;", "`+panic(1)+`", `&quot;+panic(1)+&quot;`} {
			doc := service
			for _, w := range words {
				value := strings.ToLower(w)
				if w == word {
					value = bad
				}
				doc = strings.ReplaceAll(doc, w, value)
			}
			defs, err := parser.LoadFrom(func(string) ([]byte, error) { return []byte(doc), nil }, "w.wsdl")
			if err != nil {
				continue
			}
			for _, d := range []*parser.Definitions{defs, {File: defs.File, Schemas: defs.Schemas}} {
				out, err := Generate(d, Options{Package: "w"})
				if err != nil {
					continue
				}
				compile(t, out)
				harmless(t, word+" "+bad, out)
			}
		}
	}
}

// harmless looks for what nobody here prints.
func harmless(t *testing.T, name string, out *Output) {
	t.Helper()
	for _, f := range out.Files {
		file, err := goparser.ParseFile(token.NewFileSet(), f.Name, f.Content, goparser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "init" {
					t.Errorf("%s: %s has a func init", name, f.Name)
				}
			case *ast.CallExpr:
				if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "panic" {
					t.Errorf("%s: %s panics", name, f.Name)
				}
			case *ast.Comment:
				if strings.HasPrefix(n.Text, "//go:") || strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(n.Text, "//")), "+build") {
					t.Errorf("%s: %s has the directive %s", name, f.Name, n.Text)
				}
			}
			return true
		})
	}
}
