package wsse

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/runtime/internal/plantest"
	"github.com/wsscgen/wsscgen/runtime/internal/secret"
)

// TestEncryptedKey changes the key that a bootstrap request brings.
func TestEncryptedKey(t *testing.T) {
	p := newPair(t, plantest.Shape{DerivedKeys: true})
	base, err := p.issue.NewBase(testRecipient())
	if err != nil {
		t.Fatal(err)
	}
	good := string(seal(t, p.issue, base))
	wrapped := base64.StdEncoding.EncodeToString(base.wrapped)
	thumb := base64.StdEncoding.EncodeToString(base.thumb[:])
	ek := good[strings.Index(good, "<xenc:EncryptedKey"):][:strings.Index(good[strings.Index(good, "<xenc:EncryptedKey"):], "</xenc:EncryptedKey>")+len("</xenc:EncryptedKey>")]
	for _, tt := range []struct {
		name, old, new string
		want           error
		inMessage      string
	}{
		{"gone", ek, "", ErrUnknownKey, ""},
		{"two", ek, ek + strings.Replace(ek, base.id, "x", 1), ErrStructure, "a second one"},
		{"RSA 1.5", "#rsa-oaep-mgf1p", "#rsa-1_5", nil, "algorithm is not in the plan's suite"},
		{"other padding digest", `#rsa-oaep-mgf1p">`, `#rsa-oaep-mgf1p"><ds:DigestMethod xmlns:ds="` + nsDS + `" Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"></ds:DigestMethod>`, ErrStructure, "EncryptionMethod holds DigestMethod"},
		{"for another certificate", thumb, base64.StdEncoding.EncodeToString(make([]byte, 20)), ErrUnknownKey, "another certificate"},
		{"certificate named otherwise", thumbprintSHA1, "urn:x", ErrUnknownKey, "not named by its thumbprint"},
		{"garbled", wrapped, strings.ToLower(wrapped[:1]) + strings.ToUpper(wrapped[1:2]) + "A" + wrapped[3:], nil, "does not open"},
		{"short", wrapped, wrapped[:40], nil, "does not open"},
		{"long", wrapped, strings.Repeat("AAAA", 1000), ErrStructure, "too long"},
		{"ReferenceList inside", "</xenc:EncryptedKey>", `<xenc:ReferenceList></xenc:ReferenceList></xenc:EncryptedKey>`, ErrStructure, "EncryptedKey holds ReferenceList"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(good, tt.old, tt.new, 1)
			if bad == good {
				t.Fatal("nothing was changed")
			}
			_, err := open(p.issue, []byte(bad), p.keys(), noon)
			wantCause(t, err, tt.want, tt.inMessage)
		})
	}
}

// TestKeySizes sends encrypted keys of absurd lengths.
func TestKeySizes(t *testing.T) {
	p := newPair(t, plantest.Shape{DerivedKeys: true})
	for _, tt := range []struct {
		bytes int
		ok    bool
	}{{0, false}, {1, false}, {15, false}, {16, true}, {24, true}, {32, true}, {33, false}, {64, false}} {
		key := secret.Random(tt.bytes)
		wrapped, err := p.issue.suite.KeyTransports[0].Encrypt(&testKey().PublicKey, key.Use())
		if err != nil {
			t.Fatal(err)
		}
		b := seal(t, p.issue, newEncryptedKey(key, wrapped, testRecipient().Thumbprint))
		_, err = open(p.issue, b, p.keys(), noon)
		if tt.ok {
			if err != nil {
				t.Errorf("%d bytes: %v", tt.bytes, err)
			}
			continue
		}
		wantCause(t, err, ErrKeyLength, "")
	}
}

// TestAnswers opens answers that belong to another request, or are none.
func TestAnswers(t *testing.T) {
	p := newPair(t, plantest.AD)
	one, err := p.issue.NewBase(testRecipient())
	if err != nil {
		t.Fatal(err)
	}
	two, _ := p.issue.NewBase(testRecipient())
	for _, tt := range []struct {
		name      string
		message   []byte
		opener    *Profile
		keys      Keys
		want      error
		inMessage string
	}{
		{"bootstrap, another request's key", seal(t, p.issued, one), p.issued, Keys{Base: two}, ErrUnknownKey, ""},
		{"bootstrap, our own request", seal(t, p.issue, one), p.issued, Keys{Base: one}, nil, "the plan has none in this message"},
		{"session, another context", seal(t, p.response, ContextBase(p.other)), p.response, Keys{Base: ContextBase(p.context)}, ErrUnknownKey, ""},
		{"session, our own request", seal(t, p.request, ContextBase(p.context)), p.response, Keys{Base: ContextBase(p.context)}, nil, "the plan has none in this message"},
		{"session, an answer sent as request", seal(t, p.response, ContextBase(p.context)), p.request, p.keys(), ErrUnknownKey, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := open(tt.opener, tt.message, tt.keys, noon)
			wantCause(t, err, tt.want, tt.inMessage)
		})
	}
	if _, err := open(p.issued, seal(t, p.issued, one), Keys{Base: one}, noon); err != nil {
		t.Errorf("the right answer: %v", err)
	}
}

func TestExpiredContext(t *testing.T) {
	p := newPair(t, plantest.AD)
	m := message(false)
	m.Now = p.context.Expires
	b, err := p.request.Seal(nil, ContextBase(p.context), m)
	if err != nil {
		t.Fatal(err)
	}
	_, err = open(p.request, b, p.keys(), p.context.Expires)
	wantCause(t, err, ErrUnknownContext, "")
	if _, err := open(p.request, b, p.keys(), p.context.Expires.Add(-time.Nanosecond)); err != nil {
		t.Errorf("just before: %v", err)
	}
}

// TestWrongSecret opens a message made by somebody who knows the Identifier alone.
func TestWrongSecret(t *testing.T) {
	for name, s := range shapes() {
		p := newPair(t, s)
		forged := *p.context
		forged.Secret = secret.Random(32)
		b := seal(t, p.request, ContextBase(&forged))
		_, err := open(p.request, b, p.keys(), noon)
		if err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}
