package doc

// Scope calls f for each namespace declaration in scope inside an element,
// innermost first; outer ones of the same prefix are left out. A default
// namespace has an empty prefix.
func (d *Doc) Scope(id ID, f func(prefix, uri []byte)) {
	var seen []string
	for ; id != None; id = d.nodes[id].parent {
		n := &d.nodes[id]
	decls:
		for _, x := range d.decls[n.decls.lo:n.decls.hi] {
			prefix := d.buf[x.prefix.lo:x.prefix.hi]
			for _, s := range seen {
				if s == string(prefix) {
					continue decls
				}
			}
			seen = append(seen, string(prefix))
			f(prefix, d.SpaceURI(x.space))
		}
	}
}

// TextBetween returns the decoded character data of an element that stands
// directly in front of its child before, or behind the last child for None.
// after is the child in front of it, None for the start.
func (d *Doc) TextBetween(id, after, before ID) []byte {
	n := &d.nodes[id]
	if f := n.first; f != None && d.nodes[f].flags&fragment != 0 && d.nodes[f].outer == n.inner {
		n = &d.nodes[f]
	}
	lo, hi := n.inner.lo, n.inner.hi
	if after != None {
		lo = d.nodes[after].outer.hi
	}
	if before != None {
		hi = d.nodes[before].outer.lo
	}
	return AppendCharData(nil, d.buf[lo:hi])
}
