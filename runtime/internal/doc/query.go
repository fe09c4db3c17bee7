package doc

import (
	"bytes"
	"errors"
)

// First returns the first child element, None when there is none.
func (d *Doc) First(id ID) ID { return d.visible(d.nodes[id].first) }

// Next returns the following sibling element, None when there is none.
func (d *Doc) Next(id ID) ID {
	if next := d.nodes[id].next; next != None {
		if d.nodes[next].flags&fragment == 0 {
			return next
		}
		return d.visible(next)
	}
	// The last child of a fragment is followed by what follows the fragment.
	if p := d.nodes[id].parent; p != None && d.nodes[p].flags&fragment != 0 {
		return d.Next(p)
	}
	return None
}

// visible returns id, or what stands in its place when it is a fragment.
func (d *Doc) visible(id ID) ID {
	for id != None && d.nodes[id].flags&fragment != 0 {
		if d.nodes[id].first == None {
			return d.Next(id)
		}
		id = d.nodes[id].first
	}
	return id
}

// Parent returns the parent element, None for the document element.
func (d *Doc) Parent(id ID) ID {
	p := d.nodes[id].parent
	for p != None && d.nodes[p].flags&fragment != 0 {
		p = d.nodes[p].parent
	}
	return p
}

// Is reports whether an element has the expanded name.
func (d *Doc) Is(id ID, space NS, local string) bool {
	n := &d.nodes[id]
	return n.space == space && string(d.local(n)) == local
}

// IsNamed is Is for a namespace by name.
func (d *Doc) IsNamed(id ID, uri, local string) bool {
	n := &d.nodes[id]
	return string(d.local(n)) == local && d.SpaceIs(n.space, uri)
}

// Space returns the namespace of an element.
func (d *Doc) Space(id ID) NS { return d.nodes[id].space }

// Local returns the local name of an element.
func (d *Doc) Local(id ID) []byte { return d.local(&d.nodes[id]) }

func (d *Doc) local(n *node) []byte {
	lo := n.name.lo
	if n.prefix > 0 {
		lo += n.prefix + 1
	}
	return d.buf[lo:n.name.hi]
}

// Child returns the first child with the expanded name, None without.
func (d *Doc) Child(id ID, space NS, local string) ID {
	for c := d.First(id); c != None; c = d.Next(c) {
		if d.Is(c, space, local) {
			return c
		}
	}
	return None
}

// Outer returns the bytes of an element, tags included, as they stand in the
// message or in the plaintext that brought it.
func (d *Doc) Outer(id ID) []byte {
	n := &d.nodes[id]
	return d.buf[n.outer.lo:n.outer.hi]
}

// InnerOffsets returns where the content of an element lies in Bytes. When the
// content was decrypted as a whole, that is where the plaintext lies.
func (d *Doc) InnerOffsets(id ID) (lo, hi int) {
	n := &d.nodes[id]
	if f := n.first; f != None && d.nodes[f].flags&fragment != 0 && d.nodes[f].outer == n.inner {
		n = &d.nodes[f]
	}
	return int(n.inner.lo), int(n.inner.hi)
}

// Attr returns the value of an attribute by expanded name. The result aliases
// the document unless the value holds references.
func (d *Doc) Attr(id ID, space NS, local string) (value []byte, ok bool) {
	n := &d.nodes[id]
	for i := n.attrs.lo; i < n.attrs.hi; i++ {
		if a := &d.attrs[i]; a.space == space && string(d.attrLocal(a)) == local {
			return d.attrValue(a), true
		}
	}
	return nil, false
}

// Attrs calls f for each attribute of an element until it returns false.
func (d *Doc) Attrs(id ID, f func(space NS, local, value []byte) bool) {
	n := &d.nodes[id]
	for i := n.attrs.lo; i < n.attrs.hi; i++ {
		a := &d.attrs[i]
		if !f(a.space, d.attrLocal(a), d.attrValue(a)) {
			return
		}
	}
}

func (d *Doc) attrLocal(a *attr) []byte {
	lo := a.name.lo
	if a.prefix > 0 {
		lo += a.prefix + 1
	}
	return d.buf[lo:a.name.hi]
}

func (d *Doc) attrValue(a *attr) []byte {
	v := d.buf[a.value.lo:a.value.hi]
	if !a.raw {
		return v
	}
	return appendAttrValue(nil, v)
}

// ByID returns the element whose Id (wsu:Id, xml:id, or Id of a signature or
// encryption element) has this value, None when there is none. No two elements
// of a document have the same one.
func (d *Doc) ByID(id []byte) ID {
	for _, x := range d.ids {
		if bytes.Equal(d.buf[x.value.lo:x.value.hi], id) {
			return x.node
		}
	}
	return None
}

// ErrNotSimple is returned by Text for an element with child elements.
var ErrNotSimple = errors.New("has child elements where text was expected")

// Text returns the character data of an element that has no child elements. The
// result aliases the document unless the text holds references, CDATA or
// comments, or was decrypted in pieces.
func (d *Doc) Text(id ID) ([]byte, error) {
	n := &d.nodes[id]
	if n.first == None && n.flags&special == 0 {
		return d.buf[n.inner.lo:n.inner.hi], nil
	}
	return d.appendText(nil, n)
}

// AppendText appends what Text returns.
func (d *Doc) AppendText(dst []byte, id ID) ([]byte, error) {
	return d.appendText(dst, &d.nodes[id])
}

// PlainRange returns where the text of an element lies in Bytes when it needs
// no decoding.
func (d *Doc) PlainRange(id ID) (lo, hi int, ok bool) {
	n := &d.nodes[id]
	if n.first != None || n.flags&special != 0 {
		return 0, 0, false
	}
	return int(n.inner.lo), int(n.inner.hi), true
}

func (d *Doc) appendText(dst []byte, n *node) ([]byte, error) {
	at := n.inner.lo
	for c := n.first; c != None; c = d.nodes[c].next {
		child := &d.nodes[c]
		if child.flags&fragment == 0 {
			return nil, ErrNotSimple
		}
		dst = AppendCharData(dst, d.buf[at:child.outer.lo])
		var err error
		if dst, err = d.appendText(dst, child); err != nil {
			return nil, err
		}
		at = child.outer.hi
	}
	return AppendCharData(dst, d.buf[at:n.inner.hi]), nil
}

// OnlyChild returns the only child of an element whose content is otherwise
// white space, None when the content is anything else.
func (d *Doc) OnlyChild(id ID) ID {
	n := &d.nodes[id]
	c := n.first
	if c == None || d.nodes[c].next != None || n.flags&special != 0 {
		return None
	}
	if !isBlank(d.buf[n.inner.lo:d.nodes[c].outer.lo]) || !isBlank(d.buf[d.nodes[c].outer.hi:n.inner.hi]) {
		return None
	}
	return c
}

// HasText reports whether an element has character data other than white space
// beside its child elements.
func (d *Doc) HasText(id ID) bool {
	n := &d.nodes[id]
	at := n.inner.lo
	for c := n.first; c != None; c = d.nodes[c].next {
		child := &d.nodes[c]
		if at != child.outer.lo && !isBlankMarkup(d.buf[at:child.outer.lo]) {
			return true
		}
		if child.flags&fragment != 0 && d.HasText(c) {
			return true
		}
		at = child.outer.hi
	}
	return !isBlankMarkup(d.buf[at:n.inner.hi])
}

func isBlank(b []byte) bool {
	for _, c := range b {
		if c != ' ' && c != '\t' && c != '\n' && c != '\r' {
			return false
		}
	}
	return true
}

// isBlankMarkup is isBlank after comments are taken out and references decoded.
func isBlankMarkup(b []byte) bool {
	if isBlank(b) {
		return true
	}
	return isBlank(AppendCharData(nil, b))
}

// QName resolves a qualified name in the text of an element: to a namespace and a
// local name. ok is false when its prefix is not declared.
func (d *Doc) QName(id ID, text []byte) (space NS, local string, ok bool) {
	prefix, name, found := bytes.Cut(bytes.Trim(text, " \t\r\n"), []byte(":"))
	if !found {
		prefix, name = nil, prefix
	}
	if x, ok := d.inScope(id, prefix); ok {
		return x.space, string(name), true
	}
	return NoNS, string(name), len(prefix) == 0
}
