package wssc_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/internal/plantest"
	"github.com/wsscgen/wsscgen/testdata/keys"
)

// service answers as CXF's does, unless told otherwise.
type service struct {
	fail  error
	panic any
	block chan struct{}
}

func (s *service) Ping(ctx context.Context, in *ping.PingRequest) (*ping.PingResponse, error) {
	if s.panic != nil {
		panic(s.panic)
	}
	if s.block != nil {
		select {
		case <-s.block:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if s.fail != nil {
		return nil, s.fail
	}
	p := in.Ping
	return &ping.PingResponse{PingResponse: &ping.PingResponseBody{
		Scenario: p.Scenario, Origin: p.Origin, Text: new(*p.Origin + " : " + *p.Text),
	}}, nil
}

// peer is a client and a server with a network, a clock and a log between them.
type peer struct {
	t      *testing.T
	port   *wssc.Port
	svc    *service
	server *httptest.Server
	url    string

	mu   sync.Mutex
	now  time.Time
	log  bytes.Buffer // of the server
	wire wire
}

// wire is the network: it may look at messages and change them.
type wire struct {
	request  func(*http.Request, []byte) []byte
	response func(status int, body []byte) (int, []byte)
	seen     [][]byte // requests
	replies  [][]byte
}

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

func newPeer(t *testing.T, port *wssc.Port, opts ...wssc.HandlerOption) *peer {
	t.Helper()
	p := &peer{t: t, port: port, svc: &service{}, now: noon}
	bob, key := keys.Bob()
	opts = append([]wssc.HandlerOption{
		wssc.WithKey(bob, key), wssc.WithClock(p.clock),
		wssc.WithLogger(slog.New(slog.NewTextHandler(p, &slog.HandlerOptions{Level: slog.LevelDebug}))),
	}, opts...)
	h, err := ping.NewIPingServiceHandler(p.svc, port, opts...)
	if err != nil {
		t.Fatal(err)
	}
	p.server = httptest.NewServer(h)
	t.Cleanup(p.server.Close)
	p.url = p.server.URL
	return p
}

func (p *peer) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.Write(b)
}

func (p *peer) logged() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.String()
}

func (p *peer) clock() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now
}

func (p *peer) advance(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = p.now.Add(d)
}

// Do is the network.
func (p *peer) Do(r *http.Request) (*http.Response, error) {
	body, _ := io.ReadAll(r.Body)
	p.mu.Lock()
	p.wire.seen = append(p.wire.seen, bytes.Clone(body))
	change, reply := p.wire.request, p.wire.response
	p.mu.Unlock()
	if change != nil {
		body = change(r, body)
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	p.wire.replies = append(p.wire.replies, bytes.Clone(answer))
	p.mu.Unlock()
	if reply != nil {
		resp.StatusCode, answer = reply(resp.StatusCode, answer)
	}
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(answer)), int64(len(answer))
	return resp, nil
}

func (p *peer) client(opts ...wssc.ClientOption) *ping.IPingServiceClient {
	p.t.Helper()
	bob, _ := keys.Bob()
	opts = append([]wssc.ClientOption{
		wssc.WithAddress(p.url), wssc.WithRecipient(bob), wssc.WithTrust(keys.Roots()),
		wssc.WithClock(p.clock), wssc.WithHTTPClient(p), wssc.WithLogger(slog.New(slog.DiscardHandler)),
	}, opts...)
	c, err := ping.NewIPingServiceClient(p.port, opts...)
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

func request() *ping.PingRequest {
	return &ping.PingRequest{Ping: &ping.Ping{Scenario: new("Scenario5"), Origin: new("Go"), Text: new("ping")}}
}

func call(c *ping.IPingServiceClient) error { return callWith(context.Background(), c) }

func callWith(ctx context.Context, c *ping.IPingServiceClient) error {
	out, err := c.Ping(ctx, request())
	if err == nil && *out.PingResponse.Text != "Go : ping" {
		err = errors.New("answer is another: " + *out.PingResponse.Text)
	}
	return err
}

// fifth is a plan that no port of the interop service has.
var fifth = &wssc.Port{Name: "Fifth", Plan: plantest.Endpoint(plantest.Shape{EncryptFirst: true, EncryptSignature: true, Cancel: true})}

var ports = []*wssc.Port{ping.PortAC, ping.PortAD, ping.PortADCES, ping.PortADES, ping.PortA, ping.PortADC, fifth}

func TestConversation(t *testing.T) {
	for _, port := range ports {
		t.Run(port.Name, func(t *testing.T) {
			t.Parallel()
			p := newPeer(t, port)
			c := p.client()
			for range 3 {
				if err := call(c); err != nil {
					t.Fatal(err)
				}
			}
			if n := len(p.wire.seen); n != 4 {
				t.Errorf("%d requests for a handshake and three calls", n)
			}
			if err := c.Close(context.Background()); err != nil {
				t.Error(err)
			}
			cancelled := len(p.wire.seen) == 5
			if allowed := port.Plan.Binding.Protection.Conversation.Cancel != nil; cancelled != allowed {
				t.Errorf("cancel sent: %v, allowed: %v", cancelled, allowed)
			}
			if err := call(c); !errors.Is(err, wssc.ErrClosed) {
				t.Errorf("after Close: %v", err)
			}
		})
	}
}

func TestConstruction(t *testing.T) {
	bob, bobKey := keys.Bob()
	alice, aliceKey := keys.Alice()
	at := wssc.WithClock(func() time.Time { return noon })
	_ = aliceKey
	for _, tt := range []struct {
		name string
		port *wssc.Port
		opts []wssc.ClientOption
		want string
	}{
		{"nothing", ping.PortAD, nil, "WithRecipient"},
		{"no trust", ping.PortAD, []wssc.ClientOption{wssc.WithRecipient(bob)}, "WithTrust"},
		{"not trusted", ping.PortAD, []wssc.ClientOption{wssc.WithRecipient(bob), wssc.WithTrust(pool(alice)), at}, "is not trusted (WithTrust)"},
		{"expired", ping.PortAD, []wssc.ClientOption{wssc.WithRecipient(bob), wssc.WithTrust(keys.Roots()), wssc.WithClock(func() time.Time { return noon.AddDate(20, 0, 0) })}, "is not trusted (WithTrust)"},
		{"pinned", ping.PortAD, []wssc.ClientOption{wssc.WithRecipient(bob), wssc.WithTrust(pool(bob)), at}, ""},
		{"no address", ping.PortAD, []wssc.ClientOption{wssc.WithAddress("here"), wssc.WithRecipient(bob), wssc.WithTrust(keys.Roots())}, "WithAddress"},
		{"not carried out yet", ping.PortXC, nil, "WSSecureConversation_policy.wsdl:"},
	} {
		_, err := ping.NewIPingServiceClient(tt.port, tt.opts...)
		if (tt.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("client, %s: got %v, want %q", tt.name, err, tt.want)
		}
	}
	for _, tt := range []struct {
		name string
		port *wssc.Port
		opts []wssc.HandlerOption
		want string
	}{
		{"nothing", ping.PortAD, nil, "WithKey"},
		{"key of another", ping.PortAD, []wssc.HandlerOption{wssc.WithKey(alice, bobKey)}, "do not belong together"},
		{"not carried out yet", ping.PortXC, []wssc.HandlerOption{wssc.WithKey(bob, bobKey)}, "EndorsingSupportingTokens"},
		{"no lifetime", ping.PortAD, []wssc.HandlerOption{wssc.WithKey(bob, bobKey), wssc.WithContextLifetime(0)}, "WithContextLifetime"},
	} {
		_, err := ping.NewIPingServiceHandler(&service{}, tt.port, tt.opts...)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("handler, %s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

// TestConcurrentCalls lets many calls begin together: they share one handshake.
func TestConcurrentCalls(t *testing.T) {
	p := newPeer(t, ping.PortAD)
	c := p.client()
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if err := call(c); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := len(p.wire.seen); n != 21 {
		t.Errorf("%d requests for one handshake and 20 calls", n)
	}
}

// TestFirstCallerCancels lets the call that began the handshake give up: the others
// get the context all the same.
func TestFirstCallerCancels(t *testing.T) {
	p := newPeer(t, ping.PortAD)
	hold, held := make(chan struct{}), make(chan struct{}, 1)
	p.wire.request = func(_ *http.Request, b []byte) []byte {
		select {
		case held <- struct{}{}:
		default:
		}
		<-hold
		return b
	}
	c := p.client()
	ctx, cancel := context.WithCancel(context.Background())
	first, second := make(chan error, 1), make(chan error, 1)
	go func() { first <- callWith(ctx, c) }()
	<-held // the handshake is under way
	go func() { second <- call(c) }()
	cancel()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("first: %v", err)
	}
	close(hold)
	if err := <-second; err != nil {
		t.Errorf("second: %v", err)
	}
	handshakes := 0
	for _, m := range p.wire.seen {
		if bytes.Contains(m, []byte("/RST/SCT<")) {
			handshakes++
		}
	}
	if handshakes != 1 {
		t.Errorf("%d handshakes", handshakes)
	}
}

func TestDeadline(t *testing.T) {
	p := newPeer(t, ping.PortAD)
	c := p.client()
	if err := call(c); err != nil {
		t.Fatal(err)
	}
	p.svc.block = make(chan struct{})
	defer close(p.svc.block)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- callWith(ctx, c) }()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestContextIsReplaced lets a context come to its end: it is replaced before.
func TestContextIsReplaced(t *testing.T) {
	p := newPeer(t, ping.PortAD, wssc.WithContextLifetime(100*time.Second))
	c := p.client()
	issued := make(chan struct{}, 10)
	p.wire.response = func(status int, body []byte) (int, []byte) {
		if bytes.Contains(body, []byte("/RSTR/SCT<")) {
			issued <- struct{}{}
		}
		return status, body
	}
	for _, step := range []struct {
		after time.Duration
		new   bool
	}{{0, true}, {89 * time.Second, false}, {time.Second, true}, {80 * time.Second, false}, {time.Hour, true}} {
		p.advance(step.after)
		if err := call(c); err != nil {
			t.Fatal(err)
		}
		if step.new {
			<-issued // perhaps only now: calls go on with the old context
		}
		if n := len(issued); n != 0 {
			t.Errorf("after %v more: %d handshakes too many", step.after, n)
		}
	}
}

// TestReplacementFails lets the peer refuse new contexts: calls go on with the old one
// as long as it lives, and not each of them tries again.
func TestReplacementFails(t *testing.T) {
	p := newPeer(t, ping.PortAD, wssc.WithContextLifetime(100*time.Second))
	failed := make(lines, 10)
	c := p.client(wssc.WithLogger(slog.New(slog.NewTextHandler(failed, nil))))
	if err := call(c); err != nil {
		t.Fatal(err)
	}
	p.wire.request = func(_ *http.Request, b []byte) []byte {
		if bytes.Contains(b, []byte("/RST/SCT<")) {
			return []byte("nothing")
		}
		return b
	}
	for _, step := range []struct {
		after time.Duration
		tried bool
	}{{92 * time.Second, true}, {time.Second, false}, {time.Second, true}, {time.Second, false}, {time.Second, true}} {
		p.advance(step.after)
		if err := call(c); err != nil {
			t.Errorf("with the old context: %v", err)
		}
		if step.tried {
			<-failed
		}
		if n := len(failed); n != 0 {
			t.Errorf("after %v more: %d handshakes too many", step.after, n)
		}
	}
	p.advance(5 * time.Second)
	if err := call(c); err == nil || !strings.Contains(err.Error(), "obtaining a security context") {
		t.Errorf("without a context: %v", err)
	}
}

// lines is a writer that hands on each line.
type lines chan string

func (l lines) Write(b []byte) (int, error) {
	l <- string(b)
	return len(b), nil
}

// TestServerForgets lets the server lose the context: the call fails, saying so, and
// the next one obtains another.
func TestServerForgets(t *testing.T) {
	p := newPeer(t, ping.PortAD)
	c := p.client()
	if err := call(c); err != nil {
		t.Fatal(err)
	}
	other := newPeer(t, ping.PortAD) // knows nothing of it
	p.wire.request = func(r *http.Request, b []byte) []byte {
		r.URL.Host = strings.TrimPrefix(other.url, "http://")
		return b
	}
	err := call(c)
	var f *wssc.Fault
	if !errors.As(err, &f) || !f.Unproven || f.Subcode.Local != "BadContextToken" || !errors.Is(err, wssc.ErrSessionExpired) {
		t.Fatalf("got %v", err)
	}
	if err := call(c); err != nil {
		t.Errorf("next call: %v", err)
	}
}

func TestFaults(t *testing.T) {
	for _, tt := range []struct {
		name, reason string
		fail         error
		panic        any
		want         wssc.Fault
	}{
		{name: "of the service", fail: &wssc.Fault{Code: "Sender", Subcode: wssc.FaultCode{Space: "urn:x", Local: "TooLate"}, Reason: "closed at five"},
			want: wssc.Fault{Code: "Sender", Subcode: wssc.FaultCode{Space: "urn:x", Local: "TooLate"}, Reason: "closed at five"}},
		{name: "any other error", fail: errors.New("password of the database is 1234"),
			want: wssc.Fault{Code: "Receiver", Reason: "The service failed to process the message."}},
		{name: "panic", panic: "index out of range",
			want: wssc.Fault{Code: "Receiver", Reason: "The service failed to process the message."}},
	} {
		for _, port := range ports {
			p := newPeer(t, port)
			p.svc.fail, p.svc.panic = tt.fail, tt.panic
			c := p.client()
			var f *wssc.Fault
			if err := call(c); !errors.As(err, &f) || f.Code != tt.want.Code || f.Subcode != tt.want.Subcode || f.Reason != tt.want.Reason || f.Unproven {
				t.Errorf("%s, %s: got %v, want %v", port.Name, tt.name, err, &tt.want)
			}
			if strings.Contains(string(p.wire.replies[len(p.wire.replies)-1]), "soap:Fault") {
				t.Errorf("%s, %s: fault was sent in clear", port.Name, tt.name)
			}
			if tt.fail != nil && !strings.Contains(p.logged(), tt.fail.Error()) {
				t.Errorf("%s, %s: cause is not in the log", port.Name, tt.name)
			}
		}
	}
}

// TestCancel cancels with proof: the context is gone. What cannot prove that it
// holds the context leaves it alive.
func TestCancel(t *testing.T) {
	p := newPeer(t, ping.PortAD)
	c, other := p.client(), p.client()
	if err := errors.Join(call(c), call(other)); err != nil {
		t.Fatal(err)
	}
	ping1 := p.wire.seen[1]
	if err := c.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(p.logged(), "cancelled a security context") {
		t.Error("server has not cancelled")
	}
	// The same message again, fresh or not, is under a context that is gone.
	status, body := p.post(t, ping1)
	if status != 500 || !strings.Contains(body, "BadContextToken") {
		t.Errorf("after Cancel: %d %s", status, body)
	}
	if err := call(other); err != nil {
		t.Errorf("another context: %v", err)
	}
}

// TestCancelAnswer lets the answer to Cancel fail: it is an error of Close alone.
func TestCancelAnswer(t *testing.T) {
	p := newPeer(t, ping.PortAD)
	c := p.client()
	if err := call(c); err != nil {
		t.Fatal(err)
	}
	p.wire.response = func(int, []byte) (int, []byte) { return 500, nil } // as CXF's streaming engine
	if err := c.Close(context.Background()); err == nil {
		t.Error("an empty answer was taken for a confirmation")
	}
}

func TestCancelNotAllowed(t *testing.T) {
	allowed, forbidden := newPeer(t, ping.PortAD), newPeer(t, ping.PortADC)
	c := allowed.client()
	if err := call(c); err != nil {
		t.Fatal(err)
	}
	c.Close(context.Background())
	cancel := allowed.wire.seen[len(allowed.wire.seen)-1]
	status, body := forbidden.post(t, cancel)
	if status != 500 || !strings.Contains(body, "ActionNotSupported") || !strings.Contains(forbidden.logged(), "the plan does not allow Cancel") {
		t.Errorf("%d %s", status, body)
	}
}

// post sends a message as it is.
func (p *peer) post(t *testing.T, message []byte) (int, string) {
	t.Helper()
	resp, err := http.Post(p.url, "application/soap+xml; charset=utf-8", bytes.NewReader(message))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(b)
}

func TestKeyLog(t *testing.T) {
	var client, server bytes.Buffer
	p := newPeer(t, ping.PortAD, wssc.WithInsecureKeyLog(&server))
	c := p.client(wssc.WithInsecureKeyLog(&client))
	if err := call(c); err != nil {
		t.Fatal(err)
	}
	if client.String() != server.String() || !strings.HasPrefix(client.String(), "SCT urn:uuid:") {
		t.Errorf("client logged %q, server %q", client.String(), server.String())
	}
	secret := strings.TrimSpace(client.String()[strings.LastIndex(client.String(), " "):])
	if strings.Contains(p.logged(), secret) {
		t.Error("the secret is in the log")
	}
}

// TestMaxContexts fills the store: no context is issued beyond, and none is lost.
func TestMaxContexts(t *testing.T) {
	p := newPeer(t, ping.PortAD, wssc.WithMaxContexts(64)) // one in each shard
	var refused atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 12 {
				c := p.client()
				err := call(c)
				var f *wssc.Fault
				switch {
				case err == nil:
					if err := call(c); err != nil {
						t.Error(err)
					}
				case errors.As(err, &f) && f.Subcode.Local == "RequestFailed" && !f.Unproven:
					refused.Add(1)
				default:
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n := refused.Load(); n < 32 {
		t.Errorf("%d of 96 refused by a store of 64", n)
	}
}

func pool(c *x509.Certificate) *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(c)
	return p
}

// serverOptions and clientOptions are what a port needs, with nothing logged.
func serverOptions(port *wssc.Port) []wssc.HandlerOption {
	opts := []wssc.HandlerOption{wssc.WithLogger(slog.New(slog.DiscardHandler))}
	if port.Plan.Binding != nil {
		cert, key := keys.Bob()
		opts = append(opts, wssc.WithKey(cert, key))
	}
	return opts
}

func clientOptions(port *wssc.Port, url string) []wssc.ClientOption {
	opts := []wssc.ClientOption{wssc.WithAddress(url), wssc.WithLogger(slog.New(slog.DiscardHandler))}
	if port.Plan.Binding != nil {
		bob, _ := keys.Bob()
		opts = append(opts, wssc.WithRecipient(bob), wssc.WithTrust(keys.Roots()))
	}
	return opts
}
