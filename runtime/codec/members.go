package codec

import "github.com/wsscgen/wsscgen/runtime/internal/doc"

// Unbounded is the largest count of an element that may occur any number of times.
const Unbounded = -1

// Members reads what an element holds in the order of its type: attributes, then
// child elements or text. The first error stays and everything read after it is
// zero, so the code of a type asks for it once, at the end.
type Members struct {
	of   Element
	next doc.ID // the first child that was not read
	err  error

	// What was read last, for the message of an error in its value.
	at   Element
	attr *AttrName
}

// Members returns the members of the element, which may have the attributes
// listed and no others.
func (e Element) Members(attrs ...*AttrName) Members {
	e.share()
	m := Members{of: e, at: e, next: e.src.d.First(e.id)}
	if m.err = e.CheckAttrs(attrs...); m.err == nil {
		m.err = e.notNil()
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
	return m.err == nil && m.next != doc.None && m.of.src.d.IsNamed(m.next, n.uri(), n.Local)
}

// take makes the next child, which must have the name, the current element.
func (m *Members) take(n *Name) bool {
	if !m.Has(n) {
		m.missing(n)
		return false
	}
	m.at, m.attr = Element{m.of.src, m.next}, nil
	m.next = m.of.src.d.Next(m.next)
	return true
}

func (m *Members) missing(n *Name) {
	if m.err == nil {
		c := Children{m.of, m.next}
		m.err = c.Missing(n)
	}
}

// Child returns the text of the next child, which must have the name.
func (m *Members) Child(n *Name) Value {
	if !m.take(n) {
		return Value{m: m}
	}
	if m.err = m.at.CheckAttrs(); m.err == nil {
		m.err = m.at.notNil()
	}
	return m.text()
}

// Text returns the text of the element itself.
func (m *Members) Text() Value {
	m.at, m.attr, m.next = m.of, nil, doc.None
	return m.text()
}

func (m *Members) text() Value {
	v := Value{m: m}
	if m.err == nil {
		v.s, m.err = m.at.Text()
	}
	return v
}

// Decode reads the next child, which must have the name, into v.
func (m *Members) Decode(n *Name, v Decodable) {
	if m.take(n) {
		m.err = v.DecodeXML(m.at)
	}
}

// Nil reports whether the next child has the name and xsi:nil="true", and goes
// past it when it is so.
func (m *Members) Nil(n *Name) bool {
	if !m.Has(n) {
		return false
	}
	e := Element{m.of.src, m.next}
	isNil, err := e.Nil()
	if isNil && err == nil {
		err = e.CheckAttrs()
		m.next = e.src.d.Next(m.next)
	}
	m.err = err
	return isNil
}

// Many returns a slice with room for the children of the name that come next,
// nil for none. Their number must be within the bounds.
func Many[T any](m *Members, n *Name, min, max int) []T {
	count := m.count(n)
	switch {
	case m.err != nil:
		return nil
	case count < min && count == 0:
		m.missing(n)
		return nil
	case count < min:
		m.err = m.of.Errorf("element %s is there %d times, at least %d are expected", n, count, min)
		return nil
	case max != Unbounded && count > max:
		m.err = m.of.Errorf("element %s is there %d times, at most %d are allowed", n, count, max)
		return nil
	case count == 0:
		return nil
	}
	return make([]T, count)
}

func (m *Members) count(n *Name) int {
	count := 0
	if m.err == nil {
		d := m.of.src.d
		for id := m.next; id != doc.None && d.IsNamed(id, n.uri(), n.Local); id = d.Next(id) {
			count++
		}
	}
	return count
}

// HasAttr reports whether the element has the attribute.
func (m *Members) HasAttr(n *AttrName) bool {
	if m.err != nil {
		return false
	}
	_, ok := m.of.Attr(n)
	return ok
}

// Attr returns the value of an attribute, which must be there.
func (m *Members) Attr(n *AttrName) Value {
	v := Value{m: m}
	if m.err != nil {
		return v
	}
	m.at, m.attr = m.of, n
	var ok bool
	if v.s, ok = m.of.Attr(n); !ok {
		m.err = m.of.MissingAttr(n)
	}
	return v
}

// Check notes that the value read last does not fit its type; nil says that it
// does.
func (m *Members) Check(err error) {
	switch {
	case m.err != nil || err == nil:
	case m.attr != nil:
		m.err = m.at.Errorf("attribute %s: %w", expanded(m.attr.uri(), m.attr.Local), err)
	default:
		m.err = m.at.Errorf("%w", err)
	}
}

// End returns the first error. A child that was not read is one, and so is text
// beside the children.
func (m *Members) End() error {
	if m.err != nil {
		return m.err
	}
	c := Children{m.of, m.next}
	return c.End()
}

// Err returns the first error. It is End for an element that holds text.
func (m *Members) Err() error { return m.err }
