package generator

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// builder settles the model.
type builder struct {
	defs *parser.Definitions
	opts Options
	errs parser.Errors
	m    *model

	names   scope            // of the package
	scopes  map[string]scope // of the other packages, by import path
	foreign map[parser.Type]valueType
	renamed map[string]bool // keys of Options.Rename that were found

	spaces   map[string]*space
	elements map[parser.Name]*xmlName
	attrs    map[parser.Name]*xmlName
	named    map[parser.Type]*typeDef // types of the schemas, the anonymous ones of elements too
	services map[*parser.PortType]*service
	wilds    map[string]*wildcard
	patterns map[string]*pattern
	heads    map[parser.Name]*typeDef          // groups of the elements that may stand for another one
	notYet   map[*parser.Binding][]plan.NotYet // of the operations
	wrappers map[wrapperKey]*body
	headed   map[headedKey]*headed
	bodies   map[parser.Name]*typeDef                   // around what is not a struct
	texts    map[*parser.ComplexType]*parser.SimpleType // of restrictions in simpleContent

	current *typeDef // whose members are being settled
}

func build(defs *parser.Definitions, opts Options) (*model, error) {
	b := &builder{
		defs: defs,
		opts: opts,
		m: &model{
			Package:  opts.Package,
			Path:     opts.Path,
			Warnings: slices.Clone(defs.Warnings),
			Doc:      serviceDoc(defs),
			Missing:  missingImports(defs.Warnings),
			Source:   printable(filepath.Base(defs.File)),
		},
		names:    make(scope),
		scopes:   make(map[string]scope),
		foreign:  make(map[parser.Type]valueType),
		renamed:  make(map[string]bool),
		spaces:   make(map[string]*space),
		elements: make(map[parser.Name]*xmlName),
		attrs:    make(map[parser.Name]*xmlName),
		named:    make(map[parser.Type]*typeDef),
		services: make(map[*parser.PortType]*service),
		wilds:    make(map[string]*wildcard),
		patterns: make(map[string]*pattern),
		heads:    make(map[parser.Name]*typeDef),
		notYet:   make(map[*parser.Binding][]plan.NotYet),
		wrappers: make(map[wrapperKey]*body),
		headed:   make(map[headedKey]*headed),
		bodies:   make(map[parser.Name]*typeDef),
		texts:    make(map[*parser.ComplexType]*parser.SimpleType),
	}
	if b.m.Package == "" {
		b.m.Package = packageName(cmp.Or(defs.Name, filepath.Base(defs.File)))
	}
	if !isPackageName(b.m.Package) {
		b.errorf(filePos(defs), "%q cannot be the name of a Go package", b.m.Package)
	}
	// The names that a user of the package writes most come first, so that
	// nothing in a schema can take them.
	b.names.reserve("newType", "EncodeXML", "DecodeXML", "XMLType")
	ports := b.selectPorts()
	published := make(chan []parser.Published, 1) // beside the rest: it needs the documents alone
	go func() { published <- defs.Publish() }()
	b.reserveOwn(ports)
	b.reserveRenamed()
	b.reservePorts(ports)
	b.reserveServices(ports)
	b.foreigns()
	b.types()
	b.bindings(ports)
	b.forgetUnused()
	b.plans(ports)
	if len(ports) == 0 {
		b.documents()
	} else {
		b.m.Published = <-published
	}
	b.checkRenamed()
	b.leaveOut()
	b.dropForeign()
	b.packages()
	if err := b.errs.Err(); err != nil {
		return nil, err
	}
	checkRecursion(b.m.Types, &b.errs)
	return b.m, b.errs.Err()
}

// space returns the variable of a namespace, nil for none.
func (b *builder) space(uri string) *space {
	if uri == "" {
		return nil
	}
	s, ok := b.spaces[uri]
	if !ok {
		s = &space{URI: uri}
		if uri == parser.NamespaceXML {
			s.Var, s.Prefix = "nsXML", "xml"
		} else {
			n := strconv.Itoa(len(b.m.Spaces) + 1)
			s.Var, s.Prefix = "ns"+n, "n"+n
		}
		b.spaces[uri] = s
		b.m.Spaces = append(b.m.Spaces, s)
	}
	return s
}

// element returns the variable of an element name.
func (b *builder) element(n parser.Name) *xmlName {
	x, ok := b.elements[n]
	if !ok {
		x = &xmlName{Var: b.names.name("elem"+b.goName(n.Local), ""), Space: b.space(n.Space), Local: n.Local}
		b.elements[n] = x
		b.m.Elements = append(b.m.Elements, x)
	}
	return x
}

// attr returns the variable of an attribute name.
func (b *builder) attr(n parser.Name) *xmlName {
	x, ok := b.attrs[n]
	if !ok {
		x = &xmlName{Var: b.names.name("attr"+b.goName(n.Local), ""), Space: b.space(n.Space), Local: n.Local}
		b.attrs[n] = x
		b.m.Attrs = append(b.m.Attrs, x)
	}
	return x
}

// serviceDoc is what the documents say about themselves or, failing that, about their
// service.
func serviceDoc(defs *parser.Definitions) string {
	if defs.Doc == "" && len(defs.Services) == 1 {
		return defs.Services[0].Doc
	}
	return defs.Doc
}

// missingImports are the documents that were allowed not to be there.
func missingImports(warnings parser.Errors) parser.Errors {
	return slices.DeleteFunc(slices.Clone(warnings), func(e *parser.Error) bool {
		return e.Code != parser.CodeImport && e.Code != parser.CodeRemote
	})
}
