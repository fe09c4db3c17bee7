// Package codec is what generated types are read and written with: static code.
// Reflection is asked for the size of a type that xsi:type has chosen, and for nothing
// else.
//
// An [Encoder] writes canonical XML as it goes: the bytes that it produces are
// their own exclusive canonical form, so a signature over them is a digest over
// the buffer. An [Element] is a place in a verified message; decoding reads the
// very bytes whose digest was compared.
package codec

// Namespace is an XML namespace with the prefix that an Encoder writes for it.
// Generated code declares one for each namespace of a schema.
type Namespace struct {
	URI    string
	Prefix string
	Decl   string // ` xmlns:PREFIX="URI"`, escaped
}

// Name is the expanded name of an element together with its tags.
type Name struct {
	Space *Namespace // nil for no namespace
	Local string
	Open  string // `<PREFIX:LOCAL`
	Close string // `</PREFIX:LOCAL>`
}

// AttrName is the expanded name of an attribute. An element's attributes are
// written in the order of namespace URI, then local name, those without a
// namespace first.
type AttrName struct {
	Space *Namespace // nil for no namespace
	Local string
	Open  string // ` PREFIX:LOCAL="`
}

// URI returns the namespace, "" for none.
func (n *Name) URI() string {
	if n.Space == nil {
		return ""
	}
	return n.Space.URI
}

// URI returns the namespace, "" for none.
func (n *AttrName) URI() string {
	if n.Space == nil {
		return ""
	}
	return n.Space.URI
}

// String returns {namespace}local.
func (n *Name) String() string { return expanded(n.URI(), n.Local) }

// String returns {namespace}local.
func (n *AttrName) String() string { return expanded(n.URI(), n.Local) }

func expanded(uri, local string) string {
	if uri == "" {
		return local
	}
	return "{" + uri + "}" + local
}

// Encodable is a type that writes its attributes and its content. The start tag
// is open when EncodeXML is called; the end tag is written by the caller.
type Encodable interface {
	EncodeXML(*Encoder)
}

// Decodable is a type that reads itself from an element. It refuses members that
// are missing, surplus or out of order.
type Decodable interface {
	DecodeXML(Element) error
}

// XSI is the namespace of xsi:nil and xsi:type.
var XSI = Namespace{
	URI:    "http://www.w3.org/2001/XMLSchema-instance",
	Prefix: "xsi",
	Decl:   ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`,
}

var attrNil = AttrName{Space: &XSI, Local: "nil", Open: ` xsi:nil="`}
