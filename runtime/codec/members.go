package codec

import (
	"unsafe"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// Unbounded is the largest count of an element that may occur any number of times.
const Unbounded = -1

// Members reads what an element holds in the order of its type: attributes, then
// child elements or text. The first error stays and everything read after it is
// zero, so the code of a type asks for it once, at the end.
type Members struct {
	of   Element
	next doc.ID // the first child that was not read
	last Value

	typ    QName // what xsi:type says of the text, for MembersText
	hollow bool  // the element is nil
	mixed  bool  // its text was read with the rest
}

// Members returns the members of the element, which may have the attributes
// listed and no others. It is for a type without a name.
func (e Element) Members(attrs ...*AttrName) Members { return e.MembersOf(nil, attrs...) }

// MembersOf is Members for a type with a name, which xsi:type may say.
func (e Element) MembersOf(t *TypeName, attrs ...*AttrName) (m Members) {
	if m.begin(e, t); m.last.err == nil {
		m.last.err = e.CheckAttrs(attrs...)
	}
	return m
}

// MembersAny is MembersOf for a type whose attributes OtherAttrs reads.
func (e Element) MembersAny(t *TypeName) (m Members) {
	m.begin(e, t)
	return m
}

func (m *Members) begin(e Element, t *TypeName) {
	e.share()
	m.of, m.next, m.last.at = e, e.src.d.First(e.id), e
	if e.src.d.AttrCount(e.id) == 0 {
		return
	}
	if m.last.err = e.isType(t); m.last.err == nil {
		m.hollow, m.last.err = e.Nil()
		if m.hollow && !e.nilOK {
			m.last.err = e.notNil()
		}
	}
}

// MembersText is Members for an element of a simple type, which has no attributes.
// xsi:type may say which type that is, as Text and TextOf read it.
func (e Element) MembersText() Members {
	e.share()
	m := Members{of: e}
	m.last.at = e
	if e.src.d.AttrCount(e.id) > 0 {
		m.typ = m.scalarAttrs()
	}
	return m
}

// notNil refuses xsi:nil="true" where the schema does not allow it.
func (e Element) notNil() error {
	isNil, err := e.Nil()
	if err == nil && isNil {
		err = e.Errorf("is nil, which is not allowed here")
	}
	return err
}

// Has reports whether the next child has the name.
func (m *Members) Has(n *Name) bool {
	return m.last.err == nil && m.next != doc.None && m.of.src.is(m.next, n)
}

// take makes the next child, which must have the name, the current element.
func (m *Members) take(n *Name) bool {
	if !m.Has(n) {
		m.missing(n)
		return false
	}
	m.last.point(m.next, false, nil)
	m.next = m.of.src.d.Next(m.next)
	return true
}

// point makes the value that of another element of the message, or of an attribute.
// Pointers that stay are not written again: that costs while garbage is collected.
func (v *Value) point(id doc.ID, block bool, attr *AttrName) {
	v.at.id, v.at.nilOK, v.at.block = id, false, block
	if v.attr != attr {
		v.attr = attr
	}
	if v.typ.Local != "" {
		v.typ = QName{}
	}
}

func (m *Members) missing(n *Name) {
	if m.last.err == nil {
		c := Children{m.of, m.next}
		m.last.err = c.Missing(n)
	}
}

// Child returns the text of the next child, which must have the name. It is
// valid until something else is read.
func (m *Members) Child(n *Name) *Value {
	if !m.take(n) {
		m.last.s, m.last.typ = "", QName{}
		return &m.last
	}
	if m.of.src.d.AttrCount(m.last.at.id) > 0 {
		m.last.typ = m.scalarAttrs()
	}
	m.text()
	return &m.last
}

// ChildOf is Child for a type of the schema, which xsi:type may say.
func (m *Members) ChildOf(n *Name, t *TypeName) *Value {
	v := m.Child(n)
	if v.typ.Local == t.Local && v.typ.Space == t.URI() {
		v.typ = QName{}
	}
	return v
}

// scalarAttrs looks at the attributes of an element that holds text and returns
// what xsi:type says.
func (m *Members) scalarAttrs() (typ QName) {
	e := m.last.at
	if m.last.err = e.CheckAttrs(); m.last.err == nil {
		m.last.err = e.notNil()
	}
	if m.last.err == nil {
		typ, _, m.last.err = e.xsiType()
	}
	return typ
}

// Text returns the text of the element itself. It is valid until something else
// is read.
func (m *Members) Text() *Value {
	m.last.s, m.last.typ, m.last.at, m.last.attr, m.next = "", m.typ, m.of, nil, doc.None
	m.text()
	if alt := &m.of.src.empty; alt.text != "" && alt.id == m.of.id && m.last.s == "" {
		m.last.s = alt.text
	}
	return &m.last
}

// Default makes the next child, if it is of a complex type and has no text, stand for this
// one.
func (m *Members) Default(text string) { m.of.src.empty.id, m.of.src.empty.text = m.next, text }

// TextOf is Text for a type of the schema, which xsi:type may say.
func (m *Members) TextOf(t *TypeName) *Value {
	if m.typ.Local == t.Local && m.typ.Space == t.URI() {
		m.typ = QName{}
	}
	return m.Text()
}

func (m *Members) text() {
	if m.last.err != nil {
		m.last.s = ""
		return
	}
	src := m.last.at.src
	if lo, hi, ok := src.d.PlainRange(m.last.at.id); ok {
		m.last.s = src.slice(lo, hi)
		return
	}
	m.last.s, m.last.err = m.last.at.Text()
}

// Decode reads the next child, which must have the name, into v.
func (m *Members) Decode(n *Name, v Decodable) {
	if m.take(n) {
		m.last.err = v.DecodeXML(m.last.at)
	}
}

// Nil reports whether the next child has the name and xsi:nil="true", and goes
// past it when it is so.
func (m *Members) Nil(n *Name) bool {
	if !m.Has(n) {
		return false
	}
	e := Element{src: m.of.src, id: m.next}
	isNil, err := e.Nil()
	if isNil && err == nil {
		err = e.CheckAttrs()
		m.next = e.src.d.Next(m.next)
	}
	m.last.err = err
	return isNil
}

// Many returns a slice with room for the children of the name that come next,
// nil for none. Their number must be within the bounds.
func Many[T any](m *Members, n *Name, min, max int) []T {
	count := m.count(n)
	switch {
	case m.last.err != nil:
		return nil
	case count < min && count == 0:
		m.missing(n)
		return nil
	case count < min:
		m.last.err = m.of.Errorf("element %s is there %d times, at least %d are expected", n, count, min)
		return nil
	case max != Unbounded && count > max:
		m.last.err = m.of.Errorf("element %s is there %d times, at most %d are allowed", n, count, max)
		return nil
	case count == 0:
		return nil
	}
	var zero T
	if !m.of.src.spend(count, unsafe.Sizeof(zero)) {
		m.last.err = m.of.Errorf("%d times element %s takes up memory out of proportion to the message", count, n)
		return nil
	}
	return make([]T, count)
}

func (m *Members) count(n *Name) int {
	count := 0
	if m.last.err == nil {
		d := m.of.src.d
		for id := m.next; id != doc.None && m.of.src.is(id, n); id = d.Next(id) {
			count++
		}
	}
	return count
}

// HasAttr reports whether the element has the attribute.
func (m *Members) HasAttr(n *AttrName) bool {
	if m.last.err != nil {
		return false
	}
	_, ok := m.of.Attr(n)
	return ok
}

// Attr returns the value of an attribute, which must be there. It is valid until
// something else is read.
func (m *Members) Attr(n *AttrName) *Value {
	if m.last.err != nil {
		m.last.s, m.last.typ = "", QName{}
		return &m.last
	}
	m.last.point(m.of.id, m.of.block, n)
	var ok bool
	if m.last.s, ok = m.of.Attr(n); !ok {
		m.last.err = m.of.MissingAttr(n)
	}
	return &m.last
}

// Check notes that the value read last does not fit its type; nil says that it
// does.
func (m *Members) Check(err error) { m.last.check(err) }

// End returns the first error. A child that was not read is one, and so is text
// beside the children.
func (m *Members) End() error {
	if m.last.err != nil || m.mixed {
		return m.last.err
	}
	c := Children{m.of, m.next}
	return c.End()
}

// Err returns the first error. It is End for an element that holds text.
func (m *Members) Err() error { return m.last.err }
