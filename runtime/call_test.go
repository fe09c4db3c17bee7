package wssc_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
)

// TestCallOptions sends headers with single calls, and none with the exchanges around
// them.
func TestCallOptions(t *testing.T) {
	for name, e := range notesPlans() {
		t.Run(name, func(t *testing.T) {
			port := notesPort(e)
			handler, err := wssc.NewHandler(port, []wssc.Method{
				wssc.Handle(say, func(_ context.Context, in *note) (*note, error) {
					if in.Text == "" {
						return nil, &note{"nothing"}
					}
					return in, nil
				}),
			}, serverOptions(port)...)
			if err != nil {
				t.Fatal(err)
			}
			var requests []http.Header
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				requests = append(requests, r.Header)
				w.Header().Set("X-Served-By", r.URL.Path)
				handler.ServeHTTP(w, r)
			}))
			defer server.Close()
			client, err := wssc.NewClient(port, []*wssc.Operation{say}, clientOptions(port, server.URL+"/a")...)
			if err != nil {
				t.Fatal(err)
			}
			var got http.Header
			outer := wssc.WithCallOptions(context.Background(), wssc.CallHeader("X-Trace", "1"))
			ctx := wssc.WithCallOptions(outer, wssc.CallHeader("X-Trace", "2"), wssc.CallResponseHeader(&got), wssc.CallAddress(server.URL+"/b"))
			if _, err := wssc.Invoke[note](ctx, client, say, &note{"hello"}); err != nil {
				t.Fatal(err)
			}
			if got.Get("X-Served-By") != "/b" {
				t.Errorf("response has %v", got)
			}
			last := requests[len(requests)-1]
			if v := last.Values("X-Trace"); len(v) != 2 || v[0] != "1" || v[1] != "2" {
				t.Errorf("request has %v", last)
			}
			for _, h := range requests[:len(requests)-1] {
				if h.Get("X-Trace") != "" {
					t.Errorf("the handshake has %v", h)
				}
			}
			got = nil
			_, err = wssc.Invoke[note](wssc.WithCallOptions(outer, wssc.CallResponseHeader(&got)), client, say, &note{})
			var f *wssc.Fault
			if !errors.As(err, &f) || got.Get("X-Served-By") != "/a" {
				t.Errorf("a fault: %v with %v", err, got)
			}
			if v := requests[len(requests)-1].Values("X-Trace"); len(v) != 1 {
				t.Errorf("an inner context changed the outer one: %v", v)
			}
		})
	}
}

// TestCallOptionsRefused has options that the call cannot carry out: it fails, and
// nothing is sent.
func TestCallOptionsRefused(t *testing.T) {
	sent := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { sent++ }))
	defer server.Close()
	tests := map[string]wssc.CallOption{
		"file:///etc/passwd": wssc.CallAddress("file:///etc/passwd"), `""`: wssc.CallAddress(""),
		"http:///path": wssc.CallAddress("http:///path"), "example.org": wssc.CallAddress("example.org"), "%zz": wssc.CallAddress("http://%zz"),
	}
	for _, h := range []string{
		"Content-Type", "content-type", "SOAPAction", "soapaction", "Content-Length", "Transfer-Encoding", "Host",
		"Accept-Encoding", "Content-Encoding", "Connection",
	} {
		tests[h] = wssc.CallHeader(h, "x")
	}
	for name, e := range notesPlans() {
		port := notesPort(e)
		client, err := wssc.NewClient(port, []*wssc.Operation{say}, clientOptions(port, server.URL)...)
		if err != nil {
			t.Fatal(err)
		}
		for want, o := range tests {
			ctx := wssc.WithCallOptions(wssc.WithCallOptions(context.Background(), o), wssc.CallHeader("X-Trace", "1"), wssc.CallAddress(server.URL))
			_, err := wssc.Invoke[note](ctx, client, say, &note{"hello"})
			if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "(Call") {
				t.Errorf("%s: %s: %v", name, want, err)
			}
		}
	}
	if sent > 0 {
		t.Errorf("%d requests were sent", sent)
	}
}
