package doc

import "bytes"

// declared returns the prefix that an attribute declares: empty for the default
// namespace, at 0 when it declares none.
func (p *parser) declared(a *attr) span {
	d := p.d
	switch {
	case a.prefix == 0 && a.name.hi-a.name.lo == 5 && string(d.buf[a.name.lo:a.name.hi]) == "xmlns":
		return span{a.name.hi, a.name.hi}
	case a.prefix == 5 && string(d.buf[a.name.lo:a.name.lo+5]) == "xmlns":
		return span{a.name.lo + 6, a.name.hi}
	}
	return span{}
}

// declare files a namespace declaration in the index.
func (p *parser) declare(prefix span, a *attr, at int) error {
	d := p.d
	space, err := p.intern(a, at)
	if err != nil {
		return err
	}
	name := d.buf[prefix.lo:prefix.hi]
	key := keyOf(name)
	switch {
	case string(name) == "xmlns", space == XMLNS:
		return p.fail(at, "the prefix xmlns cannot be declared")
	case (string(name) == "xml") != (space == XML):
		return p.fail(at, "the prefix xml belongs to its own namespace alone")
	case len(name) > 0 && space == NoNS:
		return p.fail(at, "a prefix cannot be undeclared")
	}
	lo := d.nodes[len(d.nodes)-1].decls.lo
	for _, other := range d.decls[lo:] {
		if other.key == key && (key.sure() || bytes.Equal(d.buf[other.prefix.lo:other.prefix.hi], name)) {
			return p.fail(at, "prefix declared twice")
		}
	}
	d.decls = append(d.decls, decl{prefix, key, space})
	return nil
}

func (p *parser) intern(a *attr, at int) (NS, error) {
	d := p.d
	value := a.value
	if a.raw {
		lo := len(d.buf)
		d.buf = appendAttrValue(d.buf, d.buf[value.lo:value.hi])
		value = span{int32(lo), int32(len(d.buf))}
	}
	uri := d.buf[value.lo:value.hi]
	if id, ok := d.interned(uri); ok {
		return id, nil
	}
	if id, ok := knownIDs[string(uri)]; ok {
		return id, nil
	}
	for i, s := range d.spaces {
		if bytes.Equal(d.buf[s.lo:s.hi], uri) {
			return knownSpaces + NS(i), nil
		}
	}
	if len(uri) > maxNamespace {
		return 0, p.fail(at, "name of a namespace is too long")
	}
	if len(d.spaces) == d.limits.Namespaces {
		return 0, p.fail(at, "too many namespaces")
	}
	d.spaces = append(d.spaces, value)
	return knownSpaces + NS(len(d.spaces)-1), nil
}

// interned looks among the last declarations: the same few namespaces are declared
// over and over.
func (d *Doc) interned(uri []byte) (NS, bool) {
	for i := len(d.decls) - 1; i >= max(0, len(d.decls)-4); i-- {
		if n := d.decls[i].space; n < knownSpaces && len(known[n]) == len(uri) && known[n] == string(uri) {
			return n, true
		}
	}
	return 0, false
}

// resolve gives the element and its attributes their namespaces, refuses doubled
// attributes and files the Id.
func (p *parser) resolve(id ID, at int) error {
	d := p.d
	n := &d.nodes[id]
	ok := true
	if n.decls.lo == n.decls.hi && n.parent != None && d.nodes[n.parent].flags&fragment == 0 && d.samePrefix(n, &d.nodes[n.parent]) {
		n.space = d.nodes[n.parent].space // as most elements
	} else if n.space, ok = d.lookup(n.key, d.buf[n.name.lo:n.name.lo+n.prefix]); !ok {
		return p.fail(at, "undeclared prefix "+string(d.buf[n.name.lo:n.name.lo+n.prefix]))
	}
	attrs := d.attrs[n.attrs.lo:n.attrs.hi]
	for i := range attrs {
		a := &attrs[i]
		if a.prefix > 0 {
			prefix := d.buf[a.name.lo : a.name.lo+a.prefix]
			if a.space, ok = d.lookup(keyOf(prefix), prefix); !ok {
				return p.fail(int(a.name.lo), "undeclared prefix "+string(d.buf[a.name.lo:a.name.lo+a.prefix]))
			}
		}
		if isID(n.space, a.space, d.attrLocal(a)) {
			if err := p.identify(id, a); err != nil {
				return err
			}
		}
	}
	if len(attrs) > 1 && d.seen.doubled(d, attrs) {
		return p.fail(at, "attribute doubled")
	}
	return nil
}

// lookup returns the namespace that a prefix stands for.
func (d *Doc) lookup(key prefixKey, prefix []byte) (NS, bool) {
	for i := len(d.scope) - 1; i >= 0; i-- {
		s := &d.scope[i]
		if s.key == key && (key.sure() || string(d.buf[s.prefix.lo:s.prefix.hi]) == string(prefix)) {
			return s.space, true
		}
	}
	switch string(prefix) {
	case "":
		return NoNS, true
	case "xml":
		return XML, true
	}
	return 0, false
}

// isID reports whether an attribute identifies its element: wsu:Id and xml:id
// anywhere, Id on the elements of XML Signature and XML Encryption (WS-Security
// 1.1, section 4).
func isID(element, space NS, local []byte) bool {
	switch space {
	case WSU:
		return string(local) == "Id"
	case XML:
		return string(local) == "id"
	case NoNS:
		return (element == DS || element == XENC) && string(local) == "Id"
	}
	return false
}

func (p *parser) identify(id ID, a *attr) error {
	d := p.d
	if a.raw || a.value.lo == a.value.hi {
		return p.fail(int(a.value.lo), "not an Id")
	}
	value := d.buf[a.value.lo:a.value.hi]
	if d.ByID(value) != None {
		return p.fail(int(a.value.lo), "Id doubled")
	}
	if len(d.ids) == maxIDs {
		return p.fail(int(a.value.lo), "too many Ids")
	}
	d.ids = append(d.ids, identified{a.value, id})
	return nil
}

// maxNamespace bounds the name of a namespace, in bytes: canonical form repeats it
// at every element that uses it below one that does not.
const maxNamespace = 512

// maxIDs bounds the Ids of a document: they are compared pair by pair.
const maxIDs = 256
