package wsse

import (
	"bytes"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// WS-Addressing headers (WS-Addressing 1.0 Core, section 3; submission of
// August 2004, section 3).

// Headers are the addressing headers of a message. Empty ones are not written.
type Headers struct {
	Action    string
	MessageID string
	To        string
	RelatesTo string
	ReplyTo   string // address
}

// anonymous is the address of the other end of the connection.
func anonymous(wsa doc.NS) string {
	if wsa == doc.WSA200408 {
		return "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous"
	}
	return "http://www.w3.org/2005/08/addressing/anonymous"
}

// Anonymous returns the address that stands for the other end of the connection.
func (p *Profile) Anonymous() string { return anonymous(p.wsa) }

// addHeaders writes the addressing headers, and covers those that the plan wants
// signed.
func (s *sealer) addHeaders(h *Headers) {
	if s.p.wsa == doc.NoNS {
		return
	}
	s.addHeader("Action", h.Action)
	s.addHeader("MessageID", h.MessageID)
	s.addHeader("To", h.To)
	s.addHeader("RelatesTo", h.RelatesTo)
	s.addHeader("ReplyTo", h.ReplyTo)
}

func (s *sealer) addHeader(local, value string) {
	if value == "" {
		return
	}
	start := len(s.out)
	s.out = append(s.out, `<wsa:`...)
	s.out = append(s.out, local...)
	s.out = append(s.out, ` xmlns:wsa="`...)
	s.out = append(s.out, s.p.wsa.URI()...)
	if s.p.plain {
		s.out = append(s.out, `">`...)
	} else {
		s.out = append(s.out, `"`+declWSU+` wsu:Id="`+idHeaderPrefix...)
		s.out = append(s.out, local...)
		s.out = append(s.out, `">`...)
	}
	if local == "ReplyTo" {
		s.out = append(s.out, `<wsa:Address>`...)
	}
	s.out, _ = xmltext.AppendText(s.out, value)
	if local == "ReplyTo" {
		s.out = append(s.out, `</wsa:Address>`...)
	}
	s.out = append(s.out, `</wsa:`...)
	s.out = append(s.out, local...)
	s.out = append(s.out, '>')
	if s.p.signsNamed(local) {
		s.coverNamed(idHeaderPrefix, local, s.out[start:])
	}
}

// addressing are the places of the addressing headers of a received message.
type addressing struct {
	action, messageID, to, relatesTo, replyTo, faultTo, from doc.ID
}

func noAddressing() addressing {
	return addressing{doc.None, doc.None, doc.None, doc.None, doc.None, doc.None, doc.None}
}

// readAddressing files an addressing header. Each may occur once, and all are of
// the plan's version.
func (o *opener) readAddressing(id doc.ID) error {
	step := "reading the addressing headers"
	d := o.d
	if d.Space(id) != o.p.wsa {
		return fail(InvalidAddressing, step, "%s is of another version of WS-Addressing", d.Local(id))
	}
	var slot *doc.ID
	switch string(d.Local(id)) {
	case "Action":
		slot = &o.wsa.action
	case "MessageID":
		slot = &o.wsa.messageID
	case "To":
		slot = &o.wsa.to
	case "RelatesTo":
		if !o.isReply(id) {
			return nil
		}
		slot = &o.wsa.relatesTo
	case "ReplyTo":
		slot = &o.wsa.replyTo
	case "FaultTo":
		slot = &o.wsa.faultTo
	case "From":
		slot = &o.wsa.from
	default:
		return nil
	}
	if *slot != doc.None {
		return fail(InvalidAddressing, step, "%s is doubled", d.Local(id))
	}
	*slot = id
	return nil
}

// isReply reports whether a RelatesTo is that of a reply, which it is when it does
// not say what it is.
func (o *opener) isReply(id doc.ID) bool {
	t, ok := o.d.Attr(id, doc.NoNS, "RelationshipType")
	return !ok || bytes.HasSuffix(bytes.ToLower(trim(t)), []byte("reply"))
}
