package wsse

import (
	"fmt"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// What is read of a message before it is verified. It may choose which plan the
// message is held against and which request a fault answers, nothing more.

// PeekAction returns the text of the Action header, empty when there is none.
func PeekAction(d *doc.Doc) ([]byte, error) {
	action, n := peek(d, "Action")
	if n > 1 {
		return nil, fail(InvalidAddressing, "reading the addressing headers", "%s", fmt.Sprintf("Action is doubled (%d)", n))
	}
	return action, nil
}

// PeekMessageID returns the text of the MessageID header, "" when there is not
// exactly one of reasonable length.
func PeekMessageID(d *doc.Doc) string {
	id, n := peek(d, "MessageID")
	if n != 1 || len(id) > 256 {
		return ""
	}
	return string(id)
}

// PeekAddressed reports whether there is an addressing header of any version.
func PeekAddressed(d *doc.Doc) bool {
	for part := d.First(d.Root()); part != doc.None; part = d.Next(part) {
		if string(d.Local(part)) != "Header" {
			continue
		}
		for h := d.First(part); h != doc.None; h = d.Next(h) {
			if s := d.Space(h); s == doc.WSA200408 || s == doc.WSA200508 {
				return true
			}
		}
	}
	return false
}

// PeekPayload returns the first element in the Body, None when there is none.
func PeekPayload(d *doc.Doc) doc.ID {
	for part := d.First(d.Root()); part != doc.None; part = d.Next(part) {
		if d.Space(part) == d.Space(d.Root()) && string(d.Local(part)) == "Body" {
			return d.First(part)
		}
	}
	return doc.None
}

func peek(d *doc.Doc, local string) (text []byte, n int) {
	if d.Root() == doc.None {
		return nil, 0
	}
	for part := d.First(d.Root()); part != doc.None; part = d.Next(part) {
		if string(d.Local(part)) != "Header" {
			continue
		}
		for h := d.First(part); h != doc.None; h = d.Next(h) {
			if s := d.Space(h); (s == doc.WSA200408 || s == doc.WSA200508) && string(d.Local(h)) == local {
				if b, err := d.Text(h); err == nil {
					text = trim(b)
				}
				n++
			}
		}
	}
	return text, n
}

// CheckVersion refuses a document that is no envelope of the SOAP version.
func CheckVersion(d *doc.Doc, soap doc.NS) error {
	root := d.Root()
	switch space := d.Space(root); {
	case string(d.Local(root)) != "Envelope" || space != doc.SOAP11 && space != doc.SOAP12:
		return fail(MalformedMessage, "reading the envelope", "document is not an envelope")
	case space != soap:
		return fail(VersionMismatch, "reading the envelope", "envelope is of the other SOAP version")
	}
	return nil
}
