package doc

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// checkSplice cuts parts out of a document, puts an EncryptedData in the place of
// each and splices the parts back, as decryption does. It proves that nobody can
// tell the result from the document as it was: every element has the same name,
// place, text and canonical form.
func checkSplice(t *testing.T, r *rand.Rand, text string) {
	t.Helper()
	cutText, holes := text, []hole(nil)
	for n := range 1 + r.IntN(3) {
		var h hole
		var ok bool
		if cutText, h, ok = cut(r, cutText, n); !ok {
			return
		}
		holes = append(holes, h)
	}
	was, is := New(DefaultLimits), New(DefaultLimits)
	defer was.Release()
	defer is.Release()
	if err := errors.Join(was.Fill(strings.NewReader(text), 0), was.Parse()); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if err := errors.Join(is.Fill(strings.NewReader(cutText), 0), is.Parse()); err != nil {
		var e *Error
		if errors.As(err, &e) && strings.HasPrefix(e.Msg, "too many prefixes") {
			return // that of the EncryptedData was one too many
		}
		t.Fatalf("%q: %v", cutText, err)
	}
	// The last one cut out may hold the places of others.
	for n := len(holes) - 1; n >= 0; n-- {
		if r.IntN(2) == 0 {
			touch(is)
		}
		h, skip := holes[n], r.IntN(20)
		dst, _, err := is.Grow(skip + len(h.plain))
		if err != nil {
			t.Fatal(err)
		}
		dst = append(append(dst, make([]byte, skip)...), h.plain...)
		if err := is.Splice(placeOf(t, is, n), dst[skip:], skip, h.single); err != nil {
			t.Fatalf("%q in %q: %v", h.plain, cutText, err)
		}
	}
	prefixes := []byte(newGenerator(r.Uint64()).prefixList())
	compareDocs(t, was, is, was.Root(), is.Root(), prefixes)
	for _, x := range was.ids {
		id := was.buf[x.value.lo:x.value.hi]
		found := is.ByID(id)
		if found == None || !bytes.Equal(was.Canonical(nil, x.node, nil), is.Canonical(nil, found, nil)) {
			t.Errorf("Id %q is that of another element after decryption", id)
		}
	}
	if t.Failed() {
		t.Logf("document %q\nwith holes  %q\nfor %+v", text, cutText, holes)
	}
}

// touch asks a document for its canonical form and digest.
func touch(d *Doc) {
	d.Canonical(nil, d.root, nil)
	d.Digest(sha256.New(), d.root, nil)
}

// compareDocs compares elements of two documents with all that is below them.
func compareDocs(t *testing.T, was, is *Doc, a, b ID, prefixes []byte) {
	t.Helper()
	if b == None || string(was.Local(a)) != string(is.Local(b)) || string(was.SpaceURI(was.Space(a))) != string(is.SpaceURI(is.Space(b))) {
		t.Errorf("in the place of %q is another element", was.Outer(a))
		return
	}
	for _, list := range [][]byte{nil, prefixes} {
		want, got := was.Canonical(nil, a, list), is.Canonical(nil, b, list)
		if !bytes.Equal(got, want) {
			t.Errorf("PrefixList %q\ngot  %q\nwant %q", list, got, want)
		}
		h := sha256.New()
		is.Digest(h, b, list)
		if sum := sha256.Sum256(want); !bytes.Equal(h.Sum(nil), sum[:]) {
			t.Errorf("PrefixList %q: digest is not that of %q", list, want)
		}
	}
	wantText, wantErr := was.Text(a)
	gotText, gotErr := is.Text(b)
	if !bytes.Equal(gotText, wantText) || !errors.Is(gotErr, wantErr) {
		t.Errorf("text of %q: got %q, %v, want %q, %v", was.Outer(a), gotText, gotErr, wantText, wantErr)
	}
	if was.HasText(a) != is.HasText(b) {
		t.Errorf("%q: HasText is not what it was", was.Outer(a))
	}
	if was.AttrCount(a) != is.AttrCount(b) {
		t.Errorf("%q: attributes are not those it had", was.Outer(a))
	}
	c, e := was.First(a), is.First(b)
	for ; c != None && e != None; c, e = was.Next(c), is.Next(e) {
		if is.Parent(e) != b {
			t.Errorf("%q has another parent", was.Outer(c))
		}
		compareDocs(t, was, is, c, e, prefixes)
	}
	if c != e {
		t.Errorf("%q has another number of children", was.Outer(a))
	}
}

// hole is a part of a document that was cut out.
type hole struct {
	plain  string
	single bool // one element
}

// cut replaces some part of some element's content by an EncryptedData: one
// element, a run of children with the text around them, or all of it.
func cut(r *rand.Rand, text string, n int) (string, hole, bool) {
	d := New(DefaultLimits)
	defer d.Release()
	if errors.Join(d.Fill(strings.NewReader(text), 0), d.Parse()) != nil {
		return "", hole{}, false
	}
	var choice []*node
	for id := range d.nodes {
		if strings.HasPrefix(string(d.Local(ID(id))), "Encrypted") || string(d.Local(ID(id))) == "CipherData" {
			continue // the place of something cut out before
		}
		choice = append(choice, &d.nodes[id])
	}
	if len(choice) == 0 {
		return "", hole{}, false
	}
	chosen := choice[r.IntN(len(choice))]
	// Content can be cut between children and at both ends.
	places := []int32{chosen.inner.lo}
	for c := chosen.first; c != None; c = d.nodes[c].next {
		places = append(places, d.nodes[c].outer.lo, d.nodes[c].outer.hi)
	}
	places = append(places, chosen.inner.hi)
	if chosen.inner.lo == chosen.outer.hi {
		return "", hole{}, false // <a/> has no content
	}
	i, j := 0, len(places)-1
	single := len(places) > 2 && r.IntN(3) == 0
	switch {
	case single:
		i = 1 + 2*r.IntN(len(places)/2-1)
		j = i + 1
	case r.IntN(2) == 0:
		i = r.IntN(len(places))
		j = i + r.IntN(len(places)-i)
	}
	lo, hi := places[i], places[j]
	place := fmt.Sprintf(`<x:EncryptedData xmlns:x="%s" Type="urn:hole:%d"><x:CipherData/></x:EncryptedData>`, known[XENC], n)
	return text[:lo] + place + text[hi:], hole{text[lo:hi], single}, true
}

// placeOf finds what cut put in the place of the n-th hole.
func placeOf(t *testing.T, d *Doc, n int) ID {
	t.Helper()
	for i := range d.nodes {
		id := ID(i)
		if d.nodes[i].flags&fragment != 0 || !d.Is(id, XENC, "EncryptedData") {
			continue
		}
		if v, _ := d.Attr(id, NoNS, "Type"); string(v) == fmt.Sprintf("urn:hole:%d", n) {
			return id
		}
	}
	t.Fatalf("the place of part %d is gone", n)
	return None
}
