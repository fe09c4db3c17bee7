package trust

import (
	"fmt"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Cancel (WS-SecureConversation 1.4, section 6).

// BeginCancel makes the request to cancel a context. The target is named by its
// Identifier, the form that every peer takes.
func BeginCancel(c *plan.Conversation, t *sct.Token) Message {
	w := wordsOf(c.Trust)
	return Message{&w.request, content(func(e *codec.Encoder) {
		e.String(&w.requestType, w.ns+"/Cancel")
		e.Start(&w.cancelTarget)
		encodeReference(e, t.Version, t.Identifier)
		e.End(&w.cancelTarget)
	})}
}

// FinishCancel reads the answer.
func FinishCancel(c *plan.Conversation, v *wsse.Verified) error {
	w := wordsOf(c.Trust)
	d, root := v.Doc()
	if root != doc.None && d.Is(root, w.space, w.collection.Local) {
		root = d.First(root)
	}
	if root == doc.None || !d.Is(root, w.space, w.response.Local) ||
		d.Child(root, w.space, w.cancelled.Local) == doc.None {
		return fmt.Errorf("%w: it does not say RequestedTokenCancelled", ErrResponse)
	}
	return nil
}

// ReadCancel reads a request to cancel. The context that it names must be the one
// that protects the message: whoever holds its key, and nobody else, may end it.
func ReadCancel(c *plan.Conversation, v *wsse.Verified) error {
	w := wordsOf(c.Trust)
	d, root := v.Doc()
	if root == doc.None || d.Next(root) != doc.None || !d.Is(root, w.space, w.request.Local) {
		return fmt.Errorf("%w: body is not a RequestSecurityToken", ErrRequest)
	}
	f := fields{d, w, root}
	if s, err := f.text("RequestType"); err != nil || s != w.ns+"/Cancel" {
		return fmt.Errorf("%w: RequestType is not Cancel", ErrRequest)
	}
	target, err := f.child("CancelTarget")
	if err != nil || target == doc.None {
		return fmt.Errorf("%w: no CancelTarget", ErrRequest)
	}
	if t := v.Context(); t == nil || f.targetIdentifier(target) != t.Identifier {
		return ErrProof
	}
	return nil
}

// targetIdentifier returns the Identifier that a CancelTarget names: by reference,
// or in the token itself. It is "" when there is none.
func (f fields) targetIdentifier(target doc.ID) string {
	c := f.d.OnlyChild(target)
	switch {
	case c == doc.None:
		return ""
	case f.d.Is(c, doc.WSSE, "SecurityTokenReference"):
		ref := f.d.OnlyChild(c)
		if ref == doc.None || !f.d.Is(ref, doc.WSSE, "Reference") {
			return ""
		}
		uri, _ := f.d.Attr(ref, doc.NoNS, "URI")
		return string(uri)
	case string(f.d.Local(c)) == "SecurityContextToken":
		id := f.d.Child(c, f.d.Space(c), "Identifier")
		if id == doc.None {
			return ""
		}
		s, _ := f.textOf(id)
		return s
	}
	return ""
}

// Cancelled makes the answer.
func Cancelled(c *plan.Conversation) Message {
	w := wordsOf(c.Trust)
	return w.answer(c.Collection, func(e *codec.Encoder) {
		e.Start(&w.cancelled)
		e.End(&w.cancelled)
	})
}
