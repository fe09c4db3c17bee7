package codec

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// Encoder writes canonical XML to a buffer. An error (a character that XML does
// not have, a value that its type does not allow) is kept; Err returns the
// first. An Encoder is not safe for concurrent use.
type Encoder struct {
	buf      []byte
	declared []*Namespace // on open elements, innermost last
	near     *Namespace   // one of them that is in scope: the last that was asked for
	marks    []int        // what start returned, until End

	// The open start tag.
	open    bool         // it is there, without its '>'
	name    *Name        // nil: one of a document that is copied
	outer   int          // length of declared before it
	tag     int          // where its declarations begin
	claimed []*Namespace // from around it, of its attributes

	pending []pendingAttr // its attributes whose place has not come
	sorted  bool          // pending is in canonical order
	flushed int           // how many of pending are written
	hollow  bool          // its element is nil: attributes and no content

	inContent []*Namespace // whose prefixes stand in text
	err       error
}

// NewEncoder returns an encoder that appends to dst. The namespaces in scope
// are those that the surrounding, already written element has declared.
func NewEncoder(dst []byte, scope ...*Namespace) *Encoder {
	e := &Encoder{}
	e.Reset(dst, scope...)
	return e
}

// Reset makes the encoder append to dst, as NewEncoder does.
func (e *Encoder) Reset(dst []byte, scope ...*Namespace) {
	e.buf, e.err, e.open = dst, nil, false
	e.declared, e.near = append(e.declared[:0], scope...), nil
	e.inContent = e.inContent[:0]
	e.marks = e.marks[:0]
	e.pending, e.flushed, e.hollow = e.pending[:0], 0, false
}

// Bytes returns what was written, behind dst.
func (e *Encoder) Bytes() []byte { return e.buf }

// Err returns the first error.
func (e *Encoder) Err() error { return e.err }

// Fail notes an error; the first one stays.
func (e *Encoder) Fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

// Start begins an element. Attributes, Declare and Content may follow.
func (e *Encoder) Start(n *Name) { e.marks = append(e.marks, e.start(n)) }

// start is Start; it returns the length of declared before, which end asks for.
func (e *Encoder) start(n *Name) (outer int) {
	e.closeTag()
	e.name, e.outer, e.claimed = n, len(e.declared), e.claimed[:0]
	e.buf = append(e.buf, n.Open...)
	e.tag, e.open = len(e.buf), true
	if n.Space != e.near && !e.inScope(n.Space) {
		e.buf = append(e.buf, n.Space.Decl...)
		e.declared, e.near = append(e.declared, n.Space), n.Space
	}
	return e.outer
}

// Attr writes an attribute. The caller keeps canonical order.
func (e *Encoder) Attr(n *AttrName, value string) {
	if len(e.pending) > 0 {
		e.flush(n)
	}
	at := len(e.buf)
	b := e.extend(len(n.Open) + len(value) + 1)
	i := copyTag(b, n.Open)
	plain, ok := xmltext.CopyAttr(b[i:], value)
	if plain == len(value) && ok {
		b[len(b)-1] = '"'
		return
	}
	e.buf = e.buf[:at+i+plain]
	if ok {
		e.buf, ok = xmltext.AppendAttr(e.buf, value[plain:])
	}
	if !ok {
		e.Fail(fmt.Errorf("attribute %s holds a character that XML does not have", n.Local))
	}
	e.buf = append(e.buf, '"')
}

// extend makes the buffer n bytes longer and returns those.
func (e *Encoder) extend(n int) []byte {
	at := len(e.buf)
	if cap(e.buf)-at < n {
		e.buf = slices.Grow(e.buf, n)
	}
	e.buf = e.buf[:at+n]
	return e.buf[at:]
}

// Content ends the start tag. It may be called more than once.
func (e *Encoder) Content() { e.closeTag() }

func (e *Encoder) closeTag() {
	if e.open {
		if len(e.pending) > 0 {
			e.flush(nil)
		}
		e.buf = append(e.buf, '>')
		e.open = false
	}
}

// End ends the element that Start began.
func (e *Encoder) End(n *Name) { e.end(n, e.mark()) }

// mark takes what start returned off the marks.
func (e *Encoder) mark() (outer int) {
	last := len(e.marks) - 1
	outer = e.marks[last]
	e.marks = e.marks[:last]
	return outer
}

func (e *Encoder) end(n *Name, outer int) {
	e.closeTag()
	e.buf = append(e.buf, n.Close...)
	e.leave(outer)
}

// enter begins an element whose namespace the caller declares.
func (e *Encoder) enter(name string) {
	e.closeTag()
	e.name, e.outer, e.claimed = nil, len(e.declared), e.claimed[:0]
	e.marks = append(e.marks, e.outer)
	e.buf = append(e.buf, '<')
	e.buf = append(e.buf, name...)
	e.tag, e.open = len(e.buf), true
}

// leave forgets what the element declared that has ended.
func (e *Encoder) leave(outer int) {
	if outer < len(e.declared) {
		e.declared, e.near = e.declared[:outer], nil
	}
}

// Text writes character data.
func (e *Encoder) Text(s string) {
	e.closeTag()
	e.escape(s, true)
}

// escape writes text that is not plain; ok says whether what stands before it is
// characters of XML.
func (e *Encoder) escape(s string, ok bool) {
	if ok {
		e.buf, ok = xmltext.AppendText(e.buf, s)
	}
	if !ok {
		e.Fail(fmt.Errorf("text holds a character that XML does not have"))
	}
}

// Element writes an element with the value as its content.
func (e *Encoder) Element(n *Name, v Encodable) {
	outer := e.start(n)
	v.EncodeXML(e)
	e.end(n, outer)
}

// String writes an element with text content.
func (e *Encoder) String(n *Name, s string) {
	if n.Space != e.near && !e.inScope(n.Space) {
		e.Start(n)
		e.Text(s)
		e.End(n)
		return
	}
	e.closeTag()
	at := len(e.buf)
	b := e.extend(len(n.Open) + len(s) + len(n.Close) + 1)
	i := copyTag(b, n.Open)
	b[i] = '>'
	b = b[i+1:]
	plain, ok := xmltext.CopyText(b, s)
	if plain == len(s) && ok {
		copyTag(b[plain:], n.Close)
		return
	}
	e.buf = e.buf[:at+i+1+plain]
	e.escape(s[plain:], ok)
	e.buf = append(e.buf, n.Close...)
}

// leaf writes an element that has text alone, of which nothing has to be escaped.
func (e *Encoder) leaf(n *Name, text string) {
	if n.Space != e.near && !e.inScope(n.Space) {
		e.Start(n)
		e.closeTag()
		e.buf = append(e.buf, text...)
		e.End(n)
		return
	}
	e.closeTag()
	b := e.extend(len(n.Open) + len(text) + len(n.Close) + 1)
	i := copyTag(b, n.Open)
	b[i] = '>'
	i += 1 + copy(b[i+1:], text)
	copyTag(b[i:], n.Close)
}

// Nil writes an empty element with xsi:nil="true".
func (e *Encoder) Nil(n *Name) {
	e.Start(n)
	e.Declare(&XSI)
	e.Attr(&attrNil, "true")
	e.End(n)
}

// Bool writes an element of type xs:boolean.
func (e *Encoder) Bool(n *Name, v bool) { e.leaf(n, FormatBool(v)) }

// Int writes an element of one of the integer types.
func (e *Encoder) Int(n *Name, v int64) {
	var digits [20]byte
	e.number(n, strconv.AppendInt(digits[:0], v, 10))
}

// Uint writes an element of one of the unsigned integer types.
func (e *Encoder) Uint(n *Name, v uint64) {
	var digits [20]byte
	e.number(n, strconv.AppendUint(digits[:0], v, 10))
}

// number is leaf for digits.
func (e *Encoder) number(n *Name, digits []byte) {
	if n.Space != e.near && !e.inScope(n.Space) {
		e.leaf(n, string(digits))
		return
	}
	e.closeTag()
	b := e.extend(len(n.Open) + len(digits) + len(n.Close) + 1)
	i := copyTag(b, n.Open)
	b[i] = '>'
	i += 1 + copy(b[i+1:], digits)
	copyTag(b[i:], n.Close)
}

// copyTag is copy for a part of a tag, which mostly is two words that may overlap.
func copyTag(dst []byte, tag string) int {
	n := len(tag)
	switch {
	case n < 8 || n > 32:
		return copy(dst, tag)
	case n > 16:
		copy(dst[:16], tag[:16])
		copy(dst[n-16:n], tag[n-16:])
	default:
		copy(dst[:8], tag[:8])
		copy(dst[n-8:n], tag[n-8:])
	}
	return n
}
