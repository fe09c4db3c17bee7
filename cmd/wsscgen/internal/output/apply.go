package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/wsscgen/wsscgen/parser"
)

// Apply carries changes out. Everything is written beside its place first, so
// that an error, or ctx when it ends, leaves things as they were; then the files
// take their places.
func Apply(ctx context.Context, changes []Change) (err error) {
	var u undo
	defer func() {
		if err != nil {
			u.run()
		}
	}()
	staged := make([]string, len(changes))
	for i, c := range changes {
		if err := ctx.Err(); err != nil {
			return err
		}
		if c.New == nil {
			continue
		}
		if err := u.mkdir(filepath.Dir(c.Path)); err != nil {
			return err
		}
		if staged[i], err = u.stage(c); err != nil {
			return Failure(c.Path, "cannot be written: %s", Reason(err))
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	var errs parser.Errors
	for i, c := range changes {
		switch {
		case c.New == nil:
			err = os.Remove(c.Path)
		default:
			err = os.Rename(staged[i], c.Path)
		}
		if err != nil {
			errs.Add(Failure(c.Path, "cannot be replaced: %s", Reason(err)))
		}
	}
	return errs.Err()
}

// undo takes back what was made on the way.
type undo struct {
	folders []string // outermost first
	files   []string
}

func (u *undo) run() {
	for _, f := range u.files {
		os.Remove(f)
	}
	for i := len(u.folders) - 1; i >= 0; i-- {
		os.Remove(u.folders[i]) // stays when it is not empty
	}
}

// mkdir makes a folder and those around it.
func (u *undo) mkdir(dir string) error {
	var missing []string
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); !errors.Is(err, fs.ErrNotExist) || d == filepath.Dir(d) {
			break
		}
		missing = append([]string{d}, missing...)
	}
	for _, d := range missing {
		if err := os.Mkdir(d, 0o777); err != nil {
			return Failure(d, "the folder cannot be made: %s", Reason(err))
		}
		u.folders = append(u.folders, d)
	}
	return nil
}

// stage writes the new content beside the file.
func (u *undo) stage(c Change) (name string, err error) {
	mode := fs.FileMode(0o666)
	if info, err := os.Stat(c.Path); err == nil {
		mode = info.Mode().Perm()
	}
	// The name is that of no Go file, should it be left behind by a crash.
	name = filepath.Join(filepath.Dir(c.Path), "."+filepath.Base(c.Path)+".wsscgen")
	os.Remove(name)
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return "", err
	}
	u.files = append(u.files, name)
	_, err = f.Write(c.New)
	return name, errors.Join(err, f.Close())
}
