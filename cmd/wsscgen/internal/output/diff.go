package output

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pmezard/go-difflib/difflib"
)

// WriteDiff writes the changes as a unified diff that patch -p1 carries out.
func WriteDiff(w io.Writer, changes []Change) error {
	for _, c := range changes {
		path := filepath.ToSlash(c.Path)
		from, to := "a/"+path, "b/"+path
		if c.Old == nil {
			from = "/dev/null"
		}
		if c.New == nil {
			to = "/dev/null"
		}
		diff := difflib.UnifiedDiff{A: lines(c.Old), B: lines(c.New), FromFile: from, ToFile: to, Context: 3}
		if err := difflib.WriteUnifiedDiff(w, diff); err != nil {
			return err
		}
	}
	return nil
}

// lines are those of a file, each with its end.
func lines(content []byte) []string { return slices.Collect(strings.Lines(string(content))) }
