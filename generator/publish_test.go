package generator

import (
	"bytes"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/parser"
)

// TestPublished reads what a service hands out about itself: it has to say what the
// documents say.
func TestPublished(t *testing.T) {
	for _, name := range []string{interop, "../testdata/notes.wsdl", "../testdata/kinds.wsdl", "../testdata/shop/orders.wsdl", "../testdata/policy/shapes/rampart/main.wsdl"} {
		defs, err := parser.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := samePublished(defs, defs.Publish()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// samePublished generates from published documents.
func samePublished(defs *parser.Definitions, docs []parser.Published) error {
	again, err := parser.LoadFrom(func(name string) ([]byte, error) {
		for _, d := range docs {
			if name == "?"+d.Query {
				return []byte(d.Text), nil
			}
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}, "?wsdl")
	if err != nil {
		return err
	}
	var opts Options
	opts.Package = "published"
	want, err := Generate(defs, opts)
	if err != nil {
		return err
	}
	got, err := Generate(again, opts)
	if err != nil {
		return err
	}
	for i, f := range want.Files {
		if f.Name == "wsdl.go" {
			continue // the places of its imports are others, and so may be the order
		}
		if !bytes.Equal(withoutPlaces(f.Content), withoutPlaces(got.Files[i].Content)) {
			return &fs.PathError{Op: "compare", Path: f.Name, Err: errOther}
		}
	}
	return nil
}

var (
	errOther = fs.ErrInvalid
	places   = regexp.MustCompile(`(?m)^// Source: .*$|is generated from \S+|[^ "]+:\d+:\d+`)
	blanks   = regexp.MustCompile(`\s+(// )?`)
)

func withoutPlaces(content []byte) []byte {
	return blanks.ReplaceAll(places.ReplaceAll(content, nil), []byte(" "))
}

// TestPublishedText has what must not stand in a Go file as it is.
func TestPublishedText(t *testing.T) {
	defs, err := parser.LoadFrom(func(string) ([]byte, error) {
		return []byte(strings.ReplaceAll(`<wsdl:definitions targetNamespace="urn:w" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
  xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:w">
  <wsdl:documentation>a ~backtick~, &#x202E;turned, a  b</wsdl:documentation>
  <wsdl:portType name="P"/>
  <wsdl:binding name="B" type="t:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/></wsdl:binding>
  <wsdl:service name="S"><wsdl:port name="A" binding="t:B"><soap:address location="http://a/?x&amp;y"/></wsdl:port></wsdl:service>
</wsdl:definitions>`, "~", "`")), nil
	}, "w.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	docs := defs.Publish()
	if len(docs) != 1 || len(docs[0].Addresses) != 1 {
		t.Fatalf("got %+v", docs)
	}
	d := docs[0]
	if a := d.Addresses[0]; a.Port != "A" || d.Text[a.Start:a.End] != "http://a/?x&amp;y" {
		t.Errorf("the address is %q of %s", d.Text[a.Start:a.End], a.Port)
	}
	if !strings.Contains(d.Text, "a `backtick`, &#x202E;turned, a  b") {
		t.Errorf("got %s", d.Text)
	}
	out, err := Generate(defs, Options{Package: "w"})
	if err != nil {
		t.Fatal(err)
	}
	compile(t, out)
}

// TestPublishedPolicies has policies in files of their own, by each way to refer to one.
func TestPublishedPolicies(t *testing.T) {
	files := map[string]string{
		"a/main.wsdl": `<wsdl:definitions targetNamespace="urn:w" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"
  xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:w">
  <wsp:Policy xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd" wsu:Id="here"/>
  <wsdl:portType name="P"/>
  <wsdl:binding name="B" type="t:P" wsp:PolicyURIs="#here p.xml ../q.xml#x"><wsp:PolicyReference URI="p.xml"/><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/></wsdl:binding>
</wsdl:definitions>`,
		"a/p.xml": `<wsp:Policy xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy"><wsp:PolicyReference URI="../q.xml#x"/></wsp:Policy>`,
		"q.xml":   `<wsp:Policy xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy" xml:id="x"/>`,
	}
	defs, err := parser.LoadFrom(func(name string) ([]byte, error) { return []byte(files[name]), nil }, "a/main.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	docs := defs.Publish()
	if len(docs) != 3 || docs[1].Query != "policy=1" || docs[2].Query != "policy=2" {
		t.Fatalf("%+v", docs)
	}
	for i, want := range []string{`wsp:PolicyURIs="#here ?policy=1 ?policy=2#x"><wsp:PolicyReference URI="?policy=1"/>`, `<wsp:PolicyReference URI="?policy=2#x"/>`, `xml:id="x"`} {
		if !strings.Contains(docs[i].Text, want) {
			t.Errorf("%s does not have %s", docs[i].Text, want)
		}
	}
}
