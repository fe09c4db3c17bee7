package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/generator"
)

// files are generated files of package p.
func files(names ...string) []generator.File {
	var list []generator.File
	for _, n := range names {
		list = append(list, generator.File{Name: n, Content: []byte(generator.Header + "\npackage p // " + n)})
	}
	return list
}

func put(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// names returns what is in a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestApply(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	for _, list := range [][]generator.File{files("a.go", "b.go"), files("b.go", "c.go")} {
		changes, err := Compare(dir, list)
		if err != nil {
			t.Fatal(err)
		}
		if err := Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
		if changes, err = Compare(dir, list); len(changes) > 0 || err != nil {
			t.Errorf("after writing: %d changes, %v", len(changes), err)
		}
		got := names(t, dir)
		if len(got) != 2 || got[0] != list[0].Name || got[1] != list[1].Name {
			t.Errorf("the folder holds %v", got)
		}
	}
}

// TestInterrupted leaves nothing behind, not even the folder.
func TestInterrupted(t *testing.T) {
	top := t.TempDir()
	changes, err := Compare(filepath.Join(top, "new", "folder"), files("a.go", "b.go"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Apply(ctx, changes); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if got := names(t, top); len(got) > 0 {
		t.Errorf("there is %v", got)
	}
}

// TestUnwritable fails at the second file: the first one stays as it was.
func TestUnwritable(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.go"), generator.Header+"\nold")
	put(t, filepath.Join(dir, "file"), "")
	changes := []Change{
		{Path: filepath.Join(dir, "a.go"), Old: []byte("x"), New: []byte("new")},
		{Path: filepath.Join(dir, "new", "b.go"), New: []byte("new")},
		{Path: filepath.Join(dir, "file", "c.go"), New: []byte("new")},
	}
	if err := Apply(t.Context(), changes); err == nil {
		t.Fatal("a file was written into a file")
	}
	if got := names(t, dir); len(got) != 2 {
		t.Errorf("the folder holds %v", got)
	}
	if got, _ := os.ReadFile(changes[0].Path); string(got) != generator.Header+"\nold" {
		t.Errorf("a.go holds %q", got)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	dir, err := os.MkdirTemp("", "wsscgen") // that of a test cannot be entered by others
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	unprivileged(t)
	changes, err := Compare(dir, files("a.go"))
	if err != nil {
		t.Fatal(err)
	}
	err = Apply(t.Context(), changes)
	if want := filepath.Join(dir, "a.go") + ": cannot be written: permission denied"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestLeftBehind finds what a crash left: it is no obstacle, and a link in its
// place is not followed.
func TestLeftBehind(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "victim"), "mine")
	if err := os.Symlink("victim", filepath.Join(dir, ".a.go.wsscgen")); err != nil {
		t.Skip("this system does not let the user make links: ", err)
	}
	changes, err := Compare(dir, files("a.go"))
	if err != nil {
		t.Fatal(err)
	}
	if err := Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(filepath.Join(dir, "victim")); string(got) != "mine" {
		t.Errorf("the file that was linked to holds %q", got)
	}
}

// TestDiffPlaces has changes near to each other, and one behind them.
func TestDiffPlaces(t *testing.T) {
	var before, after strings.Builder
	for i := range 40 {
		fmt.Fprintf(&before, "line %d\n", i+1)
		fmt.Fprintf(&after, "line %d\n", i+1)
		if i == 4 || i == 9 || i == 29 {
			fmt.Fprintln(&after, "more")
		}
	}
	var b bytes.Buffer
	if err := WriteDiff(&b, []Change{{Path: "a.go", Old: []byte(before.String()), New: []byte(after.String())}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"--- a/a.go\n+++ b/a.go\n", "@@ -3,11 +3,13 @@\n", "@@ -28,6 +30,7 @@\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the diff does not have %q:\n%s", want, b.String())
		}
	}
}
