package wssc_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/plantest"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// note is a message of the services here: one element with text. It is a declared
// fault as well.
type note struct{ Text string }

func (n *note) EncodeXML(e *codec.Encoder) { e.Text(n.Text) }

func (n *note) DecodeXML(e codec.Element) (err error) {
	n.Text, err = e.Text()
	return err
}

func (n *note) Error() string { return n.Text }

func noteName(local string) *codec.Name {
	s := &codec.Namespace{URI: "urn:notes", Prefix: "n", Decl: ` xmlns:n="urn:notes"`}
	return &codec.Name{Space: s, Local: local, Open: "<n:" + local, Close: "</n:" + local + ">"}
}

var (
	say = &wssc.Operation{
		Name: "Say", Action: "urn:notes/Say", ReplyAction: "urn:notes/Said", Input: noteName("say"), Output: noteName("said"),
		Faults: []wssc.FaultDetail{wssc.Detail[note](noteName("unheard"), "urn:notes/Unheard")},
	}
	tell = &wssc.Operation{Name: "Tell", Action: "urn:notes/Tell", Input: noteName("tell")}
)

// notesPort is a port with both operations under some plan.
func notesPort(e *plan.Endpoint) *wssc.Port {
	p := *e
	request := plan.Message{}
	if len(e.Exchanges) > 0 {
		request = e.Exchanges[0].Request
	}
	response := request
	p.Exchanges = []plan.Exchange{{Name: "Say", Request: request, Response: &response}, {Name: "Tell", Request: request}}
	return &wssc.Port{Name: "Notes", Plan: &p}
}

func notesPlans() map[string]*plan.Endpoint {
	return map[string]*plan.Endpoint{
		"SOAP 1.1":                        {SOAP: plan.SOAP11},
		"SOAP 1.2":                        {SOAP: plan.SOAP12},
		"SOAP 1.1, WS-Addressing 2005/08": {SOAP: plan.SOAP11, Addressing: plan.Addressing200508},
		"SOAP 1.2, WS-Addressing 2004/08": {SOAP: plan.SOAP12, Addressing: plan.Addressing200408},
		"secured":                         plantest.Endpoint(plantest.AD),
		"secured, encrypted first":        plantest.Endpoint(plantest.ADES),
		"secured, SOAP 1.1":               plantest.Endpoint(plantest.Shape{SOAP11: true, DerivedKeys: true}),
	}
}

// TestNotes calls operations with a response, with a declared fault and with no
// response, under plans with and without protection.
func TestNotes(t *testing.T) {
	for name, e := range notesPlans() {
		t.Run(name, func(t *testing.T) {
			var told []string
			port := notesPort(e)
			handler, err := wssc.NewHandler(port, []wssc.Method{
				wssc.Handle(say, func(_ context.Context, in *note) (*note, error) {
					if in.Text == "" {
						return nil, &note{"nothing was said"}
					}
					return &note{in.Text + " & <more>"}, nil
				}),
				wssc.HandleOneWay(tell, func(_ context.Context, in *note) error {
					if in.Text == "" {
						return &wssc.Fault{Code: "Sender", Reason: "nothing was told"}
					}
					told = append(told, in.Text)
					return nil
				}),
			}, serverOptions(port)...)
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(handler)
			defer server.Close()
			client, err := wssc.NewClient(port, []*wssc.Operation{say, tell}, clientOptions(port, server.URL)...)
			if err != nil {
				t.Fatal(err)
			}
			ctx := context.Background()
			said, err := wssc.Invoke[note](ctx, client, say, &note{"hello"})
			if err != nil || said.Text != "hello & <more>" {
				t.Errorf("said %v, %v", said, err)
			}
			_, err = wssc.Invoke[note](ctx, client, say, &note{})
			var fault *wssc.Fault
			var unheard *note
			if !errors.As(err, &fault) || !errors.As(err, &unheard) || unheard.Text != "nothing was said" || fault.Code != "Receiver" {
				t.Errorf("declared fault: %v", err)
			}
			if fault != nil && fault.Unproven != (e.Binding == nil) {
				t.Errorf("unproven: %v", fault.Unproven)
			}
			if err := wssc.InvokeOneWay(ctx, client, tell, &note{"a secret"}); err != nil || len(told) != 1 || told[0] != "a secret" {
				t.Errorf("told %v, %v", told, err)
			}
			err = wssc.InvokeOneWay(ctx, client, tell, &note{})
			if !errors.As(err, &fault) || fault.Reason != "nothing was told" || fault.Code != "Sender" {
				t.Errorf("fault of a one-way operation: %v", err)
			}
			if err := client.Close(ctx); err != nil {
				t.Error(err)
			}
			if _, err := wssc.Invoke[note](ctx, client, say, &note{"hello"}); !errors.Is(err, wssc.ErrClosed) {
				t.Errorf("after Close: %v", err)
			}
		})
	}
}

// TestPlainRequests sends messages as peers of other makes do.
func TestPlainRequests(t *testing.T) {
	const envelope = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">`
	const ok = envelope + `<s:Body><say xmlns="urn:notes">hi</say></s:Body></s:Envelope>`
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	h, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(say, func(_ context.Context, in *note) (*note, error) {
		return in, nil
	})}, serverOptions(port)...)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, action, message string
		status                int
		want                  string
	}{
		{"no SOAPAction", "", ok, 200, ">hi</n:said>"},
		{"empty SOAPAction", `""`, ok, 200, ">hi</n:said>"},
		{"SOAPAction", `"urn:notes/Say"`, ok, 200, ">hi</n:said>"},
		{"SOAPAction without quotes", "urn:notes/Say", ok, 200, ">hi</n:said>"},
		{"an empty header", "", envelope + `<s:Header/><s:Body><say xmlns="urn:notes">hi</say></s:Body></s:Envelope>`, 200, ">hi</n:said>"},
		{"a header that may be passed over", "", envelope + `<s:Header><x/></s:Header><s:Body><say xmlns="urn:notes">hi</say></s:Body></s:Envelope>`, 200, ">hi</n:said>"},
		{"a header that must be understood", "", envelope + `<s:Header><x s:mustUnderstand="1"/></s:Header><s:Body><say xmlns="urn:notes">hi</say></s:Body></s:Envelope>`, 500, "MustUnderstand"},
		{"addressing that must be understood", "", envelope + `<s:Header><a:To xmlns:a="http://www.w3.org/2005/08/addressing" s:mustUnderstand="1">x</a:To></s:Header><s:Body><say xmlns="urn:notes">hi</say></s:Body></s:Envelope>`, 500, "MustUnderstand"},
		{"another element", "", strings.ReplaceAll(ok, "say", "shout"), 500, ">soap:Client<"},
		{"two elements", "", strings.Replace(ok, "</s:Body>", "<x/></s:Body>", 1), 500, ">soap:Client<"},
		{"empty body", "", envelope + `<s:Body/></s:Envelope>`, 500, ">soap:Client<"},
		{"child elements", "", strings.Replace(ok, "hi", "<x/>", 1), 500, "does not fit its schema: /say: has child elements"},
		{"SOAP 1.2", "", strings.Replace(ok, "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope", 1), 500, "VersionMismatch"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(tt.message))
			r.Header.Set("Content-Type", "text/xml; charset=utf-8")
			if tt.action != "" {
				r.Header.Set("SOAPAction", tt.action)
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
}

// TestWhatServicesSay lets services return errors that hold more than is theirs to
// tell: the address of a database, a fault that somebody else has sent.
func TestWhatServicesSay(t *testing.T) {
	port := notesPort(plantest.Endpoint(plantest.AD))
	elsewhere := notesPort(&plan.Endpoint{SOAP: plan.SOAP12})
	other, err := wssc.NewHandler(elsewhere, []wssc.Method{wssc.Handle(say, func(context.Context, *note) (*note, error) {
		return nil, &wssc.Fault{Code: "Sender", Subcode: wssc.FaultCode{Space: "http://schemas.xmlsoap.org/ws/2005/02/sc", Local: "BadContextToken"}, Reason: "from elsewhere"}
	})}, serverOptions(elsewhere)...)
	if err != nil {
		t.Fatal(err)
	}
	far := httptest.NewServer(other)
	defer far.Close()
	farClient, err := wssc.NewClient(elsewhere, []*wssc.Operation{say}, clientOptions(elsewhere, far.URL)...)
	if err != nil {
		t.Fatal(err)
	}
	handler, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(say, func(ctx context.Context, in *note) (*note, error) {
		switch in.Text {
		case "declared":
			return nil, fmt.Errorf("database at 10.0.0.5: %w", &note{"nothing was said"})
		case "unwritable":
			return &note{"\x00"}, nil
		}
		return wssc.Invoke[note](ctx, farClient, say, in)
	})}, serverOptions(port)...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := wssc.NewClient(port, []*wssc.Operation{say}, clientOptions(port, server.URL)...)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"declared":   "nothing was said",
		"unwritable": "The service failed to process the message.",
		"relayed":    "The service failed to process the message.",
	} {
		_, err := wssc.Invoke[note](context.Background(), client, say, &note{text})
		var f *wssc.Fault
		if !errors.As(err, &f) || f.Reason != want || f.Code != "Receiver" || f.Unproven || errors.Is(err, wssc.ErrSessionExpired) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestCutAnywhere sends the beginnings of a message, of every length.
func TestCutAnywhere(t *testing.T) {
	const message = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header>` +
		`<a:Action xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing">urn:notes/Say</a:Action>` +
		`<a:MessageID xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing">urn:1<!-- - --></a:MessageID>` +
		`</s:Header><s:Body><say xmlns="urn:notes">a &amp; b<![CDATA[c]]></say></s:Body></s:Envelope>`
	for name, e := range notesPlans() {
		port := notesPort(e)
		h, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(say, func(_ context.Context, in *note) (*note, error) {
			return in, nil
		})}, serverOptions(port)...)
		if err != nil {
			t.Fatal(err)
		}
		media := "application/soap+xml"
		if e.SOAP == plan.SOAP11 {
			media = "text/xml"
		}
		for n := range message {
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(message[:n]))
			r.Header.Set("Content-Type", media)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != 500 || !strings.Contains(w.Body.String(), "Fault>") {
				t.Errorf("%s, %d bytes: %d %s", name, n, w.Code, w.Body)
			}
		}
	}
}

// TestNoMessage calls with a nil pointer.
func TestNoMessage(t *testing.T) {
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	client, err := wssc.NewClient(port, []*wssc.Operation{say, tell}, wssc.WithAddress("http://localhost:1/"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := wssc.Invoke[note](context.Background(), client, say, (*note)(nil)); err == nil || err.Error() != "Say: there is no message: the pointer is nil" {
		t.Errorf("got %v", err)
	}
	if err := wssc.InvokeOneWay(context.Background(), client, tell, (*note)(nil)); err == nil || err.Error() != "Tell: there is no message: the pointer is nil" {
		t.Errorf("got %v", err)
	}
}

// TestOtherPort calls an operation that another port of the port type has.
func TestOtherPort(t *testing.T) {
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	port.Plan.Exchanges = port.Plan.Exchanges[:1]
	handler, err := wssc.NewHandler(port, []wssc.Method{
		wssc.Handle(say, func(_ context.Context, in *note) (*note, error) { return in, nil }),
		wssc.HandleOneWay(tell, func(context.Context, *note) error { return nil }),
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	client, err := wssc.NewClient(port, []*wssc.Operation{say, tell}, wssc.WithAddress(server.URL))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := wssc.Invoke[note](context.Background(), client, say, &note{"hi"}); err != nil {
		t.Error(err)
	}
	if err := wssc.InvokeOneWay(context.Background(), client, tell, &note{"hi"}); err == nil || err.Error() != "Tell: the port does not offer this operation" {
		t.Errorf("got %v", err)
	}
}

// TestPortActions has a port whose binding names other actions than the operation does.
func TestPortActions(t *testing.T) {
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	port.Actions = map[string]wssc.Actions{"Say": {Action: "urn:other", SOAPAction: "urn:other"}}
	h, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(say, func(_ context.Context, in *note) (*note, error) { return in, nil })}, serverOptions(port)...)
	if err != nil {
		t.Fatal(err)
	}
	var got string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("SOAPAction")
		h.ServeHTTP(w, r)
	}))
	defer server.Close()
	client, err := wssc.NewClient(port, []*wssc.Operation{say}, clientOptions(port, server.URL)...)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := wssc.Invoke[note](context.Background(), client, say, &note{"hi"}); err != nil || out.Text != "hi" || got != `"urn:other"` {
		t.Errorf("%v, %v, SOAPAction %s", out, err, got)
	}
}
