package codec_test

import (
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
)

var (
	zoo    = codec.Namespace{URI: "urn:zoo", Prefix: "n1", Decl: ` xmlns:n1="urn:zoo"`}
	zooAny = codec.Name{Space: &zoo, Local: "any", Open: "<n1:any", Close: "</n1:any>"}

	// elsewhere is the namespace of another package, with the same prefix.
	elsewhere = codec.Namespace{URI: "urn:other", Prefix: "n1", Decl: ` xmlns:n1="urn:other"`}
	otherAttr = codec.AttrName{Space: &elsewhere, Local: "m", Open: ` n1:m="`}
	otherType = codec.TypeName{Space: &elsewhere, Local: "T"}
)

// Attributes of an element that gets a name of ours may have our prefix for a namespace of
// their own: it must neither be declared twice nor rename the element.
func TestRawWithOurPrefix(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{`<any xmlns="urn:zoo" xmlns:n1="urn:evil" n1:m="v"/>`, `<n1:any xmlns:q1="urn:evil" q1:m="v"></n1:any>`},
		{`<any xmlns="urn:zoo" xmlns:n1="urn:evil" xmlns:q1="urn:q" a="1" n1:m="v" q1:m="w"/>`,
			`<n1:any xmlns:q1="urn:evil" xmlns:q2="urn:q" a="1" q1:m="v" q2:m="w"></n1:any>`},
		{`<any xmlns:n1="urn:evil" n1:m="v"><n1:b/></any>`, `<n1:any xmlns:q1="urn:evil" q1:m="v"><n1:b xmlns:n1="urn:evil"></n1:b></n1:any>`},
		{`<a:any xmlns:a="urn:zoo"><b xmlns:n1="urn:evil" n1:m="v"/></a:any>`, `<n1:any><b xmlns:n1="urn:evil" n1:m="v"></b></n1:any>`},
	} {
		r, err := codec.ParseRaw(tt.in)
		if err != nil {
			t.Fatal(err)
		}
		for where, write := range map[string]func(*codec.Encoder){
			"as":   func(e *codec.Encoder) { e.RawAs(&zooAny, r) },
			"into": func(e *codec.Encoder) { e.Start(&zooAny); e.RawContent(r); e.End(&zooAny) },
		} {
			alone, around := codec.NewEncoder(nil), codec.NewEncoder(nil, &zoo)
			write(alone)
			write(around)
			if got := strings.Replace(string(around.Bytes()), ` xmlns="urn:zoo"`, "", 1); got != tt.want || around.Err() != nil {
				t.Errorf("%s %s, in scope:\ngot  %s, %v\nwant %s", where, tt.in, got, around.Err(), tt.want)
			}
			again, err := codec.ParseRaw(string(alone.Bytes()))
			if err != nil || alone.Err() != nil || again.Name() != (codec.QName{Space: "urn:zoo", Local: "any"}) {
				t.Errorf("%s %s: %s is %v, %v, %v", where, tt.in, alone.Bytes(), again.Name(), err, alone.Err())
			}
		}
	}
}

// typedElsewhere is a type of another package.
type typedElsewhere struct{ attr bool }

func (v *typedElsewhere) EncodeXML(e *codec.Encoder) {
	if v.attr {
		e.Declare(&elsewhere)
		e.Attr(&otherAttr, "v")
	}
}

func (*typedElsewhere) DecodeXML(codec.Element) error { return nil }

func (*typedElsewhere) XMLType() *codec.TypeName { return &otherType }

// Packages that do not know of each other may have the same prefix for two namespaces. In
// a value another one is taken, in the name of an attribute there is none.
func TestPrefixOfTwoPackages(t *testing.T) {
	e := codec.NewEncoder(nil)
	codec.EncodeTyped(e, &zooAny, &typedElsewhere{}, &codec.TypeName{Space: &zoo, Local: "B"})
	const want = `<n1:any xmlns:n1="urn:zoo" xmlns:q1="urn:other" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="q1:T"></n1:any>`
	if string(e.Bytes()) != want || e.Err() != nil {
		t.Errorf("got  %s, %v\nwant %s", e.Bytes(), e.Err(), want)
	}
	for name, scope := range map[string][]*codec.Namespace{"alone": nil, "in scope": {&zoo}} {
		e := codec.NewEncoder(nil, scope...)
		e.Element(&zooAny, &typedElsewhere{attr: true})
		if err := e.Err(); err == nil || !strings.Contains(err.Error(), "two namespaces in one tag") {
			t.Errorf("%s: %s, %v", name, e.Bytes(), err)
		}
	}
	// An attribute that has its namespace from around it.
	e = codec.NewEncoder(nil, &zoo)
	e.Start(&codec.Name{Local: "x", Open: "<x", Close: "</x>"})
	e.Declare(&zoo)
	e.Declare(&elsewhere)
	if e.Err() == nil {
		t.Errorf("%s", e.Bytes())
	}
}
