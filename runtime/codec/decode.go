package codec

import (
	"fmt"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// Element is an element of a verified message. It is valid while the message is
// being decoded; strings obtained from it stay valid.
type Element struct {
	src *source
	id  doc.ID

	nilOK bool // xsi:nil may be there
	block bool // a header block or the Body, which have attributes of SOAP
}

// source is what the elements of one message share.
type source struct {
	d *doc.Doc
	// text is one copy of the content being decoded. Strings of the values are
	// parts of it, so decoding allocates once for all of them; in turn they keep
	// it alive together.
	text   string
	lo, hi int

	scratch []byte // text that had to be decoded

	empty struct { // an element, if it has no text, stands for it
		id   doc.ID
		text string
	}

	uris []string // of namespaces, by their number

	room *Room // shared by all that is read of the message

	types func(space, local string) Typed // of packages that the one of a type does not know

	// What the document calls the namespace that was asked for last: nearly all
	// names of a type are in one.
	space  *Namespace
	number doc.NS
	absent bool // the document does not have it
}

// is reports whether an element has a name.
func (s *source) is(id doc.ID, n *Name) bool {
	if n.Space == nil {
		return s.d.Is(id, doc.NoNS, n.Local)
	}
	if n.Space != s.space {
		number, ok := s.d.FindSpace(n.Space.URI)
		s.space, s.number, s.absent = n.Space, number, !ok
	}
	return !s.absent && s.d.Is(id, s.number, n.Local)
}

// spaceURI returns the URI of a namespace. All that have it share one string.
func (s *source) spaceURI(n doc.NS) string {
	if n == doc.NoNS {
		return ""
	}
	if int(n) >= len(s.uris) {
		s.uris = append(s.uris, make([]string, int(n)+1-len(s.uris))...)
	}
	if s.uris[n] == "" {
		s.uris[n] = string(s.d.SpaceURI(n))
	}
	return s.uris[n]
}

// Open returns the element of a document for decoding, where all elements that are
// opened of a document share one room. It is for the runtime: the type of its argument
// cannot be named elsewhere.
func Open(d *doc.Doc, id doc.ID, room *Room) Element {
	return Element{src: &source{d: d, room: room}, id: id}
}

// WithTypes makes types known that xsi:type may name, beside those of the package
// that decodes: it returns a new value of a type, nil for one that is not known.
// The element and what is in it share them.
func (e Element) WithTypes(types func(space, local string) Typed) Element {
	e.src.types = types
	return e
}

// slice returns bytes [lo, hi) of the document as a string.
func (s *source) slice(lo, hi int) string {
	if s.text == "" || lo < s.lo || hi > s.hi {
		return string(s.d.Bytes()[lo:hi])
	}
	return s.text[lo-s.lo : hi-s.lo]
}

// share makes the copy that strings of this element will be parts of.
func (e Element) share() {
	if e.src.text == "" {
		lo, hi := e.src.d.InnerOffsets(e.id)
		e.src.lo, e.src.hi = lo, hi
		e.src.text = string(e.src.d.Bytes()[lo:hi])
	}
}

// Is reports whether the element has the name.
func (e Element) Is(n *Name) bool { return e.src.is(e.id, n) }

// Children returns the child elements for reading in order. Character data
// beside them is an error that End reports.
func (e Element) Children() Children {
	e.share()
	return Children{parent: e, next: e.src.d.First(e.id)}
}

// Children reads the child elements of an element in document order.
type Children struct {
	parent Element
	next   doc.ID
}

// Next returns the next child if it has the name. A child of another name stays.
func (c *Children) Next(n *Name) (Element, bool) {
	if c.next == doc.None {
		return Element{}, false
	}
	e := Element{src: c.parent.src, id: c.next}
	if !e.Is(n) {
		return Element{}, false
	}
	c.next = e.src.d.Next(c.next)
	return e, true
}

// Missing returns the error for a required child that is not there.
func (c *Children) Missing(n *Name) error {
	if c.next == doc.None {
		return c.parent.Errorf("element %s is missing", n)
	}
	return c.parent.Errorf("element %s is missing before %s", n, Element{src: c.parent.src, id: c.next}.name())
}

// End returns an error when there is a child that nothing has read, or text.
func (c *Children) End() error {
	if c.next != doc.None {
		return c.parent.Errorf("element %s is not expected here", Element{src: c.parent.src, id: c.next}.name())
	}
	if c.parent.src.d.HasText(c.parent.id) {
		return c.parent.Errorf("text is not expected here")
	}
	return nil
}

// Text returns the character data of an element without child elements.
func (e Element) Text() (string, error) {
	e.share()
	if lo, hi, ok := e.src.d.PlainRange(e.id); ok {
		return e.src.slice(lo, hi), nil
	}
	var err error
	if e.src.scratch, err = e.src.d.AppendText(e.src.scratch[:0], e.id); err != nil {
		return "", e.Errorf("%w", err)
	}
	return string(e.src.scratch), nil
}

// token is Text with surrounding white space removed (whiteSpace="collapse" for
// types whose values hold no blanks).
func (e Element) token() (string, error) {
	s, err := e.Text()
	return collapse(s), err
}

// Attr returns the value of an attribute and whether it is there.
func (e Element) Attr(n *AttrName) (string, bool) {
	lo, hi, decoded, ok := e.src.d.FindAttr(e.id, n.URI(), n.Local)
	if decoded != nil {
		return string(decoded), ok
	}
	return e.src.slice(lo, hi), ok
}

// CheckAttrs returns an error when the element has an attribute that is not
// among the names. Attributes of the xsi namespace are always allowed.
func (e Element) CheckAttrs(names ...*AttrName) error {
	d := e.src.d
next:
	for i := range d.AttrCount(e.id) {
		space, local := d.AttrName(e.id, i)
		if space == doc.XSI || e.block && ofEnvelope(space) {
			continue
		}
		for _, n := range names {
			if string(local) == n.Local && d.SpaceIs(space, n.URI()) {
				continue next
			}
		}
		return e.Errorf("attribute %s is not expected here", expanded(string(d.SpaceURI(space)), string(local)))
	}
	return nil
}

// MissingAttr returns the error for a required attribute that is not there.
func (e Element) MissingAttr(n *AttrName) error {
	return e.Errorf("attribute %s is missing", expanded(n.URI(), n.Local))
}

// Nil reports whether the element has xsi:nil="true". Such an element must be
// empty.
func (e Element) Nil() (bool, error) {
	v, ok := e.src.d.Attr(e.id, doc.XSI, "nil")
	if !ok {
		return false, nil
	}
	isNil, err := ParseBool(string(v))
	if err != nil {
		return false, e.Errorf("xsi:nil: %w", err)
	}
	if isNil && (e.src.d.First(e.id) != doc.None || e.src.d.HasText(e.id)) {
		return false, e.Errorf("is nil and not empty")
	}
	return isNil, nil
}

// Name returns the expanded name of the element.
func (e Element) name() string {
	return expanded(string(e.src.d.SpaceURI(e.src.d.Space(e.id))), string(e.src.d.Local(e.id)))
}

// isEnvelope reports whether a document is a message, not an element by itself.
func isEnvelope(d *doc.Doc) bool {
	space := d.Space(d.Root())
	return space == doc.SOAP11 || space == doc.SOAP12
}

// Error is a value that does not fit its type. Path names the element from the
// content of the body on, or from the root of a document, as /a/b/c.
type Error struct {
	Path string
	Err  error
}

func (e *Error) Error() string { return e.Path + ": " + e.Err.Error() }

func (e *Error) Unwrap() error { return e.Err }

// Errorf returns an *Error for the element.
func (e Element) Errorf(format string, args ...any) error {
	var path []string
	d := e.src.d
	for id := e.id; id != doc.None; id = d.Parent(id) {
		path = append(path, string(d.Local(id)))
		if p := d.Parent(id); p == doc.None || d.Parent(p) == d.Root() && isEnvelope(d) {
			break // the body holds the message, its name says nothing
		}
	}
	var b strings.Builder
	for i := len(path) - 1; i >= 0; i-- {
		b.WriteString("/" + path[i])
	}
	return &Error{Path: b.String(), Err: fmt.Errorf(format, args...)}
}
