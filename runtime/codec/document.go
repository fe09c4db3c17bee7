package codec

import "github.com/wsscgen/wsscgen/runtime/internal/doc"

// Marshal returns a document that holds v, in canonical form.
func Marshal(n *Name, v Encodable) ([]byte, error) {
	e := NewEncoder(nil)
	e.Element(n, v)
	if err := e.Err(); err != nil {
		return nil, err
	}
	return e.Bytes(), nil
}

// Unmarshal reads a document, whose element must have the name, into v. What a
// document may be is what a message may be: UTF-8, without a DTD or processing
// instructions, within bounds.
func Unmarshal(data []byte, n *Name, v Decodable) error {
	return parseDoc(string(data), func(d *doc.Doc) error {
		e := Element{src: &source{d: d}, id: d.Root()}
		if !e.Is(n) {
			return e.Errorf("element %s is expected", n)
		}
		return v.DecodeXML(e)
	})
}
