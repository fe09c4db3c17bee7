package doc

import "bytes"

// enclosure is an element that a signature covers. What stands around it is nobody's
// word: exclusive canonicalization leaves out the declarations there that no name in
// the element uses, unless the PrefixList of the reference has them.
type enclosure struct {
	id       ID
	prefixes span // in listed
}

// Enclose notes that a signature covers an element with a PrefixList.
func (d *Doc) Enclose(id ID, prefixes []byte) {
	lo := len(d.listed)
	d.listed = append(d.listed, prefixes...)
	d.enclosures = append(d.enclosures, enclosure{id, span{int32(lo), int32(len(d.listed))}})
}

// CoveredQName is QName for values that are proven: ok is false as well for a prefix
// that is declared around the signed element, where anybody may have changed it.
func (d *Doc) CoveredQName(id ID, text []byte) (space NS, local string, ok bool) {
	prefix, name, found := bytes.Cut(bytes.Trim(text, " \t\r\n"), []byte(":"))
	if !found {
		prefix, name = nil, prefix
	}
	covered := true
	for ; id != None; id = d.nodes[id].parent {
		n := &d.nodes[id]
		for _, x := range d.decls[n.decls.lo:n.decls.hi] {
			if bytes.Equal(d.buf[x.prefix.lo:x.prefix.hi], prefix) {
				return x.space, string(name), covered
			}
		}
		covered = covered && d.listsPrefix(id, prefix)
	}
	return NoNS, string(name), len(prefix) == 0
}

// listsPrefix reports whether what a prefix stands for around an element is covered
// with it: always, when the element is none that a signature covers.
func (d *Doc) listsPrefix(id ID, prefix []byte) bool {
	if len(prefix) == 0 {
		prefix = []byte("#default")
	}
	for _, e := range d.enclosures {
		if e.id != id {
			continue
		}
		for f := range bytes.FieldsSeq(d.listed[e.prefixes.lo:e.prefixes.hi]) {
			if bytes.Equal(f, prefix) {
				return true
			}
		}
		return false
	}
	return true
}
