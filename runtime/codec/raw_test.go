package codec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/testdata/xsd"
)

func TestRaw(t *testing.T) {
	r, err := codec.ParseRaw(`<?xml version="1.0"?><x:a xmlns:x="urn:x" xmlns:y="urn:y" b='y:v'><c>t</c></x:a>`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := r.String(), `<x:a xmlns:x="urn:x" xmlns:y="urn:y" b="y:v"><c>t</c></x:a>`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := r.Name(), (codec.QName{Space: "urn:x", Local: "a"}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if _, err := r.Text(); err == nil {
		t.Error("text of an element with child elements")
	}
	if _, err := codec.ParseRaw("<a>"); err == nil {
		t.Error("parsed half an element")
	}

	text, err := codec.RawText(codec.QName{Local: "value"}, codec.XSD("int"), "5")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := text.Text(); s != "5" || err != nil || text.Type() != codec.XSD("int") {
		t.Errorf("%q, %v, %v", s, err, text.Type())
	}

	circle := &xsd.Circle{Shape: xsd.Shape{Name: "c"}, Radius: 2}
	if r, err = codec.RawOf(codec.QName{Space: "urn:x", Local: "shape"}, circle); err != nil {
		t.Fatal(err)
	}
	if got, want := r.Type(), (codec.QName{Space: "urn:f", Local: "Circle"}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	var again xsd.Circle
	if err := r.Decode(&again); err != nil || again.Name != "c" || again.Radius != 2 {
		t.Errorf("%+v, %v", again, err)
	}
	if err := new(codec.Raw).Decode(&again); err == nil {
		t.Error("decoded no element")
	}
}

// What cannot be said is an error of the encoder.
func TestEncodeRefuses(t *testing.T) {
	for name, v := range map[string]func() ([]byte, error){
		"no alternative":    func() ([]byte, error) { return xsd.MarshalChoice(&xsd.Choice{}) },
		"two alternatives":  func() ([]byte, error) { return xsd.MarshalChoice(&xsd.Choice{A: new("a"), F: []byte{1}}) },
		"no value":          func() ([]byte, error) { return xsd.MarshalDrawing(&xsd.Drawing{Shape: []xsd.AnyShape{nil}}) },
		"too few":           func() ([]byte, error) { return xsd.MarshalDrawing(&xsd.Drawing{}) },
		"a fixed attribute": func() ([]byte, error) { return xsd.MarshalPresence(&xsd.Presence{Fix: new("other")}) },
		"namespace of any": func() ([]byte, error) {
			own, err := codec.RawText(codec.QName{Space: "urn:f", Local: "a"}, codec.QName{}, "")
			if err != nil {
				return nil, nil // it is the wildcard that has to refuse
			}
			return xsd.MarshalAny(&xsd.Any{Any: []codec.Raw{own}})
		},
		"attribute twice": func() ([]byte, error) {
			return xsd.MarshalAny(&xsd.Any{M: new("1"), OtherAttributes: []codec.Attr{{Name: codec.QName{Local: "m"}}}})
		},
		"declaration as attribute": func() ([]byte, error) {
			return xsd.MarshalAny(&xsd.Any{OtherAttributes: []codec.Attr{{Name: codec.QName{Local: "xmlns"}, Value: "urn:a"}}})
		},
		"name of attribute": func() ([]byte, error) {
			return xsd.MarshalAny(&xsd.Any{OtherAttributes: []codec.Attr{{Name: codec.QName{Local: `a="" b`}}}})
		},
		"qualified name": func() ([]byte, error) {
			return xsd.MarshalSimple(&xsd.Simple{Choice: []xsd.SimpleChoice{{Qname: &codec.QName{Local: "a b"}}}})
		},
	} {
		if out, err := v(); err == nil {
			t.Errorf("%s: %s", name, out)
		}
	}
}

// Prefixes that values mention are compared with each declaration, so there is a bound.
func TestRawPrefixes(t *testing.T) {
	with := func(n int) string {
		var b strings.Builder
		b.WriteString("<a>")
		for i := range n {
			fmt.Fprintf(&b, `<b xmlns:p%[1]d="urn:p" c="p%[1]d:v"></b>`, i)
		}
		return b.String() + "</a>"
	}
	r, err := codec.ParseRaw(with(1000))
	if err != nil || r.String() != with(1000) {
		t.Errorf("%.200s, %v", r.String(), err)
	}
	if _, err := codec.ParseRaw(with(1001)); err == nil || err.Error() != "/a: 1001 prefixes stand in values, at most 1000 are kept" {
		t.Errorf("got %v", err)
	}
}
