package xsd

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
)

// A wildcard keeps elements with the declarations that they need: small elements
// with long ones must not grow without bound.
func TestKeptIsBounded(t *testing.T) {
	long := "urn:" + strings.Repeat("x", 500)
	var decl, use strings.Builder
	for i := range 40 {
		fmt.Fprintf(&decl, ` xmlns:p%d="%s%d"`, i, long, i)
		fmt.Fprintf(&use, "p%d:", i)
	}
	for name, in := range map[string]string{
		"prefixes in values": `<f:Mixed xmlns:f="urn:f"` + decl.String() + `>` + strings.Repeat("<a>"+use.String()+"</a>", 1000) + `</f:Mixed>`,
		"default namespace":  `<f:Mixed xmlns:f="urn:f" xmlns="` + long + `">` + strings.Repeat("<a/>", 5000) + `</f:Mixed>`,
	} {
		var v Mixed
		if err := codec.Unmarshal([]byte(in), &elemMixed, &v); err == nil || !strings.Contains(err.Error(), "out of proportion") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What a program puts into a message cannot end its element.
func TestNamesAreChecked(t *testing.T) {
	for _, name := range []codec.QName{{Local: "a><b"}, {Local: ""}, {Local: "1"}, {Space: "http://www.w3.org/2000/xmlns/", Local: "a"}} {
		if r, err := codec.RawText(name, codec.QName{}, "x"); err == nil {
			t.Errorf("%v: %v", name, r)
		}
	}
	if r, err := codec.RawText(codec.QName{Space: "urn:a", Local: "b"}, codec.XSD("string"), "x"); err != nil || r.Name().Local != "b" {
		t.Errorf("%v, %v", r, err)
	}
}

// A choice that is repeated has a pointer for each alternative in each item: small
// elements must not grow without bound.
func TestChoiceIsBounded(t *testing.T) {
	const item = "<f:int>1</f:int>"
	for count, want := range map[int]string{10_000: "", 100_000: "/Simple: what it holds takes up memory out of proportion to the message"} {
		got := ""
		if _, err := UnmarshalSimple([]byte(`<f:Simple xmlns:f="urn:f">` + strings.Repeat(item, count) + `</f:Simple>`)); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%d: got %q, want %q", count, got, want)
		}
	}
}
