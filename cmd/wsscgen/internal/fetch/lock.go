package fetch

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/output"
	"github.com/wsscgen/wsscgen/parser"
)

// LockName is the file beside the documents that says where they are from.
const LockName = "wsscgen.lock"

// Lock says where documents came from.
type Lock struct {
	Version   int     `json:"version"`
	Documents []Entry `json:"documents"` // sorted by file
}

// Entry is one document. What a metadata exchange answers has no URL of its own;
// it is numbered after that of the service.
type Entry struct {
	File   string `json:"file"`
	URL    string `json:"url"`
	SHA256 string `json:"sha256"` // of the file as it was saved
}

// ReadLock reads the lock of a folder; an absent one is empty.
func ReadLock(dir string) (*Lock, error) {
	name := filepath.Join(dir, LockName)
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &Lock{}, nil
	}
	if err != nil {
		return nil, output.Failure(name, "cannot be read: %s", output.Reason(err))
	}
	l := &Lock{}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(l); err != nil {
		return nil, output.Failure(name, "is not a lock file: %s", err)
	}
	if l.Version > lockVersion {
		return nil, output.Failure(name, "is of version %d; this wsscgen knows %d", l.Version, lockVersion)
	}
	for _, e := range l.Documents {
		if e.File != filepath.Base(e.File) || e.File == ".." {
			return nil, output.Failure(name, "names %q, which is not a file of this folder", e.File)
		}
	}
	return l, nil
}

const lockVersion = 1

// Names returns the files by their URLs.
func (l *Lock) Names() map[string]string {
	names := make(map[string]string)
	for _, e := range l.Documents {
		names[e.URL] = e.File
	}
	return names
}

// State is what became of a document.
type State string

const (
	New     State = "new"
	Changed State = "changed"
	Same    State = "same"
)

// Update returns what has to be written so that a folder holds the documents, and
// what became of each. The lock has them then. A file that somebody edited, or
// that fetch did not write, is an error.
func (l *Lock) Update(dir string, docs []*Document) ([]output.Change, []State, error) {
	var changes []output.Change
	states := make([]State, len(docs))
	var errs parser.Errors
	for i, d := range docs {
		path := filepath.Join(dir, d.File)
		sum := digest(d.Content)
		at := slices.IndexFunc(l.Documents, func(e Entry) bool { return e.File == d.File })
		old, err := os.ReadFile(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			states[i] = New
		case err != nil:
			errs.Add(output.Failure(path, "cannot be read: %s", output.Reason(err)))
		case bytes.Equal(old, d.Content):
			states[i] = Same
		case at < 0:
			errs.Add(output.Failure(path, "is not in %s; it stays as it is (remove it, or name another folder with -o)", LockName))
		case digest(old) != l.Documents[at].SHA256:
			errs.Add(output.Failure(path, "was edited since it was fetched; it stays as it is (remove it to fetch it anew)"))
		default:
			states[i] = Changed
		}
		if states[i] != Same {
			changes = append(changes, output.Change{Path: path, Old: old, New: d.Content})
		}
		entry := Entry{File: d.File, URL: d.URL, SHA256: sum}
		if at < 0 {
			l.Documents = append(l.Documents, entry)
		} else {
			l.Documents[at] = entry
		}
	}
	if err := errs.Err(); err != nil {
		return nil, nil, err
	}
	lock, err := l.change(dir)
	return append(changes, lock...), states, err
}

// change returns how the lock file itself changes.
func (l *Lock) change(dir string) ([]output.Change, error) {
	l.Version = lockVersion
	slices.SortFunc(l.Documents, func(a, b Entry) int { return cmp.Compare(a.File, b.File) })
	content, err := json.MarshalIndent(l, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the lock: %w", err)
	}
	content = append(content, '\n')
	path := filepath.Join(dir, LockName)
	old, err := os.ReadFile(path)
	if err == nil && bytes.Equal(old, content) {
		return nil, nil
	}
	return []output.Change{{Path: path, Old: old, New: content}}, nil
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
