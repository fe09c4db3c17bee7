package generator

import (
	"fmt"
	"regexp"
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
		<xs:simpleType name="T"><xs:restriction base="xs:date"><xs:minInclusive value="12345678901-01-01"/></xs:restriction></xs:simpleType>
		<xs:simpleType name="P"><xs:restriction base="xs:string"><xs:pattern value="[ab]{2000}"/></xs:restriction></xs:simpleType>`)
	for _, want := range []string{"xs:minInclusive of T is not checked", "xs:pattern of P is not checked"} {
		if !strings.Contains(out.Warnings.Error(), want) {
			t.Errorf("%v does not have %q", out.Warnings, want)
		}
	}
	if types := string(out.Files[1].Content); !strings.Contains(types, `// Not checked: pattern "[ab]{2000}".`) {
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
		`[a-f-[bcd]]`:      `[\x{61}\x{65}-\x{66}]`,
		`[a-[a]]`:          `[^\x{0}-\x{10FFFF}]`,
		`\p{IsBasicLatin}`: `[\x{0}-\x{7F}]`,
		`[\p{IsGreek}a]`:   `[\x{370}-\x{3FF}a]`,
		`[\S]`:             `[\x{0}-\x{8}\x{B}-\x{C}\x{E}-\x{1F}\x{21}-\x{10FFFF}]`,
		`a{2000}`:          "",
		`\p{IsKlingon}`:    "",
		`[a-z-[aeiou]x]`:   "",
		`[a[b]]`:           "",
		`[a-z-[aeiou]`:     "",
		`a??`:              "",
		`\`:                "",
	} {
		if got, ok := translate(in); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, %v, want %q", in, got, ok, want)
		}
	}
}

// Patterns match what XML Schema says, part 2, appendix F.
func TestPatterns(t *testing.T) {
	for _, tt := range []struct {
		pattern string
		yes, no []string
	}{
		{`[a-z-[aeiou]]+`, []string{"xyz", "b"}, []string{"", "a", "xay", "B", "-"}},
		{`[\i-[:]][\c-[:]]*`, []string{"a", "_a-b.c1", "é"}, []string{"", "1a", "a:b", ":a", "-a"}},
		{`[\w-[\d_]]+`, []string{"aé日", "+"}, []string{"a1", "_", "a b"}},
		{`[^a-z-[xyz]]`, []string{"A", "1"}, []string{"a", "x"}}, // what is not a to z, without x, y and z
		{`[\d-[0-4-[2]]]`, []string{"2", "5", "9", "٣"}, []string{"0", "1", "3"}},
		{`[-a-[a]]`, []string{"-"}, []string{"a"}},
		{`[a\-z-[z]]`, []string{"a", "-"}, []string{"z", "b"}},
		{`[\S]+`, []string{"a-é"}, []string{"a b", "\t"}},
		{`[\D\s]`, []string{"a", " "}, []string{"1", "٣"}},
		{`[^\D]`, []string{"1"}, []string{"a", ""}},
		{`[\W]`, []string{"!", " "}, []string{"a", "+"}},
		{`[\I]\I`, []string{"1-", "--"}, []string{"a1", "1a"}},
		{`[\C]`, []string{" ", "/"}, []string{"a", "-", "1"}},
		{`\p{IsBasicLatin}*`, []string{"", "abc\x7f"}, []string{"é", "\u0080"}},
		{`\P{IsBasicLatin}`, []string{"é", "日"}, []string{"a"}},
		{`[\p{IsGreek}\s]+`, []string{"αβγ δ"}, []string{"abc"}},
		{`[\P{IsGreek}]`, []string{"a"}, []string{"α"}},
		{`[\p{L}-[\p{IsBasicLatin}]]`, []string{"é"}, []string{"e", "1"}},
		{`\p{IsCJKUnifiedIdeographs}`, []string{"日"}, []string{"a", "あ"}},
		{`\p{IsSpecials}`, []string{"\ufeff", "\ufff0"}, []string{"\uff00"}},
		{`\p{IsLatin-1Supplement}`, []string{"é"}, []string{"e"}},
		{`\p{IsArabicPresentationForms-B}`, []string{"\ufe70"}, []string{"\ufeff"}},
		{`.`, []string{"a", "\u2028"}, []string{"\n", "\r", "ab"}},
		{`a|b\||^$`, []string{"a", "b|", "^$"}, []string{"", "b"}},
	} {
		re, ok := translate(tt.pattern)
		if !ok {
			t.Errorf("%s is not translated", tt.pattern)
			continue
		}
		matches := regexp.MustCompile("^(?:" + re + ")$").MatchString
		for _, s := range tt.yes {
			if !matches(s) {
				t.Errorf("%s does not match %q: %s", tt.pattern, s, re)
			}
		}
		for _, s := range tt.no {
			if matches(s) {
				t.Errorf("%s matches %q: %s", tt.pattern, s, re)
			}
		}
	}
}

// Bounds of dates and durations are checked, but for those that are none.
func TestPartialBounds(t *testing.T) {
	var types strings.Builder
	for name, bound := range map[string]string{
		"dateTime": "2026-01-01T00:00:00Z", "date": "2026-01-01", "time": " 08:00:00.5 ", "gYear": "-0001", "gYearMonth": "2026-01Z",
		"gMonthDay": "--02-29", "gDay": "---31+01:00", "gMonth": "--12", "duration": "-P1Y2M3DT4H5M6.7S",
	} {
		for _, facet := range []string{"minInclusive", "minExclusive", "maxInclusive", "maxExclusive"} {
			fmt.Fprintf(&types, `<xs:element name="%[1]s-%[2]s"><xs:simpleType><xs:restriction base="xs:%[1]s"><xs:%[2]s value="%[3]s"/></xs:restriction></xs:simpleType></xs:element>`,
				name, facet, bound)
		}
	}
	out := generateSchema(t, types.String())
	if len(out.Warnings) > 0 {
		t.Error(out.Warnings)
	}
	if n := strings.Count(string(out.Files[1].Content), "return codec."); n != 36 {
		t.Errorf("%d types check a bound\n%s", n, out.Files[1].Content)
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
