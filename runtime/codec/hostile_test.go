package codec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
)

// reader is a type that reads itself by a function.
type reader func(m *codec.Members)

func (r reader) DecodeXML(e codec.Element) error {
	m := e.Members()
	r(&m)
	return m.End()
}

var (
	elemRoot    = codec.Name{Local: "r", Open: "<r", Close: "</r>"}
	elemValue   = codec.Name{Local: "v", Open: "<v", Close: "</v>"}
	anyWildcard = codec.Wildcard{Any: true}
	letters     = codec.Pattern{XSD: "(a|aa)*b", RE: "^(?:(?:a|aa)*b)$"}
)

// hostile is what a sender may try. Each document has about n bytes; some are read
// and some are refused, for which he has to pay as little.
var hostile = []struct {
	name string
	doc  func(n int) string
	read reader
}{
	{"decimal", filled("1"), func(m *codec.Members) { m.Check(m.Child(&elemValue).Decimal().AtMost("5")) }},
	{"integer", filled("9"), func(m *codec.Members) { m.Check(m.Child(&elemValue).Integer().AtMost("10")) }},
	{"zeros", filled("0"), func(m *codec.Members) { m.Check(m.Child(&elemValue).Integer().AtMost("10")) }},
	{"digits counted", filled("7"), func(m *codec.Members) { m.Check(m.Child(&elemValue).Decimal().TotalDigits(10)) }},
	{"int", filled("1"), func(m *codec.Members) { m.Child(&elemValue).Int(32) }},
	{"float", filled("1"), func(m *codec.Members) { m.Child(&elemValue).Float(64) }},
	{"exponent", valued("1e", "9", ""), func(m *codec.Members) { m.Child(&elemValue).Float(64) }},
	{"boolean", filled(" "), func(m *codec.Members) { m.Child(&elemValue).Bool() }},
	{"fraction of a second", valued("2026-11-28T10:00:00.", "1", "Z"), func(m *codec.Members) { m.Child(&elemValue).DateTime() }},
	{"year", valued("2", "0", "-01-01"), func(m *codec.Members) { m.Child(&elemValue).Date() }},
	{"bounded year", valued("2", "0", "-01-01"), func(m *codec.Members) { m.Check(codec.NoMore(m.Child(&elemValue).Date(), "2026-01-01")) }},
	{"bounded duration", valued("PT1.", "1", "S"), func(m *codec.Members) { m.Check(codec.NoMore(m.Child(&elemValue).Duration(), "P1D")) }},
	{"duration", valued("P", "1", "Y"), func(m *codec.Members) { m.Child(&elemValue).Duration() }},
	{"base64 in lines", filled("AAAA\n"), func(m *codec.Members) { m.Child(&elemValue).Base64() }},
	{"hex", filled("AA"), func(m *codec.Members) { m.Child(&elemValue).Hex() }},
	{"list", filled("1 "), func(m *codec.Members) {
		codec.List(m.Child(&elemValue), func(v *codec.Value) int32 { return int32(v.Int(32)) })
	}},
	{"list of names", filled("a "), func(m *codec.Members) { codec.List(m.Child(&elemValue), (*codec.Value).QName) }},
	{"token", filled("a \n"), func(m *codec.Members) { m.Child(&elemValue).Token() }},
	{"pattern", filled("a"), func(m *codec.Members) { m.Check(letters.Check(m.Child(&elemValue).String())) }},
	{"references", filled("&#x26;"), text},
	{"sections", filled("<![CDATA[<]]>"), text},
	{"comments", filled("a<!---->"), text},
	{"carriage returns", filled("\r"), text},
	{"long name", func(n int) string { return "<r><" + strings.Repeat("n", n) + "/></r>" }, text},
	{"long attribute", func(n int) string { return `<r><v a="` + strings.Repeat("&lt;", n/4) + `"/></r>` }, text},
	{"elements", children("<v>1</v>"), func(m *codec.Members) {
		for range codec.Many[int32](m, &elemValue, 0, codec.Unbounded) {
			m.Child(&elemValue).Int(32)
		}
	}},
	{"blanks between elements", children("\n\t<v>1</v>  "), func(m *codec.Members) {
		for m.Has(&elemValue) {
			m.Child(&elemValue).Int(32)
		}
	}},
	{"kept elements", children("<v/>"), func(m *codec.Members) {
		for m.HasAny(&anyWildcard) {
			m.Any(&anyWildcard)
		}
	}},
	{"mixed content", children("a<v/>"), func(m *codec.Members) { m.Mixed() }},
	{"attributes", children("<v" + attributes(250) + "/>"), func(m *codec.Members) {
		for m.Has(&elemValue) {
			m.Decode(&elemValue, reader(func(m *codec.Members) { m.OtherAttrs(&anyWildcard) }))
		}
	}},
	{"attributes that nobody knows", children("<v" + attributes(250) + "/>"), text},
	{"deep elements", children(strings.Repeat("<v>", 98) + strings.Repeat("</v>", 98)), func(m *codec.Members) {
		for m.Has(&elemValue) {
			m.Decode(&elemValue, reader(nested))
		}
	}},
	{"deep elements that are kept", children(strings.Repeat("<v>", 98) + strings.Repeat("</v>", 98)), func(m *codec.Members) {
		for m.HasAny(&anyWildcard) {
			m.Any(&anyWildcard)
		}
	}},
}

// text reads the text of a child.
func text(m *codec.Members) { m.Child(&elemValue).Ignore() }

// nested reads elements within elements.
func nested(m *codec.Members) {
	for m.Has(&elemValue) {
		m.Decode(&elemValue, reader(nested))
	}
}

func filled(repeat string) func(int) string { return valued("", repeat, "") }

func valued(before, repeat, behind string) func(int) string {
	return func(n int) string {
		return "<r><v>" + before + strings.Repeat(repeat, n/len(repeat)) + behind + "</v></r>"
	}
}

func children(repeat string) func(int) string {
	return func(n int) string { return "<r>" + strings.Repeat(repeat, n/len(repeat)) + "</r>" }
}

func attributes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` a%d=""`, i)
	}
	return b.String()
}

// What goes beyond the limits is refused before anything is made of it.
func TestHostileIsRefused(t *testing.T) {
	for name, tt := range map[string]struct{ doc, want string }{
		"ten thousand attributes": {"<r" + attributes(10000) + "/>", "too many attributes"},
		"deep":                    {strings.Repeat("<r>", 10000), "elements nested too deep"},
		"large":                   {"<r>" + strings.Repeat(" ", 16<<20) + "</r>", "larger than the limit"},
		"elements":                {"<r>" + strings.Repeat("<v/>", 1<<20) + "</r>", "too many elements"},
	} {
		err := codec.Unmarshal([]byte(tt.doc), &elemRoot, reader(func(m *codec.Members) { t.Errorf("%s: read", name) }))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// BenchmarkHostile has the time for what TestHostileIsLinear counts: the speed in
// MB/s has to be the same at both sizes.
func BenchmarkHostile(b *testing.B) {
	for _, tt := range hostile {
		for _, size := range []int{1 << 20, 10 << 20} {
			data := []byte(tt.doc(size))
			b.Run(fmt.Sprintf("%s/%dMB", tt.name, size>>20), func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					codec.Unmarshal(data, &elemRoot, tt.read)
				}
			})
		}
	}
}
