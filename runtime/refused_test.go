package wssc_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// What a peer is told, by fault code.
var faces = map[string]string{
	"InvalidSecurity":                 "An error was discovered processing the Security header.",
	"BadContextToken":                 "The requested context elements are insufficient or unsupported.",
	"MessageExpired":                  "The message has expired.",
	"InvalidMessageInformationHeader": "A header representing a Message Addressing Property is not valid.",
	"ActionNotSupported":              "The Action cannot be processed at the receiver.",
	"soap:VersionMismatch":            "The SOAP version is not the one of this endpoint.",
	"soap:MustUnderstand":             "A header that must be understood is not.",
	"soap:Sender":                     "The message is not a well-formed SOAP envelope.",
}

// TestRefusedRequests sends requests that are refused, each beside the untouched one,
// which is answered. The peer gets a fault with constant text, the log the cause.
func TestRefusedRequests(t *testing.T) {
	const wsa = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
	replace := func(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }
	cut := func(m, from, to string) string {
		i := strings.Index(m, from)
		return m[i : i+strings.Index(m[i:], to)+len(to)]
	}
	for _, tt := range []struct {
		name   string
		change func(string) string
		face   string // fault code
		cause  string // in the log
	}{
		{"empty", func(string) string { return "" }, "soap:Sender", "no document element"},
		{"truncated", func(m string) string { return m[:len(m)-20] }, "soap:Sender", "end tag does not match soap:Body"},
		{"not XML", func(string) string { return "hello" }, "soap:Sender", "text outside the document element"},
		{"not an envelope", func(string) string { return "<x/>" }, "soap:Sender", "document is not an envelope"},
		{"DTD", func(m string) string { return "<!DOCTYPE x>" + m }, "soap:Sender", "document type declaration"},
		{"external entity", func(m string) string { return `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>` + m }, "soap:Sender", "document type declaration"},
		{"processing instruction", replace("<soap:Header>", "<soap:Header><?x y?>"), "soap:Sender", "processing instructions"},
		{"Id doubled", replace("</soap:Header>", `<x xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" u:Id="wssc-body"/></soap:Header>`), "soap:Sender", "Id doubled"},
		{"attribute doubled", replace("<soap:Header>", `<soap:Header a="1" a="2">`), "soap:Sender", "attribute doubled"},
		{"undeclared prefix", replace("<soap:Header>", "<soap:Header><p:x/>"), "soap:Sender", "undeclared prefix p"},
		{"invalid UTF-8", replace("urn:uuid:", "urn:uuid:\xff"), "soap:Sender", "not UTF-8"},
		{"1,000 levels", replace("<soap:Header>", "<soap:Header>"+strings.Repeat("<a>", 1000)+strings.Repeat("</a>", 1000)), "soap:Sender", "nested too deep"},
		{"other SOAP version", replace("http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/soap/envelope/"), "soap:VersionMismatch", "other SOAP version"},
		{"two Security headers", replace("</wsse:Security>", `</wsse:Security><wsse:Security xmlns:wsse="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"/>`), "InvalidSecurity", "a second Security header"},
		{"no Security header", func(m string) string { return strings.Replace(m, cut(m, "<wsse:Security ", "</wsse:Security>"), "", 1) }, "InvalidSecurity", "there is none for us"},
		{"header not understood", replace("<soap:Header>", `<soap:Header><x:y xmlns:x="urn:x" soap:mustUnderstand="true"/>`), "soap:MustUnderstand", "header y must be understood"},
		{"Action doubled", func(m string) string {
			a := cut(m, "<wsa:Action", "</wsa:Action>")
			return strings.Replace(m, a, a+`<wsa:Action xmlns:wsa="`+wsa+`">x</wsa:Action>`, 1)
		}, "InvalidMessageInformationHeader", "Action is doubled"},
		{"To of another version", replace("<soap:Header>", `<soap:Header><a:To xmlns:a="http://www.w3.org/2005/08/addressing">x</a:To>`), "InvalidMessageInformationHeader", "another version of WS-Addressing"},
		{"unknown action", replace(">http://xmlsoap.org/Ping<", ">http://xmlsoap.org/Pong<"), "ActionNotSupported", "dispatching: no operation has the action"},
		{"action of the handshake", replace(">http://xmlsoap.org/Ping<", ">http://schemas.xmlsoap.org/ws/2005/02/trust/RST/SCT<"), "InvalidSecurity", "the plan has none in this message"},
		{"unknown context", func(m string) string {
			i := strings.Index(m, "<wsc:Identifier>urn:uuid:") + 25
			return m[:i] + flip(m[i]) + m[i+1:]
		}, "BadContextToken", "context is not known"},
		{"no context", func(m string) string {
			return strings.Replace(m, cut(m, "<wsc:SecurityContextToken", "</wsc:SecurityContextToken>"), "", 1)
		}, "InvalidSecurity", "names no key of this message"},
		{"body changed", func(m string) string { return flipIn(m, "<soap:Body", "<xenc:CipherValue>") }, "InvalidSecurity", "decrypting the body"},
		{"signature changed", func(m string) string { return flipIn(m, "<ds:Signature ", "<ds:SignatureValue>") }, "InvalidSecurity", "signature value differs"},
		{"digest changed", func(m string) string { return flipIn(m, "<ds:Signature ", "<ds:DigestValue>") }, "InvalidSecurity", "signature value differs"},
		{"MessageID changed", func(m string) string { return flipIn(m, "<wsa:MessageID", "urn:uuid:") }, "InvalidSecurity", "digest differs: MessageID"},
		{"timestamp changed", replace("<wsu:Created>2026-11-28T12:00:00", "<wsu:Created>2026-11-28T12:00:01"), "InvalidSecurity", "digest differs: Timestamp"},
		{"weaker cipher", replace("#aes128-cbc", "#tripledes-cbc"), "InvalidSecurity", "algorithm is not in the plan's suite"},
		{"clear beside the ciphertext", replace("</xenc:EncryptedData></soap:Body>", `</xenc:EncryptedData><x/></soap:Body>`), "InvalidSecurity", "or not as a whole"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newPeer(t, ping.PortAD)
			c := p.client()
			if err := call(c); err != nil {
				t.Fatalf("untouched: %v", err)
			}
			p.wire.request = func(r *http.Request, b []byte) []byte {
				r.Header.Set("Content-Type", "application/soap+xml") // which names no action
				bad := tt.change(string(b))
				if bad == string(b) {
					t.Error("nothing was changed")
				}
				return []byte(bad)
			}
			p.wire.response = func(status int, body []byte) (int, []byte) {
				checkFace(t, tt.face, status, string(body))
				return status, body
			}
			if err := call(c); err == nil {
				t.Error("accepted")
			}
			if !strings.Contains(p.logged(), tt.cause) {
				t.Errorf("log has not %q:\n%s", tt.cause, p.logged())
			}
		})
	}
}

func checkFace(t *testing.T, face string, status int, body string) {
	t.Helper()
	reason, code := faces[face], face
	if !strings.HasPrefix(face, "soap:") {
		code = "sub:" + face
	}
	if status != 500 || !strings.Contains(body, ">"+code+"<") || !strings.Contains(body, ">"+reason+"<") {
		t.Errorf("peer was told %d %s, want %s", status, body, face)
	}
	if strings.Count(body, "<soap:Value>") > 2 || strings.Contains(body, "Detail") {
		t.Errorf("peer was told more than code and text: %s", body)
	}
}

func flip(c byte) string {
	if c == '0' {
		return "1"
	}
	return "0"
}

// flipIn changes the first character behind the first mark behind another.
func flipIn(m, from, mark string) string {
	i := strings.Index(m, from)
	i += strings.Index(m[i:], mark) + len(mark)
	c := "A"
	if m[i] == 'A' {
		c = "B"
	}
	return m[:i] + c + m[i+1:]
}

// TestOneFace holds the answers to everything cryptographic against each other: they
// are the same to the byte, but for the message they answer.
func TestOneFace(t *testing.T) {
	p := newPeer(t, ping.PortAD)
	if err := call(p.client()); err != nil {
		t.Fatal(err)
	}
	good := string(p.wire.seen[1])
	var first string
	for _, m := range []string{
		flipIn(good, "<soap:Body", "<xenc:CipherValue>"), flipIn(good, "<ds:Signature ", "<ds:SignatureValue>"),
		flipIn(good, "<wsa:To", "http://"), flipIn(good, "<wsc:DerivedKeyToken", "<wsc:Nonce>"),
		strings.Replace(good, "#hmac-sha1", "#hmac-md5", 1), good, // a replay
		strings.Replace(good, "<wsc:Length>16", "<wsc:Length>17", 1),
	} {
		status, body := p.post(t, []byte(m))
		if status != 500 {
			t.Fatalf("accepted: %d %s", status, body)
		}
		if first == "" {
			first = body
		}
		if body != first {
			t.Errorf("another face:\n%s\n%s", body, first)
		}
	}
}

// TestOneDecryption sends a message whose ciphertext was changed, then the message
// itself: for one signature the Body is decrypted once, so that nobody can ask the
// service about ciphertext of his own again and again.
func TestOneDecryption(t *testing.T) {
	for _, port := range ports {
		p := newPeer(t, port)
		c := p.client()
		if err := call(c); err != nil {
			t.Fatal(err)
		}
		p.wire.request = func(r *http.Request, b []byte) []byte {
			p.post(t, []byte(flipIn(string(b), "<soap:Body", "<xenc:CipherValue>")))
			return b
		}
		err := call(c)
		if encryptFirst := port.Plan.Binding.Order == plan.EncryptBeforeSigning; encryptFirst != (err == nil) {
			// There the digest of the ciphertext is compared, and nothing decrypted.
			t.Errorf("%s: %v", port.Name, err)
		}
		if n := strings.Count(p.logged(), "decrypting the body"); n > 1 {
			t.Errorf("%s: %d attempts to decrypt", port.Name, n)
		}
	}
}

func TestTimeAndReplay(t *testing.T) {
	p := newPeer(t, ping.PortAD, wssc.WithContextLifetime(time.Hour))
	c := p.client()
	if err := call(c); err != nil {
		t.Fatal(err)
	}
	issue, request := p.wire.seen[0], p.wire.seen[1]
	for _, m := range [][]byte{issue, request} {
		status, body := p.post(t, m)
		checkFace(t, "InvalidSecurity", status, body)
	}
	if n := strings.Count(p.logged(), "message was received before"); n != 2 {
		t.Errorf("%d replays in the log, want 2", n)
	}
	p.advance(7 * time.Minute)
	status, body := p.post(t, request)
	checkFace(t, "MessageExpired", status, body)
	p.advance(-7 * time.Minute) // it was let go: it does not become fresh again
	status, body = p.post(t, request)
	checkFace(t, "MessageExpired", status, body)
	if n := strings.Count(p.logged(), "stale"); n != 2 {
		t.Errorf("%d stale messages in the log, want 2", n)
	}
	p.advance(7 * time.Minute)
	if err := call(c); err != nil {
		t.Errorf("a fresh message: %v", err)
	}
}

func TestFromTheFuture(t *testing.T) {
	p := newPeer(t, ping.PortAD)
	for _, ahead := range []time.Duration{time.Minute, time.Minute + time.Second} {
		err := call(p.client(wssc.WithClock(func() time.Time { return noon.Add(ahead) }), wssc.WithClockSkew(time.Hour)))
		if (ahead > time.Minute) != (err != nil && strings.Contains(p.logged(), "created in the future")) {
			t.Errorf("%v ahead: %v", ahead, err)
		}
	}
}

func TestHTTP(t *testing.T) {
	p := newPeer(t, ping.PortAD, wssc.WithMaxBytes(100_000))
	if err := call(p.client()); err != nil {
		t.Fatal(err)
	}
	message := p.wire.seen[0] // refused as a replay when nothing else is wrong with it
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write(message)
	z.Close()
	const soap12 = "application/soap+xml; charset=utf-8"
	for _, tt := range []struct {
		name, method string
		header       http.Header
		body         []byte
		want         int
	}{
		{"right", "POST", http.Header{"Content-Type": {soap12}}, message, 500},
		{"no charset", "POST", http.Header{"Content-Type": {"application/soap+xml"}}, message, 500},
		{"right action", "POST", http.Header{"Content-Type": {soap12 + `; action="http://schemas.xmlsoap.org/ws/2005/02/trust/RST/SCT"`}}, message, 500},
		{"GET", "GET", nil, nil, 405},
		{"PUT", "PUT", http.Header{"Content-Type": {soap12}}, message, 405},
		{"no media type", "POST", nil, message, 415},
		{"media type of SOAP 1.1", "POST", http.Header{"Content-Type": {"text/xml; charset=utf-8"}}, message, 415},
		{"form", "POST", http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}, message, 415},
		{"another charset", "POST", http.Header{"Content-Type": {"application/soap+xml; charset=utf-16"}}, message, 415},
		{"compressed", "POST", http.Header{"Content-Type": {soap12}, "Content-Encoding": {"gzip"}}, zipped.Bytes(), 415},
		{"too large", "POST", http.Header{"Content-Type": {soap12}}, bytes.Repeat([]byte{'x'}, 100_001), 413},
	} {
		t.Run(tt.name, func(t *testing.T) {
			req, _ := http.NewRequest(tt.method, p.url, bytes.NewReader(tt.body))
			req.Header = tt.header
			if req.Header == nil {
				req.Header = http.Header{}
			}
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			body, _ := io.ReadAll(resp.Body)
			if resp.StatusCode != tt.want {
				t.Errorf("status %d, want %d: %s", resp.StatusCode, tt.want, body)
			}
		})
	}
	req, _ := http.NewRequest("POST", p.url, bytes.NewReader(message))
	req.Header.Set("Content-Type", soap12+`; action="http://xmlsoap.org/Ping"`)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	checkFace(t, "InvalidMessageInformationHeader", resp.StatusCode, string(body))
}

// TestRefusedResponses lets the network change answers: the call fails.
func TestRefusedResponses(t *testing.T) {
	replace := func(pairs ...string) func(*peer, string) string {
		return func(_ *peer, m string) string { return strings.NewReplacer(pairs...).Replace(m) }
	}
	for _, tt := range []struct {
		name      string
		handshake bool // change the answer of the handshake, else of the call
		change    func(*peer, string) string
		want      string
	}{
		{"empty", false, func(*peer, string) string { return "" }, "an empty body"},
		{"truncated", false, func(_ *peer, m string) string { return m[:len(m)-9] }, "end tag does not match soap:Envelope"},
		{"our own request", false, func(p *peer, _ string) string { return string(p.wire.seen[len(p.wire.seen)-1]) }, "the plan has none in this message"},
		{"our own request, handshake", true, func(p *peer, _ string) string { return string(p.wire.seen[0]) }, "the plan has none in this message"},
		{"the answer of the handshake", false, func(p *peer, _ string) string { return string(p.wire.replies[0]) }, "names no key of this message"},
		{"body changed", false, func(_ *peer, m string) string { return flipIn(m, "<soap:Body", "<xenc:CipherValue>") }, "decrypting the body"},
		{"RelatesTo changed", false, func(_ *peer, m string) string { return flipIn(m, "<wsa:RelatesTo", "urn:uuid:") }, "digest differs: RelatesTo"},
		{"Security gone", false, func(_ *peer, m string) string {
			i, j := strings.Index(m, "<wsse:Security "), strings.Index(m, "</wsse:Security>")
			return m[:i] + m[j+len("</wsse:Security>"):]
		}, "there is none for us"},
		{"no envelope", false, replace("soap:Envelope", "soap:Envelop"), "not an envelope"},
		{"a fault in clear", false, func(*peer, string) string {
			return `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang="en">no</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>`
		}, "fault Receiver (unproven): no"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newPeer(t, ping.PortAD)
			n := 0
			p.wire.response = func(status int, body []byte) (int, []byte) {
				if n++; tt.handshake == (n == 1) {
					return status, []byte(tt.change(p, string(body)))
				}
				return status, body
			}
			err := call(p.client())
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

// TestAnswerToAnotherRequest gives a call the proven answer to another one under the
// same context.
func TestAnswerToAnotherRequest(t *testing.T) {
	p := newPeer(t, ping.PortAD)
	c := p.client()
	if err := call(c); err != nil {
		t.Fatal(err)
	}
	seen := p.wire.replies[1]
	var held []byte
	for _, tt := range []struct {
		answer func([]byte) []byte
		want   string
	}{
		{func([]byte) []byte { return seen }, "message was received before"},
		{func(b []byte) []byte { held = b; return nil }, "an empty body"},
		{func([]byte) []byte { return held }, "it relates to another request"},
	} {
		p.wire.response = func(status int, b []byte) (int, []byte) { return status, tt.answer(b) }
		if err := call(c); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("got %v, want %q", err, tt.want)
		}
	}
	p.wire.response = nil
	if err := call(c); err != nil {
		t.Errorf("the right answer: %v", err)
	}
}

// TestBodyOfAnotherOperation sends what is well protected and no Ping.
func TestBodyOfAnotherOperation(t *testing.T) {
	p := newPeer(t, ping.PortAD)
	c := p.client()
	if err := call(c); err != nil {
		t.Fatal(err)
	}
	_, err := c.Ping(context.Background(), &ping.PingRequest{})
	if err == nil || !strings.Contains(err.Error(), "service") && !strings.Contains(err.Error(), "fault") {
		t.Errorf("an empty request: %v", err)
	}
}
