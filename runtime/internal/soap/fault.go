// Package soap reads and writes the faults of both SOAP versions.
package soap

import (
	"errors"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// QName is an expanded name.
type QName struct{ Space, Local string }

// Fault is a SOAP fault. Codes have the names of SOAP 1.2 in either version.
type Fault struct {
	Code    string // Sender, Receiver, VersionMismatch, MustUnderstand, DataEncodingUnknown
	Subcode QName  // empty: none
	Reason  string

	// DetailName and Detail are the element in the detail of a fault that is
	// written; nil: none.
	DetailName *codec.Name
	Detail     codec.Encodable
}

// codes of SOAP 1.1 that have another name in SOAP 1.2.
var codes11 = map[string]string{"Client": "Sender", "Server": "Receiver"}

// Read reads the fault in an element of a Body; false when it is none.
func Read(d *doc.Doc, id doc.ID) (*Fault, bool) {
	switch {
	case id == doc.None:
		return nil, false
	case d.Is(id, doc.SOAP12, "Fault"):
		return readCoded(d, id), true
	case d.Is(id, doc.SOAP11, "Fault") && d.Child(id, doc.NoNS, "faultcode") == doc.None && d.Child(id, doc.SOAP11, "Code") != doc.None:
		// node-soap writes a fault of the form of SOAP 1.2 into an envelope of SOAP 1.1,
		// with a code of the latter.
		f := readCoded(d, id)
		if name, ok := codes11[f.Code]; ok {
			f.Code = name
		}
		return f, true
	case d.Is(id, doc.SOAP11, "Fault"):
		return read11(d, id), true
	}
	return nil, false
}

// Detail returns the first element in the detail of a Fault, None without.
func Detail(d *doc.Doc, id doc.ID) doc.ID {
	detail := d.Child(id, doc.SOAP12, "Detail")
	if d.Space(id) == doc.SOAP11 {
		detail = d.Child(id, doc.NoNS, "detail")
	}
	if detail == doc.None {
		return doc.None
	}
	return d.First(detail)
}

// readCoded reads a fault of the form of SOAP 1.2.
func readCoded(d *doc.Doc, id doc.ID) *Fault {
	f, ns := &Fault{}, d.Space(id)
	if code := d.Child(id, ns, "Code"); code != doc.None {
		_, f.Code = qname(d, d.Child(code, ns, "Value"))
		// The innermost subcode says most.
		for sub := d.Child(code, ns, "Subcode"); sub != doc.None; sub = d.Child(sub, ns, "Subcode") {
			f.Subcode.Space, f.Subcode.Local = qname(d, d.Child(sub, ns, "Value"))
		}
	}
	if reason := d.Child(id, ns, "Reason"); reason != doc.None {
		f.Reason = text(d, d.Child(reason, ns, "Text"))
	}
	return f
}

func read11(d *doc.Doc, id doc.ID) *Fault {
	f := &Fault{Reason: text(d, d.Child(id, doc.NoNS, "faultstring"))}
	space, local := qname(d, d.Child(id, doc.NoNS, "faultcode"))
	if plain, _, _ := strings.Cut(local, "."); space == "" && codes11[plain] != "" {
		space = doc.SOAP11.URI() // some leave the prefix out
	}
	if space != doc.SOAP11.URI() {
		f.Code, f.Subcode = "Sender", QName{space, local}
		return f
	}
	f.Code, _, _ = strings.Cut(local, ".")
	if name, ok := codes11[f.Code]; ok {
		f.Code = name
	}
	return f
}

func qname(d *doc.Doc, id doc.ID) (space, local string) {
	if id == doc.None {
		return "", ""
	}
	b, err := d.Text(id)
	if err != nil {
		return "", ""
	}
	ns, local, _ := d.QName(id, b)
	if len(local) > maxCode || xmltext.ScanNCName([]byte(local), 0) != len(local) {
		return "", ""
	}
	return string(d.SpaceURI(ns)), local
}

// maxCode is the longest code that is read, in bytes.
const maxCode = 256

// maxReason is how much of a peer's text is kept, in bytes.
const maxReason = 1024

func text(d *doc.Doc, id doc.ID) string {
	if id == doc.None {
		return ""
	}
	b, err := d.Text(id)
	if err != nil {
		return ""
	}
	if len(b) > maxReason {
		b = b[:maxReason]
	}
	return strings.ToValidUTF8(strings.TrimSpace(string(b)), "")
}

// Name returns the name of a Fault element, and its content for an Encoder.
func (f *Fault) Name(version doc.NS) (*codec.Name, codec.Encodable) {
	v := versions[version]
	return &v.fault, encoded{f, v}
}

// version has the names of one SOAP version.
type version struct {
	space                                             codec.Namespace
	fault, code, value, subcode, reason, text, detail codec.Name
	faultcode, faultstring                            codec.Name
	v11                                               bool
}

var versions = map[doc.NS]*version{doc.SOAP12: newVersion(doc.SOAP12), doc.SOAP11: newVersion(doc.SOAP11)}

func newVersion(ns doc.NS) *version {
	v := &version{
		space: codec.Namespace{URI: ns.URI(), Prefix: "soap", Decl: ` xmlns:soap="` + ns.URI() + `"`},
		v11:   ns == doc.SOAP11,
	}
	name := func(local string) codec.Name {
		return codec.Name{Space: &v.space, Local: local, Open: "<soap:" + local, Close: "</soap:" + local + ">"}
	}
	v.fault, v.code, v.value = name("Fault"), name("Code"), name("Value")
	v.subcode, v.reason, v.text = name("Subcode"), name("Reason"), name("Text")
	v.detail = name("Detail")
	if v.v11 {
		v.detail = codec.Name{Local: "detail", Open: "<detail", Close: "</detail>"}
	}
	v.faultcode = codec.Name{Local: "faultcode", Open: "<faultcode", Close: "</faultcode>"}
	v.faultstring = codec.Name{Local: "faultstring", Open: "<faultstring", Close: "</faultstring>"}
	return v
}

var langAttr = codec.AttrName{Local: "lang", Open: ` xml:lang="`}

type encoded struct {
	f *Fault
	v *version
}

// EncodeXML writes the content of the Fault element.
func (x encoded) EncodeXML(e *codec.Encoder) {
	if x.v.v11 {
		x.encode11(e)
		return
	}
	e.Start(&x.v.code)
	e.String(&x.v.value, "soap:"+x.f.Code)
	if x.f.Subcode.Local != "" {
		e.Start(&x.v.subcode)
		e.Start(&x.v.value)
		x.subcode(e)
		e.End(&x.v.value)
		e.End(&x.v.subcode)
	}
	e.End(&x.v.code)
	e.Start(&x.v.reason)
	e.Start(&x.v.text)
	e.Attr(&langAttr, "en")
	e.Text(x.f.Reason)
	e.End(&x.v.text)
	e.End(&x.v.reason)
	x.detail(e, &x.v.detail)
}

func (x encoded) detail(e *codec.Encoder, n *codec.Name) {
	if x.f.DetailName != nil {
		e.Start(n)
		e.Element(x.f.DetailName, x.f.Detail)
		e.End(n)
	}
}

func (x encoded) encode11(e *codec.Encoder) {
	e.Start(&x.v.faultcode)
	if x.f.Subcode.Local != "" {
		x.subcode(e)
	} else {
		code := x.f.Code
		for old, name := range codes11 {
			if name == code {
				code = old
			}
		}
		e.Text("soap:" + code)
	}
	e.End(&x.v.faultcode)
	e.String(&x.v.faultstring, x.f.Reason)
	x.detail(e, &x.v.detail)
}

// subcode writes a qualified name; its prefix is declared on the open element.
func (x encoded) subcode(e *codec.Encoder) {
	if x.f.Subcode.Space == "" {
		e.Text(x.f.Subcode.Local)
		return
	}
	uri, ok := xmltext.AppendAttr(nil, x.f.Subcode.Space)
	if !ok {
		e.Fail(errors.New("namespace of the subcode holds a character that XML does not have"))
	}
	if local := x.f.Subcode.Local; xmltext.ScanNCName([]byte(local), 0) != len(local) {
		e.Fail(errors.New("the subcode is no name"))
	}
	e.DeclareInContent(&codec.Namespace{URI: x.f.Subcode.Space, Prefix: "sub", Decl: ` xmlns:sub="` + string(uri) + `"`})
	e.Text("sub:" + x.f.Subcode.Local)
}
