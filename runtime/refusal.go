package wssc

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// refused logs why a message was not answered as its sender hoped: an error where the
// service is at fault, a warning where the sender is.
func (h *handler) refused(r *http.Request, action string, err error) {
	level := slog.LevelWarn
	var own *Fault
	var bad *undecodable
	switch {
	case errors.As(err, &own) && !own.received:
		level = slog.LevelInfo // the service said so
	case errors.As(err, &bad):
		err = bad.withoutValue()
	case action != "" && !isOfSender(err):
		level = slog.LevelError
	}
	// Sprint, unlike Error, does not mind a nil pointer in an error.
	h.config.logger.LogAttrs(r.Context(), level, "message refused",
		slog.String("cause", clip(fmt.Sprint(err))), slog.String("action", clip(action)), slog.String("peer", r.RemoteAddr))
}

func isOfSender(err error) bool {
	var f *wsse.Failure
	return errors.As(err, &f)
}

// withoutValue returns where and why a message does not fit its schema: values are not
// logged.
func (u *undecodable) withoutValue() error {
	reason := "the message does not fit its schema"
	var e *codec.Error
	if !errors.As(u.err, &e) {
		return errors.New(reason)
	}
	reason += ": " + e.Path
	var v *codec.ValueError
	if errors.As(e.Err, &v) {
		return errors.New(reason + ": the value " + v.Reason)
	}
	return fmt.Errorf("%s: %w", reason, e.Err)
}

// maxLogged bounds what a log record takes over from a peer, in bytes.
const maxLogged = 500

// clip shortens a text that a peer may have written.
func clip(s string) string {
	if len(s) <= maxLogged {
		return s
	}
	return strings.ToValidUTF8(s[:maxLogged], "") + "..."
}

// peek returns the action of a message that is not proven, for the log.
func peek(d *doc.Doc) string {
	action, _ := wsse.PeekAction(d)
	return string(action)
}
