package codec

import "sync"

// Marshal returns a document that holds v, in canonical form.
func Marshal(n *Name, v Encodable) ([]byte, error) {
	e := encoders.Get().(*Encoder)
	e.Reset(e.buf[:0])
	e.Element(n, v)
	if e.err != nil {
		return nil, e.err // it may have stopped halfway: the encoder is let go
	}
	written := e.buf
	document := make([]byte, len(written)) // bytes.Clone clears what its size class has more
	copy(document, written)
	if cap(e.buf) <= keepBuffer {
		encoders.Put(e)
	}
	return document, nil
}

var encoders = sync.Pool{New: func() any { return &Encoder{buf: make([]byte, 0, 2<<10)} }}

// keepBuffer is the largest buffer that is kept for the next document.
const keepBuffer = 1 << 20

// Unmarshal reads a document, whose element must have the name, into v. What a
// document may be is what a message may be: UTF-8, without a DTD or processing
// instructions, within bounds.
func Unmarshal(data []byte, n *Name, v Decodable) error { return UnmarshalWith(data, n, v, nil) }

// UnmarshalWith is [Unmarshal] with types that xsi:type may name, as
// [Element.WithTypes] takes them.
func UnmarshalWith(data []byte, n *Name, v Decodable, types func(space, local string) Typed) error {
	return parseDoc(string(data), func(root Element) error {
		if !root.Is(n) {
			return root.Errorf("element %s is expected", n)
		}
		return v.DecodeXML(root.WithTypes(types))
	})
}
