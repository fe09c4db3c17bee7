package codec

// Nillable is the value of an element that may be nil (xsi:nil="true"), where a
// nil pointer alone cannot say it: when the element may be absent as well, or
// when it keeps its attributes though it is nil.
//
// A nil *Nillable is an absent element where the element is optional, and a nil
// one without attributes where it is not.
type Nillable[T any] struct {
	Value T // when Nil is set, its attributes are all that counts
	Nil   bool
}

// Some returns a value that is not nil.
func Some[T any](v T) *Nillable[T] { return &Nillable[T]{Value: v} }

// Nil returns xsi:nil="true".
func Nil[T any]() *Nillable[T] { return &Nillable[T]{Nil: true} }

// Get returns the value, false when it is nil or absent.
func (n *Nillable[T]) Get() (v T, ok bool) {
	if n == nil || n.Nil {
		return v, false
	}
	return n.Value, true
}

// NilElement writes an element with xsi:nil="true" and the attributes of v.
func (e *Encoder) NilElement(n *Name, v Encodable) {
	e.Start(n)
	e.Declare(&XSI)
	e.pend(pendingAttr{XSI.URI, XSI.Prefix, "nil", "true"})
	e.hollow = true
	v.EncodeXML(e)
	e.hollow = false
	e.End(n)
}

// Hollow reports whether the open element is nil, so that its content is not
// written.
func (e *Encoder) Hollow() bool { return e.hollow }

// DecodeNillable reads the next child, which must have the name and may be nil;
// of a nil one v gets the attributes.
func (m *Members) DecodeNillable(n *Name, v Decodable) (isNil bool) {
	if !m.take(n) {
		return false
	}
	if isNil, m.last.err = m.last.at.Nil(); m.last.err == nil {
		m.last.at.nilOK = true
		m.last.err = v.DecodeXML(m.last.at)
		m.last.at.nilOK = false
	}
	return isNil
}

// Hollow reports whether the element is nil, so that it has no content to read.
func (m *Members) Hollow() bool { return m.hollow }
