package doc

// NS is a namespace, interned: the known ones have fixed numbers, others get
// one in each document.
type NS uint16

// The namespaces that the runtime itself reads.
const (
	NoNS NS = iota
	XML
	SOAP11
	SOAP12
	WSA200408
	WSA200508
	WSSE
	WSU
	DS
	XENC
	ExcC14N
	WSC200502
	WSC200512
	WST200502
	WST200512
	XSI
	XMLNS
	knownSpaces
)

var known = [knownSpaces]string{
	NoNS:      "",
	XML:       "http://www.w3.org/XML/1998/namespace",
	SOAP11:    "http://schemas.xmlsoap.org/soap/envelope/",
	SOAP12:    "http://www.w3.org/2003/05/soap-envelope",
	WSA200408: "http://schemas.xmlsoap.org/ws/2004/08/addressing",
	WSA200508: "http://www.w3.org/2005/08/addressing",
	WSSE:      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
	WSU:       "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
	DS:        "http://www.w3.org/2000/09/xmldsig#",
	XENC:      "http://www.w3.org/2001/04/xmlenc#",
	ExcC14N:   "http://www.w3.org/2001/10/xml-exc-c14n#",
	WSC200502: "http://schemas.xmlsoap.org/ws/2005/02/sc",
	WSC200512: "http://docs.oasis-open.org/ws-sx/ws-secureconversation/200512",
	WST200502: "http://schemas.xmlsoap.org/ws/2005/02/trust",
	WST200512: "http://docs.oasis-open.org/ws-sx/ws-trust/200512",
	XSI:       "http://www.w3.org/2001/XMLSchema-instance",
	XMLNS:     "http://www.w3.org/2000/xmlns/",
}

var knownIDs = func() map[string]NS {
	m := make(map[string]NS, knownSpaces)
	for id, uri := range known {
		m[uri] = NS(id)
	}
	return m
}()

// URI returns the name of a known namespace.
func (n NS) URI() string { return known[n] }

// Known returns the fixed number of a namespace; false when it has none.
func Known(uri string) (NS, bool) {
	n, ok := knownIDs[uri]
	return n, ok
}

// SpaceURI returns the name of a namespace of this document.
func (d *Doc) SpaceURI(n NS) []byte {
	if n < knownSpaces {
		return []byte(known[n])
	}
	s := d.spaces[n-knownSpaces]
	return d.buf[s.lo:s.hi]
}

// SpaceIs reports whether n is the namespace uri.
func (d *Doc) SpaceIs(n NS, uri string) bool {
	if n < knownSpaces {
		return known[n] == uri
	}
	s := d.spaces[n-knownSpaces]
	return string(d.buf[s.lo:s.hi]) == uri
}

// FindSpace returns the number that this document has for a namespace, false when
// it does not occur in it.
func (d *Doc) FindSpace(uri string) (NS, bool) {
	if n, ok := knownIDs[uri]; ok {
		return n, true
	}
	for i, s := range d.spaces {
		if string(d.buf[s.lo:s.hi]) == uri {
			return knownSpaces + NS(i), true
		}
	}
	return 0, false
}
