package policy

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/parser"
)

// TestEffective merges what a WSDL document attaches at every place there is.
func TestEffective(t *testing.T) {
	t.Parallel()
	dir := "../testdata/policy/effective"
	defs, err := parser.Load(filepath.Join(dir, "all.wsdl"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := subjectsOf(defs, defs.Ports()[0])
	if err != nil {
		t.Fatal(err)
	}
	op := s.operations[0]
	for _, c := range []struct {
		result  string
		subject *subject
		of      int
	}{
		{"resultOperation.xml", op.self, 2},
		{"resultInput.xml", op.input, 2},
		{"resultFault.xml", op.faults[0], 2},
	} {
		want := normalForm(t, filepath.Join(dir, c.result))
		got := describe(c.subject.alternatives)
		if len(c.subject.alternatives) != c.of || !strings.Contains(got, want) {
			t.Errorf("%s: got\n%s\nwant %d alternatives, among them\n%s", c.subject.what, got, c.of, want)
		}
	}
}
