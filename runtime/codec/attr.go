package codec

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// Attr is an attribute that a wildcard (xs:anyAttribute) lets in.
type Attr struct {
	Name  QName
	Value string

	// Scope is what the prefix of the value stands for when the value looks like
	// a qualified name whose prefix is declared; empty otherwise.
	Scope string
}

// pendingAttr waits until its place in canonical order has come.
type pendingAttr struct {
	space  string
	prefix string
	local  string
	value  string
}

func (p *pendingAttr) compare(space, local string) int {
	return cmp.Or(cmp.Compare(p.space, space), cmp.Compare(p.local, local))
}

// pend keeps an attribute of the open start tag until its place has come; its namespace
// is declared already.
func (e *Encoder) pend(a pendingAttr) { e.pending, e.sorted = append(e.pending, a), false }

// flush writes the pending attributes that stand in front of n, all for nil.
func (e *Encoder) flush(n *AttrName) {
	if !e.sorted {
		slices.SortFunc(e.pending[e.flushed:], func(x, y pendingAttr) int { return x.compare(y.space, y.local) })
		e.sorted = true
	}
	for ; e.flushed < len(e.pending); e.flushed++ {
		a := &e.pending[e.flushed]
		twice := e.flushed > 0 && a.compare(e.pending[e.flushed-1].space, e.pending[e.flushed-1].local) == 0
		if n != nil {
			c := a.compare(n.URI(), n.Local)
			twice = twice || c == 0
			if c > 0 {
				return
			}
		}
		if twice {
			e.Fail(fmt.Errorf("attribute %s is there twice", expanded(a.space, a.local)))
		}
		e.buf = append(e.buf, ' ')
		if a.prefix != "" {
			e.buf = append(e.buf, a.prefix...)
			e.buf = append(e.buf, ':')
		}
		e.buf = append(e.buf, a.local...)
		e.buf = append(e.buf, '=', '"')
		var ok bool
		if e.buf, ok = xmltext.AppendAttr(e.buf, a.value); !ok {
			e.Fail(fmt.Errorf("attribute %s holds a character that XML does not have", a.local))
		}
		e.buf = append(e.buf, '"')
	}
	e.pending, e.flushed = e.pending[:0], 0
}

// OtherAttrs writes attributes that a wildcard lets in. It must be called before
// the first Attr.
func (e *Encoder) OtherAttrs(attrs []Attr, w *Wildcard) {
	for _, a := range attrs {
		if !isNCName(a.Name.Local) || a.Name == (QName{"", "xmlns"}) || a.Name.Space == XSI.URI || a.Name.Space == xmlnsSpace || !w.admits(a.Name.Space) {
			e.Fail(fmt.Errorf("attribute %s is not allowed", a.Name))
			continue
		}
		p := pendingAttr{space: a.Name.Space, local: a.Name.Local, value: a.Value}
		switch p.space {
		case "":
		case xmlSpace:
			p.prefix = "xml"
		default:
			p.prefix = e.prefix(p.space, false)
		}
		if _, local, found := strings.Cut(a.Value, ":"); found && a.Scope != "" {
			p.value = e.prefix(a.Scope, true) + ":" + local
		}
		e.pend(p)
	}
}

const xmlSpace = "http://www.w3.org/XML/1998/namespace"

const xmlnsSpace = "http://www.w3.org/2000/xmlns/"

func isNCName(s string) bool { return s != "" && xmltext.ScanNCName([]byte(s), 0) == len(s) }

// prefix returns a prefix for a namespace, which the open start tag declares when
// there is none yet. value says that the prefix is going to stand in a value.
func (e *Encoder) prefix(uri string, value bool) string {
	for i := len(e.declared) - 1; i >= 0; i-- {
		s := e.declared[i]
		if s.URI == uri && s.Prefix != "" && e.bound(s.Prefix) == uri {
			if value {
				e.DeclareInContent(s)
			}
			return s.Prefix
		}
	}
	n := 1 // beyond all that are in use, so that many cost no more than few
	for _, s := range e.declared {
		if len(s.Prefix) > 1 && s.Prefix[0] == 'q' {
			if k, err := strconv.Atoi(s.Prefix[1:]); err == nil && k >= n && k < 1<<16 {
				n = k + 1
			}
		}
	}
	prefix := "q" + strconv.Itoa(n)
	for ; e.bound(prefix) != ""; n++ {
		prefix = "q" + strconv.Itoa(n)
	}
	s := namespaceOf(prefix, uri)
	if value {
		e.DeclareInContent(s)
	} else {
		e.Declare(s)
	}
	return prefix
}

// prefixOf returns a prefix for a namespace that is going to stand in a value: its own,
// where the open start tag does not use that for another one.
func (e *Encoder) prefixOf(s *Namespace) string {
	if e.taken(s) {
		return e.prefix(s.URI, true)
	}
	e.DeclareInContent(s)
	return s.Prefix
}

// Wildcard says of which namespaces an element or attribute may be.
type Wildcard struct {
	Any    bool
	Other  bool     // every namespace but Spaces and none
	Spaces []string // "" is no namespace
}

func (w *Wildcard) admits(uri string) bool {
	switch {
	case w == nil:
		return false
	case w.Any:
		return true
	case w.Other:
		return uri != "" && !slices.Contains(w.Spaces, uri)
	}
	return slices.Contains(w.Spaces, uri)
}

// OtherAttrs returns the attributes beside those listed, which the wildcard has
// to let in.
func (m *Members) OtherAttrs(w *Wildcard, known ...*AttrName) []Attr {
	if m.last.err != nil || m.of.src.d.AttrCount(m.of.id) == 0 {
		return nil
	}
	var attrs []Attr
	d := m.of.src.d
	d.Attrs(m.of.id, func(space doc.NS, local, value []byte) bool {
		if space == doc.XSI || m.of.block && ofEnvelope(space) {
			return true
		}
		for _, n := range known {
			if string(local) == n.Local && d.SpaceIs(space, n.URI()) {
				return true
			}
		}
		a := Attr{Name: QName{m.of.src.spaceURI(space), string(local)}, Value: string(value)}
		if !w.admits(a.Name.Space) {
			m.last.err = m.of.Errorf("attribute %s is not expected here", a.Name)
			return false
		}
		if prefix, rest, found := strings.Cut(a.Value, ":"); found && prefix != "" && isNCName(rest) {
			if uri, _, ok := d.CoveredQName(m.of.id, value); ok {
				a.Scope = m.of.src.spaceURI(uri)
			}
		}
		attrs = append(attrs, a)
		return true
	})
	return attrs
}
