// Package parser reads WSDL 1.1, XML Schema 1.0 and WS-Policy documents and
// says what is in them, each thing with its place. It decides nothing: what the
// policies demand is the business of package policy, what the Go code looks
// like that of package generator.
package parser

import (
	"fmt"
	"go/token"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/beevik/etree"
)

// ReadFile returns the content of a file. Names are those of imports joined to
// the name of the importing file.
type ReadFile func(name string) ([]byte, error)

// Load reads a WSDL document, or a schema, from the disk, and everything that it imports.
// Locations are relative to the importing file; nothing is fetched from the
// network. Each file is read once, cycles are fine.
//
// The error is an [Errors] with everything that is wrong, in the order of the
// places.
func Load(name string) (*Definitions, error) { return Sources{}.Load(name) }

// LoadFrom is [Load] with files that come from read.
func LoadFrom(read ReadFile, name string) (*Definitions, error) {
	return Sources{Read: read}.Load(name)
}

func (l *loader) load(names []string) (*Definitions, error) {
	for _, name := range names {
		l.wsdl(name, "", request{})
	}
	l.policies()
	l.standards()
	l.errs.code(CodeWSDL)
	if err := l.errs.Err(); err != nil {
		return nil, err // what is missing would be reported again as unresolved
	}
	return l.definitions(names[0])
}

// loader finds the documents. It follows imports and leaves the rest to the readers.
type loader struct {
	sourcesOf Sources
	errs      Errors
	permitted *permitted

	files     map[string]file
	located   map[*etree.Element]string // the file that an import means
	asked     map[string]token.Position // who asked for a file first
	documents []*Document               // in the order of files, those that could be read

	wsdls   []*Document
	wsdlSet map[*Document]bool

	sources []schemaSource
	schemas map[schemaKey]bool
}

type file struct {
	doc *Document
	err error
}

// request is the element that asks for a document; zero for the first one.
type request struct{ el Element }

func (r request) at(file string, err error) *Error {
	if r.el.IsZero() {
		return &Error{Pos: token.Position{Filename: file}, Err: err, Code: CodeFile}
	}
	return &Error{Pos: r.el.Pos(), Err: fmt.Errorf("%s: %s: %w", r.el.Tag(), file, err), Code: CodeImport, Hint: fetchHint}
}

// open returns a document, reading it when it is asked for the first time.
// A failure to read is reported for each element that asks.
func (l *loader) open(name string, by request) *Document {
	f := l.read(name, by)
	if f.err != nil {
		l.report(by.at(name, reason(f.err)))
	}
	return f.doc
}

func (l *loader) read(name string, by request) file {
	f, seen := l.files[name]
	if seen {
		return f
	}
	read := l.sourcesOf.Read
	if inCatalog(name) {
		read = readCatalog
	}
	var data []byte
	if data, f.err = read(name); f.err == nil {
		if !by.el.IsZero() {
			l.asked[name] = by.el.Pos()
		}
		var err error
		if f.doc, err = ReadDocument(name, data); err != nil {
			l.errs.Add(err) // placed in the document itself, so once is enough
		} else {
			l.documents = append(l.documents, f.doc)
		}
	}
	l.files[name] = f
	return f
}

// wsdl reads a WSDL document and what it imports. The namespace is what the
// import says.
func (l *loader) wsdl(name, namespace string, by request) {
	doc := l.open(name, by)
	if doc == nil {
		return
	}
	root := doc.Root()
	switch {
	case root.Is(NamespaceXSD, "schema"):
		// A schema of its own, or one that a WSDL imports: WSDL 1.1, section 2.1.2
		// shows this.
		l.schema(root, root.Value("targetNamespace"))
		return
	case root.Is("http://www.w3.org/ns/wsdl", "description"):
		l.errs.Add(codef(CodeNotWSDL, root.Pos(), "this is WSDL 2.0; a WSDL 1.1 document is expected"))
		return
	case !root.Is(NamespaceWSDL, "definitions"):
		l.errs.Add(codef(CodeNotWSDL, root.Pos(), "the root element is %s; a WSDL 1.1 document has {%s}definitions", root.Name(), NamespaceWSDL))
		return
	}
	if tns := root.Value("targetNamespace"); !by.el.IsZero() && namespace != tns {
		if !l.report(codef(CodeImport, by.el.Pos(), "%s: namespace %q is asked for, but %s has %q", by.el.Tag(), namespace, name, tns)) {
			return
		}
	}
	if l.wsdlSet[doc] {
		return
	}
	l.wsdlSet[doc] = true
	l.wsdls = append(l.wsdls, doc)

	for _, e := range root.Children() {
		switch {
		case e.Is(NamespaceWSDL, "import"):
			if location, ok := l.location(e, "location", ""); ok {
				l.wsdl(location, e.Value("namespace"), request{e})
			}
		case e.Is(NamespaceWSDL, "types"):
			l.types(e)
		}
	}
}

func (l *loader) types(types Element) {
	for _, e := range types.Children() {
		switch {
		case e.Is(NamespaceXSD, "schema"):
			l.schema(e, e.Value("targetNamespace"))
		case e.Is(NamespaceWSDL, "documentation"), IsPolicyNamespace(e.Name().Space):
		default:
			l.errs.Add(Errorf(e.Pos(), "%s is not read; wsdl:types holds {%s}schema", e.Name(), NamespaceXSD))
		}
	}
}

// schemaSource is an xsd:schema element to be read for a namespace.
type schemaSource struct {
	el    Element
	space string
}

type schemaKey struct {
	doc   *Document
	pos   token.Position
	space string
}

// schema notes a schema and follows its imports. The namespace differs from
// the element's own for a schema without one that is included by one with.
func (l *loader) schema(e Element, space string) {
	key := schemaKey{e.Document(), e.Pos(), space}
	if l.schemas[key] {
		return
	}
	l.schemas[key] = true
	l.sources = append(l.sources, schemaSource{e, space})

	for _, c := range e.Children() {
		switch {
		case c.Is(NamespaceXSD, "include"), c.Is(NamespaceXSD, "redefine"):
			l.include(c, space)
		case c.Is(NamespaceXSD, "import"):
			l.importSchema(c)
		}
	}
}

func (l *loader) include(e Element, space string) {
	root, ok := l.schemaFile(e, "")
	if !ok {
		return
	}
	if own := root.Value("targetNamespace"); own != "" && own != space {
		l.errs.Add(codef(CodeImport, e.Pos(), "%s: %s has namespace %q; a schema of namespace %q or of none can be included here", e.Tag(), root.Document().File, own, space))
		return
	}
	l.schema(root, space)
}

func (l *loader) importSchema(e Element) {
	namespace := e.Value("namespace")
	// Without a location the components come from another schema of the set,
	// or a reference to them says that they are missing.
	// The schemas of the standards come when something refers to them.
	location := e.Value("schemaLocation")
	_, standard := standardByNamespace(namespace)
	_, mapped := l.sourcesOf.catalog(location, namespace)
	switch {
	case builtinNamespace(namespace), inCatalog(e.Document().File):
		return
	case !mapped && (location == "" || standard && isRemote(location)):
		return
	}
	root, ok := l.schemaFile(e, namespace)
	if !ok {
		return
	}
	if own := root.Value("targetNamespace"); own != namespace {
		if !l.report(codef(CodeImport, e.Pos(), "%s: namespace %q is asked for, but %s has %q", e.Tag(), namespace, root.Document().File, own)) {
			return
		}
		namespace = own
	}
	l.schema(root, namespace)
}

func (l *loader) schemaFile(e Element, namespace string) (Element, bool) {
	name, ok := l.location(e, "schemaLocation", namespace)
	if !ok {
		return Element{}, false
	}
	return l.schemaRoot(name, e)
}

// schemaRoot opens a schema document that e asks for.
func (l *loader) schemaRoot(name string, e Element) (Element, bool) {
	doc := l.open(name, request{e})
	if doc == nil {
		return Element{}, false
	}
	root := doc.Root()
	if !root.Is(NamespaceXSD, "schema") {
		l.errs.Add(codef(CodeNotWSDL, root.Pos(), "the root element is %s; a schema document has {%s}schema", root.Name(), NamespaceXSD))
		return Element{}, false
	}
	return root, true
}

// policies follows references to policies in files of their own, and those in
// the files that are found so.
func (l *loader) policies() {
	for i := 0; i < len(l.documents); i++ {
		walk(l.documents[i].Root(), func(e Element) {
			for _, uri := range policyURIs(e) {
				name, _, _ := strings.Cut(uri, "#")
				if name == "" || isRemote(name) {
					continue // in this document, or the Name of a policy
				}
				l.open(join(e.Document().File, name), request{e})
			}
		})
	}
}

// location returns the file that an attribute of e names. For a namespace that
// the catalog has, the attribute may be absent.
func (l *loader) location(e Element, attr, namespace string) (string, bool) {
	loc := e.Value(attr)
	if _, mapped := l.sourcesOf.catalog("", namespace); loc == "" && !mapped {
		l.errs.Add(Errorf(e.Pos(), "%s has no %s", e.Tag(), attr))
		return "", false
	}
	name, ok := l.find(e, loc, namespace)
	l.located[e.el] = name
	return name, ok
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+:`)

func isRemote(location string) bool { return scheme.MatchString(location) }

// join resolves a location, which is a relative URI, against the importing file.
func join(base, location string) string {
	if plain, err := url.PathUnescape(location); err == nil {
		location = plain
	}
	location = filepath.FromSlash(location)
	if filepath.IsAbs(location) {
		return filepath.Clean(location)
	}
	return filepath.Join(filepath.Dir(base), location)
}

// walk calls f for e and everything in it, in the order of the document.
func walk(e Element, f func(Element)) {
	f(e)
	for _, c := range e.Children() {
		walk(c, f)
	}
}
