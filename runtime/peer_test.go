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
	"sync"
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
