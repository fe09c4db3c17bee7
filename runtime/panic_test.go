package wssc_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
)

// explosive is a message and a fault that cannot be written.
type explosive struct{ note }

func (*explosive) EncodeXML(e *codec.Encoder) { panic("a type of the service") }

// speechless is a fault that cannot say what it is.
type speechless struct{ note }

func (*speechless) Error() string { panic("an error of the service") }

// TestPanics has code of the service panic wherever it is called: the peer gets a fault
// that says nothing of it, protected as ever, and the log says what happened.
func TestPanics(t *testing.T) {
	op := *say
	op.Faults = []wssc.FaultDetail{
		wssc.Detail[letterFault](noteName("Refused"), ""), wssc.Detail[explosive](noteName("explosive"), ""),
		wssc.HeaderFault[speechless](noteName("speechless")),
	}
	for _, tt := range []struct {
		name   string
		method wssc.Method
		logged string
	}{
		{"method", wssc.Handle(&op, func(context.Context, *note) (*note, error) { panic("oops") }), "panic=oops"},
		{"nil fault", wssc.Handle(&op, func(context.Context, *note) (*note, error) {
			var f *letterFault
			return nil, f
		}), "cause=<nil>"},
		{"nil Fault", wssc.Handle(&op, func(context.Context, *note) (*note, error) {
			var f *wssc.Fault
			return nil, f
		}), "nil pointer"},
		{"response", wssc.Handle(&op, func(context.Context, *note) (*explosive, error) { return &explosive{}, nil }), `panic="a type of the service"`},
		{"fault", wssc.Handle(&op, func(context.Context, *note) (*note, error) { return nil, &explosive{} }), `panic="a type of the service"`},
		{"text of a fault", wssc.Handle(&op, func(context.Context, *note) (*note, error) { return nil, &speechless{} }), `panic="an error of the service"`},
	} {
		for name, e := range notesPlans() {
			t.Run(tt.name+" "+name, func(t *testing.T) {
				port := notesPort(e)
				var log bytes.Buffer
				handler, err := wssc.NewHandler(port, []wssc.Method{tt.method},
					append(serverOptions(port), wssc.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))...)
				if err != nil {
					t.Fatal(err)
				}
				server := httptest.NewServer(handler)
				defer server.Close()
				client, err := wssc.NewClient(port, []*wssc.Operation{&op}, clientOptions(port, server.URL)...)
				if err != nil {
					t.Fatal(err)
				}
				_, err = wssc.Invoke[note](context.Background(), client, &op, &note{"hi"})
				var f *wssc.Fault
				if !errors.As(err, &f) || f.Reason != "The service failed to process the message." || f.Detail != nil || f.Unproven != (e.Binding == nil) {
					t.Errorf("got %v", err)
				}
				server.Close()
				if !strings.Contains(log.String(), tt.logged) {
					t.Errorf("log has not %q:\n%s", tt.logged, &log)
				}
			})
		}
	}
}
