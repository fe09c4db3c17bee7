package fetch

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/wsscgen/wsscgen/parser"
)

// site is a server with these answers by path and query. HOST in them stands for
// its own URL.
func site(t *testing.T, answers map[string]string) string {
	t.Helper()
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, ok := answers[r.URL.RequestURI()]
		if !ok || r.Method != http.MethodGet {
			http.NotFound(w, r)
			return
		}
		if to, ok := strings.CutPrefix(answer, "redirect "); ok {
			http.Redirect(w, r, to, http.StatusFound)
			return
		}
		fmt.Fprint(w, strings.ReplaceAll(answer, "HOST", s.URL))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func client() *Client { return &Client{Timeout: 10 * time.Second} }

// got writes files and contents down, with HOST for the server.
func got(host string, docs []*Document, err error) string {
	var b strings.Builder
	for _, d := range docs {
		fmt.Fprintf(&b, "%s = %s\n%s\n", d.File, d.URL, d.Content)
	}
	if err != nil {
		fmt.Fprintf(&b, "%s\n", err)
	}
	return strings.ReplaceAll(b.String(), host, "HOST")
}

const (
	wsdlStart = `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/">`
	xsdStart  = `<schema xmlns="http://www.w3.org/2001/XMLSchema">`
)

func TestFetch(t *testing.T) {
	for _, tt := range []struct {
		name    string
		answers map[string]string
		urls    string
		want    string
	}{
		{"imports", map[string]string{
			"/a/Ping.svc?wsdl": wsdlStart + `<import namespace="urn:b" location='HOST/a/Ping.svc?wsdl=wsdl0&amp;x=1'/></definitions>`,
			"/a/Ping.svc?wsdl=wsdl0&x=1": wsdlStart + `<types>` + xsdStart +
				`<import namespace="urn:c" schemaLocation="../b/c.xsd"/></schema></types></definitions>`,
			"/b/c.xsd": xsdStart + `<include schemaLocation="d.xsd"/></schema>`,
			"/b/d.xsd": xsdStart + `<element name="e"/></schema>`,
		}, "/a/Ping.svc?wsdl", `
Ping.wsdl = HOST/a/Ping.svc?wsdl
` + wsdlStart + `<import namespace="urn:b" location="Ping.wsdl0-x-1.wsdl"/></definitions>
Ping.wsdl0-x-1.wsdl = HOST/a/Ping.svc?wsdl=wsdl0&x=1
` + wsdlStart + `<types>` + xsdStart + `<import namespace="urn:c" schemaLocation="c.xsd"/></schema></types></definitions>
c.xsd = HOST/b/c.xsd
` + xsdStart + `<include schemaLocation="d.xsd"/></schema>
d.xsd = HOST/b/d.xsd
` + xsdStart + `<element name="e"/></schema>
`},
		{"a cycle, and an address that is no import", map[string]string{
			"/a.wsdl": wsdlStart + `<import location="b.wsdl"/><address location="b.wsdl"/></definitions>`,
			"/b.wsdl": wsdlStart + `<import location="a.wsdl"/></definitions>`,
		}, "/a.wsdl", `
a.wsdl = HOST/a.wsdl
` + wsdlStart + `<import location="b.wsdl"/><address location="b.wsdl"/></definitions>
b.wsdl = HOST/b.wsdl
` + wsdlStart + `<import location="a.wsdl"/></definitions>
`},
		{"one file under two URLs, two files of one name", map[string]string{
			"/a.wsdl":    wsdlStart + `<import location="x/s.xsd"/><import location="y/s.xsd"/><import location="z/S.xsd"/></definitions>`,
			"/x/s.xsd":   xsdStart + `<include schemaLocation="/t.xsd"/></schema>`,
			"/y/s.xsd":   xsdStart + `<include schemaLocation="/t.xsd"/></schema>`,
			"/z/S.xsd":   xsdStart + `</schema>`,
			"/t.xsd":     `redirect /new/t.xsd`,
			"/new/t.xsd": xsdStart + `<element name="t"/></schema>`,
		}, "/a.wsdl", `
a.wsdl = HOST/a.wsdl
` + wsdlStart + `<import location="s.xsd"/><import location="s.xsd"/><import location="S-2.xsd"/></definitions>
s.xsd = HOST/x/s.xsd
` + xsdStart + `<include schemaLocation="t.xsd"/></schema>
S-2.xsd = HOST/z/S.xsd
` + xsdStart + `</schema>
t.xsd = HOST/t.xsd
` + xsdStart + `<element name="t"/></schema>
`},
		{"standards are not downloaded", map[string]string{
			"/a.xsd": xsdStart + `<import namespace="http://www.w3.org/2005/08/addressing" schemaLocation="http://www.w3.org/2005/08/addressing/ws-addr.xsd"/></schema>`,
		}, "/a.xsd", `
a.xsd = HOST/a.xsd
` + xsdStart + `<import namespace="http://www.w3.org/2005/08/addressing" schemaLocation="http://www.w3.org/2005/08/addressing/ws-addr.xsd"/></schema>
`},
		{"policies; a name that is no location stays", map[string]string{
			"/a.wsdl": wsdlStart + `<PolicyReference xmlns="http://www.w3.org/ns/ws-policy" URI="p.xml#one"/><PolicyReference xmlns="http://www.w3.org/ns/ws-policy" URI="HOST/names/two"/><PolicyReference xmlns="http://www.w3.org/ns/ws-policy" URI="#three"/></definitions>`,
			"/p.xml":  `<Policy xmlns="http://www.w3.org/ns/ws-policy" xml:id="one"/>`,
		}, "/a.wsdl", `
a.wsdl = HOST/a.wsdl
` + wsdlStart + `<PolicyReference xmlns="http://www.w3.org/ns/ws-policy" URI="p.xml#one"/><PolicyReference xmlns="http://www.w3.org/ns/ws-policy" URI="HOST/names/two"/><PolicyReference xmlns="http://www.w3.org/ns/ws-policy" URI="#three"/></definitions>
p.xml = HOST/p.xml
<Policy xmlns="http://www.w3.org/ns/ws-policy" xml:id="one"/>
`},
		{"a page in place of ?wsdl", map[string]string{
			"/svc":      "<!DOCTYPE html>\n<html/>",
			"/svc?wsdl": wsdlStart + `</definitions>`,
		}, "/svc", `
svc.wsdl = HOST/svc?wsdl
` + wsdlStart + `</definitions>
`},
		{"all that cannot be had", map[string]string{
			"/a.wsdl":    wsdlStart + "\n<import location='page.xsd'/>\n<import location='absent.xsd'/>\n<import location='loop.xsd'/>\n<import location='ftp://example.org/'/>\n</definitions>",
			"/page.xsd":  "<!DOCTYPE html>",
			"/loop.xsd":  "redirect /loop2.xsd",
			"/loop2.xsd": "redirect /loop.xsd",
		}, "/a.wsdl", `
HOST/a.wsdl:2:1: HOST/page.xsd: 1:1: this is an HTML page; a WSDL, schema or policy document is expected
HOST/a.wsdl:3:1: HOST/absent.xsd: the server answers 404 Not Found
HOST/a.wsdl:4:1: HOST/loop.xsd: more than 10 redirects
HOST/a.wsdl:5:1: ftp://example.org/: only http and https are downloaded
`},
		{"absent", nil, "/a.wsdl", "\nHOST/a.wsdl: the server answers 404 Not Found\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			host := site(t, tt.answers)
			docs, err := Fetch(t.Context(), client(), nil, host+tt.urls)
			if got := "\n" + got(host, docs, err); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
			var placed *parser.Error
			if err != nil && (!errors.As(err, &placed) || placed.Code != "fetch") {
				t.Errorf("the error has no code: %v", err)
			}
		})
	}
}

// TestUTF16 saves as UTF-8 what is UTF-16.
func TestUTF16(t *testing.T) {
	var wide strings.Builder
	for _, r := range utf16.Encode([]rune("\ufeff<?xml version='1.0' encoding='utf-16'?>" + wsdlStart + "<import location='b/ü.wsdl'/></definitions>")) {
		wide.WriteByte(byte(r))
		wide.WriteByte(byte(r >> 8))
	}
	host := site(t, map[string]string{"/a.wsdl": wide.String(), "/b/%C3%BC.wsdl": wsdlStart + "</definitions>"})
	docs, err := Fetch(t.Context(), client(), nil, host+"/a.wsdl")
	want := "a.wsdl = HOST/a.wsdl\n<?xml version='1.0' encoding='UTF-8'?>" + wsdlStart + `<import location="service.wsdl"/></definitions>` +
		"\nservice.wsdl = HOST/b/%C3%BC.wsdl\n" + wsdlStart + "</definitions>\n"
	if got := got(host, docs, err); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestNoURL(t *testing.T) {
	_, err := Fetch(t.Context(), client(), nil, "a.wsdl", "ftp://example.org/a.wsdl")
	if want := "a.wsdl: this is not a URL with http or https\nftp://example.org/a.wsdl: this is not a URL with http or https"; err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// TestNamesStay gives a document the name that it had before.
func TestNamesStay(t *testing.T) {
	host := site(t, map[string]string{"/a.wsdl": wsdlStart + "</definitions>"})
	docs, err := Fetch(t.Context(), client(), map[string]string{host + "/a.wsdl": "my.wsdl"}, host+"/a.wsdl")
	if err != nil || docs[0].File != "my.wsdl" {
		t.Errorf("got %v, %v", docs, err)
	}
}

func TestHuge(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		chunk := []byte(strings.Repeat(" ", 1<<20))
		for r.Context().Err() == nil {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}))
	defer s.Close()
	_, err := Fetch(t.Context(), client(), nil, s.URL+"/a.wsdl")
	if err == nil || !strings.Contains(err.Error(), "the answer has more than 32 MiB") {
		t.Errorf("got %v", err)
	}
}

func TestSilence(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer s.Close()
	c := client()
	c.Timeout = 50 * time.Millisecond
	_, err := Fetch(t.Context(), c, nil, s.URL+"/a.wsdl")
	if err == nil || !strings.Contains(err.Error(), "the server takes too long") {
		t.Errorf("got %v", err)
	}
}

// TestCredentials go to the host that was named, over TLS with a certificate of
// the client, and to no other.
func TestCredentials(t *testing.T) {
	other := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); ok || len(r.TLS.PeerCertificates) > 0 {
			t.Error("another host sees the credentials")
		}
		fmt.Fprint(w, xsdStart+"</schema>")
	}))
	defer other.Close()
	own := httptest.NewUnstartedServer(nil)
	own.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		if user != "u" || password != "p" || len(r.TLS.PeerCertificates) != 1 {
			http.Error(w, "who?", http.StatusUnauthorized)
			return
		}
		if r.URL.Path == "/moved.xsd" {
			http.Redirect(w, r, other.URL+"/moved.xsd", http.StatusFound)
			return
		}
		fmt.Fprintf(w, `%s<import location="%s/s.xsd"/><import location="moved.xsd"/></definitions>`, wsdlStart, other.URL)
	})
	own.TLS = &tls.Config{ClientAuth: tls.RequestClientCert}
	own.StartTLS()
	defer own.Close()

	c := client()
	c.Roots = x509.NewCertPool()
	c.Roots.AddCert(own.Certificate())
	c.Roots.AddCert(other.Certificate())
	if _, err := Fetch(t.Context(), c, nil, own.URL+"/a.wsdl"); err == nil || !strings.Contains(err.Error(), "401 Unauthorized") {
		t.Errorf("without credentials: %v", err)
	}
	c = &Client{Timeout: c.Timeout, Roots: c.Roots, User: "u", Password: "p", Certificate: &own.TLS.Certificates[0]}
	docs, err := Fetch(t.Context(), c, nil, own.URL+"/a.wsdl")
	if err != nil || len(docs) != 2 {
		t.Errorf("got %d documents, %v", len(docs), err)
	}
	_, err = Fetch(t.Context(), client(), nil, own.URL+"/a.wsdl")
	if err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("an unknown root: %v", err)
	}
}
