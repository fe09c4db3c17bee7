package codec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// Raw is an element that is kept as it is: what a wildcard (xs:any) lets in, or
// an element of type xs:anyType. It holds canonical XML that needs nothing
// around it: prefixes in names and in values are declared within. The zero Raw
// is no element.
type Raw struct{ xml string }

// Mixed is the content of a type with mixed="true": elements and character data
// in the order of the document.
type Mixed []Node

// Node is either an element or, when Element is the zero Raw, character data.
type Node struct {
	Text    string
	Element Raw
}

// ParseRaw returns the one element of s, which may be any XML document that the
// runtime reads.
func ParseRaw(s string) (Raw, error) {
	var r Raw
	err := parseDoc(s, func(root Element) error {
		var err error
		r, err = root.Raw()
		return err
	})
	return r, err
}

// parseDoc reads a document and calls f with its element. The strings of values are
// parts of s.
func parseDoc(s string, f func(root Element) error) error {
	d := doc.New(doc.DefaultLimits)
	defer d.Release()
	if err := d.FillString(s); err != nil {
		return err
	}
	if err := d.Parse(); err != nil {
		return err
	}
	return f(Element{src: &source{d: d, text: s, hi: len(s), room: new(Room)}, id: d.Root()})
}

// RawOf returns an element of the given name that holds v. An error says that v
// cannot be written.
func RawOf(name QName, v Encodable) (Raw, error) {
	n := name.element()
	e := NewEncoder(nil)
	name.check(e)
	e.Start(n)
	if t, ok := v.(Typed); ok {
		e.xsiType(t.XMLType())
	}
	v.EncodeXML(e)
	e.End(n)
	return Raw{string(e.Bytes())}, e.Err()
}

// RawText returns an element that holds text; typ is what xsi:type says about it,
// such as XSD("string"), the zero QName for nothing.
// An error says that it cannot be written.
func RawText(name, typ QName, text string) (Raw, error) {
	n := name.element()
	e := NewEncoder(nil)
	name.check(e)
	e.Start(n)
	if typ.Local != "" {
		t := TypeName{Local: typ.Local}
		if typ.Space != "" {
			t.Space = namespaceOf("t", typ.Space)
		}
		e.xsiType(&t)
	}
	e.Text(text)
	e.End(n)
	return Raw{string(e.Bytes())}, e.Err()
}

// check refuses what is not the name of an element.
func (q QName) check(e *Encoder) {
	if !isNCName(q.Local) || q.Space == xmlnsSpace {
		e.Fail(invalid(q.String(), "is not the name of an element"))
	}
}

func (q QName) element() *Name {
	n := &Name{Local: q.Local}
	tag := q.Local
	if q.Space != "" {
		n.Space = namespaceOf("e", q.Space)
		tag = "e:" + q.Local
	}
	n.Open, n.Close = "<"+tag, "</"+tag+">"
	return n
}

func namespaceOf(prefix, uri string) *Namespace {
	decl := " xmlns"
	if prefix != "" {
		decl += ":" + prefix
	}
	b, _ := xmltext.AppendAttr([]byte(decl+`="`), uri)
	return &Namespace{URI: uri, Prefix: prefix, Decl: string(b) + `"`}
}

// IsZero reports whether there is no element.
func (r Raw) IsZero() bool { return r.xml == "" }

// String returns the canonical XML of the element.
func (r Raw) String() string { return r.xml }

// Name returns the name of the element, the zero QName for no element.
func (r Raw) Name() QName {
	s := rawScanner{rest: r.xml}
	if !s.next() {
		return QName{}
	}
	prefix := prefixOf(s.name)
	name := QName{Local: s.name}
	if prefix != "" {
		name.Local = s.name[len(prefix)+1:]
	}
	for _, a := range s.attrs {
		if a.decl && a.prefix == prefix {
			name.Space = unescape(a.value)
		}
	}
	return name
}

// Type returns what xsi:type of the element says, the zero QName when it says
// nothing.
func (r Raw) Type() (typ QName) {
	if r.IsZero() {
		return QName{}
	}
	parseDoc(r.xml, func(root Element) error {
		typ, _, _ = root.xsiType()
		return nil
	})
	return typ
}

// Text returns the character data of the element, an error when it has child
// elements.
func (r Raw) Text() (text string, err error) {
	if r.IsZero() {
		return "", nil
	}
	err = parseDoc(r.xml, func(root Element) error {
		var err error
		text, err = root.Text()
		return err
	})
	return text, err
}

// Decode reads the element into v. Where the types of a schema are in several packages,
// xsi:type in it may name those that the package of v knows; DecodeWith takes others.
func (r Raw) Decode(v Decodable) error { return r.DecodeWith(v, nil) }

// DecodeWith is Decode with types that xsi:type may name, as [Element.WithTypes] takes
// them: new(p.T) for the namespace and name of p.T.
func (r Raw) DecodeWith(v Decodable, types func(space, local string) Typed) error {
	if r.IsZero() {
		return fmt.Errorf("there is no element")
	}
	return parseDoc(r.xml, func(root Element) error { return v.DecodeXML(root.WithTypes(types)) })
}

// Raw keeps the element as it is. Prefixes that are in scope, there or further inside, and
// stand in a value, or may be meant by a value without a prefix, are declared as well.
//
// What is kept of a message may be some times its size, and not more: each part has
// declarations of its own.
func (e Element) Raw() (Raw, error) {
	d := e.src.d
	xml, err := d.CanonicalWithin(nil, e.id, nil, e.src.mayKeep())
	if err != nil {
		return Raw{}, e.Errorf("%w", err)
	}
	plain := string(xml)
	var list []string
	values := mentioned(plain)
	lo, hi := d.InnerOffsets(e.id)
	inside := declared(e.src.slice(lo, hi))
	if inside[""] {
		list = append(list, "#default")
	}
	for prefix := range inside {
		if prefix != "" && prefix != "xml" && values[prefix] {
			list = append(list, prefix)
		}
	}
	d.Scope(e.id, func(prefix, uri []byte) {
		switch {
		case len(prefix) == 0:
			if len(uri) > 0 && !inside[""] {
				list = append(list, "#default")
			}
		case string(prefix) != "xml" && values[string(prefix)] && !inside[string(prefix)]:
			list = append(list, string(prefix))
		}
	})
	if len(list) > mostPrefixes {
		return Raw{}, e.Errorf("%d prefixes stand in values, at most %d are kept", len(list), mostPrefixes)
	}
	slices.Sort(list)
	if len(list) > 0 {
		xml, err = d.CanonicalWithin(xml[:0], e.id, []byte(strings.Join(list, " ")), e.src.mayKeep())
		if err != nil {
			return Raw{}, e.Errorf("%w", err)
		}
		plain = string(xml)
	}
	e.src.room.kept += len(plain)
	return Raw{plain}, nil
}

// mostPrefixes bounds what each declaration is compared with.
const mostPrefixes = 1000

// mayKeep is how many more bytes of canonical XML may be kept.
func (s *source) mayKeep() int { return 8*len(s.d.Bytes()) + 64<<10 - s.room.kept }

// rawScanner goes through canonical XML tag by tag.
type rawScanner struct {
	rest string

	text  string // in front of the tag, escaped
	end   bool   // an end tag
	name  string // of a start tag, with its prefix
	attrs []rawAttr
}

type rawAttr struct {
	whole  string // ` name="value"`
	prefix string // of the name; of a declaration the one that is declared
	value  string // escaped
	decl   bool
}

// next goes to the next tag, false at the end.
func (s *rawScanner) next() bool {
	i := strings.IndexByte(s.rest, '<')
	if i < 0 {
		return false
	}
	s.text, s.rest, s.attrs = s.rest[:i], s.rest[i+1:], s.attrs[:0]
	if s.end = s.rest[0] == '/'; s.end {
		i = strings.IndexByte(s.rest, '>')
		s.name, s.rest = s.rest[1:i], s.rest[i+1:]
		return true
	}
	i = strings.IndexAny(s.rest, " >")
	s.name, s.rest = s.rest[:i], s.rest[i:]
	for s.rest[0] == ' ' {
		eq := strings.IndexByte(s.rest, '=')
		close := eq + 2 + strings.IndexByte(s.rest[eq+2:], '"')
		a := rawAttr{whole: s.rest[:close+1], value: s.rest[eq+2 : close]}
		switch name := s.rest[1:eq]; {
		case name == "xmlns":
			a.decl = true
		case strings.HasPrefix(name, "xmlns:"):
			a.decl, a.prefix = true, name[len("xmlns:"):]
		default:
			a.prefix = prefixOf(name)
		}
		s.attrs = append(s.attrs, a)
		s.rest = s.rest[close+1:]
	}
	s.rest = s.rest[1:]
	return true
}

func prefixOf(name string) string {
	prefix, _, found := strings.Cut(name, ":")
	if !found {
		return ""
	}
	return prefix
}

// Raw writes an element that is kept as it is.
func (e *Encoder) Raw(r Raw) { e.raw(nil, r.xml, false) }

// RawAs writes the attributes and the content of an element that is kept as it
// is, under another name.
func (e *Encoder) RawAs(n *Name, r Raw) {
	if r.IsZero() {
		e.Fail(fmt.Errorf("element %s is missing", n))
		return
	}
	e.raw(n, r.xml, false)
}

// RawContent writes the attributes and the content of an element that is kept as
// it is into the open start tag, those of no element as well.
func (e *Encoder) RawContent(r Raw) {
	if !r.IsZero() {
		e.raw(e.name, r.xml, true)
	}
}

// Mixed writes elements and character data.
func (e *Encoder) Mixed(m Mixed) {
	for _, n := range m {
		if n.Element.IsZero() {
			e.Text(n.Text)
			continue
		}
		e.Raw(n.Element)
	}
}
