package wssc_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// TestFaultDetail reads the details that peers of other makes send.
func TestFaultDetail(t *testing.T) {
	for _, tt := range []struct{ name, detail, want string }{
		{"declared", `<n:unheard xmlns:n="urn:notes">why</n:unheard>`, "why"},
		{"with more after it, as JAX-WS does", `<n:unheard xmlns:n="urn:notes">why</n:unheard><ns2:exception xmlns:ns2="http://jax-ws.dev.java.net/"/>`, "why"},
		{"with more before it", `<host xmlns="http://xml.apache.org/axis/">h</host><n:unheard xmlns:n="urn:notes">why</n:unheard>`, "why"},
		{"twice, the first", `<n:unheard xmlns:n="urn:notes">why</n:unheard><n:unheard xmlns:n="urn:notes">else</n:unheard>`, "why"},
		{"one that does not fit, and one that does", `<n:unheard xmlns:n="urn:notes"><x/></n:unheard><n:unheard xmlns:n="urn:notes">else</n:unheard>`, "else"},
		{"not declared", `<n:other xmlns:n="urn:notes">why</n:other>`, ""},
		{"of another namespace", `<unheard>why</unheard>`, ""},
		{"deeper", `<x><n:unheard xmlns:n="urn:notes">why</n:unheard></x>`, ""},
		{"text", "why", ""},
		{"empty", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/xml")
				w.WriteHeader(http.StatusInternalServerError)
				io.WriteString(w, `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault>`+
					`<faultcode>s:Server</faultcode><faultstring>no</faultstring><detail>`+tt.detail+`</detail></s:Fault></s:Body></s:Envelope>`)
			}))
			defer server.Close()
			port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
			client, err := wssc.NewClient(port, []*wssc.Operation{say}, clientOptions(port, server.URL)...)
			if err != nil {
				t.Fatal(err)
			}
			_, err = wssc.Invoke[note](context.Background(), client, say, &note{"hi"})
			var fault *wssc.Fault
			if !errors.As(err, &fault) || fault.Reason != "no" {
				t.Fatal(err)
			}
			var detail *note
			if errors.As(err, &detail) != (tt.want != "") || detail != nil && detail.Text != tt.want {
				t.Errorf("got %v, want %q", detail, tt.want)
			}
		})
	}
}
