package output

import (
	"io"
	"path/filepath"

	"github.com/aymanbagabas/go-udiff"
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
		if _, err := io.WriteString(w, udiff.Unified(from, to, string(c.Old), string(c.New))); err != nil {
			return err
		}
	}
	return nil
}
