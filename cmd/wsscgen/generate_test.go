package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestGenerated runs the go:generate lines of the repository and compares what
// they write with what is there.
func TestGenerated(t *testing.T) {
	for _, name := range []string{
		"examples/ping/ping/generate.go",
		"testdata/order/generate.go",
		"testdata/kinds/generate.go",
	} {
		t.Run(filepath.Dir(name), func(t *testing.T) {
			t.Chdir(filepath.Join("../..", filepath.Dir(name)))
			wsscgen(t, append([]string{"check"}, generateLine(t, filepath.Base(name))...)...)
		})
	}
}

// generateLine returns the arguments of the go:generate line of a file.
func generateLine(t *testing.T, name string) []string {
	t.Helper()
	const command = "//go:generate go tool wsscgen "
	for line := range strings.Lines(read(t, name)) {
		if rest, ok := strings.CutPrefix(line, command); ok {
			return strings.Fields(rest)
		}
	}
	t.Fatalf("%s has no %s", name, command)
	return nil
}
