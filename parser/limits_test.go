package parser

import (
	"fmt"
	"strings"
	"testing"
)

// TestLimits has few lines that come to much.
func TestLimits(t *testing.T) {
	double := func(n int, first, next string) string {
		var b strings.Builder
		b.WriteString(first)
		for i := 1; i <= n; i++ {
			b.WriteString(strings.NewReplacer("THIS", fmt.Sprint("g", i), "LAST", fmt.Sprint("g", i-1)).Replace(next))
		}
		return b.String()
	}
	for _, tt := range []struct{ name, schema, want string }{
		{"groups", double(26, `<xs:group name="g0"><xs:sequence><xs:element name="e" type="xs:int"/></xs:sequence></xs:group>`,
			`<xs:group name="THIS"><xs:sequence><xs:group ref="LAST"/><xs:group ref="LAST"/></xs:sequence></xs:group>`), "group g13 comes to more than 8192 particles"},
		{"attribute groups", double(26, `<xs:attributeGroup name="g0"><xs:attribute name="a" type="xs:int"/></xs:attributeGroup>`,
			`<xs:attributeGroup name="THIS"><xs:attributeGroup ref="LAST"/><xs:attributeGroup ref="LAST"/></xs:attributeGroup>`), "attribute group g13 comes to more than 4096 attributes"},
		{"unions", double(26, `<xs:simpleType name="g0"><xs:restriction base="xs:int"/></xs:simpleType>`,
			`<xs:simpleType name="THIS"><xs:union memberTypes="LAST LAST"/></xs:simpleType>`), "the type comes to more than 4096 member types"},
		{"bases", double(102, `<xs:complexType name="g0"><xs:sequence/></xs:complexType>`,
			`<xs:complexType name="THIS"><xs:complexContent><xs:extension base="LAST"><xs:sequence/></xs:extension></xs:complexContent></xs:complexType>`), "the type comes to more than 100 bases, one of the other"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			load := func(schema string) error {
				_, err := LoadFrom(func(string) ([]byte, error) {
					return []byte(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">` + "\n" + schema + `</xs:schema>`), nil
				}, "a.xsd")
				return err
			}
			if err := load(tt.schema); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %.300v", err)
			}
			half := tt.schema[:strings.Index(tt.schema, `name="g9"`)]
			if err := load(half[:strings.LastIndex(half, "<")]); err != nil {
				t.Errorf("half of it: %v", err)
			}
		})
	}
}

// TestSubstitutes finds those that stand for an element through others, in the order of
// the document.
func TestSubstitutes(t *testing.T) {
	d, err := LoadFrom(func(string) ([]byte, error) {
		return []byte(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="far" substitutionGroup="near"/>
			<xs:element name="head"/><xs:element name="near" substitutionGroup="head"/><xs:element name="other"/></xs:schema>`), nil
	}, "a.xsd")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range d.Schemas.Substitutes(Name{Local: "head"}) {
		names = append(names, e.Name.Local)
	}
	if got := strings.Join(names, " "); got != "far near" {
		t.Errorf("got %s", got)
	}
}
