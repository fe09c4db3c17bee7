package doc

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// frame is an open element while parsing.
type frame struct {
	node  ID
	last  ID  // last child so far
	scope int // length of Doc.scope before the element
}

// Parse indexes the bytes that Fill took in: one document element,
// optionally after an XML declaration that says UTF-8.
func (d *Doc) Parse() error {
	d.reset()
	if !xmltext.ValidChars(d.buf) {
		return d.invalidUTF8(0, len(d.buf), false)
	}
	d.reserve(d.buf)
	p := parser{d: d, at: 0, end: len(d.buf)}
	if err := p.prolog(); err != nil {
		return err
	}
	if err := p.content(None); err != nil {
		return err
	}
	if d.root == None {
		return p.fail(p.end, "no document element")
	}
	return nil
}

// reserve makes room for the elements of some bytes, so that a large document does
// not grow its index again and again. Most elements have two tags.
func (d *Doc) reserve(b []byte) {
	n := min(bytes.Count(b, []byte("<"))/2+8, d.limits.Elements)
	d.nodes = slices.Grow(d.nodes, n)
	d.attrs = slices.Grow(d.attrs, n/2)
}

// parser walks bytes [at, end) of the document.
type parser struct {
	d     *Doc
	at    int
	end   int
	start int  // of the decrypted content, for error offsets
	plain bool // decrypted content
}

func (p *parser) fail(at int, msg string) error {
	return &Error{Offset: at - p.start, Decrypted: p.plain, Msg: msg}
}

func (d *Doc) invalidUTF8(from, to int, decrypted bool) error {
	// Find the place: the longest valid prefix.
	lo, hi := from, to
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if xmltext.ValidChars(d.buf[from:mid]) {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return &Error{Offset: lo - from, Decrypted: decrypted, Msg: "not UTF-8, or a character that XML does not have"}
}

var (
	bom      = []byte("\xEF\xBB\xBF")
	xmlDecl  = []byte("<?xml")
	endPI    = []byte("?>")
	utf8Name = []byte("utf-8")
)

// prolog takes a byte order mark and an XML declaration.
func (p *parser) prolog() error {
	buf := p.d.buf
	if bytes.HasPrefix(buf[p.at:p.end], bom) {
		p.at += len(bom)
	}
	rest := buf[p.at:p.end]
	if !bytes.HasPrefix(rest, xmlDecl) || len(rest) <= len(xmlDecl) || !isBlank(rest[len(xmlDecl):len(xmlDecl)+1]) {
		return nil
	}
	n := bytes.Index(rest, endPI)
	if n < 0 {
		return p.fail(p.at, "XML declaration does not end")
	}
	version, encoding, ok := declaration(rest[len(xmlDecl):n])
	switch {
	case !ok || string(version) != "1.0":
		return p.fail(p.at, "XML declaration is not that of XML 1.0")
	case len(encoding) > 0 && !bytes.EqualFold(encoding, utf8Name):
		return p.fail(p.at, "encoding is not UTF-8")
	}
	p.at += n + len(endPI)
	return nil
}

// declaration reads the pseudo-attributes version, encoding and standalone.
func declaration(b []byte) (version, encoding []byte, ok bool) {
	for {
		b = bytes.TrimLeft(b, " \t\r\n")
		if len(b) == 0 {
			return version, encoding, len(version) > 0
		}
		eq := bytes.IndexByte(b, '=')
		if eq < 0 {
			return nil, nil, false
		}
		name := bytes.TrimRight(b[:eq], " \t\r\n")
		b = bytes.TrimLeft(b[eq+1:], " \t\r\n")
		if len(b) < 2 || b[0] != '"' && b[0] != '\'' {
			return nil, nil, false
		}
		close := bytes.IndexByte(b[1:], b[0])
		if close < 0 {
			return nil, nil, false
		}
		value := b[1 : 1+close]
		b = b[close+2:]
		switch string(name) {
		case "version":
			version = value
		case "encoding":
			encoding = value
		case "standalone":
		default:
			return nil, nil, false
		}
	}
}

// content parses elements and text until the end. parent is the fragment that
// the content belongs to, None for the document.
func (p *parser) content(parent ID) error {
	d := p.d
	base := len(d.open)
	d.open = append(d.open, frame{node: parent, last: None, scope: len(d.scope)})
	for p.at < p.end {
		top := &d.open[len(d.open)-1]
		i := p.at
		if d.buf[i] != '<' {
			i = xmltext.StopInText(d.buf[:p.end], i)
		}
		if i > p.at && top.node == None && !isBlank(d.buf[p.at:i]) {
			return p.fail(p.at, "text outside the document element")
		}
		p.at = i
		if i == p.end {
			break
		}
		if d.buf[i] != '<' {
			if err := p.specialText(top.node); err != nil {
				return err
			}
			continue
		}
		if i+1 == p.end {
			return p.fail(i, "markup does not end")
		}
		var err error
		switch d.buf[i+1] {
		case '/':
			err = p.endTag(base)
		case '!':
			err = p.bang(top.node)
		case '?':
			err = p.fail(i, "processing instructions are not accepted")
		default:
			err = p.startTag()
		}
		if err != nil {
			return err
		}
	}
	if len(d.open) != base+1 {
		n := &d.nodes[d.open[len(d.open)-1].node]
		return p.fail(p.end, "element "+string(d.buf[n.name.lo:n.name.hi])+" does not end")
	}
	d.open = d.open[:base]
	return nil
}

// specialText takes the byte at p.at that is neither plain text nor '<'.
func (p *parser) specialText(n ID) error {
	d, i := p.d, p.at
	switch c := d.buf[i]; c {
	case '\n', '\t':
		p.at++
		return nil
	case '\r':
		p.at++
		if n == None {
			return nil
		}
	case '&':
		_, size := xmltext.Reference(d.buf[i:p.end])
		if size == 0 {
			return p.fail(i, "reference to no character or predefined entity")
		}
		if n == None {
			return p.fail(i, "text outside the document element")
		}
		p.at += size
	case '>':
		if n == None {
			return p.fail(i, "text outside the document element")
		}
		if i >= p.start+2 && d.buf[i-1] == ']' && d.buf[i-2] == ']' {
			return p.fail(i, "\"]]>\" in text")
		}
		p.at++
	default:
		return p.fail(i, "control character")
	}
	d.nodes[n].flags |= special
	return nil
}

// bang takes a comment or a CDATA section.
func (p *parser) bang(n ID) error {
	d, rest := p.d, p.d.buf[p.at:p.end]
	switch {
	case bytes.HasPrefix(rest, openComment):
		body := rest[len(openComment):]
		i := bytes.Index(body, []byte("--"))
		if i < 0 || i+2 >= len(body) || body[i+2] != '>' {
			return p.fail(p.at, "comment does not end")
		}
		if bad := controlIn(body[:i]); bad >= 0 {
			return p.fail(p.at+len(openComment)+bad, "control character")
		}
		p.at += len(openComment) + i + len(closeComment)
	case bytes.HasPrefix(rest, openCDATA) && n != None:
		body := rest[len(openCDATA):]
		i := bytes.Index(body, closeCDATA)
		if i < 0 {
			return p.fail(p.at, "CDATA section does not end")
		}
		if bad := controlIn(body[:i]); bad >= 0 {
			return p.fail(p.at+len(openCDATA)+bad, "control character")
		}
		p.at += len(openCDATA) + i + len(closeCDATA)
	default:
		return p.fail(p.at, "a document type declaration, or markup that XML does not have")
	}
	if n != None {
		d.nodes[n].flags |= special
	}
	return nil
}

func controlIn(b []byte) int {
	for i, c := range b {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
			return i
		}
	}
	return -1
}

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

func (p *parser) blanks(i int) int {
	for i < p.end {
		if c := p.d.buf[i]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return i
		}
		i++
	}
	return i
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
	for {
		i = xmltext.StopInAttr(d.buf[:p.end], i)
		if quote == '\'' {
			if q := bytes.IndexByte(d.buf[a.value.lo:i], '\''); q >= 0 {
				i = int(a.value.lo) + q
			}
		}
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

// maxIDs bounds the Ids of a document: they are compared pair by pair.
const maxIDs = 256
