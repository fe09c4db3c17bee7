package wssc_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	wssc "github.com/wsscgen/wsscgen/runtime"
)

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
