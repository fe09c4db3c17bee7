package wssc_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// wordy is a hand-written type that repeats what it does not like.
type wordy struct{}

func (wordy) EncodeXML(*codec.Encoder) {}

func (wordy) DecodeXML(e codec.Element) error {
	m := e.MembersText()
	codec.Foreign[wordyText](m.Text(), (*codec.Value).String)
	return m.End()
}

type wordyText struct{}

func (*wordyText) UnmarshalText(text []byte) error {
	return errors.New("\x00\xff\x1b[31m\r\n\uFFFE" + string(text))
}

// TestForeignError has a hand-written type refuse a value: the peer is told so, at no
// great length, in text.
func TestForeignError(t *testing.T) {
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	handler, err := wssc.NewHandler(port, []wssc.Method{
		wssc.Handle(say, func(context.Context, *wordy) (*note, error) { return &note{}, nil }),
	}, serverOptions(port)...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := wssc.NewClient(port, []*wssc.Operation{say}, clientOptions(port, server.URL)...)
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"short", strings.Repeat("ä", 10_000)} {
		_, err = wssc.Invoke[note](context.Background(), client, say, &note{value})
		var f *wssc.Fault
		if !errors.As(err, &f) || !strings.Contains(f.Reason, "does not fit its schema: /say: ") || !strings.Contains(f.Reason, value[:4]) {
			t.Fatalf("got %v", err)
		}
		if len(f.Reason) > 600 || !utf8.ValidString(f.Reason) || strings.ContainsAny(f.Reason, "\x00\x1b\r\n\uFFFE") {
			t.Errorf("%d bytes: %.100q", len(f.Reason), f.Reason)
		}
	}
}
