package wssc_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// A port that is not there is an error of the constructors.
func TestNoPort(t *testing.T) {
	if c, err := wssc.NewClient(nil, nil); err == nil {
		t.Errorf("client %v", c)
	}
	if h, err := wssc.NewHandler(nil, nil); err == nil {
		t.Errorf("handler %v", h)
	}
}

// The codes of both SOAP versions mean the same.
func TestFaultCodes(t *testing.T) {
	for said, want := range map[string]string{"Client": "Sender", "Sender": "Sender", "Server": "Receiver", "Receiver": "Receiver", "x": "Receiver"} {
		port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
		handler, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(say, func(context.Context, *note) (*note, error) {
			return nil, &wssc.Fault{Code: said, Reason: "no"}
		})}, serverOptions(port)...)
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(handler)
		client, err := wssc.NewClient(port, []*wssc.Operation{say}, clientOptions(port, server.URL)...)
		if err != nil {
			t.Fatal(err)
		}
		var f *wssc.Fault
		if _, err := wssc.Invoke[note](context.Background(), client, say, &note{"a"}); !errors.As(err, &f) || f.Code != want {
			t.Errorf("%s: %v", said, err)
		}
		server.Close()
	}
}
