package codec

import "github.com/wsscgen/wsscgen/runtime/internal/doc"

// Header is a SOAP header block that is going to be sent.
type Header struct {
	Name    *Name
	Content Encodable
}

// HeaderEncodable is a message with SOAP headers: its codec is that of the element
// in the Body, and Headers returns the others, those that are there, in order.
type HeaderEncodable interface {
	Encodable
	Headers() []Header
}

// HeaderDecodable is a message with SOAP headers that reads itself. DecodeHeader is
// called for each block of the header that is for the receiver; it returns false for
// one that the message does not have.
type HeaderDecodable interface {
	Decodable
	DecodeHeader(Element) (bool, error)
}

// OpenBlock is [Open] for a header block, or the Body: attributes of SOAP (mustUnderstand, role)
// and wsu:Id may be there, whatever its type says.
func OpenBlock(d *doc.Doc, id doc.ID, room *Room) Element {
	e := Open(d, id, room)
	e.block = true
	return e
}

// ofEnvelope reports whether attributes of a namespace belong to the envelope.
func ofEnvelope(space doc.NS) bool {
	return space == doc.SOAP11 || space == doc.SOAP12 || space == doc.WSU
}

// Twice is the error for a header block that stands twice.
func (e Element) Twice() error { return e.Errorf("stands twice") }
