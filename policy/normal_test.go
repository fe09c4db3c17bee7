package policy

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/parser"
)

// TestNormalizeVectors compares the normal form of policies with the one that
// other implementations give for them.
func TestNormalizeVectors(t *testing.T) {
	for _, dir := range [][2]string{
		{"neethi/samples", "neethi/normalized"},
		{"wss4j/sp11", "wss4j/sp11/normalized"},
		{"wss4j/sp12", "wss4j/sp12/normalized"},
		{"wss4j/sp13", "wss4j/sp13/normalized"},
	} {
		inputs, err := filepath.Glob(filepath.Join("../testdata/policy/normal", dir[0], "*.xml"))
		if err != nil || len(inputs) == 0 {
			t.Fatalf("no vectors in %s: %v", dir[0], err)
		}
		for _, in := range inputs {
			t.Run(dir[0]+"/"+filepath.Base(in), func(t *testing.T) {
				t.Parallel()
				got := normalForm(t, in)
				want := normalForm(t, filepath.Join("../testdata/policy/normal", dir[1], filepath.Base(in)))
				if got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
			})
		}
	}
}

// normalForm returns the alternatives of a policy document in an order that
// depends on their content only.
func normalForm(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := parser.ReadDocument(name, data)
	if err != nil {
		t.Fatal(err)
	}
	alts, err := Normalize(noReferences(doc), doc.Root())
	if err != nil {
		t.Fatal(err)
	}
	return describe(alts)
}

// noReferences refuses references, which these policies have none of.
func noReferences(doc *parser.Document) Resolver {
	return func(ref parser.Element) (parser.Element, error) {
		return parser.Element{}, parser.Errorf(ref.Pos(), "%s holds one policy", doc.File)
	}
}

func describe(alts []Alternative) string {
	lines := make([]string, len(alts))
	for i, a := range alts {
		lines[i] = "[" + strings.Join(describeAll(a), " ") + "]"
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func describeAll(a Alternative) []string {
	words := make([]string, len(a))
	for i, as := range a {
		words[i] = describeOne(as)
	}
	slices.Sort(words)
	return words
}

func describeOne(a *Assertion) string {
	s := a.Name.String()
	if a.Ignorable {
		s += " ignorable"
	}
	var attrs []string
	for _, at := range a.Attrs {
		attrs = append(attrs, fmt.Sprintf(" %s=%q", at.Name, strings.TrimSpace(at.Value)))
	}
	slices.Sort(attrs)
	s += strings.Join(attrs, "")
	for _, p := range a.Parameters {
		s += " <" + p.Name().String() + " " + strings.Join(strings.Fields(p.Text()), " ") + ">"
	}
	if a.HasNested {
		s += "{" + strings.Join(describeAll(a.Nested), " ") + "}"
	}
	return s
}
