package generator

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Tables of thousands of names have files of their own, which are printed without
// gofmt: compile holds them against it.
func TestTables(t *testing.T) {
	var c strings.Builder
	for i := range fileLines/2 + 1 {
		fmt.Fprintf(&c, `<xs:element name="e%[1]s%[2]d" type="xs:string"/>
			<xs:complexType name="T%[1]s%[2]d"><xs:attribute name="a%[2]d"/></xs:complexType>`, strings.Repeat("\u00e9", i%7), i)
	}
	out := generateSchema(t, c.String())
	for _, want := range []string{"wire.go", "wire_attributes.go", "wire_elements.go", "wire_types.go"} {
		if !slices.ContainsFunc(out.Files, func(f File) bool { return f.Name == want }) {
			t.Errorf("there is no %s", want)
		}
	}
}
