package doc

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// FuzzParse proves that Parse takes any bytes without harm; that what it accepts,
// encoding/xml accepts and reads the same names, attributes and text from; that all
// positions in the index are where they should be; and that the canonical form of
// what it accepts parses again.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"cxf/AC*/0[12]-re*.xml", "cxf-stax/stax-to-stax/UXDC*/02-re*.xml"} {
		for _, b := range recordings(f, pattern) {
			f.Add(b)
		}
	}
	for seed := range uint64(20) {
		f.Add([]byte(newGenerator(3 + seed*4).document()))
	}
	for _, text := range namespaceCases {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 64<<10 {
			return
		}
		d := New(DefaultLimits)
		defer d.Release()
		if err := d.Fill(bytes.NewReader(b), len(b)); err != nil {
			t.Fatal(err)
		}
		if err := d.Parse(); err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Offset < 0 || e.Offset > len(b) || e.Decrypted {
				t.Fatalf("%q: error %v", b, err)
			}
			return
		}
		checkIndex(t, d, len(b))
		checkTokens(t, d, string(b))
		checkFixedPoint(t, d, string(b), d.root, "")
	})
}

// TestParseGenerated is FuzzParse on generated documents.
func TestParseGenerated(t *testing.T) {
	for seed := range uint64(300) {
		text := newGenerator(seed).document()
		d := parse(t, text)
		checkIndex(t, d, len(text))
		checkTokens(t, d, text)
		d.Release()
	}
}

// checkIndex proves that the ranges of the index nest as the elements do.
func checkIndex(t *testing.T, d *Doc, size int) {
	t.Helper()
	inside := func(outer, inner span) bool {
		return outer.lo <= inner.lo && inner.lo <= inner.hi && inner.hi <= outer.hi
	}
	for id := range d.nodes {
		n := &d.nodes[id]
		around := span{0, int32(size)}
		if n.parent != None {
			around = d.nodes[n.parent].inner
		}
		if n.outer.lo >= n.outer.hi || !inside(around, n.outer) || !inside(n.outer, n.inner) || !inside(span{n.outer.lo, n.inner.lo}, n.name) {
			t.Fatalf("element %d of %q lies at %+v", id, d.buf, *n)
		}
		if n.next != None && (d.nodes[n.next].outer.lo < n.outer.hi || d.nodes[n.next].parent != n.parent) {
			t.Fatalf("element %d of %q is not followed by %d", id, d.buf, n.next)
		}
		for i := n.attrs.lo; i < n.attrs.hi; i++ {
			if a := &d.attrs[i]; !inside(n.outer, a.name) || !inside(n.outer, a.value) || a.name.hi >= a.value.lo {
				t.Fatalf("attribute %d of %q lies at %+v", i, d.buf, *a)
			}
		}
	}
}

// checkTokens proves that encoding/xml reads the same from the document element.
// It is asked for that alone: it knows no byte order mark and is lax about what
// stands before. Differences that are known, where it does not follow the standard:
//   - It does not normalize white space in attribute values; all kinds count as
//     blanks here.
//   - Its names are those of the fourth edition of XML 1.0.
//   - An element with the name xmlns is not in the default namespace for it.
func checkTokens(t *testing.T, d *Doc, text string) {
	t.Helper()
	n := &d.nodes[d.root]
	want, err := tokens(text[n.outer.lo:n.outer.hi])
	if err != nil {
		if strings.Contains(err.Error(), "invalid XML name") || strings.Contains(err.Error(), "expected element name") ||
			strings.Contains(err.Error(), "expected attribute name") {
			if strings.ContainsFunc(text, func(r rune) bool { return r >= 0x80 }) {
				return
			}
		}
		t.Fatalf("%q: encoding/xml: %v", text, err)
	}
	for id := range d.nodes {
		if string(d.Local(ID(id))) == "xmlns" {
			return
		}
	}
	got := indexTokens(nil, d, d.root)
	if i := firstDifference(got, want); i >= 0 {
		t.Fatalf("%q: token %d\ngot  %q\nwant %q", text, i, got[i:min(i+1, len(got))], want[i:min(i+1, len(want))])
	}
}

func firstDifference(a, b []string) int {
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			return i
		}
	}
	return -1
}

var blanks = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

// tokens returns start tags with expanded names, end tags and text of a document.
func tokens(text string) ([]string, error) {
	in := xml.NewDecoder(strings.NewReader(text))
	var all []string
	chars := ""
	flush := func() {
		if chars != "" {
			all = append(all, "text "+chars)
		}
		chars = ""
	}
	for {
		tok, err := in.Token()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			flush()
			var attrs []string
			for _, a := range tok.Attr {
				if a.Name.Space != "xmlns" && a.Name != (xml.Name{Local: "xmlns"}) {
					attrs = append(attrs, fmt.Sprintf(" {%s}%s=%s", a.Name.Space, a.Name.Local, a.Value))
				}
			}
			all = append(all, startToken(tok.Name.Space, tok.Name.Local, attrs))
		case xml.EndElement:
			flush()
			all = append(all, "end")
		case xml.CharData:
			chars += string(tok)
		case xml.Comment:
		default:
			return nil, fmt.Errorf("%T", tok)
		}
	}
}

func startToken(space, local string, attrs []string) string {
	slices.Sort(attrs)
	return blanks.Replace(fmt.Sprintf("start {%s}%s%s", space, local, strings.Join(attrs, "")))
}

// indexTokens is tokens for an element of an indexed document.
func indexTokens(dst []string, d *Doc, id ID) []string {
	var attrs []string
	d.Attrs(id, func(space NS, local, value []byte) bool {
		attrs = append(attrs, fmt.Sprintf(" {%s}%s=%s", d.SpaceURI(space), local, value))
		return true
	})
	dst = append(dst, startToken(string(d.SpaceURI(d.Space(id))), string(d.Local(id)), attrs))
	n := &d.nodes[id]
	at := n.inner.lo
	chars := func(hi int32) {
		if text := AppendCharData(nil, d.buf[at:hi]); len(text) > 0 {
			dst = append(dst, "text "+string(text))
		}
	}
	for c := d.First(id); c != None; c = d.Next(c) {
		chars(d.nodes[c].outer.lo)
		dst = indexTokens(dst, d, c)
		at = d.nodes[c].outer.hi
	}
	chars(n.inner.hi)
	return append(dst, "end")
}
