package wssc_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// amount is a message that is a number.
type amount struct{}

func (amount) EncodeXML(*codec.Encoder) {}

func (amount) DecodeXML(e codec.Element) error {
	m := e.MembersText()
	m.Check(codec.AtMost(m.Text().Int(32), 10))
	return m.End()
}

// TestRefusedWithoutValue reads what a handler logs of messages that do not fit their
// schema: where and why, and not the value.
func TestRefusedWithoutValue(t *testing.T) {
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	const envelope = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><say xmlns="urn:notes">`
	for _, tt := range []struct {
		name, content, want string
		method              wssc.Method
	}{
		{"no number", "4711x", "/say: the value is not an integer of 32 bits", wssc.Handle(say, answer[amount])},
		{"facet", "4711", "/say: the value is more than 10", wssc.Handle(say, answer[amount])},
		{"a hand-written type", "4711", "/say: the value is not a value of its type", wssc.Handle(say, answer[wordy])},
		{"structure", "<x>4711</x>", "/say: has child elements", wssc.Handle(say, answer[amount])},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var log bytes.Buffer
			h, err := wssc.NewHandler(port, []wssc.Method{tt.method}, wssc.WithLogger(slog.New(slog.NewTextHandler(&log, nil))))
			if err != nil {
				t.Fatal(err)
			}
			r := httptest.NewRequest("POST", "/", strings.NewReader(envelope+tt.content+"</say></s:Body></s:Envelope>"))
			r.Header.Set("Content-Type", "text/xml")
			h.ServeHTTP(httptest.NewRecorder(), r)
			if !strings.Contains(log.String(), tt.want) || strings.Contains(log.String(), "4711") {
				t.Errorf("%s does not have %q, or it has the value", log.String(), tt.want)
			}
		})
	}
}

func answer[T any](context.Context, *T) (*note, error) { return &note{}, nil }
