package main

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestGenerated checks the packages of the repository: those whose generate.go has
// a line for the command.
func TestGenerated(t *testing.T) {
	const root = "../.."
	found := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "generate.go" {
			return err
		}
		args := generateLine(t, name)
		if args == nil {
			return nil
		}
		found++
		t.Run(filepath.ToSlash(filepath.Dir(name)), func(t *testing.T) {
			t.Chdir(filepath.Dir(name))
			wsscgen(t, append([]string{"check"}, args...)...)
		})
		return nil
	})
	if err != nil || found < 6 {
		t.Errorf("%d packages, %v", found, err)
	}
}

// generateLine returns the arguments of the go:generate line of a file, nil when
// there is none.
func generateLine(t *testing.T, name string) []string {
	t.Helper()
	for line := range strings.Lines(read(t, name)) {
		if rest, ok := strings.CutPrefix(line, "//go:generate go tool wsscgen"); ok {
			return append([]string{}, strings.Fields(rest)...)
		}
	}
	return nil
}
