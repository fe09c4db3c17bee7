package generator

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/wsscgen/wsscgen/parser"
)

// TestSets generates from the services of the live table, which come from many
// toolkits, and checks the types of what comes out.
func TestSets(t *testing.T) {
	folders, err := filepath.Glob("../testdata/interop/soap/sets/*/generate.go")
	if err != nil || len(folders) < 12 {
		t.Fatalf("%d sets, %v", len(folders), err)
	}
	for _, f := range folders {
		dir := filepath.Dir(f)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			wsdls, _ := filepath.Glob(filepath.Join(dir, "*.wsdl"))
			if len(wsdls) == 0 {
				wsdls, _ = filepath.Glob(filepath.Join(dir, "*.xml"))
			}
			slices.Sort(wsdls)
			defs, err := parser.Sources{}.Load(wsdls[0], wsdls[1:]...)
			if err != nil {
				t.Fatal(err)
			}
			out, err := Generate(defs, Options{})
			if err != nil {
				t.Fatal(err)
			}
			compile(t, out)
		})
	}
}
