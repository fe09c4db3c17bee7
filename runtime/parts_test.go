package wssc_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// pair is a message of two parts, each an element in the Body.
type pair struct{ First, Second note }

var firstName, secondName = noteName("first"), noteName("second")

func (p *pair) EncodeXML(e *codec.Encoder) {
	e.Element(firstName, &p.First)
	e.Element(secondName, &p.Second)
}

func (p *pair) DecodeXML(e codec.Element) error {
	m := e.Members()
	m.Decode(firstName, &p.First)
	m.Decode(secondName, &p.Second)
	return m.End()
}

// nothing is a message without parts.
type nothing struct{}

func (*nothing) EncodeXML(*codec.Encoder) {}

func (*nothing) DecodeXML(e codec.Element) error {
	m := e.Members()
	return m.End()
}

var (
	swap = &wssc.Operation{
		Name: "Say", Action: "urn:notes/Swap", ReplyAction: "urn:notes/Swapped",
		Input: firstName, Output: firstName, InputParts: true, OutputParts: true,
	}
	wake = &wssc.Operation{Name: "Wake", Action: "urn:notes/Wake", ReplyAction: "urn:notes/Awake"}
)

// TestParts sends messages with other than one element in the Body, under plans with
// and without protection, and then a Body that does not fit.
func TestParts(t *testing.T) {
	for name, e := range notesPlans() {
		t.Run(name, func(t *testing.T) {
			port := notesPort(e)
			response := port.Plan.Exchanges[0].Request
			port.Plan.Exchanges = append(port.Plan.Exchanges, plan.Exchange{Name: "Wake", Request: response, Response: &response})
			woken := 0
			handler, err := wssc.NewHandler(port, []wssc.Method{
				wssc.Handle(swap, func(_ context.Context, in *pair) (*pair, error) {
					return &pair{in.Second, in.First}, nil
				}),
				wssc.Handle(wake, func(context.Context, *nothing) (*nothing, error) {
					woken++
					return &nothing{}, nil
				}),
			}, serverOptions(port)...)
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(handler)
			defer server.Close()
			var meddle meddler
			client, err := wssc.NewClient(port, []*wssc.Operation{swap, wake}, append(clientOptions(port, server.URL), wssc.WithHTTPClient(&meddle))...)
			if err != nil {
				t.Fatal(err)
			}
			ask := func() (*pair, error) {
				return wssc.Invoke[pair](context.Background(), client, swap, &pair{note{"a & b"}, note{"c"}})
			}
			if got, err := ask(); err != nil || *got != (pair{note{"c"}, note{"a & b"}}) {
				t.Errorf("two parts: %+v, %v", got, err)
			}
			if _, err := wssc.Invoke[nothing](context.Background(), client, wake, &nothing{}); err != nil || woken != 1 {
				t.Errorf("no parts: %d, %v", woken, err)
			}
			if e.Binding != nil {
				return // what is in the Body is protected, which others test
			}
			for was, is := range map[string]string{
				`</n:second>`: `</n:second><n:second xmlns:n="urn:notes"/>`,
				`<n:second`:   `<x/><n:second`,
				`</n:first>`:  `</n:first>text`,
			} {
				meddle = func(b []byte) []byte { return []byte(strings.Replace(string(b), was, is, 1)) }
				var f *wssc.Fault
				if _, err := ask(); !errors.As(err, &f) {
					t.Errorf("%s: %v", is, err)
				}
			}
			meddle = func(b []byte) []byte {
				return []byte(strings.Replace(string(b), "</soap:Body>", "<n:x xmlns:n='urn:notes'/></soap:Body>", 1))
			}
			if _, err := wssc.Invoke[nothing](context.Background(), client, wake, &nothing{}); err == nil || woken != 1 {
				t.Errorf("something in an empty body: %d, %v", woken, err)
			}
		})
	}
}
