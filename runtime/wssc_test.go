package wssc_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/testdata/keys"
)

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
