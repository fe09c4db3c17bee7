package parser

import (
	"bytes"
	"encoding/xml"
	"errors"
	"go/token"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/beevik/etree"
)

// What a document may measure. The largest WSDL known to us, with all of its
// schemas in one file, has 6 MB and 120,000 elements.
const (
	maxSize     = 32 << 20
	maxDepth    = 256
	maxElements = 1 << 20
	maxAttrs    = 1 << 10 // of one element
)

// Document is one file that passed the gate. It may be read concurrently.
type Document struct {
	File string // as the user gave it, or relative to that

	root  *etree.Element
	start map[*etree.Element]int32 // offset of the start tag
	lines []int                    // offset of the start of each line
	size  int
}

// Size returns the size of the document in UTF-8, in bytes.
func (d *Document) Size() int { return d.size }

// at returns the place of an offset; columns count bytes, as Go's own do.
func (d *Document) at(offset int) token.Position {
	line, found := slices.BinarySearch(d.lines, offset)
	if !found {
		line--
	}
	return token.Position{Filename: d.File, Offset: offset, Line: line + 1, Column: offset - d.lines[line] + 1}
}

// pos returns the place of an element.
func (d *Document) pos(el *etree.Element) token.Position { return d.at(int(d.start[el])) }

// Root returns the root element.
func (d *Document) Root() Element { return Element{d, d.root} }

// ReadDocument is the one way in for WSDL, schema and policy documents: UTF-8,
// well-formed with respect to namespaces, no DTD, bounded. The file name is used
// in positions only. Comments and processing instructions are left out of the
// tree, so the text around one is one text.
func ReadDocument(file string, data []byte) (*Document, error) {
	g := &gate{
		doc:   &Document{File: file, start: make(map[*etree.Element]int32), lines: []int{0}},
		scope: []nsBinding{{"xml", NamespaceXML}},
	}
	if err := g.admit(data); err != nil {
		return nil, WithCode(CodeXML, err)
	}
	if err := g.read(); err != nil {
		return nil, WithCode(CodeXML, err)
	}
	return g.doc, nil
}

// gate turns tokens into a tree. encoding/xml splits the bytes, everything that
// makes the tokens a namespace-well-formed document is checked here: RawToken
// does not match tags, and Token takes an undeclared prefix for a namespace.
type gate struct {
	doc *Document
	src []byte
	dec *xml.Decoder

	open  []openElement
	scope []nsBinding
	count int

	dtd bool // there is one, which was passed over

	names  []Name            // of the attributes of one element
	blanks map[string]string // white space that was there before
}

type openElement struct {
	el    *etree.Element
	scope int // len(gate.scope) outside of it
}

type nsBinding struct{ prefix, space string }

// admit looks at the bytes as a whole.
func (g *gate) admit(data []byte) error {
	file := token.Position{Filename: g.doc.File}
	if len(data) > maxSize {
		return codef(CodeLimit, file, "the file has more than %d MiB", maxSize>>20)
	}
	wide := !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0
	data, err := UTF8(data)
	if err != nil || len(data) > maxSize {
		return codef(CodeEncoding, file, "the file cannot be read as UTF-8: %v", err)
	}
	g.src = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	g.doc.size = len(g.src)
	for i, b := range g.src {
		if b == '\n' {
			g.doc.lines = append(g.doc.lines, i+1)
		}
	}
	if len(bytes.TrimSpace(g.src)) == 0 {
		return codef(CodeNotWSDL, file, "the file is empty")
	}
	g.dec = xml.NewDecoder(bytes.NewReader(g.src))
	g.dec.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		if strings.EqualFold(label, "utf8") || encodingOf(label) != nil || wide && strings.HasPrefix(strings.ToLower(label), "utf-16") {
			return r, nil // it is UTF-8 by now
		}
		return nil, codef(CodeEncoding, g.at(0), "encoding %q is not read; save the file as UTF-8", label)
	}
	return nil
}

func (g *gate) at(offset int) token.Position { return g.doc.at(min(max(offset, 0), len(g.src))) }

func (g *gate) read() error {
	for {
		start := int(g.dec.InputOffset())
		t, err := g.dec.RawToken()
		if err == io.EOF {
			return g.end(start)
		}
		if err != nil {
			return g.syntax(err)
		}
		if err := g.token(t, start); err != nil {
			return err
		}
	}
}

// end checks that the document is complete.
func (g *gate) end(offset int) error {
	if n := len(g.open); n > 0 {
		el := g.open[n-1].el
		p := g.doc.pos(el)
		return Errorf(g.at(offset), "the file ends inside <%s>, opened at %d:%d", el.FullTag(), p.Line, p.Column)
	}
	if g.doc.root == nil {
		return codef(CodeNotWSDL, g.at(offset), "there is no element; an XML document is expected")
	}
	// RawToken does not look into comments and names for broken UTF-8.
	if i := invalidUTF8(g.src); i >= 0 {
		return codef(CodeEncoding, g.at(i), "this is not UTF-8; save the file as UTF-8")
	}
	return nil
}

func (g *gate) syntax(err error) error {
	var placed *Error
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &placed):
		return placed
	case errors.As(err, &syntax):
		if i := invalidUTF8(g.src); i >= 0 && i <= int(g.dec.InputOffset()) {
			return codef(CodeEncoding, g.at(i), "this is not UTF-8; save the file as UTF-8")
		}
		if entity, found := strings.CutPrefix(syntax.Msg, "invalid character entity "); found && g.dtd {
			return Errorf(g.at(int(g.dec.InputOffset())), "%s is an entity of a DTD, which is not read; put in what it stands for", entity)
		}
		return Errorf(g.at(int(g.dec.InputOffset())), "not well-formed XML: %s", syntax.Msg)
	}
	return Errorf(g.at(int(g.dec.InputOffset())), "not well-formed XML: %s", strings.TrimPrefix(err.Error(), "xml: "))
}

func (g *gate) token(t xml.Token, start int) error {
	switch t := t.(type) {
	case xml.StartElement:
		return g.start(t, start)
	case xml.EndElement:
		return g.close(t, start)
	case xml.CharData:
		return g.text(t, start)
	case xml.Directive:
		if strings.HasPrefix(strings.ToLower(string(t)), "doctype html") {
			return notHTML(g.at(start))
		}
		if !passedOver(string(t)) {
			return Errorf(g.at(start), "a DTD is not read; remove the <!%s ...>", firstWord(t))
		}
		g.dtd = true
	case xml.ProcInst:
		if t.Target == "xml" && start != 0 {
			return Errorf(g.at(start), "the XML declaration is not at the start of the file")
		}
	}
	return nil
}

func notHTML(pos token.Position) error {
	return codef(CodeNotWSDL, pos, "this is an HTML page; a WSDL, schema or policy document is expected")
}

// passedOver reports whether a document means the same without its DTD. The W3C publishes
// schemas with one that declares namespaces and entities; an entity that is used is an
// error, as a prefix is that nothing else declares. Attributes with a default value would
// be lost: those of the DTD for schemas are the defaults that schemas have.
func passedOver(directive string) bool {
	outside, subset, _ := strings.Cut(directive, "[")
	if !strings.HasPrefix(outside, "DOCTYPE") || externalDTD.MatchString(outside) && !strings.Contains(outside, "XMLSchema.dtd") {
		return false
	}
	return !strings.Contains(namespaceDefault.ReplaceAllString(subset, ""), "<!ATTLIST")
}

var externalDTD = regexp.MustCompile(`\b(SYSTEM|PUBLIC)\b`)

var namespaceDefault = regexp.MustCompile(`<!ATTLIST\s+[^\s<>]+\s+xmlns(:[^\s<>]+)?\s+CDATA\s+#FIXED\s+("[^"<>]*"|'[^'<>]*')\s*>`)

func (g *gate) start(t xml.StartElement, start int) error {
	pos := g.at(start)
	if len(g.open) == 0 && strings.EqualFold(t.Name.Local, "html") {
		return notHTML(pos)
	}
	if len(g.open) == 0 && g.doc.root != nil {
		return Errorf(pos, "a second root element <%s>", fullName(t.Name))
	}
	if g.count++; g.count > maxElements {
		return codef(CodeLimit, pos, "the document has more than %d elements", maxElements)
	}
	if len(g.open) == maxDepth {
		return codef(CodeLimit, pos, "elements are nested more than %d deep", maxDepth)
	}
	if len(t.Attr) > maxAttrs {
		return codef(CodeLimit, pos, "the element has more than %d attributes", maxAttrs)
	}

	el := &etree.Element{Space: t.Name.Space, Tag: t.Name.Local}
	outer := len(g.scope)
	if err := g.declare(t, pos); err != nil {
		return err
	}
	if _, err := g.space(t.Name.Space, pos); err != nil {
		return err
	}
	g.names = g.names[:0]
	for _, a := range t.Attr {
		name, err := g.attrName(a.Name, pos)
		if err != nil {
			return err
		}
		if slices.Contains(g.names, name) {
			return Errorf(pos, "attribute %s stands twice", fullName(a.Name))
		}
		g.names = append(g.names, name)
		el.CreateAttr(fullName(a.Name), a.Value)
	}
	for _, n := range append([]xml.Name{t.Name}, attrNames(t.Attr)...) {
		if n.Local == "" || strings.Contains(n.Local, ":") {
			return Errorf(pos, "%q is not a name with one prefix", fullName(n))
		}
	}

	g.doc.start[el] = int32(pos.Offset) // a document is smaller than that
	if len(g.open) == 0 {
		g.doc.root = el
	} else {
		g.open[len(g.open)-1].el.AddChild(el)
	}
	g.open = append(g.open, openElement{el, outer})
	return nil
}

func (g *gate) close(t xml.EndElement, start int) error {
	n := len(g.open)
	if n == 0 {
		return Errorf(g.at(start), "</%s> closes nothing", fullName(t.Name))
	}
	o := g.open[n-1]
	if o.el.Space != t.Name.Space || o.el.Tag != t.Name.Local {
		p := g.doc.pos(o.el)
		return Errorf(g.at(start), "</%s> closes <%s>, opened at %d:%d", fullName(t.Name), o.el.FullTag(), p.Line, p.Column)
	}
	g.open, g.scope = g.open[:n-1], g.scope[:o.scope]
	return nil
}

func (g *gate) text(t xml.CharData, start int) error {
	if n := len(g.open); n > 0 {
		g.open[n-1].el.CreateText(g.string(t))
		return nil
	}
	rest := bytes.TrimLeft(t, " \t\r\n")
	if len(rest) == 0 {
		return nil
	}
	return codef(CodeNotWSDL, g.at(start+len(t)-len(rest)), "text outside of the root element; an XML document is expected")
}

// string returns text as a string. White space between elements is mostly the same.
func (g *gate) string(t []byte) string {
	const short = 64
	if len(t) > short || len(bytes.TrimSpace(t)) > 0 {
		return string(t)
	}
	s, ok := g.blanks[string(t)]
	if !ok {
		if g.blanks == nil {
			g.blanks = make(map[string]string)
		}
		s = string(t)
		g.blanks[s] = s
	}
	return s
}

// declare brings the namespace declarations of an element into scope.
func (g *gate) declare(t xml.StartElement, pos token.Position) error {
	for _, a := range t.Attr {
		switch {
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			g.scope = append(g.scope, nsBinding{"", a.Value})
		case a.Name.Space != "xmlns":
		case a.Value == "":
			return Errorf(pos, "prefix %q is bound to nothing", a.Name.Local)
		case a.Name.Local == "xmlns" || (a.Name.Local == "xml") != (a.Value == NamespaceXML):
			return Errorf(pos, "prefix %q cannot be bound to %q", a.Name.Local, a.Value)
		default:
			g.scope = append(g.scope, nsBinding{a.Name.Local, a.Value})
		}
	}
	return nil
}

// space returns the namespace that a prefix is bound to.
func (g *gate) space(prefix string, pos token.Position) (string, error) {
	for _, b := range slices.Backward(g.scope) {
		if b.prefix == prefix {
			return b.space, nil
		}
	}
	if prefix == "" {
		return "", nil
	}
	return "", Errorf(pos, "prefix %q is not declared", prefix)
}

// attrName expands the name of an attribute; a declaration keeps its own.
func (g *gate) attrName(n xml.Name, pos token.Position) (Name, error) {
	if n.Space == "" || n.Space == "xmlns" {
		return Name{n.Space, n.Local}, nil
	}
	space, err := g.space(n.Space, pos)
	return Name{space, n.Local}, err
}

func attrNames(attrs []xml.Attr) []xml.Name {
	names := make([]xml.Name, len(attrs))
	for i, a := range attrs {
		names[i] = a.Name
	}
	return names
}

func fullName(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

func firstWord(b []byte) string {
	word, _, _ := strings.Cut(string(b), " ")
	return word
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}
