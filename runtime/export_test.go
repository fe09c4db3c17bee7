package wssc

import (
	"bytes"
	"net/http"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// What tests of the outside need of the inside.

// SealRequest does what a client does until the bytes are handed to HTTP.
func SealRequest(c *Client, t *sct.Token, op *Operation, in codec.Encodable, dst []byte) ([]byte, error) {
	x := c.profiles.operations[op.Name]
	out := wsse.Outgoing{
		Headers: wsse.Headers{
			Action: x.action, MessageID: newMessageID(), To: c.config.address, ReplyTo: x.request.Anonymous(),
		},
		Name: op.Input, Content: in, Now: c.config.clock(),
	}
	return x.request.Seal(dst, wsse.ContextBase(t), &out)
}

// Receiver is a handler that tests give messages to without HTTP.
type Receiver struct{ h *handler }

// NewReceiver returns the receiver of a handler.
func NewReceiver(h http.Handler) Receiver { return Receiver{h.(*handler)} }

// Put makes a context known.
func (r Receiver) Put(t *sct.Token) error { return r.h.store.Put(t, r.h.config.clock()) }

// Open does what the handler does from the bytes of a message to the proof, and
// hands the payload to read. header are the HTTP headers.
func (r Receiver) Open(header http.Header, message *bytes.Reader, read func(codec.Element) error) error {
	d := doc.New(r.h.config.limits())
	defer d.Release()
	if err := d.Fill(message, message.Len()); err != nil {
		return err
	}
	if err := d.Parse(); err != nil {
		return err
	}
	_, v, err := r.h.open(header, d)
	if err != nil {
		return err
	}
	if read == nil {
		return nil
	}
	payload, _ := v.Payload()
	return read(payload)
}
