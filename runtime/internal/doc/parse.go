package doc

import (
	"bytes"
	"slices"

	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// frame is an open element while parsing.
type frame struct {
	node  ID
	last  ID  // last child so far
	scope int // length of Doc.scope before the element
}

// Parse indexes the bytes that Fill took in: one document element,
// optionally after an XML declaration that says UTF-8. After an error the document
// is empty.
func (d *Doc) Parse() error {
	d.reset()
	err := d.parse()
	if err != nil {
		d.reset()
	}
	return err
}

func (d *Doc) parse() error {
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

// maxReserved bounds the room that is made on the word of a document alone.
const maxReserved = 1 << 16

// reserve makes room for the elements of some bytes, so that a large document does
// not grow its index again and again. Most elements have two tags.
func (d *Doc) reserve(b []byte) {
	n := min(bytes.Count(b, []byte("<"))/2+8, d.limits.Elements, maxReserved)
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
