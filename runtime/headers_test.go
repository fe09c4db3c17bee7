package wssc_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// letter is a message with SOAP headers.
type letter struct {
	note
	From, Stamp *note
}

var fromName, stampName = noteName("From"), noteName("Stamp")

func (l *letter) Headers() []codec.Header {
	var h []codec.Header
	if l.From != nil {
		h = append(h, codec.Header{Name: fromName, Content: l.From})
	}
	if l.Stamp != nil {
		h = append(h, codec.Header{Name: stampName, Content: l.Stamp})
	}
	return h
}

func (l *letter) DecodeHeader(e codec.Element) (bool, error) {
	for name, field := range map[*codec.Name]**note{fromName: &l.From, stampName: &l.Stamp} {
		if e.Is(name) {
			if *field != nil {
				return true, e.Twice()
			}
			*field = new(note)
			return true, (*field).DecodeXML(e)
		}
	}
	return false, nil
}

var post = &wssc.Operation{
	Name: "Say", Action: "urn:notes/Post", ReplyAction: "urn:notes/Posted", Input: noteName("post"), Output: noteName("posted"),
	InputHeaders: []*codec.Name{fromName, stampName}, OutputHeaders: []*codec.Name{stampName},
}

// lettersPort is notesPort, where all headers of the notes are signed.
func lettersPort(e *plan.Endpoint) *wssc.Port {
	port := notesPort(e)
	x := &port.Plan.Exchanges[0]
	if e.Binding != nil {
		all := plan.Header{Namespace: "urn:notes"}
		x.Request.Signed.Headers = append(x.Request.Signed.Headers[:len(x.Request.Signed.Headers):len(x.Request.Signed.Headers)], all)
		response := x.Request
		x.Response = &response
	}
	return port
}

// meddler changes what a client sends.
type meddler func([]byte) []byte

func (m *meddler) Do(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if *m != nil {
		body = (*m)(body)
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return http.DefaultTransport.RoundTrip(r)
}

// TestHeaders sends SOAP headers there and back, under plans with and without
// protection, and then somebody meddles with them.
func TestHeaders(t *testing.T) {
	for name, e := range notesPlans() {
		t.Run(name, func(t *testing.T) {
			port := lettersPort(e)
			handler, err := wssc.NewHandler(port, []wssc.Method{
				wssc.Handle(post, func(_ context.Context, in *letter) (*letter, error) {
					out := &letter{note: note{"of nobody"}, Stamp: in.Stamp}
					if in.From != nil {
						out.Text = "of " + in.From.Text
					}
					return out, nil
				}),
			}, serverOptions(port)...)
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(handler)
			defer server.Close()
			var meddle meddler
			client, err := wssc.NewClient(port, []*wssc.Operation{post}, append(clientOptions(port, server.URL), wssc.WithHTTPClient(&meddle))...)
			if err != nil {
				t.Fatal(err)
			}
			ask := func() (*letter, error) {
				return wssc.Invoke[letter](context.Background(), client, post, &letter{note{"dear"}, &note{"Alice & <Bob>"}, &note{"5"}})
			}
			got, err := ask()
			if err != nil || got.Text != "of Alice & <Bob>" || got.Stamp == nil || got.Stamp.Text != "5" || got.From != nil {
				t.Fatalf("%+v, %v", got, err)
			}
			got, err = wssc.Invoke[letter](context.Background(), client, post, &letter{note: note{"dear"}})
			if err != nil || got.Text != "of nobody" || got.Stamp != nil {
				t.Fatalf("without headers: %+v, %v", got, err)
			}

			const header = "</soap:Header>"
			insert := func(block string) func(m string) string {
				return func(m string) string { return strings.Replace(m, header, block+header, 1) }
			}
			for _, tt := range []struct {
				name    string
				change  func(string) string
				plain   string // what is answered without protection
				secured string
			}{
				{"nothing", func(m string) string { return m }, "", ""},
				{"another value", func(m string) string { return strings.Replace(m, "Alice", "Alyce", 1) }, "", "security"},
				{"removed", func(m string) string {
					i, j := strings.Index(m, "<n:Stamp"), strings.Index(m, "</n:Stamp>")
					return m[:i] + m[j+len("</n:Stamp>"):]
				}, "", "security"},
				{"doubled", insert(`<n:Stamp xmlns:n="urn:notes">6</n:Stamp>`), "stands twice", "security"},
				{"beside, for somebody else", insert(`<n:Stamp xmlns:n="urn:notes" soap:role="urn:far" soap:actor="urn:far">6</n:Stamp>`), "", "security"},
				{"unknown", insert(`<x/>`), "", ""},
				{"unknown, must be understood", insert(`<x soap:mustUnderstand="1"/>`), "mustUnderstand", "mustUnderstand"},
				{"of other content", func(m string) string { return strings.Replace(m, "Alice", "<b/>", 1) }, "does not fit its schema", "security"},
			} {
				want := tt.plain
				if e.Binding != nil {
					want = tt.secured
				}
				meddle = func(b []byte) []byte {
					if !bytes.Contains(b, []byte("<n:Stamp")) {
						return b // of the handshake
					}
					changed := tt.change(string(b))
					if tt.name != "nothing" && changed == string(b) {
						t.Errorf("%s: nothing was changed", tt.name)
					}
					return []byte(changed)
				}
				_, err := ask()
				var f *wssc.Fault
				switch {
				case want == "" && err != nil:
					t.Errorf("%s: %v", tt.name, err)
				case want != "" && (!errors.As(err, &f) || !strings.Contains(strings.ToLower(f.Error()), strings.ToLower(want))):
					t.Errorf("%s: %v, not %q", tt.name, err, want)
				}
			}

			// A declared header is understood, whatever it says of itself.
			if e.Binding == nil {
				meddle = func(b []byte) []byte {
					return bytes.Replace(b, []byte("<n:Stamp"), []byte(`<n:Stamp soap:mustUnderstand="1"`), 1)
				}
				if _, err := ask(); err != nil {
					t.Errorf("declared, must be understood: %v", err)
				}
			}
		})
	}
}

// TestHeaderFault has a fault about a header: it comes in a header of the fault.
func TestHeaderFault(t *testing.T) {
	op := *post
	op.Faults = []wssc.FaultDetail{wssc.Detail[note](noteName("other"), ""), wssc.HeaderFault[letterFault](noteName("Refused"))}
	for name, e := range notesPlans() {
		t.Run(name, func(t *testing.T) {
			port := lettersPort(e)
			handler, err := wssc.NewHandler(port, []wssc.Method{
				wssc.Handle(&op, func(_ context.Context, in *letter) (*letter, error) {
					return nil, &letterFault{note{"from " + in.From.Text}}
				}),
			}, serverOptions(port)...)
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(handler)
			defer server.Close()
			var answer string
			client, err := wssc.NewClient(port, []*wssc.Operation{&op}, append(clientOptions(port, server.URL), wssc.WithHTTPClient(tap(&answer)))...)
			if err != nil {
				t.Fatal(err)
			}
			_, err = wssc.Invoke[letter](context.Background(), client, &op, &letter{note{"dear"}, &note{"Bob"}, nil})
			var f *letterFault
			if !errors.As(err, &f) || f.Text != "from Bob" {
				t.Errorf("got %v", err)
			}
			if strings.Contains(answer, "etail") || strings.Contains(answer, "Refused") != (strings.Index(answer, "Refused") < strings.Index(answer, ":Body")) {
				t.Errorf("answer is %s", answer)
			}
		})
	}
}

// letterFault is a fault about a header.
type letterFault struct{ note }

// tapped is a client that keeps the last answer.
type tapped struct{ answer *string }

func tap(answer *string) tapped { return tapped{answer} }

func (p tapped) Do(r *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	*p.answer = string(body)
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, err
}
