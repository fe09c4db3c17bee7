package main

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	modpath "golang.org/x/mod/module"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/output"
	"github.com/wsscgen/wsscgen/generator"
	"github.com/wsscgen/wsscgen/parser"
)

// module is the Go module that generated packages are in.
type module struct{ root, path string }

// moduleOf finds the module around a folder, which need not be there yet; nil when
// there is none.
func moduleOf(dir string) (*module, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	for ; ; dir = filepath.Dir(dir) {
		data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		switch {
		case err == nil:
			return &module{dir, modfile.ModulePath(data)}, nil
		case !errors.Is(err, fs.ErrNotExist):
			return nil, parser.Unreadable(filepath.Join(dir, "go.mod"), err)
		case dir == filepath.Dir(dir):
			return nil, nil
		}
	}
}

// importPath returns the import path of a folder in the module.
func (m *module) importPath(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(m.root, abs)
	if err != nil || rel == "." {
		return m.path, err
	}
	return m.path + "/" + filepath.ToSlash(rel), nil
}

// folder returns the folder of a package, false when it is not in the module.
func (m *module) folder(path string) (string, bool) {
	if path == m.path {
		return m.root, true
	}
	rel, ok := strings.CutPrefix(path, m.path+"/")
	return filepath.Join(m.root, filepath.FromSlash(rel)), ok && filepath.IsLocal(filepath.FromSlash(rel))
}

// packages makes the generator part the types into packages of the module that the
// output is in.
func (s *settings) packages(opts *generator.Options) error {
	if len(s.Packages) == 0 {
		return nil
	}
	m, err := moduleOf(s.Output)
	switch {
	case err != nil:
		return err
	case m == nil:
		return s.wrong("packages", "", "%s is in no module: no folder above it has a go.mod", s.Output)
	}
	if opts.Path, err = m.importPath(s.Output); err != nil {
		return err
	}
	var errs parser.Errors
	s.folders = make(map[string]string)
	for _, space := range slices.Sorted(maps.Keys(s.Packages)) {
		path := s.Packages[space]
		if err := modpath.CheckImportPath(path); err != nil {
			errs.Add(s.wrong("packages", space, "%v", err))
			continue
		}
		folder, ok := m.folder(path)
		if !ok {
			errs.Add(s.wrong("packages", space, "%s is not a package of module %s", path, m.path))
			continue
		}
		s.folders[path] = relative(folder)
	}
	opts.Packages = s.Packages
	return errs.Err()
}

// relative returns a name that is shorter to read, where there is one.
func relative(name string) string {
	if wd, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(wd, name); err == nil {
			return rel
		}
	}
	return name
}

// compare returns what would have to change in the folders of the packages.
func (s *settings) compare(out *generator.Output) ([]output.Change, error) {
	changes, err := output.Compare(s.Output, out.Files)
	var errs parser.Errors
	errs.Add(err)
	for _, p := range out.Packages {
		more, err := output.Compare(s.folders[p.Path], p.Files)
		errs.Add(err)
		changes = append(changes, more...)
	}
	return changes, errs.Err()
}
