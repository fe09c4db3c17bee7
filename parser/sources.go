package parser

import (
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/beevik/etree"
)

// Sources say where documents come from. The zero value reads the disk.
//
// A location is looked for in this order: in Catalog, by the location and then by
// the namespace; beside the document that asks; in the folders of Search; in the
// built-in catalog of the standards' schemas. Nothing is fetched from the network.
type Sources struct {
	Read    ReadFile          // default: the disk
	Catalog map[string]string // locations and namespaces, with the files that stand for them
	Search  []string          // folders, where the end of a location may be enough

	// Allow names kinds of errors that become warnings, of those in [Allowable].
	Allow []Code
}

// Load reads a WSDL document, further ones of the same contract, and everything
// that they import. Each file is read once, cycles are fine; what the documents say
// alike is taken once.
//
// The error is an [Errors] with everything that is wrong, in the order of the
// places.
func (s Sources) Load(name string, further ...string) (*Definitions, error) {
	if s.Read == nil {
		s.Read = readDisk
	}
	l := &loader{
		sourcesOf: s,
		permitted: &permitted{codes: s.Allow},
		files:     make(map[string]file),
		located:   make(map[*etree.Element]string),
		asked:     make(map[string]token.Position),
		schemas:   make(map[schemaKey]bool),
		wsdlSet:   make(map[*Document]bool),
	}
	names := []string{filepath.Clean(name)}
	for _, n := range further {
		names = append(names, filepath.Clean(n))
	}
	d, err := l.load(names)
	return d, relate(l.asked, err)
}

// catalog returns the file that the user wants for a location or a namespace.
func (s Sources) catalog(location, namespace string) (string, bool) {
	for _, key := range []string{location, namespace} {
		if name, ok := s.Catalog[key]; ok && key != "" {
			return filepath.Clean(name), true
		}
	}
	return "", false
}

// searched returns where a location may be in the folders of Search: the whole of
// it, then ever shorter ends, as peers write locations that are relative to the
// root of a module or of an archive.
func (s Sources) searched(location string) []string {
	var names []string
	parts := strings.FieldsFunc(location, func(r rune) bool { return r == '/' })
	for i := range parts {
		for _, folder := range s.Search {
			names = append(names, join(filepath.Join(folder, "-"), strings.Join(parts[i:], "/")))
		}
	}
	return names
}

// report adds an error, or the warning that it was allowed to be: then it returns true.
func (l *loader) report(e *Error) bool {
	if l.permitted.let(e) {
		return true
	}
	l.errs.Add(e)
	return false
}

// fetchHint tells what to do about a document that is not here.
const fetchHint = "wsscgen fetch URL downloads a WSDL with everything that it imports; catalog: and search: in wsscgen.yaml name files that are elsewhere"

// find returns the file that a location in e means.
func (l *loader) find(e Element, location, namespace string) (string, bool) {
	if name, ok := l.sourcesOf.catalog(location, namespace); ok {
		return name, true
	}
	standard, ok := standardByNamespace(namespace)
	if !ok {
		standard, ok = standardByLocation(location)
	}
	if isRemote(location) {
		if !ok {
			l.report(&Error{
				Pos:  e.Pos(),
				Err:  fmt.Errorf("%s: %s is not fetched from the network; save the file and name it here", e.Tag(), location),
				Code: CodeRemote,
				Hint: fetchHint,
			})
		}
		return standard, ok
	}
	beside := join(e.Document().File, location)
	for _, name := range append([]string{beside}, l.sourcesOf.searched(location)...) {
		if !errors.Is(l.read(name, request{e}).err, fs.ErrNotExist) {
			return name, true
		}
	}
	if ok {
		return standard, true
	}
	return beside, true
}

// standards adds the schemas of the built-in catalog that something refers to
// and that nobody brought along.
func (l *loader) standards() {
	have := make(map[string]bool)
	for i := 0; i < len(l.documents); i++ {
		for _, s := range l.sources {
			have[s.space] = true
		}
		found := make(map[string]Element)
		var order []string
		walk(l.documents[i].Root(), func(e Element) {
			for _, space := range references(e) {
				if found[space].IsZero() {
					found[space] = e
					order = append(order, space)
				}
			}
		})
		for _, space := range order {
			if name, ok := standardByNamespace(space); ok && !have[space] {
				have[space] = true
				if root, ok := l.schemaRoot(name, found[space]); ok {
					l.schema(root, space)
				}
			}
		}
	}
}

// references returns the namespaces of the components that e itself refers to.
func references(e Element) []string {
	var attrs []string
	switch {
	case e.Is(NamespaceWSDL, "part"):
		attrs = []string{"element", "type"}
	case e.Name().Space == NamespaceXSD:
		attrs = []string{"ref", "type", "base", "itemType", "memberTypes", "substitutionGroup"}
	}
	var spaces []string
	for _, a := range attrs {
		for _, v := range strings.Fields(e.Value(a)) {
			n, err := e.QName(v)
			// What else there is in the namespace of the xml prefix is built in.
			if err != nil || n.Space == NamespaceXML && e.Name().Local != "attributeGroup" {
				continue
			}
			spaces = append(spaces, n.Space)
		}
	}
	return spaces
}

// Relate returns a function that adds to errors about the documents where these were
// imported from. It outlives the definitions, which are large.
func (d *Definitions) Relate() func(error) error {
	asked := d.asked
	return func(err error) error { return relate(asked, err) }
}

func relate(asked map[string]token.Position, err error) error {
	var list Errors
	if !errors.As(err, &list) {
		return err
	}
	related := make(Errors, len(list))
	for i, e := range list {
		c := *e
		// Each file was asked for by one that was read before, so this ends.
		for pos, ok := asked[c.Pos.Filename]; ok; pos, ok = asked[pos.Filename] {
			c.Related = append(c.Related, Related{pos, "imported from here"})
		}
		related[i] = &c
	}
	return related
}
