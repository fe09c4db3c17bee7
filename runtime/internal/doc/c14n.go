package doc

import (
	"bytes"
	"errors"
	"hash"
	"math"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// Canonical appends the exclusive canonical form of an element, without
// comments (Exclusive XML Canonicalization 1.0). prefixes is the value of
// InclusiveNamespaces/@PrefixList, empty for none; "#default" names the default
// namespace. The form is that of the document as it stands now: what has been
// spliced in is part of it.
func (d *Doc) Canonical(dst []byte, id ID, prefixes []byte) []byte {
	dst, _ = d.CanonicalWithin(dst, id, prefixes, math.MaxInt-len(dst))
	return dst
}

// CanonicalWithin is Canonical for a form of limited size, in bytes: it may be much
// larger than the message. What was appended is undefined after ErrInflated.
func (d *Doc) CanonicalWithin(dst []byte, id ID, prefixes []byte, size int) ([]byte, error) {
	c := &d.canon
	c.begin(d, dst, nil)
	c.limit = len(dst) + size
	c.apex(id, prefixes)
	dst, c.out = c.out, nil
	if c.budget < 0 || len(dst) > c.limit {
		return dst, ErrInflated
	}
	return dst, nil
}

// ErrInflated is returned by Digest for an element whose canonical form is out of
// proportion: small elements that each declare long namespaces anew.
var ErrInflated = errors.New("canonical form is out of proportion to the message")

// Digest writes the exclusive canonical form of an element to h.
func (d *Doc) Digest(h hash.Hash, id ID, prefixes []byte) error {
	c := &d.canon
	c.begin(d, c.buffer[:0], h)
	c.apex(id, prefixes)
	h.Write(c.out)
	c.buffer, c.out, c.sink = c.out[:0], nil, nil
	if c.budget < 0 {
		return ErrInflated
	}
	return nil
}

// canonicalizer is the state of one walk. It keeps its slices from walk to walk.
type canonicalizer struct {
	d    *Doc
	out  []byte
	sink hash.Hash // nil: everything stays in out

	// budget is how many bytes may still go to the sink; negative: the walk ends.
	// limit is how many may be in out when there is none.
	budget, limit int

	inclusive [][]byte // the PrefixList
	rendered  []decl   // namespace declarations written on open output ancestors
	pending   []decl   // those to be written on the current element
	order     []int32  // attributes in canonical order
	text      []byte   // decoded text
	buffer    []byte   // behind out when there is a sink
}

// inflation is how many times the size of the document a canonical form may have.
const inflation = 4

// flushAt is how much is gathered before it goes to the sink.
const flushAt = 8 << 10

func (c *canonicalizer) begin(d *Doc, out []byte, sink hash.Hash) {
	c.d, c.out, c.sink = d, out, sink
	c.budget = inflation*len(d.buf) + 64<<10
	c.rendered, c.inclusive = c.rendered[:0], c.inclusive[:0]
}

// wipe forgets what was written and decoded.
func (c *canonicalizer) wipe() {
	clear(c.buffer[:cap(c.buffer)])
	clear(c.text[:cap(c.text)])
	if cap(c.text) > keepBytes {
		c.text = nil
	}
}

func (c *canonicalizer) apex(id ID, prefixes []byte) {
	for p := range bytes.FieldsSeq(prefixes) {
		if string(p) == "#default" {
			p = nil
		}
		c.inclusive = append(c.inclusive, p)
	}
	// At the apex the listed prefixes are written as far as they are in scope,
	// wherever they were declared.
	c.pending = c.pending[:0]
	for _, p := range c.inclusive {
		if b, ok := c.d.inScope(c.d.nodes[id].parent, p); ok && b.space != NoNS {
			c.want(b)
		}
	}
	c.element(id)
}

// inScope finds what a prefix stands for inside an element.
func (d *Doc) inScope(id ID, prefix []byte) (decl, bool) {
	for ; id != None; id = d.nodes[id].parent {
		n := &d.nodes[id]
		for _, x := range d.decls[n.decls.lo:n.decls.hi] {
			if bytes.Equal(d.buf[x.prefix.lo:x.prefix.hi], prefix) {
				return x, true
			}
		}
	}
	return decl{}, false
}

func (c *canonicalizer) prefix(s span) []byte { return c.d.buf[s.lo:s.hi] }

// want notes that the current element has to show what prefix stands for.
func (c *canonicalizer) want(x decl) {
	for i := range c.pending {
		if c.same(&c.pending[i], &x) {
			c.pending[i].space = x.space // declared anew on the element itself
			return
		}
	}
	c.pending = append(c.pending, x)
}

// same reports whether two declarations are of the same prefix.
func (c *canonicalizer) same(a, b *decl) bool {
	return a.key == b.key && (a.key.sure() || bytes.Equal(c.prefix(a.prefix), c.prefix(b.prefix)))
}

// shown reports whether an output ancestor has declared it already.
func (c *canonicalizer) shown(x decl) bool {
	for i := len(c.rendered) - 1; i >= 0; i-- {
		if c.same(&c.rendered[i], &x) {
			return c.rendered[i].space == x.space
		}
	}
	return x.key == 0 && x.space == NoNS
}

func (c *canonicalizer) element(id ID) {
	if c.sink == nil && len(c.out) > c.limit {
		c.budget = -1
	}
	if c.budget < 0 {
		return
	}
	d := c.d
	n := &d.nodes[id]
	base := len(c.rendered)
	name := d.buf[n.name.lo:n.name.hi]

	own := decl{span{n.name.lo, n.name.lo + n.prefix}, n.key, n.space}
	if n.flags&verbatim != 0 && len(c.pending) == 0 && c.shown(own) {
		c.raw(d.buf[n.outer.lo:n.outer.hi])
		return
	}
	if len(c.inclusive) > 0 {
		for _, x := range d.decls[n.decls.lo:n.decls.hi] {
			if c.listed(c.prefix(x.prefix)) {
				c.want(x)
			}
		}
	}
	if len(c.pending) > 0 || !c.shown(own) {
		c.want(own)
	}
	attrs := d.attrs[n.attrs.lo:n.attrs.hi]
	for i := range attrs {
		if a := &attrs[i]; a.prefix > 0 && a.space != XML {
			prefix := span{a.name.lo, a.name.lo + a.prefix}
			c.want(decl{prefix, keyOf(c.prefix(prefix)), a.space})
		}
	}

	c.out = append(c.out, '<')
	c.out = append(c.out, name...)
	if len(c.pending) > 0 {
		c.declarations()
	}
	c.attributes(attrs)
	c.out = append(c.out, '>')
	c.content(n)
	c.out = append(c.out, '<', '/')
	c.out = append(c.out, name...)
	c.out = append(c.out, '>')
	c.rendered = c.rendered[:base]
	c.flush()
}

func (c *canonicalizer) listed(prefix []byte) bool {
	for _, p := range c.inclusive {
		if bytes.Equal(p, prefix) {
			return true
		}
	}
	return false
}

// declarations writes what is pending and not shown yet, sorted by prefix.
func (c *canonicalizer) declarations() {
	first := len(c.rendered)
	for _, x := range c.pending {
		if x.space != XML && !c.shownBefore(first, x) {
			c.rendered = append(c.rendered, x)
		}
	}
	c.pending = c.pending[:0]
	added := c.rendered[first:]
	if len(added) > 1 {
		slices.SortFunc(added, func(a, b decl) int { return bytes.Compare(c.prefix(a.prefix), c.prefix(b.prefix)) })
	}
	for _, x := range added {
		c.out = append(c.out, " xmlns"...)
		if x.prefix.hi > x.prefix.lo {
			c.out = append(c.out, ':')
			c.out = append(c.out, c.prefix(x.prefix)...)
		}
		c.out = append(c.out, '=', '"')
		if x.space < knownSpaces {
			c.out = append(c.out, known[x.space]...)
		} else {
			s := c.d.spaces[x.space-knownSpaces]
			c.out = appendEscapedAttr(c.out, c.d.buf[s.lo:s.hi])
		}
		c.out = append(c.out, '"')
	}
}

func (c *canonicalizer) shownBefore(first int, x decl) bool {
	all := c.rendered
	c.rendered = all[:first]
	shown := c.shown(x)
	c.rendered = all
	return shown
}

func (c *canonicalizer) attributes(attrs []attr) {
	switch len(attrs) {
	case 0:
		return
	case 1:
		c.attribute(&attrs[0])
		return
	}
	c.order = c.order[:0]
	for i := range attrs {
		c.order = append(c.order, int32(i))
	}
	if !c.inOrder(attrs) {
		slices.SortFunc(c.order, func(i, j int32) int { return c.compareAttrs(&attrs[i], &attrs[j]) })
	}
	for _, i := range c.order {
		c.attribute(&attrs[i])
	}
}

func (c *canonicalizer) inOrder(attrs []attr) bool {
	for i := 1; i < len(attrs); i++ {
		if c.compareAttrs(&attrs[i-1], &attrs[i]) > 0 {
			return false
		}
	}
	return true
}

// compareAttrs orders attributes by the name of their namespace, then by local
// name; those without a namespace come first.
func (c *canonicalizer) compareAttrs(a, b *attr) int {
	if a.space != b.space {
		return c.compareSpaces(a.space, b.space)
	}
	return bytes.Compare(c.d.attrLocal(a), c.d.attrLocal(b))
}

func (c *canonicalizer) compareSpaces(a, b NS) int {
	if a < knownSpaces && b < knownSpaces {
		return strings.Compare(known[a], known[b])
	}
	return bytes.Compare(c.d.SpaceURI(a), c.d.SpaceURI(b))
}

func (c *canonicalizer) attribute(a *attr) {
	d := c.d
	c.out = append(c.out, ' ')
	c.out = append(c.out, d.buf[a.name.lo:a.name.hi]...)
	c.out = append(c.out, '=', '"')
	if a.raw {
		c.text = appendAttrValue(c.text[:0], d.buf[a.value.lo:a.value.hi])
		c.out = appendEscapedAttr(c.out, c.text)
	} else {
		c.out = append(c.out, d.buf[a.value.lo:a.value.hi]...)
	}
	c.out = append(c.out, '"')
}

func (c *canonicalizer) content(n *node) {
	d, at := c.d, n.inner.lo
	for child := n.first; child != None; {
		k := &d.nodes[child]
		c.chars(n, d.buf[at:k.outer.lo])
		if k.flags&fragment != 0 {
			c.content(k)
		} else {
			c.element(child)
		}
		at, child = k.outer.hi, k.next
	}
	c.chars(n, d.buf[at:n.inner.hi])
}

// chars writes raw character data of n in canonical form.
func (c *canonicalizer) chars(n *node, raw []byte) {
	if len(raw) == 0 {
		return
	}
	if n.flags&special != 0 {
		c.text = AppendCharData(c.text[:0], raw)
		c.out = appendEscapedText(c.out, c.text)
		c.flush()
		return
	}
	c.raw(raw)
}

// raw writes bytes that are in canonical form.
func (c *canonicalizer) raw(b []byte) {
	if c.sink != nil && len(b) > flushAt {
		c.budget -= len(c.out) + len(b)
		c.sink.Write(c.out)
		c.sink.Write(b)
		c.out = c.out[:0]
		return
	}
	c.out = append(c.out, b...)
	c.flush()
}

func (c *canonicalizer) flush() {
	if c.sink != nil && len(c.out) > flushAt {
		c.budget -= len(c.out)
		c.sink.Write(c.out)
		c.out = c.out[:0]
	}
}

// appendEscapedText writes decoded text, whose characters are known to be good.
func appendEscapedText(dst, text []byte) []byte {
	for {
		i := xmltext.StopInText(text, 0)
		dst = append(dst, text[:i]...)
		if i == len(text) {
			return dst
		}
		dst, _ = xmltext.AppendTextByte(dst, text[i])
		text = text[i+1:]
	}
}

func appendEscapedAttr(dst, value []byte) []byte {
	for {
		i := xmltext.StopInAttr(value, 0)
		dst = append(dst, value[:i]...)
		if i == len(value) {
			return dst
		}
		dst, _ = xmltext.AppendAttrByte(dst, value[i])
		value = value[i+1:]
	}
}
