package doc

import (
	"bytes"
	"unicode/utf8"

	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// startTag takes a start tag and files the element.
func (p *parser) startTag() error {
	d := p.d
	parent := &d.open[len(d.open)-1]
	if parent.node == None && d.root != None {
		return p.fail(p.at, "a second document element")
	}
	if len(d.open) > d.limits.Depth {
		return p.fail(p.at, "elements nested too deep")
	}
	if len(d.nodes) >= d.limits.Elements {
		return p.fail(p.at, "too many elements")
	}
	start := p.at
	end, prefix := p.qname(start + 1)
	if end == start+1 {
		return p.fail(start, "not a start tag")
	}
	id := ID(len(d.nodes))
	d.nodes = append(d.nodes, node{})
	n := &d.nodes[id]
	n.outer.lo = int32(start)
	n.name = span{int32(start + 1), int32(end)}
	n.key, n.prefix = keyOf(d.buf[start+1:start+1+prefix]), int32(prefix)
	n.parent, n.first, n.next = parent.node, None, None
	n.attrs.lo, n.decls.lo = int32(len(d.attrs)), int32(len(d.decls))
	switch {
	case parent.last != None:
		d.nodes[parent.last].next = id
	case parent.node != None:
		d.nodes[parent.node].first = id
	default:
		d.root = id
	}
	parent.last = id

	empty := false
	if end < p.end && d.buf[end] == '>' {
		p.at = end + 1
	} else {
		var err error
		if empty, err = p.attributes(end); err != nil {
			return err
		}
	}
	n.attrs.hi, n.decls.hi = int32(len(d.attrs)), int32(len(d.decls))
	scope := len(d.scope)
	if n.decls.hi > n.decls.lo {
		if len(d.scope)+int(n.decls.hi-n.decls.lo) > d.limits.Prefixes {
			return p.fail(start, "too many prefixes in scope")
		}
		d.scope = append(d.scope, d.decls[n.decls.lo:n.decls.hi]...)
	}
	if err := p.resolve(id, start); err != nil {
		return err
	}
	n.inner.lo = int32(p.at)
	if p.canonicalTag(n) && !empty {
		n.flags |= verbatim
	}
	if parent := parent.node; parent != None && (n.flags&verbatim == 0 || !d.samePrefix(n, &d.nodes[parent])) {
		d.nodes[parent].flags &^= verbatim
	}
	if empty {
		n.inner.hi, n.outer.hi = int32(p.at), int32(p.at)
		d.scope = d.scope[:scope]
		return nil
	}
	d.open = append(d.open, frame{node: id, last: None, scope: scope})
	return nil
}

// attributes takes the rest of a start tag from i: attributes and namespace
// declarations are appended to the index, their prefixes not yet resolved.
func (p *parser) attributes(i int) (empty bool, err error) {
	d := p.d
	for count := 0; ; count++ {
		next := p.blanks(i)
		if next >= p.end {
			return false, p.fail(next, "start tag does not end")
		}
		switch d.buf[next] {
		case '>':
			p.at = next + 1
			return false, nil
		case '/':
			if next+1 >= p.end || d.buf[next+1] != '>' {
				return false, p.fail(next, "not a start tag")
			}
			p.at = next + 2
			return true, nil
		}
		if next == i {
			return false, p.fail(next, "attributes must be separated by white space")
		}
		if count == d.limits.Attributes {
			return false, p.fail(next, "too many attributes")
		}
		end, prefix := p.qname(next)
		if end == next {
			return false, p.fail(next, "not an attribute")
		}
		d.attrs = append(d.attrs, attr{}) // filled in its place: it is not small
		a := &d.attrs[len(d.attrs)-1]
		a.name, a.prefix = span{int32(next), int32(end)}, int32(prefix)
		i = p.blanks(end)
		if i >= p.end || d.buf[i] != '=' {
			return false, p.fail(i, "attribute without a value")
		}
		i = p.blanks(i + 1)
		if i >= p.end || d.buf[i] != '"' && d.buf[i] != '\'' {
			return false, p.fail(i, "attribute value without quotes")
		}
		if i, err = p.value(i, a); err != nil {
			return false, err
		}
		if declared := p.declared(a); declared.lo > 0 {
			if err := p.declare(declared, a, next); err != nil {
				return false, err
			}
			d.attrs = d.attrs[:len(d.attrs)-1]
		}
	}
}

// value takes the quoted value at i and returns the index after it.
func (p *parser) value(i int, a *attr) (int, error) {
	d, quote := p.d, p.d.buf[i]
	i++
	a.value.lo = int32(i)
	end := p.end
	if quote == '\'' {
		// The scan below does not stop at this quote: it is looked for, once.
		if q := bytes.IndexByte(d.buf[i:end], quote); q >= 0 {
			end = i + q
		}
	}
	for {
		i = xmltext.StopInAttr(d.buf[:end], i)
		if i >= p.end {
			return 0, p.fail(i, "attribute value does not end")
		}
		switch c := d.buf[i]; c {
		case quote:
			a.value.hi = int32(i)
			return i + 1, nil
		case '&':
			_, n := xmltext.Reference(d.buf[i:p.end])
			if n == 0 {
				return 0, p.fail(i, "reference to no character or predefined entity")
			}
			i += n
		case '"', '\t', '\n', '\r':
			i++
		case '<':
			return 0, p.fail(i, "'<' in an attribute value")
		default:
			return 0, p.fail(i, "control character")
		}
		a.raw = true
	}
}

// qname scans a qualified name and returns its end and the length of its prefix;
// the end is i when there is none.
func (p *parser) qname(i int) (end, prefix int) {
	b := p.d.buf[:p.end]
	if i >= len(b) || !xmltext.IsNameStart(b[i]) {
		return p.unicodeName(i)
	}
	for end = i + 1; end < len(b) && xmltext.IsNameByte(b[end]); end++ {
	}
	if end+1 < len(b) && b[end] == ':' && xmltext.IsNameStart(b[end+1]) {
		prefix = end - i
		for end += 2; end < len(b) && xmltext.IsNameByte(b[end]); end++ {
		}
	}
	if end < len(b) && (b[end] >= utf8.RuneSelf || b[end] == ':') {
		return p.unicodeName(i)
	}
	return end, prefix
}

// unicodeName is qname for names that are not ASCII, or no names.
func (p *parser) unicodeName(i int) (end, prefix int) {
	end = xmltext.ScanNCName(p.d.buf[:p.end], i)
	if end == i || end >= p.end || p.d.buf[end] != ':' {
		return end, 0
	}
	local := xmltext.ScanNCName(p.d.buf[:p.end], end+1)
	if local == end+1 {
		return i, 0 // "a:" is no name
	}
	return local, end - i
}

// canonicalTag reports whether a start tag is in canonical form as it stands: no
// namespace declarations, unprefixed attributes in order, one blank before each,
// double quotes, values that need no decoding.
func (p *parser) canonicalTag(n *node) bool {
	if n.decls.hi > n.decls.lo {
		return false
	}
	d := p.d
	at := n.name.hi
	attrs := d.attrs[n.attrs.lo:n.attrs.hi]
	for i := range attrs {
		a := &attrs[i]
		if a.prefix > 0 || a.raw || a.name.lo != at+1 || d.buf[at] != ' ' ||
			a.value.lo != a.name.hi+2 || d.buf[a.name.hi+1] != '"' {
			return false
		}
		if i > 0 && bytes.Compare(d.attrLocal(&attrs[i-1]), d.attrLocal(a)) >= 0 {
			return false
		}
		at = a.value.hi + 1
	}
	return int32(p.at) == at+1
}

func (d *Doc) samePrefix(a, b *node) bool {
	return a.key == b.key && (a.key.sure() ||
		string(d.buf[a.name.lo:a.name.lo+a.prefix]) == string(d.buf[b.name.lo:b.name.lo+b.prefix]))
}

// endTag takes the end tag of the innermost open element; base is how many frames
// the content that is being parsed does not own.
func (p *parser) endTag(base int) error {
	d := p.d
	if len(d.open) == base+1 {
		return p.fail(p.at, "end tag without a start tag")
	}
	top := d.open[len(d.open)-1]
	n := &d.nodes[top.node]
	name := d.buf[n.name.lo:n.name.hi]
	i := p.at + 2
	if !bytes.HasPrefix(d.buf[i:p.end], name) {
		return p.fail(p.at, "end tag does not match "+string(name))
	}
	i = p.blanks(i + len(name))
	if i >= p.end || d.buf[i] != '>' {
		return p.fail(p.at, "end tag does not match "+string(name))
	}
	n.inner.hi = int32(p.at)
	n.outer.hi = int32(i + 1)
	if n.flags&(special|verbatim) != verbatim || i != p.at+2+len(name) {
		p.plainNoMore(top.node, d.open[len(d.open)-2].node)
	}
	d.scope = d.scope[:top.scope]
	d.open = d.open[:len(d.open)-1]
	p.at = i + 1
	return nil
}

// plainNoMore notes that an element, and so its parent, is not verbatim.
func (p *parser) plainNoMore(id, parent ID) {
	p.d.nodes[id].flags &^= verbatim
	if parent != None {
		p.d.nodes[parent].flags &^= verbatim
	}
}

// blanks returns the index of the first byte at or after i that is not white space.
func (p *parser) blanks(i int) int {
	for i < p.end {
		if c := p.d.buf[i]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return i
		}
		i++
	}
	return i
}
