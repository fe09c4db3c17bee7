package wssc

import (
	"context"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/trust"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// What a handler answers, by exchange. All of it is given proven messages only.

// answer is a response and what is done once it is ready to be sent.
type answer struct {
	message trust.Message  // none: a one-way operation
	action  string         // of a fault; empty: that of the response
	blocks  []codec.Header // beside those of the message
	done    func()
}

// issue answers RST/SCT.
func (h *handler) issue(ctx context.Context, v *wsse.Verified) (answer, error) {
	s := h.profiles.suite
	c := h.profiles.conversation
	req, err := trust.ReadIssue(c, v, s.MinSymmetricKeyBits, s.MaxSymmetricKeyBits, h.profiles.keyBits())
	if err != nil {
		return answer{}, err
	}
	message, token := req.Issue(c, h.clock.now(), h.config.lifetime)
	if err := h.store.Put(token, h.clock.now()); err != nil {
		return answer{}, err
	}
	h.config.logKey(token)
	h.config.traceContext(ctx, "issued a security context", token)
	return answer{message: message}, nil
}

// cancel answers RST/SCT/Cancel. The message is under the context that it ends, so
// the answer is made before the context is gone.
func (h *handler) cancel(ctx context.Context, v *wsse.Verified) (answer, error) {
	if err := trust.ReadCancel(h.profiles.conversation, v); err != nil {
		return answer{}, err
	}
	token := v.Context()
	return answer{message: trust.Cancelled(h.profiles.conversation), done: func() {
		h.store.Delete(token.Identifier)
		h.config.traceContext(ctx, "cancelled a security context", token)
	}}, nil
}

// method answers an operation of the service.
func (h *handler) method(m Method) func(context.Context, *wsse.Verified) (answer, error) {
	return func(ctx context.Context, v *wsse.Verified) (answer, error) {
		payload, err := content(v, m.op.input())
		if err != nil {
			return answer{}, &undecodable{err}
		}
		out, err := m.call(ctx, v, payload)
		if err != nil {
			return answer{}, err
		}
		return answer{message: trust.Message{Name: m.op.output(), Content: out}}, nil
	}
}
