package wsse

import (
	"fmt"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// The envelope (SOAP 1.2, section 5; SOAP 1.1, section 4).

// readEnvelope finds Header, Body and the Security header that is for us, and
// files the addressing headers.
func (o *opener) readEnvelope() error {
	step := "reading the envelope"
	d := o.d
	root := d.Root()
	if err := CheckVersion(d, o.p.soap); err != nil {
		return err
	}
	first := d.First(root)
	if first != doc.None && d.Is(first, o.p.soap, "Header") {
		o.header = first
		first = d.Next(first)
	}
	if first == doc.None || !d.Is(first, o.p.soap, "Body") || d.Next(first) != doc.None || d.HasText(root) {
		return fail(MalformedMessage, step, "envelope does not hold an optional Header and one Body")
	}
	o.body = first
	if o.header == doc.None {
		return nil
	}
	for h := d.First(o.header); h != doc.None; h = d.Next(h) {
		if err := o.readHeaderBlock(h); err != nil {
			return err
		}
	}
	return nil
}

func (o *opener) readHeaderBlock(h doc.ID) error {
	d := o.d
	ours := targeted(d, h)
	switch space := d.Space(h); {
	case d.Is(h, doc.WSSE, "Security"):
		if !ours {
			return nil
		}
		if o.p.plain {
			return o.refuseMust(h, ours)
		}
		if o.security != doc.None {
			return fail(InvalidSecurity, "reading the envelope", "%w: a second Security header for us", ErrStructure)
		}
		o.security = h
	case space == doc.WSA200408 || space == doc.WSA200508:
		if o.p.wsa == doc.NoNS {
			return o.refuseMust(h, ours)
		}
		return o.readAddressing(h)
	default:
		return o.refuseMust(h, ours)
	}
	return nil
}

// refuseMust refuses a header that must be understood and is not.
func (o *opener) refuseMust(h doc.ID, ours bool) error {
	must, _ := o.d.Attr(h, o.p.soap, "mustUnderstand")
	switch string(trim(must)) {
	case "", "0", "false":
		return nil
	}
	if !ours || o.p.understands(o.d, h) {
		return nil
	}
	return fail(NotUnderstood, "reading the envelope", "header %s must be understood", o.d.Local(h))
}

// targeted reports whether a header block is for the ultimate receiver or for
// whoever comes next: for us.
func targeted(d *doc.Doc, h doc.ID) bool {
	soap, attr := d.Space(d.Root()), "role"
	if soap == doc.SOAP11 {
		attr = "actor"
	}
	role, ok := d.Attr(h, soap, attr)
	if !ok {
		return true
	}
	switch string(trim(role)) {
	case "", roleNextSOAP12, roleNextSOAP11, roleUltimateSOAP:
		return true
	}
	return false
}

// readSecurity files the children of the Security header in document order. A
// token comes before its use; what the plan does not speak of is refused.
func (o *opener) readSecurity() error {
	step := "reading the Security header"
	d := o.d
	if o.security == doc.None {
		return fail(InvalidSecurity, step, "%w: there is none for us", ErrStructure)
	}
	if d.HasText(o.security) {
		return fail(InvalidSecurity, step, "%w: it holds text", ErrStructure)
	}
	for c := d.First(o.security); c != doc.None; c = d.Next(c) {
		var err error
		switch space := d.Space(c); {
		case d.Is(c, doc.WSU, "Timestamp"):
			err = once(&o.timestamp, c)
		case d.Is(c, doc.XENC, "EncryptedKey"):
			err = o.readEncryptedKey(c)
		case space == doc.WSC200502 || space == doc.WSC200512:
			switch string(d.Local(c)) {
			case "SecurityContextToken":
				err = o.readContext(c)
			case "DerivedKeyToken":
				err = o.readDerivedKey(c)
			default:
				err = ErrStructure
			}
		case d.Is(c, doc.XENC, "ReferenceList"):
			err = o.readReferenceList(c)
		case d.Is(c, doc.DS, "Signature"):
			err = once(&o.signature, c)
		case d.Is(c, doc.XENC, "EncryptedData"):
			err = once(&o.signatureData, c)
		default:
			err = fmt.Errorf("%w: the plan has no such token", ErrStructure)
		}
		if err != nil {
			return at(step+": "+string(d.Local(c)), err)
		}
	}
	return nil
}

func once(slot *doc.ID, id doc.ID) error {
	if *slot != doc.None {
		return fmt.Errorf("%w: a second one", ErrStructure)
	}
	*slot = id
	return nil
}
