package doc

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"
	dsig "github.com/russellhaering/goxmldsig"
)

// TestCanonicalGenerated holds the canonicalizer against two others on documents
// that are nearly in canonical form already: those are the ones where bytes are
// taken as they stand. FuzzCanonicalGenerated goes on where it ends.
func TestCanonicalGenerated(t *testing.T) {
	for seed := range uint64(600) {
		checkGenerated(t, seed)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// FuzzCanonicalGenerated is TestCanonicalGenerated with other documents.
func FuzzCanonicalGenerated(f *testing.F) {
	for seed := range uint64(10) {
		f.Add(1000 + seed)
	}
	f.Fuzz(checkGenerated)
}

func checkGenerated(t *testing.T, seed uint64) {
	t.Helper()
	g := newGenerator(seed)
	text := g.document()
	d := parse(t, text)
	defer d.Release()
	for id := range d.nodes {
		if len(d.nodes) > 8 && g.r.IntN(4) != 0 {
			continue
		}
		checkCanonical(t, d, text, ID(id), g.prefixList())
	}
	checkCanonical(t, d, text, d.root, "")
	checkSplice(t, g.r, text)
}

// checkCanonical proves for an element of a document without fragments that
// Canonical gives what the two other canonicalizers give, what Digest digests, and
// a form that is its own canonical form.
func checkCanonical(t *testing.T, d *Doc, text string, id ID, prefixes string) {
	t.Helper()
	got := checkFixedPoint(t, d, text, id, prefixes)
	want, err := referenceCanonical([]byte(text), int(id), prefixes)
	switch {
	case errors.Is(err, errScope):
	case err != nil:
		t.Fatalf("element %d of %q: %v", id, text, err)
	case want != got:
		t.Fatalf("element %d of %q, PrefixList %q\ngot  %q\nwant %q", id, text, prefixes, got, want)
	}
	want, err = goxmldsigCanonical([]byte(text), int(id), prefixes)
	switch {
	case errors.Is(err, errScope):
	case err != nil:
		t.Fatalf("element %d of %q: goxmldsig: %v", id, text, err)
	case want != got:
		t.Fatalf("element %d of %q, PrefixList %q\ngot       %q\ngoxmldsig %q", id, text, prefixes, got, want)
	}
}

// checkFixedPoint proves that Digest digests what Canonical writes, and that this
// is its own canonical form. It returns the form.
func checkFixedPoint(t *testing.T, d *Doc, text string, id ID, prefixes string) string {
	t.Helper()
	got := string(d.Canonical(nil, id, []byte(prefixes)))
	h := sha256.New()
	d.Digest(h, id, []byte(prefixes))
	if sum := sha256.Sum256([]byte(got)); !bytes.Equal(h.Sum(nil), sum[:]) {
		t.Fatalf("element %d of %q, PrefixList %q: Digest is not that of %q", id, text, prefixes, got)
	}
	again := New(DefaultLimits)
	defer again.Release()
	if err := errors.Join(again.Fill(strings.NewReader(got), 0), again.Parse()); err != nil {
		t.Fatalf("element %d of %q: canonical form %q: %v", id, text, got, err)
	} else if form := string(again.Canonical(nil, again.root, []byte(prefixes))); form != got {
		t.Fatalf("element %d of %q, PrefixList %q\nhas the form  %q\nand that has %q", id, text, prefixes, got, form)
	}
	return got
}

// errScope says that another canonicalizer cannot be asked about a document.
var errScope = errors.New("outside the scope of the other canonicalizer")

// elementOf reads a document with etree and returns its n-th element.
//
// Filters, all of them because encoding/xml, on which etree stands, reads XML
// otherwise than the standard says:
//   - white space in attribute values is not normalized (XML 1.0, section 3.3.3):
//     it is replaced beforehand;
//   - names are those of the fourth edition of XML 1.0: documents are left out that
//     are refused for a name.
func elementOf(text []byte, n int) (*etree.Element, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(plainAttributes(text)); err != nil {
		if strings.Contains(err.Error(), "invalid XML name") || strings.Contains(err.Error(), "expected element name") ||
			strings.Contains(err.Error(), "expected attribute name") {
			return nil, errScope
		}
		return nil, err
	}
	all := elements(nil, doc.Root())
	if n >= len(all) {
		return nil, fmt.Errorf("it has %d elements", len(all))
	}
	return all[n], nil
}

// elements appends an element and those below it in document order.
func elements(dst []*etree.Element, e *etree.Element) []*etree.Element {
	dst = append(dst, e)
	for _, c := range e.ChildElements() {
		dst = elements(dst, c)
	}
	return dst
}

// plainAttributes replaces white space in attribute values by blanks, as a
// conforming parser does. The text is known to be well-formed.
func plainAttributes(text []byte) []byte {
	var out []byte
	skip := func(end string) {
		n := bytes.Index(text, []byte(end)) + len(end)
		out, text = append(out, text[:n]...), text[n:]
	}
	for len(text) > 0 {
		switch {
		case bytes.HasPrefix(text, []byte("<!--")):
			out, text = append(out, "<!--"...), text[4:]
			skip("-->")
		case bytes.HasPrefix(text, []byte("<![CDATA[")):
			skip("]]>")
		case text[0] != '<':
			out, text = append(out, text[0]), text[1:]
		default:
			quote := byte(0)
			for open := true; open; text = text[1:] {
				c := text[0]
				switch {
				case quote == 0 && (c == '"' || c == '\''):
					quote = c
				case quote == c:
					quote = 0
				case quote == 0 && c == '>':
					open = false
				case quote != 0 && c == '\r' && text[1] == '\n':
					continue
				case quote != 0 && (c == '\t' || c == '\n' || c == '\r'):
					c = ' '
				}
				out = append(out, c)
			}
		}
	}
	return out
}

// scopeOfElement returns the namespace declarations in scope around an element,
// by prefix.
func scopeOfElement(e *etree.Element) map[string]string {
	if e == nil {
		return map[string]string{}
	}
	scope := scopeOfElement(e.Parent())
	for _, a := range e.Attr {
		if p, ok := declares(a); ok {
			scope[p] = a.Value
		}
	}
	return scope
}

// declares returns the prefix that an attribute declares.
func declares(a etree.Attr) (prefix string, ok bool) {
	if a.Space == "" && a.Key == "xmlns" {
		return "", true
	}
	return a.Key, a.Space == "xmlns"
}

// goxmldsigCanonical asks goxmldsig. It is right but for the following.
//   - "#default" in a PrefixList is passed over.
//   - xmlns="" is written where no ancestor in the output declares a default
//     namespace: what undeclares it is left out.
//   - Attributes with different prefixes are ordered by local name, not by the name
//     of their namespace.
//   - It sees no declaration outside the element that it is given; these are copied
//     in. The prefix xml, which it takes for any other, is not listed.
func goxmldsigCanonical(text []byte, n int, prefixes string) (string, error) {
	if strings.Contains(prefixes, "#default") || slices.Contains(strings.Fields(prefixes), "xml") {
		return "", errScope
	}
	e, err := elementOf(text, n)
	if err != nil {
		return "", err
	}
	scope := scopeOfElement(e.Parent())
	apex := e.Copy()
	for _, a := range apex.Attr {
		if p, ok := declares(a); ok {
			delete(scope, p)
		}
	}
	for p, uri := range scope {
		if p == "" {
			apex.Attr = append(apex.Attr, etree.Attr{Key: "xmlns", Value: uri})
		} else {
			apex.Attr = append(apex.Attr, etree.Attr{Space: "xmlns", Key: p, Value: uri})
		}
	}
	for _, e := range elements(nil, apex) {
		prefixed := map[string]bool{}
		for _, a := range e.Attr {
			p, ok := declares(a)
			if ok && p == "" && a.Value == "" {
				return "", errScope
			}
			if !ok && a.Space != "" {
				prefixed[a.Space] = true
			}
		}
		if len(prefixed) > 1 {
			return "", errScope
		}
	}
	out, err := dsig.MakeC14N10ExclusiveCanonicalizerWithPrefixList(prefixes).Canonicalize(apex)
	return string(out), err
}

// referenceCanonical is exclusive canonicalization as the recommendation says it,
// section 3, over a tree: slow and plain.
func referenceCanonical(text []byte, n int, prefixes string) (string, error) {
	e, err := elementOf(text, n)
	if err != nil {
		return "", err
	}
	var listed []string
	for _, p := range strings.Fields(prefixes) {
		if p == "#default" {
			p = ""
		}
		listed = append(listed, p)
	}
	w := &etree.WriteSettings{CanonicalAttrVal: true, CanonicalEndTags: true, CanonicalText: true}
	var b bytes.Buffer
	reference(&b, w, e, listed, scopeOfElement(e.Parent()), map[string]string{})
	return b.String(), nil
}

func reference(b *bytes.Buffer, w *etree.WriteSettings, e *etree.Element, listed []string, scope, rendered map[string]string) {
	scope, rendered = maps.Clone(scope), maps.Clone(rendered)
	utilized := append(slices.Clone(listed), e.Space)
	var attrs []etree.Attr
	for _, a := range e.Attr {
		if p, ok := declares(a); ok {
			scope[p] = a.Value
			continue
		}
		attrs = append(attrs, a)
		if a.Space != "" {
			utilized = append(utilized, a.Space)
		}
	}
	uri := func(prefix string) string {
		if prefix == "xml" {
			return known[XML]
		}
		return scope[prefix]
	}
	out := etree.NewElement(e.Tag)
	out.Space = e.Space
	slices.Sort(utilized)
	for _, p := range slices.Compact(utilized) {
		if p == "xml" || scope[p] == rendered[p] {
			continue
		}
		rendered[p] = scope[p]
		if p == "" {
			out.Attr = append(out.Attr, etree.Attr{Key: "xmlns", Value: scope[p]})
		} else {
			out.Attr = append(out.Attr, etree.Attr{Space: "xmlns", Key: p, Value: scope[p]})
		}
	}
	slices.SortFunc(attrs, func(x, y etree.Attr) int {
		var u, v string
		if x.Space != "" {
			u = uri(x.Space)
		}
		if y.Space != "" {
			v = uri(y.Space)
		}
		return cmp.Or(strings.Compare(u, v), strings.Compare(x.Key, y.Key))
	})
	out.Attr = append(out.Attr, attrs...)
	var tags bytes.Buffer
	out.WriteTo(&tags, w) // both tags, nothing between
	open := tags.Len() - len("</"+out.FullTag()+">")
	b.Write(tags.Bytes()[:open])
	for _, c := range e.Child {
		switch c := c.(type) {
		case *etree.Element:
			reference(b, w, c, listed, scope, rendered)
		case *etree.CharData:
			c.WriteTo(b, w)
		}
	}
	b.Write(tags.Bytes()[open:])
}
