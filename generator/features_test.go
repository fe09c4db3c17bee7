package generator

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/parser"
)

// schemaOf returns a schema with the given components.
func schemaOf(components string) string {
	return `<xs:schema targetNamespace="urn:f" elementFormDefault="qualified" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:f">` + components + `</xs:schema>`
}

// generateSchema generates from a schema alone and checks what comes out.
func generateSchema(t *testing.T, components string) *Output {
	t.Helper()
	defs, err := parser.LoadFrom(func(string) ([]byte, error) { return []byte(schemaOf(components)), nil }, "f.xsd")
	if err != nil {
		t.Fatal(err)
	}
	out, err := Generate(defs, Options{Package: "f"})
	if err != nil {
		t.Fatal(err)
	}
	compile(t, out)
	return out
}

// Every built-in type can be in every place where a simple type can be.
func TestBuiltinTypes(t *testing.T) {
	for name, v := range builtins {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := fmt.Sprintf(`
				<xs:element name="E" type="xs:%[1]s"/>
				<xs:element name="T" type="T"/>
				<xs:complexType name="T">
				  <xs:sequence>
				    <xs:element name="req" type="xs:%[1]s"/>
				    <xs:element name="opt" type="xs:%[1]s" minOccurs="0"/>
				    <xs:element name="nil" type="xs:%[1]s" nillable="true"/>
				    <xs:element name="both" type="xs:%[1]s" nillable="true" minOccurs="0"/>
				    <xs:element name="many" type="xs:%[1]s" maxOccurs="unbounded"/>
				    <xs:element name="nils" type="xs:%[1]s" nillable="true" minOccurs="0" maxOccurs="9"/>
				    <xs:choice><xs:element name="a" type="xs:%[1]s"/><xs:element name="b" type="N" maxOccurs="2"/></xs:choice>
				    <xs:element name="named" type="N"/>
				    <xs:element name="namedOpt" type="N" minOccurs="0"/>
				    <xs:element name="namedNil" type="N" nillable="true" minOccurs="0"/>
				    <xs:element name="text" type="S"/>
				  </xs:sequence>
				  <xs:attribute name="a" type="xs:%[1]s"/>
				  <xs:attribute name="r" type="xs:%[1]s" use="required"/>
				  <xs:attribute name="n" type="N"/>
				</xs:complexType>
				<xs:simpleType name="N"><xs:restriction base="xs:%[1]s"/></xs:simpleType>
				<xs:complexType name="S"><xs:simpleContent><xs:extension base="xs:%[1]s"><xs:attribute name="x" type="N"/></xs:extension></xs:simpleContent></xs:complexType>
				<xs:simpleType name="U"><xs:union memberTypes="xs:%[1]s"/></xs:simpleType>
				<xs:element name="Union" type="U"/>`, name)
			if v.Kind != list && name != "anySimpleType" {
				c += fmt.Sprintf(`<xs:simpleType name="L"><xs:list itemType="xs:%[1]s"/></xs:simpleType><xs:element name="List" type="L"/>
				<xs:simpleType name="M"><xs:list itemType="N"/></xs:simpleType><xs:element name="List2"><xs:complexType><xs:attribute name="l" type="M"/><xs:attribute name="m" type="L" use="required"/></xs:complexType></xs:element>`, name)
			}
			out := generateSchema(t, c)
			if len(out.Warnings) > 0 {
				t.Error(out.Warnings)
			}
		})
	}
}

// Values of enumerations become names that differ, whatever is in them.
func TestEnumerationNames(t *testing.T) {
	var c strings.Builder
	for _, v := range []string{"A", "a", "b-c", "b_c", "1", "", "x y", "*", "+", "é", "日本", "E1", "Empty", "func"} {
		fmt.Fprintf(&c, `<xs:enumeration value="%s"/>`, v)
	}
	out := generateSchema(t, `<xs:element name="E" type="E"/><xs:simpleType name="E"><xs:restriction base="xs:string">`+c.String()+`</xs:restriction></xs:simpleType>
		<xs:element name="I"><xs:simpleType><xs:restriction base="xs:int"><xs:enumeration value="-1"/><xs:enumeration value="+1"/><xs:enumeration value="1"/></xs:restriction></xs:simpleType></xs:element>
		<xs:element name="D"><xs:simpleType><xs:restriction base="xs:decimal"><xs:enumeration value="1.5"/><xs:enumeration value="-1.5"/></xs:restriction></xs:simpleType></xs:element>`)
	if n := strings.Count(string(out.Files[1].Content), " = "); n < 14+2+2 {
		t.Errorf("%d constants\n%s", n, out.Files[1].Content)
	}
}

// A facet that is not checked is said to be so.
func TestUnchecked(t *testing.T) {
	out := generateSchema(t, `<xs:element name="E" type="T"/>
		<xs:simpleType name="T"><xs:restriction base="xs:date"><xs:minInclusive value="2026-01-01"/></xs:restriction></xs:simpleType>
		<xs:simpleType name="P"><xs:restriction base="xs:string"><xs:pattern value="[a-z-[aeiou]]+"/></xs:restriction></xs:simpleType>`)
	for _, want := range []string{"xs:minInclusive of T is not checked", "xs:pattern of P is not checked"} {
		if !strings.Contains(out.Warnings.Error(), want) {
			t.Errorf("%v does not have %q", out.Warnings, want)
		}
	}
	if types := string(out.Files[1].Content); !strings.Contains(types, `// Not checked: pattern "[a-z-[aeiou]]+".`) {
		t.Error(types)
	}
}

func TestTranslate(t *testing.T) {
	for in, want := range map[string]string{
		`\d{3}-\w+`:        `[\p{Nd}]{3}-[\p{L}\p{M}\p{N}\p{S}]+`,
		`^a$`:              `\^a\$`,
		`a.b`:              `a[^\n\r]b`,
		`[^a-c\s]`:         `[^a-c \t\n\r]`,
		`[-+]?(a|b)`:       `[\-+]?(?:a|b)`,
		`[a-]`:             `[a\-]`,
		`\p{Lu}\P{L}`:      `\p{Lu}\P{L}`,
		`[a-z-[aeiou]]`:    "",
		`\p{IsBasicLatin}`: "",
		`a{2000}`:          "",
		`[\S]`:             "",
		`a??`:              "",
		`\`:                "",
	} {
		if got, ok := translate(in); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, %v, want %q", in, got, ok, want)
		}
	}
}

// A type that has no Go is refused when it is used, and left out when it is not.
func TestLeftOut(t *testing.T) {
	wsdl := func(member string) parser.ReadFile {
		return func(name string) ([]byte, error) {
			if name == "main.wsdl" {
				return archive(nil)(name)
			}
			return []byte(`<xs:schema targetNamespace="urn:case" elementFormDefault="qualified" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:case">
				<xs:element name="In"><xs:complexType><xs:sequence>` + member + `</xs:sequence></xs:complexType></xs:element>
				<xs:element name="Out"><xs:complexType/></xs:element>
				<xs:element name="ghost" abstract="true"/>
				<xs:complexType name="Bad"><xs:sequence><xs:element ref="ghost"/></xs:sequence></xs:complexType>
				<xs:complexType name="Uses"><xs:sequence><xs:element name="bad" type="Bad" minOccurs="0"/></xs:sequence></xs:complexType>
			</xs:schema>`), nil
		}
	}
	defs, err := parser.LoadFrom(wsdl(""), "main.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	out, err := Generate(defs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	compile(t, out)
	const want = "case.xsd:5:45: element {urn:case}ghost, which is abstract and has no other to stand for it, is not generated yet; nothing uses Bad, which is left out"
	if got := out.Warnings.Error(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if defs, err = parser.LoadFrom(wsdl(`<xs:element name="uses" type="Uses"/>`), "main.wsdl"); err != nil {
		t.Fatal(err)
	}
	if _, err = Generate(defs, Options{}); err == nil || !strings.Contains(err.Error(), "ghost, which is abstract and has no other to stand for it, is not generated yet") {
		t.Errorf("got %v", err)
	}
}
