package wssc_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// TestSOAPAction looks at what the HTTP headers name: what the binding of the WSDL has,
// which is not always the action of WS-Addressing, and nothing where it has nothing
// (WS-I Basic Profile 1.1, R2744 and R2745).
func TestSOAPAction(t *testing.T) {
	for _, tt := range []struct {
		name, soapAction string
		soap             plan.SOAP
		header, media    string
	}{
		{"1.1", "urn:other", plan.SOAP11, `"urn:other"`, "text/xml; charset=utf-8"},
		{"1.1, none", "", plan.SOAP11, `""`, "text/xml; charset=utf-8"},
		{"1.2", "urn:other", plan.SOAP12, "", `application/soap+xml; charset=utf-8; action="urn:other"`},
		{"1.2, none", "", plan.SOAP12, "", "application/soap+xml; charset=utf-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			op := *say
			op.SOAPAction = tt.soapAction
			port := notesPort(&plan.Endpoint{SOAP: tt.soap})
			h, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(&op, func(_ context.Context, in *note) (*note, error) {
				return in, nil
			})}, serverOptions(port)...)
			if err != nil {
				t.Fatal(err)
			}
			var header, media string
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				header, media = r.Header.Get("SOAPAction"), r.Header.Get("Content-Type")
				h.ServeHTTP(w, r)
			}))
			defer server.Close()
			client, err := wssc.NewClient(port, []*wssc.Operation{&op}, clientOptions(port, server.URL)...)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := wssc.Invoke[note](context.Background(), client, &op, &note{"hi"}); err != nil {
				t.Error(err)
			}
			if header != tt.header || media != tt.media {
				t.Errorf("SOAPAction %s, Content-Type %s", header, media)
			}
		})
	}
}

// TestFaultAction looks at the wsa:Action of faults: what the WSDL says of a declared
// one, and else what WS-Addressing says (WS-Addressing 1.0 SOAP Binding, section 6).
func TestFaultAction(t *testing.T) {
	const wsa = "http://www.w3.org/2005/08/addressing"
	const headers = `<a:Action>urn:notes/Say</a:Action><a:MessageID>urn:1</a:MessageID>`
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11, Addressing: plan.Addressing200508})
	h, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(say, func(_ context.Context, in *note) (*note, error) {
		switch in.Text {
		case "declared":
			return nil, &note{"nothing was heard"}
		case "other":
			return nil, &wssc.Fault{Code: "Sender", Reason: "no"}
		}
		return in, nil
	})}, serverOptions(port)...)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, headers, text, want string }{
		{"no fault", headers, "hi", "urn:notes/Said"},
		{"declared", headers, "declared", "urn:notes/Unheard"},
		{"not declared", headers, "other", wsa + "/soap/fault"},
		{"of the runtime", headers, "<x/>", wsa + "/soap/fault"},
		{"header that must be understood", headers + `<x s:mustUnderstand="1"/>`, "hi", wsa + "/soap/fault"},
		{"no MessageID", `<a:Action>urn:notes/Say</a:Action>`, "hi", wsa + "/fault"},
		{"no headers", "", "hi", wsa + "/fault"},
		{"unknown action", strings.Replace(headers, "Say", "Sing", 1), "hi", wsa + "/fault"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			message := `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="` + wsa + `"><s:Header>` + tt.headers +
				`</s:Header><s:Body><say xmlns="urn:notes">` + tt.text + `</say></s:Body></s:Envelope>`
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(message))
			r.Header.Set("Content-Type", "text/xml")
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if !strings.Contains(w.Body.String(), ">"+tt.want+"</wsa:Action>") {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
}

// TestWithoutAddressing sends a service messages with addressing headers and without:
// where the WSDL leaves the choice to the peer, either is answered as it came.
func TestWithoutAddressing(t *testing.T) {
	const wsa = "http://www.w3.org/2005/08/addressing"
	const headers = `<a:Action>urn:notes/Say</a:Action><a:MessageID>urn:1</a:MessageID>`
	for _, tt := range []struct {
		name     string
		optional bool
		headers  string
		text     string
		status   int
		want     string
		relates  bool // the answer has addressing headers
	}{
		{"with", true, headers, "hi", 200, ">hi</n:said>", true},
		{"without", true, "", "hi", 200, ">hi</n:said>", false},
		{"without, other headers", true, "<x/>", "hi", 200, ">hi</n:said>", false},
		{"without, a fault", true, "", "declared", 500, "</n:unheard>", false},
		{"half of them", true, `<a:MessageID>urn:1</a:MessageID>`, "hi", 500, "MessageAddressingHeaderRequired", true},
		{"of another version", true, strings.ReplaceAll(headers, "a:", "b:"), "hi", 500, "InvalidAddressingHeader", true},
		{"action of something else", true, strings.Replace(headers, "Say", "Sing", 1), "hi", 500, "ActionNotSupported", true},
		{"required, with", false, headers, "hi", 200, ">hi</n:said>", true},
		{"required, without", false, "", "hi", 500, "MessageAddressingHeaderRequired", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11, Addressing: plan.Addressing200508, AddressingOptional: tt.optional})
			h, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(say, func(_ context.Context, in *note) (*note, error) {
				if in.Text == "declared" {
					return nil, &note{"nothing was heard"}
				}
				return in, nil
			})}, serverOptions(port)...)
			if err != nil {
				t.Fatal(err)
			}
			message := `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="` + wsa +
				`" xmlns:b="http://schemas.xmlsoap.org/ws/2004/08/addressing"><s:Header>` + tt.headers +
				`</s:Header><s:Body><say xmlns="urn:notes">` + tt.text + `</say></s:Body></s:Envelope>`
			r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(message))
			r.Header.Set("Content-Type", "text/xml")
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			if got := strings.Contains(w.Body.String(), "</wsa:Action>"); got != tt.relates {
				t.Errorf("addressing headers in the answer: %v: %s", got, w.Body)
			}
		})
	}
}
