package codec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
)

var elemV = codec.Name{Local: "v", Open: "<v", Close: "</v>"}

// open is a type with attributes of its own and whatever the wildcard lets in.
type open struct{ others []codec.Attr }

func (o *open) EncodeXML(e *codec.Encoder) {
	e.OtherAttrs(o.others, &codec.Wildcard{Any: true})
	e.Attr(&codec.AttrName{Local: "k", Open: ` k="`}, "known")
	e.Attr(&codec.AttrName{Local: "p", Open: ` p="`}, "known")
}

func attr(space, local string) codec.Attr {
	return codec.Attr{Name: codec.QName{Space: space, Local: local}, Value: local}
}

// Attributes that a wildcard lets in stand where canonical form has them, among the
// others.
func TestOtherAttrs(t *testing.T) {
	b, err := codec.Marshal(&elemV, &open{[]codec.Attr{attr("urn:b", "a"), attr("", "z"), attr("urn:a", "b"), attr("", "m"), attr("urn:a", "a"), attr("", "a")}})
	if err != nil {
		t.Fatal(err)
	}
	const want = `<v xmlns:q1="urn:b" xmlns:q2="urn:a" a="a" k="known" m="m" p="known" z="z" q2:a="a" q2:b="b" q1:a="a"></v>`
	if string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
}

func TestOtherAttrsRefused(t *testing.T) {
	for want, others := range map[string][]codec.Attr{
		"attribute a is there twice":          {attr("", "a"), attr("", "b"), attr("", "a")},
		"attribute z is there twice":          {attr("", "z"), attr("", "z")},
		"attribute p is there twice":          {attr("", "p")},
		"attribute {urn:a}a is there twice":   {attr("urn:a", "a"), attr("urn:b", "a"), attr("urn:a", "a")},
		"attribute xmlns is not allowed":      {attr("", "xmlns")},
		"attribute b c is not allowed":        {attr("", "b c")},
		"attribute {urn:a}x:y is not allowed": {attr("urn:a", "x:y")},
	} {
		if _, err := codec.Marshal(&elemV, &open{others}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
}

// Ten times as many attributes take about ten times as long.
func BenchmarkHostileOtherAttrs(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		o := new(open)
		for i := range n {
			o.others = append(o.others, attr("", fmt.Sprint("b", n-i)))
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := codec.Marshal(&elemV, o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
