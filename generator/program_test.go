package generator

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// moduleRoot returns the folder of this module.
func moduleRoot(t *testing.T) string {
	t.Helper()
	module, err := exec.Command("go", "env", "GOMOD").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Dir(strings.TrimSpace(string(module)))
}

// program writes a module with the package and the program that runs it over
// instances. list is the file of package main that says which elements there are.
func program(dir, root string, generated []File, list string) error {
	main, err1 := os.ReadFile("../testdata/generate/roundtrip.go.txt")
	mod, err2 := os.ReadFile(filepath.Join(root, "go.mod"))
	sum, err3 := os.ReadFile(filepath.Join(root, "go.sum"))
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	_, requires, _ := strings.Cut(string(mod), "\n")
	requires, _, _ = strings.Cut(requires, "\ntool ")
	files := map[string][]byte{"list.go": []byte(list), "main.go": main, "go.sum": sum}
	files["go.mod"] = []byte("module roundtrip\n" + requires + "\nrequire github.com/wsscgen/wsscgen v0.0.0\nreplace github.com/wsscgen/wsscgen => " + root + "\n")
	for _, f := range generated {
		files["generated/"+f.Name] = f.Content
	}
	for name, content := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
