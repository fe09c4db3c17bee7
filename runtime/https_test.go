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

// httpsPort is a port whose policy asks for TLS and nothing else, as WCF's
// basicHttpsBinding has it.
func httpsPort() *wssc.Port {
	return notesPort(&plan.Endpoint{
		SOAP: plan.SOAP11,
		Binding: &plan.Binding{
			Kind: plan.TransportBinding, Transport: &plan.Token{Kind: plan.HttpsToken, HTTPS: &plan.HTTPSToken{}},
			Suite: "Basic256", Layout: plan.Strict,
		},
	})
}

func echoNote(_ context.Context, in *note) (*note, error) { return in, nil }

func TestHTTPSAlone(t *testing.T) {
	port := httpsPort()
	methods := []wssc.Method{wssc.Handle(say, echoNote)}
	h, err := wssc.NewHandler(port, methods, serverOptions(port)...)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewTLSServer(h)
	defer server.Close()
	client, err := wssc.NewClient(port, []*wssc.Operation{say}, wssc.WithAddress(server.URL), wssc.WithHTTPClient(server.Client()))
	if err != nil {
		t.Fatal(err)
	}
	if out, err := wssc.Invoke[note](context.Background(), client, say, &note{"hi"}); err != nil || out.Text != "hi" {
		t.Errorf("%v, %v", out, err)
	}

	// Nothing is sent in clear, and nothing taken.
	if _, err := wssc.NewClient(port, []*wssc.Operation{say}, wssc.WithAddress("http://localhost/")); err == nil || !strings.Contains(err.Error(), "demands HTTPS") {
		t.Errorf("got %v", err)
	}
	ctx := wssc.WithCallOptions(context.Background(), wssc.CallAddress("http://localhost/"))
	if _, err := wssc.Invoke[note](ctx, client, say, &note{"hi"}); err == nil || !strings.Contains(err.Error(), "demands HTTPS") {
		t.Errorf("got %v", err)
	}
	// An HTTP client that follows redirects may be sent away.
	clear := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/xml")
	}))
	defer clear.Close()
	away := httptest.NewTLSServer(http.RedirectHandler(clear.URL, http.StatusTemporaryRedirect))
	defer away.Close()
	client, err = wssc.NewClient(port, []*wssc.Operation{say}, wssc.WithAddress(away.URL), wssc.WithHTTPClient(away.Client()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := wssc.Invoke[note](context.Background(), client, say, &note{"hi"}); err == nil || !strings.Contains(err.Error(), "demands HTTPS") {
		t.Errorf("got %v", err)
	}
	const message = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><say xmlns="urn:notes">hi</say></s:Body></s:Envelope>`
	behind, err := wssc.NewHandler(port, methods, append(serverOptions(port), wssc.WithTLSInFront())...)
	if err != nil {
		t.Fatal(err)
	}
	for status, h := range map[int]http.Handler{http.StatusForbidden: h, http.StatusOK: behind} {
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(message))
		r.Header.Set("Content-Type", "text/xml")
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); w.Code != status {
			t.Errorf("%d %s, want %d", w.Code, w.Body, status)
		}
	}
}

// More than TLS is not carried out, and says so.
func TestHTTPSAndMore(t *testing.T) {
	for name, more := range map[string]func(*plan.Endpoint){
		"timestamp":          func(e *plan.Endpoint) { e.Binding.Timestamp = true },
		"client certificate": func(e *plan.Endpoint) { e.Binding.Transport.HTTPS.ClientCertificate = true },
		"basic":              func(e *plan.Endpoint) { e.Binding.Transport.HTTPS.BasicAuth = true },
		"no token":           func(e *plan.Endpoint) { e.Binding.Transport = nil },
		"supporting tokens":  func(e *plan.Endpoint) { e.Exchanges[0].Request.Supporting = []*plan.SupportingToken{{}} },
		"required headers":   func(e *plan.Endpoint) { e.Exchanges[0].Response.Required = []plan.Header{{Name: "H"}} },
		"its own binding":    func(e *plan.Endpoint) { e.Exchanges[0].Binding = e.Binding },
	} {
		port := httpsPort()
		e := *port.Plan
		e.Exchanges = []plan.Exchange{{Name: say.Name, Response: &plan.Message{}}}
		more(&e)
		port.Plan = &e
		if _, err := wssc.NewHandler(port, []wssc.Method{wssc.Handle(say, echoNote)}, serverOptions(port)...); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
