package doc

// FindAttr looks for an attribute by expanded name. When its value needs no
// decoding, lo and hi are where it lies in Bytes; otherwise decoded is the value.
func (d *Doc) FindAttr(id ID, uri, local string) (lo, hi int, decoded []byte, ok bool) {
	n := &d.nodes[id]
	for i := n.attrs.lo; i < n.attrs.hi; i++ {
		a := &d.attrs[i]
		if string(d.attrLocal(a)) != local || !d.SpaceIs(a.space, uri) {
			continue
		}
		if a.raw {
			return 0, 0, d.attrValue(a), true
		}
		return int(a.value.lo), int(a.value.hi), nil, true
	}
	return 0, 0, nil, false
}

// AttrCount returns how many attributes an element has, namespace declarations
// left out.
func (d *Doc) AttrCount(id ID) int {
	n := &d.nodes[id]
	return int(n.attrs.hi - n.attrs.lo)
}

// AttrName returns the expanded name of the i-th attribute of an element.
func (d *Doc) AttrName(id ID, i int) (space NS, local []byte) {
	a := &d.attrs[int(d.nodes[id].attrs.lo)+i]
	return a.space, d.attrLocal(a)
}
