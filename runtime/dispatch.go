package wssc

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/trust"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// served is an exchange with what answers it.
type served struct {
	*exchange
	op     *Operation // nil: an exchange of the conversation
	answer func(context.Context, *wsse.Verified) (answer, error)
}

// dispatch finds the exchange that a message belongs to: by its wsa:Action, or by the
// element in its Body where messages have no addressing headers.
type dispatch struct {
	byAction map[string]*served
	all      []*served
}

func (d *dispatch) add(x *served) {
	if d.byAction == nil {
		d.byAction = map[string]*served{}
	}
	d.byAction[x.action] = x
	d.all = append(d.all, x)
}

// choose finds the exchange of a message that is not verified yet.
func (h *handler) choose(header http.Header, d *doc.Doc) (*served, error) {
	if err := wsse.CheckVersion(d, h.profiles.soap()); err != nil {
		return nil, err
	}
	if !h.profiles.addressed() {
		return h.chooseByBody(header, d)
	}
	action, err := wsse.PeekAction(d)
	if err != nil {
		return nil, err
	}
	if len(action) == 0 {
		return nil, &wsse.Failure{Face: wsse.MissingAddressing, Step: "dispatching", Err: errors.New("there is no Action")}
	}
	x := h.served.byAction[string(action)]
	if x == nil {
		return nil, h.unknownAction(string(action))
	}
	if err := h.profiles.checkAction(header, x.exchange); err != nil {
		return nil, &wsse.Failure{Face: wsse.InvalidAddressing, Step: "reading the addressing headers", Err: err}
	}
	return x, nil
}

// chooseByBody finds the operation by the element in the Body; of several with the
// same one, the action that the HTTP headers name decides.
func (h *handler) chooseByBody(header http.Header, d *doc.Doc) (*served, error) {
	payload := wsse.PeekPayload(d)
	var found *served
	for _, any := range []bool{false, true} { // who takes anything comes last
		for _, x := range h.served.all {
			if x.op.takesAny() != any || !x.op.takes(d, payload) {
				continue
			}
			if h.profiles.checkAction(header, x.exchange) == nil {
				return x, nil
			}
			if found == nil {
				found = x
			}
		}
	}
	if found == nil {
		return nil, &wsse.Failure{Face: wsse.ActionNotSupported, Step: "dispatching", Err: errors.New("no operation has the element in the body")}
	}
	// Without addressing the element in the Body decides, and a SOAPAction is a hint.
	return found, nil
}

// takes reports whether an element is the input of the operation.
func (op *Operation) takes(d *doc.Doc, payload doc.ID) bool {
	if op.Input == nil {
		return payload == doc.None || op.takesAny()
	}
	return payload != doc.None && d.IsNamed(payload, op.Input.URI(), op.Input.Local)
}

// takesAny reports whether nothing says what the Body of the operation begins with.
func (op *Operation) takesAny() bool { return op.Input == nil && op.InputParts }

// unknownAction is the refusal of an action that nothing answers.
func (h *handler) unknownAction(action string) error {
	cause := fmt.Errorf("no operation has the action %q", clip(action))
	if c := h.profiles.conversation; c != nil && action == trust.ActionsOf(c.Trust).Cancel {
		cause = errors.New("the plan does not allow Cancel")
	}
	return &wsse.Failure{Face: wsse.ActionNotSupported, Step: "dispatching", Err: cause}
}
