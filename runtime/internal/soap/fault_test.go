package soap

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

const (
	soap12 = "http://www.w3.org/2003/05/soap-envelope"
	soap11 = "http://schemas.xmlsoap.org/soap/envelope/"
)

// read parses an envelope and reads the fault in its Body.
func read(t testing.TB, envelope string) (*Fault, bool) {
	t.Helper()
	d := doc.New(doc.DefaultLimits)
	defer d.Release()
	if err := d.Fill(strings.NewReader(envelope), len(envelope)); err != nil {
		t.Fatal(err)
	}
	if err := d.Parse(); err != nil {
		t.Fatalf("%s: %v", envelope, err)
	}
	body := doc.None
	for c := d.First(d.Root()); c != doc.None; c = d.Next(c) {
		body = c
	}
	return Read(d, d.First(body))
}

// write writes the fault into an envelope.
func write(t testing.TB, f *Fault, version doc.NS) string {
	t.Helper()
	env := &codec.Namespace{URI: version.URI(), Prefix: "soap", Decl: ` xmlns:soap="` + version.URI() + `"`}
	e := codec.NewEncoder([]byte(`<soap:Envelope`+env.Decl+`><soap:Body>`), env)
	name, content := f.Name(version)
	e.Element(name, content)
	if err := e.Err(); err != nil {
		t.Fatal(err)
	}
	return string(e.Bytes()) + `</soap:Body></soap:Envelope>`
}

func in12(fault string) string {
	return `<soap:Envelope xmlns:soap="` + soap12 + `"><soap:Body>` + fault + `</soap:Body></soap:Envelope>`
}

func in11(fault string) string {
	return `<S:Envelope xmlns:S="` + soap11 + `"><S:Body>` + fault + `</S:Body></S:Envelope>`
}

func TestReadFault(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     Fault
	}{
		// Recorded from Apache CXF 4.2.3, its DOM and its streaming engine.
		{"CXF, security error",
			in12(`<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value><soap:Subcode><soap:Value xmlns:ns1="http://ws.apache.org/wss4j">ns1:SecurityError</soap:Value></soap:Subcode></soap:Code><soap:Reason><soap:Text xml:lang="en">A security error was encountered when verifying the message</soap:Text></soap:Reason></soap:Fault>`),
			Fault{Code: "Sender", Subcode: QName{"http://ws.apache.org/wss4j", "SecurityError"}, Reason: "A security error was encountered when verifying the message"}},
		{"CXF, streaming",
			in12(`<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">Error reading XMLStreamReader: org.apache.wss4j.common.ext.WSSecurityException: A security error was encountered when verifying the message</soap:Text></soap:Reason></soap:Fault>`),
			Fault{Code: "Sender", Subcode: QName{}, Reason: "Error reading XMLStreamReader: org.apache.wss4j.common.ext.WSSecurityException: A security error was encountered when verifying the message"}},
		{"CXF, text of a Java exception",
			in12("<soap:Fault><soap:Code><soap:Value>soap:Receiver</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang=\"en\">These policy alternatives can not be satisfied: \n{http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702}SymmetricBinding: Not signed before encrypted</soap:Text></soap:Reason></soap:Fault>"),
			Fault{Code: "Receiver", Subcode: QName{}, Reason: "These policy alternatives can not be satisfied: \n{http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702}SymmetricBinding: Not signed before encrypted"}},
		{"CXF, after Cancel",
			in12(`<soap:Fault><soap:Code><soap:Value>soap:Receiver</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">Cannot invoke "org.apache.cxf.ws.security.tokenstore.SecurityToken.getId()" because "cancelToken" is null</soap:Text></soap:Reason></soap:Fault>`),
			Fault{Code: "Receiver", Subcode: QName{}, Reason: `Cannot invoke "org.apache.cxf.ws.security.tokenstore.SecurityToken.getId()" because "cancelToken" is null`}},

		{"subcodes, the innermost",
			in12(`<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value><soap:Subcode><soap:Value xmlns:a="urn:a">a:Outer</soap:Value><soap:Subcode><soap:Value xmlns:a="urn:b">a:Inner</soap:Value></soap:Subcode></soap:Subcode></soap:Code></soap:Fault>`),
			Fault{Code: "Sender", Subcode: QName{"urn:b", "Inner"}, Reason: ""}},
		{"blanks around names",
			in12("<soap:Fault><soap:Code><soap:Value>\n  soap:Sender\t</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang=\"en\"> x </soap:Text></soap:Reason></soap:Fault>"),
			Fault{Code: "Sender", Subcode: QName{}, Reason: "x"}},
		{"several languages, the first",
			in12(`<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="de">eins</soap:Text><soap:Text xml:lang="en">one</soap:Text></soap:Reason></soap:Fault>`),
			Fault{Code: "Sender", Subcode: QName{}, Reason: "eins"}},
		{"empty", in12(`<soap:Fault/>`), Fault{}},
		{"code with an undeclared prefix",
			in12(`<soap:Fault><soap:Code><soap:Value>x:Sender</soap:Value></soap:Code></soap:Fault>`), Fault{Code: "Sender"}},
		{"elements where text was expected",
			in12(`<soap:Fault><soap:Code><soap:Value><x/></soap:Value></soap:Code><soap:Reason><soap:Text><x/></soap:Text></soap:Reason></soap:Fault>`), Fault{}},

		{"1.1, Client", in11(`<S:Fault><faultcode>S:Client</faultcode><faultstring>no</faultstring></S:Fault>`), Fault{Code: "Sender", Subcode: QName{}, Reason: "no"}},
		{"1.1, Server", in11(`<S:Fault><faultcode>S:Server</faultcode><faultstring>no</faultstring></S:Fault>`), Fault{Code: "Receiver", Subcode: QName{}, Reason: "no"}},
		{"1.1, with a dot", in11(`<S:Fault><faultcode>S:Client.Authentication</faultcode></S:Fault>`), Fault{Code: "Sender"}},
		{"1.1, MustUnderstand", in11(`<S:Fault><faultcode>S:MustUnderstand</faultcode></S:Fault>`), Fault{Code: "MustUnderstand"}},
		{"1.1, a code of WS-Security", in11(`<S:Fault xmlns:w="urn:w"><faultcode>w:InvalidSecurity</faultcode><faultstring>no</faultstring><detail><x/></detail></S:Fault>`),
			Fault{Code: "Sender", Subcode: QName{"urn:w", "InvalidSecurity"}, Reason: "no"}},
		{"1.1, a code without a namespace", in11(`<S:Fault><faultcode>Client</faultcode></S:Fault>`), Fault{Code: "Sender"}},
		{"1.1, a code of the server without a namespace", in11(`<S:Fault><faultcode>Server.x</faultcode></S:Fault>`), Fault{Code: "Receiver"}},
		{"1.1, another code without a namespace", in11(`<S:Fault><faultcode>Own</faultcode></S:Fault>`), Fault{Code: "Sender", Subcode: QName{"", "Own"}}},
		{"1.1, faultcode in a namespace", in11(`<S:Fault><S:faultcode>S:Client</S:faultcode></S:Fault>`), Fault{Code: "Sender"}},
		{"node-soap, an error of the service, in 1.1",
			in11(`<S:Fault><S:Code><S:Value>SOAP-ENV:Server</S:Value><S:Subcode><S:Value>InternalServerError</S:Value></S:Subcode></S:Code><S:Reason><S:Text>TypeError: no</S:Text></S:Reason></S:Fault>`),
			Fault{Code: "Receiver", Subcode: QName{"", "InternalServerError"}, Reason: "TypeError: no"}},
		{"1.1, empty", in11(`<S:Fault/>`), Fault{Code: "Sender"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := read(t, tt.in)
			if !ok || *got != tt.want {
				t.Errorf("got %+v, %v, want %+v", got, ok, tt.want)
			}
		})
	}
}

func TestNoFault(t *testing.T) {
	for _, s := range []string{in12(""), in12("<Fault/>"), in12(`<x:Fault xmlns:x="urn:x"/>`), in12(`<soap:Faults/>`), in12(`<soap:Body/>`)} {
		if f, ok := read(t, s); ok {
			t.Errorf("%s: got %+v", s, f)
		}
	}
}

// A peer's text is kept up to a bound, and never cut within a character.
func TestLongReason(t *testing.T) {
	for n := range 4 {
		reason := strings.Repeat("x", n) + strings.Repeat("\U0001F600", 1000)
		f, ok := read(t, in12(`<soap:Fault><soap:Reason><soap:Text>`+reason+`</soap:Text></soap:Reason></soap:Fault>`))
		if !ok || len(f.Reason) > maxReason || len(f.Reason) < maxReason-4 || !utf8.ValidString(f.Reason) || !strings.HasPrefix(reason, f.Reason) {
			t.Errorf("got %q", f.Reason)
		}
	}
}

func TestFaultRoundTrip(t *testing.T) {
	for _, f := range []Fault{
		{Code: "Sender", Reason: "no"},
		{Code: "Receiver", Reason: `<&>"' é`},
		{Code: "VersionMismatch"}, {Code: "MustUnderstand"}, {Code: "DataEncodingUnknown"},
		{Code: "Sender", Subcode: QName{"urn:x", "Y"}, Reason: "no"},
		{Code: "Sender", Subcode: QName{doc.WSSE.URI(), "InvalidSecurity"}, Reason: "no"},
		{Code: "Sender", Subcode: QName{soap12, "Y"}, Reason: "no"}, // under the prefix soap already
	} {
		for _, v := range []doc.NS{doc.SOAP12, doc.SOAP11} {
			text := write(t, &f, v)
			got, ok := read(t, text)
			if !ok || *got != f {
				t.Errorf("got %+v, want %+v from\n%s", got, f, text)
			}
		}
	}
}

// What is written is canonical when the prefix in its text is listed, which a
// signature over it relies on.
func TestFaultIsCanonical(t *testing.T) {
	f := &Fault{Code: "Sender", Subcode: QName{"urn:x", "Y"}, Reason: "\r>"}
	for _, v := range []doc.NS{doc.SOAP12, doc.SOAP11} {
		text := write(t, f, v)
		d := doc.New(doc.DefaultLimits)
		if err := d.Fill(strings.NewReader(text), 0); err != nil {
			t.Fatal(err)
		}
		if err := d.Parse(); err != nil {
			t.Fatal(err)
		}
		if got := string(d.Canonical(nil, d.Root(), []byte("sub"))); got != text {
			t.Errorf("got  %s\nwant %s", got, text)
		}
		d.Release()
	}
}

// FuzzFault proves that a fault is read from anything without harm, and that what
// was read can be written and read again.
func FuzzFault(f *testing.F) {
	f.Add("soap:Sender", "ns1:SecurityError", "A security error", "http://ws.apache.org/wss4j")
	f.Add("Client", "", "", "")
	f.Add("soap:Receiver", "x:y:z", "]]>\r\n", "urn:\"&")
	f.Fuzz(func(t *testing.T, code, subcode, reason, uri string) {
		var texts []string
		for _, s := range []string{code, subcode, reason, uri} {
			e := codec.NewEncoder(nil)
			e.Text(s)
			if e.Err() != nil {
				return
			}
			texts = append(texts, strings.ReplaceAll(string(e.Bytes()), `"`, "&quot;"))
		}
		if len(uri) > 500 || uri == "" {
			return
		}
		for v, envelope := range map[doc.NS]string{
			doc.SOAP12: `<soap:Envelope xmlns:soap="` + soap12 + `"><soap:Body><soap:Fault xmlns:ns1="` + texts[3] + `"><soap:Code><soap:Value>` + texts[0] + `</soap:Value><soap:Subcode><soap:Value>` + texts[1] +
				`</soap:Value></soap:Subcode></soap:Code><soap:Reason><soap:Text>` + texts[2] + `</soap:Text></soap:Reason></soap:Fault></soap:Body></soap:Envelope>`,
			doc.SOAP11: `<soap:Envelope xmlns:soap="` + soap11 + `"><soap:Body><soap:Fault xmlns:ns1="` + texts[3] + `"><faultcode>` + texts[1] + `</faultcode><faultstring>` + texts[2] + `</faultstring></soap:Fault></soap:Body></soap:Envelope>`,
		} {
			d := doc.New(doc.DefaultLimits)
			if d.Fill(strings.NewReader(envelope), 0) != nil || d.Parse() != nil {
				d.Release()
				continue // the name of the namespace is one that may not be declared
			}
			d.Release()
			first, ok := read(t, envelope)
			if !ok {
				t.Fatalf("%s is no fault", envelope)
			}
			if !writable(first) {
				continue
			}
			if v == doc.SOAP11 && first.Subcode.Local != "" {
				first.Code = "Sender" // a code of one's own replaces it
			}
			again, ok := read(t, write(t, first, v))
			if !ok || *again != *first {
				t.Fatalf("got %+v, want %+v from %s", again, first, envelope)
			}
		}
	})
}

// writable reports whether a fault can be written: its names are names, and what
// it says is XML. A service that hands a peer's fault on has to see to that.
func writable(f *Fault) bool {
	name := func(s string) bool {
		return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r != '_' && (r < 'A' || r > 'z' || r > 'Z' && r < 'a') })
	}
	switch f.Code {
	case "Sender", "Receiver", "VersionMismatch", "MustUnderstand", "DataEncodingUnknown":
	default:
		return false
	}
	uri := f.Subcode.Space
	return f.Subcode == QName{} ||
		name(f.Subcode.Local) && uri != "" && uri != soap11 && uri != doc.XML.URI() && !strings.ContainsAny(uri, "&<\"\t\r\n")
}
