package wssc_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
)

// TestInjectedHeaderFault puts the header block of a declared fault into a fault that
// has none. A signed fault does not vouch for what its signature leaves out.
func TestInjectedHeaderFault(t *testing.T) {
	op := *post
	op.Faults = []wssc.FaultDetail{wssc.HeaderFault[letterFault](noteName("Refused"))}
	for name, e := range notesPlans() {
		t.Run(name, func(t *testing.T) {
			port := notesPort(e) // whose policies sign no headers of the service
			handler, err := wssc.NewHandler(port, []wssc.Method{
				wssc.Handle(&op, func(context.Context, *letter) (*letter, error) {
					return nil, &wssc.Fault{Code: "Receiver", Reason: "down"}
				}),
			}, serverOptions(port)...)
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(handler)
			defer server.Close()
			client, err := wssc.NewClient(port, []*wssc.Operation{&op}, append(clientOptions(port, server.URL), wssc.WithHTTPClient(injector{}))...)
			if err != nil {
				t.Fatal(err)
			}
			_, err = wssc.Invoke[letter](context.Background(), client, &op, &letter{note{"dear"}, &note{"Bob"}, nil})
			var f *wssc.Fault
			if !errors.As(err, &f) || f.Reason != "down" {
				t.Fatal(err)
			}
			if secured := e.Binding != nil; f.Unproven == secured || (f.Detail == nil) != secured {
				t.Errorf("unproven: %v, detail %v", f.Unproven, f.Detail)
			}
		})
	}
}

// injector puts a header block into the faults that come.
type injector struct{}

func (injector) Do(r *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusInternalServerError {
		const block = `<n:Refused xmlns:n="urn:notes">evil</n:Refused>`
		if bytes.Contains(b, []byte("</soap:Header>")) {
			b = bytes.Replace(b, []byte("</soap:Header>"), []byte(block+"</soap:Header>"), 1)
		} else {
			b = bytes.Replace(b, []byte("<soap:Body"), []byte("<soap:Header>"+block+"</soap:Header><soap:Body"), 1)
		}
	}
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(b)), int64(len(b))
	return resp, nil
}
