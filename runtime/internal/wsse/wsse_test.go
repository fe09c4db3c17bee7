package wsse

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"crypto/x509"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/plantest"
	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/secret"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// noon is when the messages of these tests are made.
var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// pair has both ends of a session, and of its bootstrap, under one plan.
type pair struct {
	issue, issued, request, response *Profile
	context                          *sct.Token
	other                            *sct.Token // another live context
}

func newPair(t testing.TB, s plantest.Shape) *pair {
	t.Helper()
	e := plantest.Endpoint(s)
	conv := e.Binding.Protection.Conversation
	compile := func(b *plan.Binding, m *plan.Message, response bool) *Profile {
		p, err := CompileMessage(e, b, m, response)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	return &pair{
		issue:    compile(conv.Bootstrap, &conv.Issue.Request, false),
		issued:   compile(conv.Bootstrap, conv.Issue.Response, true),
		request:  compile(e.Binding, &e.Exchanges[0].Request, false),
		response: compile(e.Binding, e.Exchanges[0].Response, true),
		context:  testContext("one", 1, conv.Version),
		other:    testContext("two", 2, conv.Version),
	}
}

func testContext(name string, fill byte, v plan.SecureConversation) *sct.Token {
	ref := func(uri string) []byte {
		return []byte(strOpen + `<wsse:Reference URI="` + uri + `" ValueType="` + v.Namespace() + `/sct"></wsse:Reference>` + strClose)
	}
	id := "urn:test:" + name
	return &sct.Token{
		Identifier: id, ID: "sct-" + name, Version: v,
		Secret:  secret.New(bytes.Repeat([]byte{fill}, 32)),
		Created: noon.Add(-time.Minute), Expires: noon.Add(time.Hour),
		Element: []byte(`<wsc:SecurityContextToken xmlns:wsc="` + v.Namespace() + `"` + declWSU + ` wsu:Id="sct-` + name +
			`"><wsc:Identifier>` + id + `</wsc:Identifier></wsc:SecurityContextToken>`),
		Attached: ref("#sct-" + name), Unattached: ref(id),
	}
}

// keys are those of the service.
func (p *pair) keys() Keys {
	return Keys{
		Recipient: testRecipient(), Decrypter: testKey(),
		Contexts: func(id string) *sct.Token {
			for _, c := range []*sct.Token{p.context, p.other} {
				if c.Identifier == id {
					return c
				}
			}
			return nil
		},
	}
}

var testKey = sync.OnceValue(func() *rsa.PrivateKey {
	k, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return k
})

func testRecipient() *Recipient {
	return &Recipient{
		Certificate: &x509.Certificate{PublicKey: testKey().Public()},
		Thumbprint:  sha1.Sum([]byte("test certificate")),
	}
}

type words string

func (w words) EncodeXML(e *codec.Encoder) { e.Text(string(w)) }

var (
	testSpace = codec.Namespace{URI: "urn:test", Prefix: "t", Decl: ` xmlns:t="urn:test"`}
	testName  = codec.Name{Space: &testSpace, Local: "say", Open: "<t:say", Close: "</t:say>"}
)

// message is what the tests send.
func message(response bool) *Outgoing {
	m := &Outgoing{
		Headers: Headers{Action: "urn:say", MessageID: "urn:uuid:1", To: "http://localhost/say", ReplyTo: "urn:anonymous"},
		Name:    &testName, Content: words(`hello & <goodbye> "éü" `), Now: noon,
	}
	if response {
		m.Headers = Headers{Action: "urn:said", MessageID: "urn:uuid:2", To: "urn:anonymous", RelatesTo: "urn:uuid:1"}
	}
	return m
}

func seal(t testing.TB, p *Profile, base *Base) []byte {
	t.Helper()
	b, err := p.Seal(nil, base, message(p.response))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// open opens a message and returns the text in its body.
func open(p *Profile, b []byte, k Keys, now time.Time) (string, error) {
	d := doc.New(doc.DefaultLimits)
	defer d.Release()
	if err := d.Fill(bytes.NewReader(b), len(b)); err != nil {
		return "", err
	}
	if err := d.Parse(); err != nil {
		return "", err
	}
	v, err := p.Open(d, k, now, DefaultWindow)
	if err != nil {
		return "", err
	}
	e, ok := v.Payload()
	if !ok || !e.Is(&testName) {
		return "", errors.New("payload is another")
	}
	return e.Text()
}

func shapes() map[string]plantest.Shape {
	m := map[string]plantest.Shape{}
	for i := range 8 {
		s := plantest.Shape{DerivedKeys: i&1 > 0, EncryptFirst: i&2 > 0, EncryptSignature: i&4 > 0}
		name := "sbe"
		if s.EncryptFirst {
			name = "ebs"
		}
		if s.DerivedKeys {
			name += " derived"
		}
		if s.EncryptSignature {
			name += " encrypted signature"
		}
		m[name] = s
	}
	m["Basic256Sha256"] = plantest.Shape{Suite: "Basic256Sha256", DerivedKeys: true}
	m["Basic192"] = plantest.Shape{Suite: "Basic192", DerivedKeys: true, EncryptFirst: true}
	m["SOAP 1.1, addressing 2005/08, trust 200512"] = plantest.Shape{SOAP11: true, Addressing2005: true, Trust200512: true, DerivedKeys: true}
	return m
}

func TestSealOpen(t *testing.T) {
	const want = `hello & <goodbye> "éü" `
	for name, s := range shapes() {
		t.Run(name, func(t *testing.T) {
			p := newPair(t, s)
			bootstrap, err := p.issue.NewBase(testRecipient())
			if err != nil {
				t.Fatal(err)
			}
			for _, tt := range []struct {
				name string
				p    *Profile
				base *Base
				keys Keys
			}{
				{"bootstrap request", p.issue, bootstrap, p.keys()},
				{"bootstrap response", p.issued, bootstrap, Keys{Base: bootstrap}},
				{"session request", p.request, ContextBase(p.context), p.keys()},
				{"session response", p.response, ContextBase(p.context), Keys{Base: ContextBase(p.context)}},
			} {
				b := seal(t, tt.p, tt.base)
				got, err := open(tt.p, b, tt.keys, noon)
				if err != nil || got != want {
					t.Errorf("%s: got %q, %v\n%s", tt.name, got, err, b)
				}
				if bytes.Contains(b, []byte("goodbye")) {
					t.Errorf("%s: body is in clear", tt.name)
				}
			}
		})
	}
}

// TestOtherPlan opens messages that were protected under another plan.
func TestOtherPlan(t *testing.T) {
	derived := plantest.Shape{DerivedKeys: true}
	for _, tt := range []struct {
		name      string
		sent      plantest.Shape
		change    func(*Profile) // of what the sender does
		demanded  plantest.Shape
		want      error
		inMessage string
	}{
		{"signed, not encrypted", derived, func(p *Profile) { p.encryptBody = false }, derived, ErrNotEncrypted, "content of the Body"},
		{"encrypted, body not signed", derived, func(p *Profile) { p.signBody = false }, derived, ErrNotSigned, "Body"},
		{"a header not signed", derived, func(p *Profile) { p.signed = p.signed[1:] }, derived, ErrNotSigned, "To"},
		{"no header signed", derived, func(p *Profile) { p.signed = nil }, derived, ErrNotSigned, "Action"},
		{"encrypted before signing", plantest.Shape{DerivedKeys: true, EncryptFirst: true}, nil, derived, ErrDigest, "Body"},
		{"signed before encrypting", derived, nil, plantest.Shape{DerivedKeys: true, EncryptFirst: true}, ErrDigest, "Body"},
		{"weaker suite", derived, nil, plantest.Shape{DerivedKeys: true, Suite: "Basic256"}, ErrKeyLength, "16 bytes, not 24"},
		{"weaker suite, no derived keys", plantest.Shape{}, nil, plantest.Shape{Suite: "Basic256"}, nil, "algorithm is not in the plan's suite"},
		{"weaker digest", derived, nil, plantest.Shape{DerivedKeys: true, Suite: "Basic128Sha256"}, nil, "digest method: algorithm is not in the plan's suite"},
		{"key not derived", plantest.Shape{}, nil, derived, ErrNotDerived, ""},
		{"key derived", derived, nil, plantest.Shape{}, nil, "the plan has no derived keys"},
		{"signature not encrypted", derived, nil, plantest.Shape{DerivedKeys: true, EncryptSignature: true}, ErrNotEncrypted, "the signature"},
		{"signature encrypted", plantest.Shape{DerivedKeys: true, EncryptSignature: true}, nil, derived, ErrStructure, "where the plan has none"},
		{"other SOAP version", plantest.Shape{SOAP11: true}, nil, plantest.Shape{}, nil, "other SOAP version"},
		{"other addressing version", plantest.Shape{Addressing2005: true}, nil, plantest.Shape{}, nil, "another version of WS-Addressing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sender, receiver := newPair(t, tt.sent), newPair(t, tt.demanded)
			if tt.change != nil {
				tt.change(sender.request)
			}
			b := seal(t, sender.request, ContextBase(sender.context))
			if _, err := open(sender.request, b, sender.keys(), noon); err != nil {
				t.Fatalf("under its own plan: %v", err)
			}
			_, err := open(receiver.request, b, receiver.keys(), noon)
			wantCause(t, err, tt.want, tt.inMessage)
		})
	}
}

func wantCause(t *testing.T, err, want error, inMessage string) {
	t.Helper()
	var f *Failure
	var e *doc.Error
	if !errors.As(err, &f) && !errors.As(err, &e) {
		t.Errorf("got %v, want a refusal", err)
		return
	}
	if want != nil && !errors.Is(err, want) || !strings.Contains(err.Error(), inMessage) {
		t.Errorf("refused for %q, want %v with %q", err, want, inMessage)
	}
}

// TestSurgery changes one thing in a good message.
func TestSurgery(t *testing.T) {
	p := newPair(t, plantest.Shape{DerivedKeys: true})
	good := string(seal(t, p.request, ContextBase(p.context)))
	cut := func(from, to string) string { // from the start of from to the end of to
		i := strings.Index(good, from)
		j := strings.Index(good[i:], to) + i + len(to)
		return good[i:j]
	}
	var (
		body      = cut("<soap:Body", "</soap:Body>")
		data      = cut("<xenc:EncryptedData", "</xenc:EncryptedData>")
		action    = cut("<wsa:Action", "</wsa:Action>")
		to        = cut("<wsa:To", "</wsa:To>")
		security  = cut("<wsse:Security ", "</wsse:Security>")
		timestamp = cut("<wsu:Timestamp", "</wsu:Timestamp>")
		token     = cut("<wsc:SecurityContextToken", "</wsc:SecurityContextToken>")
		signature = cut("<ds:Signature ", "</ds:Signature>")
		list      = cut("<xenc:ReferenceList", "</xenc:ReferenceList>")
		dkSig     = cut(`<wsc:DerivedKeyToken`, "</wsc:DerivedKeyToken>")
		header    = "</soap:Header>"
	)
	replace := strings.NewReplacer
	for _, tt := range []struct {
		name      string
		edit      *strings.Replacer
		want      error
		inMessage string
	}{
		{"two Security headers", replace(security, security+`<wsse:Security`+declWSSE+`></wsse:Security>`), ErrStructure, "a second Security header"},
		{"two Security headers, one by role", replace(security, security+`<wsse:Security`+declWSSE+` soap:role="`+roleNextSOAP12+`"></wsse:Security>`), ErrStructure, "a second Security header"},
		{"no Security header", replace(security, ""), ErrStructure, "there is none for us"},
		{"Security header for somebody else", replace("<wsse:Security ", `<wsse:Security soap:role="urn:else" `), ErrStructure, "there is none for us"},
		{"header not understood", replace(header, `<x:y xmlns:x="urn:x" soap:mustUnderstand="1"></x:y>`+header), nil, "header y must be understood"},
		{"Action doubled", replace(action, action+`<wsa:Action xmlns:wsa="`+doc.WSA200408.URI()+`">urn:other</wsa:Action>`), nil, "Action is doubled"},
		{"Action of another version", replace(action, action+`<wsa:Action xmlns:wsa="`+doc.WSA200508.URI()+`">urn:other</wsa:Action>`), nil, "another version of WS-Addressing"},
		{"Action gone", replace(action, ""), ErrTarget, ""},
		{"a header that is not signed", replace(to, to+`<wsa:From xmlns:wsa="`+doc.WSA200408.URI()+`"><wsa:Address>x</wsa:Address></wsa:From>`), ErrNotSigned, "From"},
		{"Timestamp gone", replace(timestamp, ""), ErrStructure, "no Timestamp"},
		{"two Timestamps", replace(timestamp, timestamp+`<wsu:Timestamp`+declWSU+`></wsu:Timestamp>`), ErrStructure, "a second one"},
		{"Timestamp moved away", replace(timestamp, `<wsu:Timestamp`+declWSU+`><wsu:Created>2026-11-28T12:00:00Z</wsu:Created></wsu:Timestamp>`, header, timestamp+header), ErrNotSigned, "Timestamp"},
		{"SecurityContextToken gone", replace(token, ""), ErrUnknownKey, ""},
		{"two SecurityContextTokens", replace(token, token+string(p.other.Element)), ErrStructure, "a second one"},
		{"token of the other context", replace(token, string(p.other.Element)), ErrUnknownKey, ""},
		{"unknown context", replace("urn:test:one", "urn:test:none"), ErrUnknownContext, ""},
		{"context without Identifier", replace(`<wsc:Identifier>urn:test:one</wsc:Identifier>`, ""), ErrStructure, "not Identifier"},
		{"signature gone", replace(signature, ""), ErrNotSigned, ""},
		{"two signatures", replace(signature, signature+`<ds:Signature`+declDS+`></ds:Signature>`), ErrStructure, "a second one"},
		{"signature without references", replace(cut("<ds:Reference ", "</ds:SignedInfo>"), "</ds:SignedInfo>"), ErrStructure, "refers to nothing"},
		{"another signature method", replace("#hmac-sha1", "#rsa-sha1"), nil, "signature method: algorithm is not in the plan's suite"},
		{"HMACOutputLength", replace(`#hmac-sha1">`, `#hmac-sha1"><ds:HMACOutputLength>8</ds:HMACOutputLength>`), ErrStructure, "SignatureMethod"},
		{"another transform", replace(`<ds:Transform Algorithm="`+excC14N, `<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature`), ErrSignatureValue, ""},
		{"another canonicalization", replace(`<ds:CanonicalizationMethod Algorithm="`+excC14N, `<ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315`), ErrTransform, ""},
		{"SignedInfo too long", replace("</ds:SignedInfo>", "<r>"+strings.Repeat("<x></x>", 10000)+"</r></ds:SignedInfo>"), ErrStructure, "SignedInfo is too long"},
		{"Object in the signature", replace("</ds:Signature>", "<ds:Object></ds:Object></ds:Signature>"), ErrStructure, "or more than that"},
		{"ReferenceList gone", replace(list, ""), ErrStructure, "no ReferenceList names"},
		{"ReferenceList empty", replace(cut("<xenc:DataReference", "</xenc:DataReference>"), ""), ErrStructure, "it is empty"},
		{"ReferenceList names nothing", replace(`URI="#wssc-ed-body"`, `URI="#nothing"`), ErrStructure, "it names no EncryptedData"},
		{"ReferenceList twice", replace(list, list+list), ErrStructure, "twice"},
		{"EncryptedData beside", replace(body, strings.Replace(body, data, data+"<x></x>", 1)), ErrNotEncrypted, "not as a whole"},
		{"text beside", replace(body, strings.Replace(body, data, "x"+data, 1)), ErrNotEncrypted, "not as a whole"},
		{"EncryptedData twice", replace(body, strings.Replace(body, data, data+strings.Replace(data, "wssc-ed-body", "x", 1), 1)), ErrNotEncrypted, "not as a whole"},
		{"EncryptedData in the Security header", replace("</wsse:Security>", strings.Replace(data, "wssc-ed-body", "x", 1)+"</wsse:Security>"), ErrStructure, "where the plan has none"},
		{"another cipher", replace("#aes128-cbc", "#aes256-cbc"), nil, "algorithm is not in the plan's suite"},
		{"GCM for CBC", replace("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.w3.org/2009/xmlenc11#aes128-gcm"), nil, "algorithm is not in the plan's suite"},
		{"Type Element", replace(typeContent, typeElement), ErrStructure, "not of type"},
		{"CipherReference", replace("<xenc:CipherValue>", `<xenc:CipherReference URI="http://localhost/"></xenc:CipherReference><xenc:CipherValue>`), ErrStructure, "CipherData"},
		{"ciphertext empty", replace(cut("<xenc:CipherValue>", "</xenc:CipherValue>"), "<xenc:CipherValue></xenc:CipherValue>"), nil, "impossible length"},
		{"ciphertext short", replace(cut("<xenc:CipherValue>", "</xenc:CipherValue>"), "<xenc:CipherValue>AAAAAAAAAAAAAAAAAAAAAA==</xenc:CipherValue>"), nil, "impossible length"},
		{"ciphertext no base64", replace("<xenc:CipherValue>", "<xenc:CipherValue>*"), ErrStructure, "not base64"},
		{"DerivedKeyToken gone", replace(dkSig, ""), ErrUnknownKey, ""},
		{"too many DerivedKeyTokens", replace(dkSig, dkSig+numbered(dkSig, 4)), ErrStructure, "too many"},
		{"Length 0", replace("<wsc:Length>16", "<wsc:Length>0"), ErrKeyLength, ""},
		{"Length 15", replace("<wsc:Length>16", "<wsc:Length>15"), ErrKeyLength, ""},
		{"Length huge", replace("<wsc:Length>16", "<wsc:Length>2147483648"), ErrDerivation, "Length"},
		{"Length negative", replace("<wsc:Length>16", "<wsc:Length>-16"), ErrDerivation, "Length"},
		{"Offset beyond", replace("<wsc:Offset>0", "<wsc:Offset>65"), ErrDerivation, ""},
		{"Offset huge", replace("<wsc:Offset>0", "<wsc:Offset>99999999999999999999"), ErrDerivation, "Offset"},
		{"Offset and Generation", replace("<wsc:Offset>0</wsc:Offset>", "<wsc:Generation>0</wsc:Generation><wsc:Offset>0</wsc:Offset>"), ErrStructure, "Offset"},
		{"Generation beyond", replace("<wsc:Offset>0</wsc:Offset>", "<wsc:Generation>9</wsc:Generation>"), ErrDerivation, ""},
		{"Offset moved", replace("<wsc:Offset>0", "<wsc:Offset>1"), ErrSignatureValue, ""},
		{"no nonce", replace(cut("<wsc:Nonce>", "</wsc:Nonce>"), ""), ErrDerivation, ""},
		{"empty nonce", replace(cut("<wsc:Nonce>", "</wsc:Nonce>"), "<wsc:Nonce></wsc:Nonce>"), ErrDerivation, ""},
		{"long nonce", replace("<wsc:Nonce>", "<wsc:Nonce>"+strings.Repeat("AAAA", 50)), ErrDerivation, "Nonce"},
		{"long label", replace("<wsc:Nonce>", "<wsc:Label>"+strings.Repeat("x", 200)+"</wsc:Label><wsc:Nonce>"), ErrDerivation, ""},
		{"another label", replace("<wsc:Nonce>", "<wsc:Label>x</wsc:Label><wsc:Nonce>"), ErrSignatureValue, ""},
		{"another derivation", replace("<wsc:DerivedKeyToken ", `<wsc:DerivedKeyToken Algorithm="urn:x" `), nil, "algorithm is not in the plan's suite"},
		{"Properties", replace("<wsc:Offset>0</wsc:Offset>", "<wsc:Properties></wsc:Properties>"), ErrStructure, "Properties"},
		{"derived from a derived key", replace(dkSig, strings.Replace(dkSig, "#sct-one", "#wssc-dk-enc", 1)), ErrUnknownKey, ""},
		{"derived from itself", replace(dkSig, strings.Replace(dkSig, "#sct-one", "#wssc-dk-sig", 1)), ErrUnknownKey, ""},
		{"derived from the other context", replace(dkSig, strings.Replace(dkSig, "#sct-one", "urn:test:two", 1)), ErrUnknownKey, ""},
		{"encrypted under the other context", replace(body, strings.Replace(body, "#wssc-dk-enc", "urn:test:two", 1)), ErrUnknownKey, ""},
		{"signed under the other context", replace(signature, strings.Replace(signature, "#wssc-dk-sig", "urn:test:two", 1)), ErrUnknownKey, ""},
		{"an unknown token", replace(token, token+`<wsse:BinarySecurityToken`+declWSSE+`></wsse:BinarySecurityToken>`), ErrStructure, "no such token"},
		{"an EncryptedKey", replace(token, token+`<xenc:EncryptedKey`+declXENC+`></xenc:EncryptedKey>`), nil, "the plan has none in this message"},
		{"text in the Security header", replace(token, token+"x"), ErrStructure, "it holds text"},
		{"two bodies", replace(body, body+`<soap:Body></soap:Body>`), nil, "one Body"},
		{"body before the header", replace(good, strings.Replace(strings.Replace(good, body, "", 1), "<soap:Header>", body+"<soap:Header>", 1)), nil, "one Body"},
		{"Id doubled", replace("</soap:Envelope>", "", to, to+`<x:y xmlns:x="urn:x"`+declWSU+` wsu:Id="wssc-body"></x:y>`), nil, "Id doubled"},

		// Signature wrapping: the signed body is kept where nobody reads it.
		{"body moved into a header", replace(header, `<x:w xmlns:x="urn:x">`+body+`</x:w>`+header, body, `<soap:Body><x:evil xmlns:x="urn:x"></x:evil></soap:Body>`), ErrNotEncrypted, "content of the Body"},
		{"body moved, encrypted one in its place", replace(header, `<x:w xmlns:x="urn:x">`+strings.Replace(body, data, `<x:y xmlns:x="urn:x"></x:y>`, 1)+`</x:w>`+header, body, strings.Replace(body, ` wsu:Id="wssc-body"`, "", 1)), ErrTarget, ""},
		{"Id on another element", replace(body, strings.Replace(body, "wssc-body", "other", 1), header, `<x:w xmlns:x="urn:x"`+declWSU+` wsu:Id="wssc-body"></x:w>`+header), ErrDigest, ""},
		{"header moved into the Security header", replace(action, `<wsa:Action xmlns:wsa="`+doc.WSA200408.URI()+`">urn:other</wsa:Action>`, token, token+action), ErrStructure, "no such token"},
		{"header wrapped", replace(to, `<wsa:To xmlns:wsa="`+doc.WSA200408.URI()+`">http://elsewhere/</wsa:To><x:w xmlns:x="urn:x">`+to+`</x:w>`), ErrTarget, ""},
		{"reference to the whole document", replace(`<ds:Reference URI="#wssc-body">`, `<ds:Reference URI="">`), ErrSignatureValue, ""},
		{"reference from outside", replace(`<ds:Reference URI="#wssc-body">`, `<ds:Reference URI="http://localhost/">`), ErrSignatureValue, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := open(p.request, []byte(good), p.keys(), noon); err != nil {
				t.Fatalf("untouched: %v", err)
			}
			bad := tt.edit.Replace(good)
			if bad == good {
				t.Fatal("nothing was changed")
			}
			_, err := open(p.request, []byte(bad), p.keys(), noon)
			wantCause(t, err, tt.want, tt.inMessage)
		})
	}
}

// numbered returns n copies of an element, each with an Id of its own.
func numbered(s string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Replace(s, `wsu:Id="`, `wsu:Id="n`+string(rune('0'+i)), 1))
	}
	return b.String()
}
