package wssc_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

var notesWSDL = wssc.WSDL{
	{Query: "wsdl", Text: "<first at='here'/>", Addresses: []wssc.WSDLAddress{{Service: "{urn:other}S", Port: "Notes", Start: 11, End: 15}}},
	{Query: "xsd=1", Text: "<schema/>"},
	{Query: "wsdl=2", Text: "<second a='here' b='there'/>", Addresses: []wssc.WSDLAddress{{Service: "{urn:s}S", Port: "Notes", Start: 11, End: 15}, {Service: "{urn:other}S", Port: "Notes", Start: 20, End: 25}}},
}

// TestWSDL asks a handler for its WSDL.
func TestWSDL(t *testing.T) {
	port := notesPort(&plan.Endpoint{SOAP: plan.SOAP11})
	port.Service = "{urn:s}S"
	methods := []wssc.Method{wssc.Handle(say, func(_ context.Context, in *note) (*note, error) { return in, nil })}
	const declaration = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	for _, tt := range []struct {
		name          string
		docs          wssc.WSDL
		public        string
		method, query string
		status        int
		body          string
	}{
		{"that has the port", notesWSDL, "", "GET", "wsdl", 200, "<second a='http://example.org/notes' b='there'/>"},
		{"in capitals", notesWSDL, "", "GET", "WSDL", 200, "<second a='http://example.org/notes' b='there'/>"},
		{"at a URL of its own", notesWSDL, "https://public/a?b&c", "GET", "wsdl", 200, "<second a='https://public/a?b&amp;c' b='there'/>"},
		{"schema", notesWSDL, "", "GET", "xsd=1", 200, "<schema/>"},
		{"another", notesWSDL, "", "GET", "wsdl=2", 200, "<second a='http://example.org/notes' b='there'/>"},
		{"head alone", notesWSDL, "", "HEAD", "wsdl", 200, ""},
		{"none of that name", notesWSDL, "", "GET", "xsd=2", 405, ""},
		{"no query", notesWSDL, "", "GET", "", 405, ""},
		{"not handed out", nil, "", "GET", "wsdl", 405, ""},
		{"by another method", notesWSDL, "", "PUT", "wsdl", 405, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h, err := wssc.NewHandler(port, methods, wssc.WithWSDL(tt.docs, tt.public))
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(h)
			defer server.Close()
			req, _ := http.NewRequest(tt.method, server.URL+"/notes?"+tt.query, nil)
			req.Host = "example.org"
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			body, _ := io.ReadAll(resp.Body)
			if resp.StatusCode != tt.status {
				t.Errorf("got status %d", resp.StatusCode)
			}
			if got, ok := strings.CutPrefix(string(body), declaration); tt.body != "" && (!ok || got != tt.body) {
				t.Errorf("got %s", body)
			}
		})
	}
	if _, err := wssc.NewHandler(port, methods, wssc.WithWSDL(notesWSDL, "/notes")); err == nil {
		t.Error("an address that is no URL was taken")
	}
	h, err := wssc.NewHandler(port, methods, wssc.WithWSDL(notesWSDL, ""))
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewTLSServer(h)
	defer server.Close()
	resp, err := server.Client().Get(server.URL + `/a"b?wsdl`)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, _ := io.ReadAll(resp.Body); !strings.Contains(string(body), "a='"+server.URL+`/a%22b'`) {
		t.Errorf("over TLS: %s", body)
	}
}
