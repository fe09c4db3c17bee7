package doc

import (
	"strings"
	"testing"
)

// hostile documents are small for what they may cost. Those that are accepted take
// time in proportion to their size, or this test does not end.
func TestHostile(t *testing.T) {
	const size = 4 << 20
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for _, tt := range []struct{ name, in, want string }{
		{"quotes in single quotes", "<a b='" + repeat(`"`) + "'/>", ""},
		{"references in single quotes", "<a b='" + repeat(`&lt;`) + "'/>", ""},
		{"single quotes that do not end", repeat("<a b='>"), "'<' in an attribute value"},
		{"attributes in single quotes", "<a " + many(256, `a%d=''`) + ">" + repeat("x") + "</a>", ""},
		{"long name of a namespace", `<a xmlns:b="urn:` + repeat("x") + `"/>`, "name of a namespace is too long"},
		{"long decoded name of a namespace", `<a xmlns="` + repeat("&#x41;") + `"/>`, "name of a namespace is too long"},
		{"line ends", "<a>" + repeat("\r") + "</a>", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := New(DefaultLimits)
			defer d.Release()
			if err := d.Fill(strings.NewReader(tt.in), len(tt.in)); err != nil {
				t.Fatal(err)
			}
			err := d.Parse()
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Fatalf("got %v, want %q", err, tt.want)
			}
		})
	}
}
