package codec

import (
	"strings"
)

// QName is an xs:QName or xs:NOTATION: an expanded name. Which prefix stands for
// the namespace is the business of the Encoder.
type QName struct {
	Space string // empty for no namespace
	Local string
}

// String returns {namespace}local.
func (q QName) String() string { return expanded(q.Space, q.Local) }

// XSD returns the name of a type of XML Schema itself.
func XSD(local string) QName { return QName{xsdSpace, local} }

const xsdSpace = "http://www.w3.org/2001/XMLSchema"

// QName returns an xs:QName.
func (v *Value) QName() QName {
	v.family(qnameTypes)
	if v.err != nil {
		return QName{}
	}
	s := collapse(v.s)
	space, local, ok := v.at.src.d.CoveredQName(v.at.id, []byte(s))
	if !ok || !isNCName(local) || strings.HasPrefix(s, ":") {
		v.check(invalid(v.s, "is not a qualified name with a declared prefix"))
		return QName{}
	}
	return QName{v.at.src.spaceURI(space), local}
}

// qname returns the lexical form of a name, whose prefix the open start tag
// declares.
func (e *Encoder) qname(q QName) string {
	if !isNCName(q.Local) {
		e.Fail(invalid(q.Local, "is not a name"))
	}
	if q.Space == "" {
		e.noDefault()
		return q.Local
	}
	return e.prefix(q.Space, true) + ":" + q.Local
}

// QName writes an element of type xs:QName.
func (e *Encoder) QName(n *Name, q QName) {
	e.Start(n)
	e.Text(e.qname(q))
	e.End(n)
}

// QNameAttr writes an attribute of type xs:QName.
func (e *Encoder) QNameAttr(n *AttrName, q QName) { e.Attr(n, e.qname(q)) }

// QNameText writes text of type xs:QName. The start tag has to be open.
func (e *Encoder) QNameText(q QName) { e.Text(e.qname(q)) }

// FormatQName returns the lexical form of an xs:QName for a list of them. The
// start tag has to be open.
func (e *Encoder) FormatQName(q QName) string { return e.qname(q) }
