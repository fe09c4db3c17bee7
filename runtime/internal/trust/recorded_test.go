package trust_test

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/plantest"
	"github.com/wsscgen/wsscgen/runtime/internal/recording"
	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/secret"
	"github.com/wsscgen/wsscgen/runtime/internal/trust"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
	"github.com/wsscgen/wsscgen/runtime/plan"
	"github.com/wsscgen/wsscgen/testdata/keys"
)

// pairings of CXF's two engines, client first.
var pairings = []string{"cxf", "cxf-stax/dom-to-stax", "cxf-stax/stax-to-dom", "cxf-stax/stax-to-stax"}

// recordedPorts are ports of the interop service, with the plans that were compiled
// from its policies.
var recordedPorts = []struct {
	*wssc.Port
	pings []string // exchanges under the session
}{
	{ping.PortAC, []string{"02", "03"}},
	{ping.PortAD, []string{"02"}},
	{ping.PortADCES, []string{"02", "03"}},
}

// TestRecorded opens every message of the recorded conversations, with nothing but
// the recipient's private key and what the messages themselves bring.
func TestRecorded(t *testing.T) {
	for _, pairing := range pairings {
		for _, port := range recordedPorts {
			t.Run(pairing+"/"+port.Name, func(t *testing.T) {
				t.Parallel()
				c := openRecorded(t, pairing+"/"+port.Name, port.Plan)
				if !c.token.Secret.Equal(secret.New(c.rec.Secret(t))) {
					t.Error("the secret is not the one that was computed independently")
				}
				for _, n := range port.pings {
					c.ping(t, n)
				}
			})
		}
	}
}

// TestRecordedEncryptedSignature opens the session of UXDC-SEES: its bootstrap
// needs a user name, so the secret comes from the independent program.
func TestRecordedEncryptedSignature(t *testing.T) {
	for _, pairing := range pairings {
		t.Run(pairing, func(t *testing.T) {
			t.Parallel()
			c := newRecorded(t, pairing+"/UXDC-SEES_IPingService", plantest.Endpoint(plantest.SEES))
			c.token = &sct.Token{
				Identifier: c.rec.Expected.Conversation.Identifier,
				Secret:     secret.New(c.rec.Secret(t)),
			}
			c.ping(t, "02")
			c.ping(t, "03")
		})
	}
}

// recorded is a recorded conversation whose parties we play.
type recorded struct {
	rec   *recording.Conversation
	plan  *plan.Endpoint
	token *sct.Token

	issue, issued, request, response *wsse.Profile
}

func newRecorded(t testing.TB, name string, e *plan.Endpoint) *recorded {
	t.Helper()
	conv := e.Binding.Protection.Conversation
	c := &recorded{rec: recording.Load(t, recording.Root, name), plan: e}
	compile := func(b *plan.Binding, m *plan.Message, response bool) *wsse.Profile {
		p, err := wsse.CompileMessage(e, b, m, response)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	c.issue = compile(conv.Bootstrap, &conv.Issue.Request, false)
	c.issued = compile(conv.Bootstrap, conv.Issue.Response, true)
	c.request = compile(e.Binding, &e.Exchanges[0].Request, false)
	c.response = compile(e.Binding, e.Exchanges[0].Response, true)
	return c
}

// openRecorded establishes the context from exchange 01.
func openRecorded(t testing.TB, name string, e *plan.Endpoint) *recorded {
	t.Helper()
	c := newRecorded(t, name, e)
	conv := c.plan.Binding.Protection.Conversation
	c.open(t, "01-request", c.issue, recipientKeys(nil), func(v *wsse.Verified) {
		r, err := trust.ReadIssue(conv, v, 128, 256, 128)
		if err != nil {
			t.Fatal(err)
		}
		c.open(t, "01-response", c.issued, wsse.Keys{Base: v.Base}, func(answer *wsse.Verified) {
			if c.token, err = r.Pending(conv).Finish(answer); err != nil {
				t.Fatal(err)
			}
		})
	})
	return c
}

// ping opens a request and its response under the session.
func (c *recorded) ping(t testing.TB, n string) {
	t.Helper()
	c.open(t, n+"-request", c.request, recipientKeys(c.token), func(v *wsse.Verified) {
		var in ping.PingRequest
		decode(t, v, &in)
		if p := in.Ping; p == nil || *p.Scenario != "Scenario5" || *p.Origin != "CXF" || *p.Text != "ping" {
			t.Errorf("%s-request: decoded as %+v", n, p)
		}
		c.open(t, n+"-response", c.response, wsse.Keys{Base: v.Base}, func(v *wsse.Verified) {
			var out ping.PingResponse
			decode(t, v, &out)
			if p := out.PingResponse; p == nil || *p.Scenario != "Scenario5" || *p.Origin != "CXF" || *p.Text != "CXF : ping" {
				t.Errorf("%s-response: decoded as %+v", n, p)
			}
		})
	})
}

func decode(t testing.TB, v *wsse.Verified, into codec.Decodable) {
	t.Helper()
	payload, ok := v.Payload()
	if !ok {
		t.Fatal("body does not hold one element")
	}
	if err := into.DecodeXML(payload); err != nil {
		t.Fatal(err)
	}
}

// open opens one message at the time it was made and holds its payload against
// what the independent program read.
func (c *recorded) open(t testing.TB, name string, p *wsse.Profile, k wsse.Keys, then func(*wsse.Verified)) {
	t.Helper()
	d, v, err := openBytes(c.rec.Message(t, name), p, k, c.rec.Created(t, name))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	defer d.Release()
	body, payload := v.Doc()
	got := body.Canonical(nil, payload, nil)
	if want := canonical(t, c.rec.Payload(t, name)); !bytes.Equal(got, want) {
		t.Errorf("%s: payload\ngot  %s\nwant %s", name, got, want)
	}
	then(v)
}

func openBytes(b []byte, p *wsse.Profile, k wsse.Keys, now time.Time) (*doc.Doc, *wsse.Verified, error) {
	d := doc.New(doc.DefaultLimits)
	err := d.Fill(bytes.NewReader(b), len(b))
	if err == nil {
		err = d.Parse()
	}
	var v *wsse.Verified
	if err == nil {
		v, err = p.Open(d, k, now, wsse.DefaultWindow)
	}
	if err != nil {
		d.Release()
		return nil, nil, err
	}
	return d, v, nil
}

func canonical(t testing.TB, xml string) []byte {
	t.Helper()
	d := doc.New(doc.DefaultLimits)
	defer d.Release()
	if err := d.Fill(strings.NewReader(xml), len(xml)); err != nil {
		t.Fatal(err)
	}
	if err := d.Parse(); err != nil {
		t.Fatal(err)
	}
	return d.Canonical(nil, d.Root(), nil)
}

// recipientKeys are those of the service, bob.
func recipientKeys(token *sct.Token) wsse.Keys {
	return wsse.Keys{
		Recipient: bob().recipient,
		Decrypter: bob(),
		Contexts: func(identifier string) *sct.Token {
			if token != nil && token.Identifier == identifier {
				return token
			}
			return nil
		},
	}
}

// cachedKey is a private key that opens each encrypted key of the recordings once:
// RSA with 4096 bits takes milliseconds, and they are opened many thousand times.
// Of what is not in the recordings it tries some and refuses the rest unseen, as
// OAEP does but for a chance of two to the minus 160.
type cachedKey struct {
	tried     int
	recipient *wsse.Recipient
	key       crypto.Decrypter
	mu        sync.Mutex
	opened    map[string][]byte // by ciphertext; nil: does not open
}

const reallyTried = 200

var bob = sync.OnceValue(func() *cachedKey {
	cert, key := keys.Bob()
	k := &cachedKey{recipient: wsse.NewRecipient(cert), key: key, opened: map[string][]byte{}}
	files, _ := filepath.Glob(recording.Root + "/*/*/*-request.xml")
	more, _ := filepath.Glob(recording.Root + "/*/*/*/*-request.xml")
	for _, f := range append(files, more...) {
		b, _ := os.ReadFile(f)
		_, b, found := bytes.Cut(b, []byte("<xenc:EncryptedKey"))
		_, b, _ = bytes.Cut(b, []byte("<xenc:CipherValue>"))
		text, _, _ := bytes.Cut(b, []byte("<"))
		if wrapped, err := base64.StdEncoding.DecodeString(string(text)); found && err == nil {
			k.opened[string(wrapped)], _ = key.Decrypt(nil, wrapped, &rsa.OAEPOptions{Hash: crypto.SHA1})
		}
	}
	return k
})

func (k *cachedKey) Public() crypto.PublicKey { return k.key.Public() }

func (k *cachedKey) Decrypt(r io.Reader, wrapped []byte, opts crypto.DecrypterOpts) ([]byte, error) {
	k.mu.Lock()
	plain, ok := k.opened[string(wrapped)]
	if !ok {
		k.tried++
		ok = k.tried > reallyTried
	}
	k.mu.Unlock()
	if !ok {
		plain, _ = k.key.Decrypt(r, wrapped, opts)
		k.mu.Lock()
		k.opened[string(wrapped)] = plain
		k.mu.Unlock()
	}
	if plain == nil {
		return nil, wsse.ErrUnknownKey
	}
	return bytes.Clone(plain), nil
}

// TestRecordedCancel reads how CXF cancels. Its request proves nothing about the
// session and is refused; the answer of its DOM engine, signed by the token itself
// and in clear, is what plan.CancelAnswerInClear tolerates.
func TestRecordedCancel(t *testing.T) {
	for _, pairing := range pairings {
		t.Run(pairing, func(t *testing.T) {
			c := openRecorded(t, pairing+"/_AD_IPingService", ping.PortAD.Plan)
			conv := c.plan.Binding.Protection.Conversation
			request, err := wsse.CompileMessage(c.plan, c.plan.Binding, &conv.Cancel.Request, false)
			if err != nil {
				t.Fatal(err)
			}
			now := c.rec.Created(t, "03-request")
			if _, _, err := openBytes(c.rec.Message(t, "03-request"), request, recipientKeys(c.token), now); err == nil {
				t.Error("a Cancel without proof was accepted")
			}
			if pairing == "cxf-stax/dom-to-stax" || pairing == "cxf-stax/stax-to-stax" {
				return // answered by a status of 500 and no body
			}
			for _, tolerant := range []bool{true, false} {
				m := *conv.Cancel.Response
				if !tolerant {
					m.Leniencies = nil
				}
				response, err := wsse.CompileMessage(c.plan, c.plan.Binding, &m, true)
				if err != nil {
					t.Fatal(err)
				}
				d, v, err := openBytes(c.rec.Message(t, "03-response"), response, wsse.Keys{Base: wsse.ContextBase(c.token)}, now)
				if !tolerant {
					if !errors.Is(err, wsse.ErrNotEncrypted) {
						t.Errorf("without the leniency: %v", err)
					}
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				if err := trust.FinishCancel(conv, v); err != nil {
					t.Error(err)
				}
				d.Release()
			}
		})
	}
}
