package doc

import (
	"fmt"

	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// Grow makes room for n bytes and returns the slice to append them to. Give the
// result to Splice or drop it; bytes behind Bytes are nobody's. When the document
// has moved, what was obtained from it before is gone.
func (d *Doc) Grow(n int) (room []byte, moved bool, err error) {
	if len(d.buf)+n > 2*d.limits.Bytes {
		return nil, false, ErrTooLarge
	}
	if cap(d.buf)-len(d.buf) < n {
		grown := make([]byte, len(d.buf), (len(d.buf)+n)*5/4)
		copy(grown, d.buf)
		clear(d.buf)
		d.buf, moved = grown, true
	}
	d.high = max(d.high, len(d.buf)+n)
	return d.buf[len(d.buf):len(d.buf):cap(d.buf)], moved, nil
}

// Splice puts plaintext in the place of an element (an EncryptedData). The
// plaintext lies in the slice that Grow returned, skip bytes from its start. It
// is parsed in the scope of the parent. With single, it must be one element and
// nothing but white space beside it (Type Element); else any content.
func (d *Doc) Splice(id ID, plaintext []byte, skip int, single bool) error {
	lo := len(d.buf) + skip
	hi := lo + len(plaintext)
	if hi > cap(d.buf) {
		return fmt.Errorf("plaintext does not lie behind the document")
	}
	d.buf = d.buf[:hi]
	if !xmltext.ValidChars(d.buf[lo:hi]) {
		return d.invalidUTF8(lo, hi, true)
	}
	parent := d.nodes[id].parent
	d.scope = d.scopeOf(d.scope[:0], parent)
	depth := 0
	for p := parent; p != None; p = d.nodes[p].parent {
		depth++
	}
	// The frames of the ancestors count against the depth limit.
	d.open = d.open[:0]
	for range depth {
		d.open = append(d.open, frame{node: None, last: None})
	}
	d.forget(id)
	n := &d.nodes[id]
	n.flags = fragment
	n.inner = span{int32(lo), int32(hi)}
	n.first = None
	n.attrs, n.decls = span{}, span{}
	// No ancestor is what it was before.
	for p := parent; p != None; p = d.nodes[p].parent {
		d.nodes[p].flags &^= verbatim
	}
	d.reserve(d.buf[lo:hi])
	p := parser{d: d, at: lo, end: hi, start: lo, plain: true}
	if err := p.content(id); err != nil {
		return err
	}
	d.open = d.open[:0]
	if single && d.OnlyChild(id) == None {
		return p.fail(lo, "not one element")
	}
	return nil
}

// forget takes the Ids below an element that is about to be replaced out of the
// table: nothing can refer to them any more.
func (d *Doc) forget(id ID) {
	outer := d.nodes[id].outer
	kept := d.ids[:0]
	for _, x := range d.ids {
		if x.value.lo < outer.lo || x.value.lo >= outer.hi {
			kept = append(kept, x)
		}
	}
	d.ids = kept
}

// scopeOf appends the namespace declarations in scope inside an element,
// outermost first.
func (d *Doc) scopeOf(dst []decl, id ID) []decl {
	if id == None {
		return dst
	}
	dst = d.scopeOf(dst, d.nodes[id].parent)
	n := &d.nodes[id]
	return append(dst, d.decls[n.decls.lo:n.decls.hi]...)
}
