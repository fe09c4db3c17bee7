package main

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"sync"
)

// trace is an slog.Handler for people. Of each record it writes a short block:
//
//	client sent http://schemas.xmlsoap.org/ws/2005/02/trust/RST/SCT, bytes 6123
//	    protected  sign before encrypt
//	               signed: Timestamp, Body, To, ReplyTo, MessageID, Action
//	               ...
type trace struct {
	level slog.Level
	attrs []slog.Attr // of With
	*sink
}

// sink is what the handlers of one trace share.
type sink struct {
	mu   sync.Mutex
	w    io.Writer
	last string // protection as it was written last
}

func newTrace(w io.Writer, level slog.Level) *trace { return &trace{level: level, sink: &sink{w: w}} }

func (t *trace) Enabled(_ context.Context, level slog.Level) bool { return level >= t.level }

func (t *trace) WithAttrs(attrs []slog.Attr) slog.Handler {
	with := *t
	with.attrs = append(append([]slog.Attr(nil), t.attrs...), attrs...)
	return &with
}

// WithGroup does nothing: the runtime has no groups.
func (t *trace) WithGroup(string) slog.Handler { return t }

func (t *trace) Handle(_ context.Context, r slog.Record) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	b := block{sink: t.sink, title: r.Message}
	for _, a := range t.attrs {
		b.add(a)
	}
	r.Attrs(b.add)
	if r.Level >= slog.LevelWarn {
		b.title = strings.ToLower(r.Level.String()) + ": " + b.title
	}
	_, err := io.WriteString(t.w, b.title+"\n"+b.details.String())
	return err
}

// block is a record as it is written.
type block struct {
	*sink
	title   string
	details strings.Builder
}

func (b *block) add(a slog.Attr) bool {
	switch value := a.Value.String(); a.Key {
	case "who":
		b.title = value + " " + b.title
	case "action":
		b.title += " " + value
	case "protected", "demanded":
		if value == b.last {
			b.detail(a.Key, "the same")
			break
		}
		b.last = value
		b.detail(a.Key, strings.Split(value, "; ")...)
	case "cause", "signed":
		b.detail(a.Key, strings.Split(value, "\n")...)
	default:
		b.title += ", " + a.Key + " " + value
	}
	return true
}

func (b *block) detail(key string, lines ...string) {
	for _, line := range lines {
		b.details.WriteString("    " + key + strings.Repeat(" ", max(1, 11-len(key))) + line + "\n")
		key = ""
	}
}
