package config

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestSchema holds the published JSON Schema against the struct, key by key.
func TestSchema(t *testing.T) {
	data, err := os.ReadFile("../../../../docs/wsscgen.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	type property struct {
		Type                 string
		Description          string
		Items                *property
		AnyOf                []property
		AdditionalProperties json.RawMessage
	}
	var schema struct {
		Properties           map[string]property
		AdditionalProperties *bool
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	if schema.AdditionalProperties == nil || *schema.AdditionalProperties {
		t.Error("the schema lets unknown keys pass")
	}
	for key := range schema.Properties {
		if !slices.Contains(Keys(), key) {
			t.Errorf("the schema has %s, which is no key", key)
		}
	}
	types := map[reflect.Kind]string{reflect.String: "string", reflect.Bool: "boolean", reflect.Slice: "array", reflect.Map: "object"}
	for i, key := range Keys() {
		p, ok := schema.Properties[key]
		of := reflect.TypeFor[Config]().Field(i).Type
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of == reflect.TypeFor[Texts]() {
			if len(p.AnyOf) != 2 || p.AnyOf[0].Type != "string" || p.AnyOf[1].Type != "array" {
				t.Errorf("%s is no text or list in the schema", key)
			}
		} else if want := types[of.Kind()]; !ok || p.Type != want {
			t.Errorf("%s is of type %q in the schema, want %q", key, p.Type, want)
		}
		if p.Description == "" {
			t.Errorf("%s has no description in the schema", key)
		}
		if p.Type == "array" && (p.Items == nil || p.Items.Type != "string") {
			t.Errorf("%s holds no texts in the schema", key)
		}
		if p.Type == "object" && string(p.AdditionalProperties) != `{"type": "string"}` {
			t.Errorf("%s maps to %s in the schema", key, p.AdditionalProperties)
		}
	}
}

// TestRead holds what scripts of the command do not show.
func TestRead(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"comment alone", "# nothing\n", ""},
		{"one key", "output: a", ""},
		{"a list", "- a", "c.yaml:1:1: keys with values are expected (known: "},
		{"a text", "a", "c.yaml:1:1: keys with values are expected (known: "},
		{"two documents", "output: a\n---\noutput: b", "c.yaml:3:7: a second document"},
		{"a list of maps", "ports: [{a: b}]", "c.yaml:1:9: ports: a list of texts is expected"},
		{"a map of lists", "catalog: {a: [b]}", "c.yaml:1:14: catalog: a map of texts to texts is expected"},
		{"tabs", "\toutput: a", "c.yaml:1:7: tab character cannot use as a map key directly"},
		{"an alias", "output: &a b\npackage: *a", "c.yaml:1:9: output: a text is expected\nc.yaml:2:10: package: a text is expected"},
		{"twice", "catalog: {a: b, a: c}", "c.yaml:1:17: catalog: a stands twice"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read("c.yaml", []byte(tt.text))
			got := ""
			if err != nil {
				got = err.Error()
			}
			if tt.want == "" && got != "" || len(got) < len(tt.want) || got[:len(tt.want)] != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestPage reads the example of the documentation.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../../../../docs/command.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```yaml\n")
	example, _, ok := strings.Cut(rest, "```\n")
	c, err := Read("wsscgen.yaml", []byte(example))
	if !ok || err != nil || c.Package != "ping" || len(c.Catalog) != 2 {
		t.Errorf("got %+v, %v", c, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("output: a\nports: [b, c]\ncatalog:\n  d: e\n")
	f.Add("- &a [*a]")
	f.Fuzz(func(t *testing.T, text string) {
		Read("c.yaml", []byte(text))
	})
}
