package trust_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/plantest"
	"github.com/wsscgen/wsscgen/runtime/internal/trust"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)

// exchange seals a body under the bootstrap policy, after its text was edited, and
// hands what was proven to read. So the edits are those of a peer that holds the
// keys, not of somebody on the way.
func (h *handshake) exchange(t *testing.T, m trust.Message, response bool, edit *strings.Replacer, read func(*wsse.Verified)) {
	t.Helper()
	p := h.issue
	keys := recipientKeys(nil)
	if response {
		p, keys = h.issued, wsse.Keys{Base: h.base}
	}
	name, content := m.Name, m.Content
	if edit != nil {
		before := text(m)
		after := edit.Replace(before)
		if after == before {
			t.Fatal("nothing was changed")
		}
		name, content = rawMessage(t, after)
	}
	b, err := p.Seal(nil, h.base, &wsse.Outgoing{
		Headers: wsse.Headers{Action: "urn:a", MessageID: "urn:m", To: "urn:t"}, Name: name, Content: content, Now: noon,
	})
	if err != nil {
		t.Fatal(err)
	}
	d, v, err := openBytes(b, p, keys, noon)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Release()
	read(v)
}

// text returns a message as it stands in a Body, which declares wsu.
func text(m trust.Message) string {
	e := codec.NewEncoder(nil, &codec.Namespace{URI: doc.WSU.URI(), Prefix: "wsu"})
	e.Element(m.Name, m.Content)
	return string(e.Bytes())
}

// handshake has both ends of a bootstrap.
type handshake struct {
	conversation  *plan.Conversation
	issue, issued *wsse.Profile
	base          *wsse.Base
}

func newHandshake(t *testing.T, s plantest.Shape) *handshake {
	t.Helper()
	r := newRecorded(t, "cxf/AC_IPingService", plantest.Endpoint(s))
	h := &handshake{conversation: r.plan.Binding.Protection.Conversation, issue: r.issue, issued: r.issued}
	var err error
	if h.base, err = h.issue.NewBase(bob().recipient); err != nil {
		t.Fatal(err)
	}
	return h
}

// raw is a message given as text: the content of its one element.
type raw struct{ content string }

func (r raw) EncodeXML(e *codec.Encoder) { encodeRaw(e, r.content) }

// rawMessage takes canonical XML apart into the name of its element and the rest,
// which is written element by element.
func rawMessage(t *testing.T, xml string) (*codec.Name, codec.Encodable) {
	t.Helper()
	end := strings.IndexByte(xml, '>')
	tag, _, _ := strings.Cut(xml[1:end], " ")
	uri := xml[strings.Index(xml, `="`)+2:]
	uri = uri[:strings.IndexByte(uri, '"')]
	prefix, local, _ := strings.Cut(tag, ":")
	space := &codec.Namespace{URI: uri, Prefix: prefix, Decl: ` xmlns:` + prefix + `="` + uri + `"`}
	return &codec.Name{Space: space, Local: local, Open: "<" + tag, Close: "</" + tag + ">"},
		raw{content: xml[end+1 : len(xml)-len("</"+tag+">")]}
}

// encodeRaw writes canonical elements through names made up on the way.
func encodeRaw(e *codec.Encoder, xml string) {
	for xml != "" {
		if xml[0] != '<' {
			i := strings.IndexByte(xml+"<", '<')
			e.Text(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(xml[:i]))
			xml = xml[i:]
			continue
		}
		end := strings.IndexByte(xml, '>')
		head := xml[1:end]
		tag, attrs, _ := strings.Cut(head, " ")
		i := matching(xml, tag)
		n := &codec.Name{Local: tag, Open: "<" + tag, Close: "</" + tag + ">"}
		if attrs != "" {
			n.Open += " " + attrs
		}
		e.Start(n)
		e.Content()
		encodeRaw(e, xml[end+1:i])
		e.End(n)
		xml = xml[i+len(n.Close):]
	}
}

// matching returns where the end tag of the first element of xml begins.
func matching(xml, tag string) int {
	depth := 0
	for i := 0; i < len(xml); i++ {
		switch {
		case strings.HasPrefix(xml[i:], "</"+tag+">"):
			if depth--; depth == 0 {
				return i
			}
		case strings.HasPrefix(xml[i:], "<"+tag+">"), strings.HasPrefix(xml[i:], "<"+tag+" "):
			depth++
		}
	}
	return len(xml)
}

func TestHandshake(t *testing.T) {
	for _, s := range []plantest.Shape{plantest.AC, plantest.AD, plantest.ADES, {Trust200512: true, Addressing2005: true, DerivedKeys: true}} {
		h := newHandshake(t, s)
		message, pending := trust.Begin(h.conversation, 128)
		h.exchange(t, message, false, nil, func(v *wsse.Verified) {
			request, err := trust.ReadIssue(h.conversation, v, 128, 256, 128)
			if err != nil {
				t.Fatal(err)
			}
			answer, issued := request.Issue(h.conversation, noon, time.Hour)
			h.exchange(t, answer, true, nil, func(v *wsse.Verified) {
				obtained, err := pending.Finish(v)
				if err != nil {
					t.Fatal(err)
				}
				if obtained.Identifier != issued.Identifier || !obtained.Secret.Equal(issued.Secret) ||
					!obtained.Expires.Equal(issued.Expires) || obtained.Secret.Len() != 16 ||
					string(obtained.Element) != string(issued.Element) || string(obtained.Unattached) != string(issued.Unattached) {
					t.Errorf("obtained %+v, issued %+v", obtained, issued)
				}
			})
		})
	}
}

// TestRequestRefused changes a token request.
func TestRequestRefused(t *testing.T) {
	h := newHandshake(t, plantest.AD)
	message, _ := trust.Begin(h.conversation, 128)
	xml := text(message)
	entropy := xml[strings.Index(xml, "<wst:Entropy>") : strings.Index(xml, "</wst:Entropy>")+len("</wst:Entropy>")]
	secret := entropy[strings.LastIndex(entropy[:strings.Index(entropy, "</wst:BinarySecret>")], ">")+1 : strings.Index(entropy, "</wst:BinarySecret>")]
	replace := strings.NewReplacer
	for _, tt := range []struct {
		name string
		edit *strings.Replacer
		want string // "": accepted
	}{
		{"as sent", nil, ""},
		{"no TokenType", replace("<wst:TokenType>http://schemas.xmlsoap.org/ws/2005/02/sc/sct</wst:TokenType>", ""), ""},
		{"no KeySize", replace("<wst:KeySize>128</wst:KeySize>", ""), ""},
		{"unknown child", replace(entropy, entropy+"<wst:Renewing></wst:Renewing>"), ""},
		{"no RequestType", replace("<wst:RequestType>http://schemas.xmlsoap.org/ws/2005/02/trust/Issue</wst:RequestType>", ""), "RequestType is not Issue"},
		{"RequestType Cancel", replace("/Issue<", "/Cancel<"), "RequestType is not Issue"},
		{"TokenType of another version", replace("http://schemas.xmlsoap.org/ws/2005/02/sc/sct", "http://docs.oasis-open.org/ws-sx/ws-secureconversation/200512/sct"), "TokenType"},
		{"KeySize 0", replace(">128<", ">0<"), "KeySize is not a number of octets"},
		{"KeySize 64", replace(">128<", ">64<"), "KeySize 64 is outside 128..256"},
		{"KeySize 100", replace(">128<", ">100<"), "KeySize is not a number of octets"},
		{"KeySize huge", replace(">128<", ">65528<"), "KeySize 65528 is outside"},
		{"KeySize beyond", replace(">128<", ">4294967296<"), "KeySize is not"},
		{"KeySize negative", replace(">128<", ">-128<"), "KeySize is not"},
		{"KeySize twice", replace(entropy, entropy+"<wst:KeySize>256</wst:KeySize>"), "a second KeySize"},
		{"no entropy", replace(entropy, ""), "no Entropy"},
		{"two entropies", replace(entropy, entropy+entropy), "a second Entropy"},
		{"short entropy", replace(secret, "AAAAAAAAAAAAAAAAAAAA"), "entropy of 15 bytes"},
		{"long entropy", replace(secret, strings.Repeat("AAAA", 50)), "entropy of 150 bytes"},
		{"garbled entropy", replace(secret, "*"), "not base64"},
		{"another computation", replace("/CK/PSHA1", "/CK/HASH"), "ComputedKeyAlgorithm"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h.exchange(t, message, false, tt.edit, func(v *wsse.Verified) {
				_, err := trust.ReadIssue(h.conversation, v, 128, 256, 128)
				checkRefusal(t, err, trust.ErrRequest, tt.want)
			})
		})
	}
}

// TestResponseRefused changes the answer to a token request.
func TestResponseRefused(t *testing.T) {
	h := newHandshake(t, plantest.AD)
	message, pending := trust.Begin(h.conversation, 128)
	var answer trust.Message
	h.exchange(t, message, false, nil, func(v *wsse.Verified) {
		request, err := trust.ReadIssue(h.conversation, v, 128, 256, 128)
		if err != nil {
			t.Fatal(err)
		}
		answer, _ = request.Issue(h.conversation, noon, time.Hour)
	})
	xml := text(answer)
	between := func(from, to string) string {
		i := strings.Index(xml, from)
		return xml[i : i+strings.Index(xml[i:], to)+len(to)]
	}
	entropy := between("<wst:Entropy>", "</wst:Entropy>")
	secret := entropy[strings.LastIndex(entropy[:strings.Index(entropy, "</wst:BinarySecret>")], ">")+1 : strings.Index(entropy, "</wst:BinarySecret>")]
	proof := between("<wst:RequestedProofToken>", "</wst:RequestedProofToken>")
	replace := strings.NewReplacer
	for _, tt := range []struct {
		name string
		edit *strings.Replacer
		want string // "": accepted
	}{
		{"as sent", nil, ""},
		{"no KeySize", replace("<wst:KeySize>128</wst:KeySize>", ""), ""},
		{"no references", replace(between("<wst:RequestedAttachedReference>", "</wst:RequestedUnattachedReference>"), ""), ""},
		{"no lifetime", replace(between("<wst:Lifetime>", "</wst:Lifetime>"), ""), ""},
		{"another key size", replace(">128<", ">256<"), "key of 256 bits where 128 were asked for"},
		{"weaker key", replace(">128<", ">64<"), "key of 64 bits where 128 were asked for"},
		{"no entropy", replace(entropy, ""), "no Entropy"},
		{"short entropy", replace(secret, "AAAAAAAAAAAAAAAAAAAA"), "entropy of 15 bytes"},
		{"no proof", replace(proof, ""), "the key would be the client's entropy alone"},
		{"secret in place of the proof", replace(between("<wst:ComputedKey>", "</wst:ComputedKey>"), "<wst:BinarySecret>AAAA</wst:BinarySecret>"), "does not say that the key is computed"},
		{"another computation", replace("/CK/PSHA1", "/CK/HASH"), "ComputedKey is not CK/PSHA1"},
		{"no token", replace(between("<wst:RequestedSecurityToken>", "</wst:RequestedSecurityToken>"), ""), "no SecurityContextToken"},
		{"token of another version", replace(`xmlns:wsc="http://schemas.xmlsoap.org/ws/2005/02/sc"`, `xmlns:wsc="http://docs.oasis-open.org/ws-sx/ws-secureconversation/200512"`), "no SecurityContextToken of the version"},
		{"no Identifier", replace(between("<wsc:Identifier>", "</wsc:Identifier>"), ""), "does not start with Identifier"},
		{"empty Identifier", replace(between("<wsc:Identifier>", "</wsc:Identifier>"), "<wsc:Identifier></wsc:Identifier>"), "empty Identifier"},
		{"TokenType of another", replace("<wst:TokenType>", "<wst:TokenType>x"), "token of another type"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			h.exchange(t, answer, true, tt.edit, func(v *wsse.Verified) {
				_, err := pending.Finish(v)
				checkRefusal(t, err, trust.ErrResponse, tt.want)
			})
		})
	}
}

func checkRefusal(t *testing.T, err, kind error, want string) {
	t.Helper()
	if want == "" {
		if err != nil {
			t.Error(err)
		}
		return
	}
	if !errors.Is(err, kind) || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %q", err, want)
	}
}
