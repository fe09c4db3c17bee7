package codec

import (
	"fmt"
	"slices"
	"strings"
)

// raw copies canonical XML, so that the copy is canonical where it comes to
// stand: what is in scope is not declared again, what is used is declared where
// it is used first. A namespace whose prefix stands in a value is declared where
// it was.
func (e *Encoder) raw(as *Name, xml string, into bool) {
	c := rawCopy{e: e, as: as, into: into, inValues: mentioned(xml)}
	s := rawScanner{rest: xml}
	for s.next() {
		if s.text != "" {
			c.text(s.text)
		}
		if s.end {
			c.end(s.name)
		} else {
			c.start(s.name, s.attrs)
		}
	}
}

// rawCopy is an element on its way from where it was kept to an encoder.
type rawCopy struct {
	e    *Encoder
	as   *Name // of the element itself; nil: its own
	into bool  // its start tag is open already

	scope    []*Namespace    // declared around what is copied, in the source
	marks    []int           // length of scope before each open element
	inValues map[string]bool // prefixes that values may have
	wanted   []*Namespace    // of those, what could not be declared on the first tag
}

// first reports whether the element itself is the innermost that is open.
func (c *rawCopy) first() bool { return len(c.marks) == 1 }

// renamed reports whether the innermost open element has another name than in the source.
func (c *rawCopy) renamed() bool { return c.first() && c.as != nil }

func (c *rawCopy) text(s string) {
	if c.first() {
		c.refuseLost(s)
	}
	c.e.closeTag()
	c.e.buf = append(c.e.buf, s...)
}

func (c *rawCopy) end(name string) {
	last := len(c.marks) - 1
	renamed := c.renamed()
	c.scope, c.marks = c.scope[:c.marks[last]], c.marks[:last]
	e := c.e
	switch {
	case renamed && c.into: // whoever began it ends it
	case renamed:
		e.End(c.as)
	default:
		e.closeTag()
		e.buf = append(e.buf, '<', '/')
		e.buf = append(e.buf, name...)
		e.buf = append(e.buf, '>')
		e.leave(e.mark())
	}
}

func (c *rawCopy) start(name string, attrs []rawAttr) {
	c.marks = append(c.marks, len(c.scope))
	e := c.e
	switch {
	case c.renamed() && c.into:
	case c.renamed():
		e.Start(c.as)
	default:
		e.enter(name)
	}
	values := c.declarations(attrs)
	if !c.renamed() {
		c.use(prefixOf(name))
	}
	c.useAttrs(attrs)
	c.declareForValues(values, attrs)
	for _, a := range attrs {
		if !a.decl {
			e.buf = append(e.buf, a.whole...)
		}
	}
}

// declarations brings those of a start tag into scope, and returns those whose prefixes may
// stand in values.
func (c *rawCopy) declarations(attrs []rawAttr) (values []*Namespace) {
	for _, a := range attrs {
		if !a.decl {
			continue
		}
		ns := &Namespace{URI: unescape(a.value), Prefix: a.prefix, Decl: a.whole}
		c.scope = append(c.scope, ns)
		if a.prefix == "" && ns.URI != "" || c.inValues[a.prefix] {
			values = append(values, ns)
		}
	}
	return values
}

// use declares what a prefix of the open start tag stands for.
func (c *rawCopy) use(prefix string) {
	switch ns := c.nearest(prefix); {
	case prefix == "xml":
	case ns != nil:
		c.e.Declare(ns)
	case prefix == "" && c.e.bound("") != "":
		c.e.Declare(&Namespace{Decl: ` xmlns=""`})
	}
}

// useAttrs does so for attributes. One whose prefix the new name of the element has for
// another namespace gets another prefix.
func (c *rawCopy) useAttrs(attrs []rawAttr) {
	for i, a := range attrs {
		if a.decl || a.prefix == "" {
			continue
		}
		if ns := c.nearest(a.prefix); ns != nil && c.renamed() && c.e.taken(ns) {
			attrs[i].whole = " " + c.e.prefix(ns.URI, false) + a.whole[1+len(a.prefix):]
			continue
		}
		c.use(a.prefix)
	}
}

// declareForValues declares namespaces whose prefixes may stand in values, on the element
// itself, or on its children where its new name has the prefix for another one.
func (c *rawCopy) declareForValues(values []*Namespace, attrs []rawAttr) {
	for _, ns := range append(values, c.wanted...) {
		switch {
		case c.renamed() && c.lost(ns):
			c.wanted = append(c.wanted, ns)
			for _, a := range attrs {
				if !a.decl {
					c.refuseLost(a.value)
				}
			}
		case len(c.marks) <= 2 || slices.Contains(values, ns):
			c.e.DeclareInContent(ns)
		}
	}
}

// lost reports whether the new name of the element needs the prefix of a namespace for
// another one, or that there is no default namespace.
func (c *rawCopy) lost(ns *Namespace) bool {
	if c.as.Space == nil {
		return ns.Prefix == ""
	}
	return ns.Prefix == c.as.Space.Prefix && ns.URI != c.as.Space.URI
}

// nearest returns what a prefix stands for in the source, nil when nothing declares it.
func (c *rawCopy) nearest(prefix string) *Namespace {
	for i := len(c.scope) - 1; i >= 0; i-- {
		if c.scope[i].Prefix == prefix {
			return c.scope[i]
		}
	}
	return nil
}

// refuseLost refuses a value of the element itself that may have a prefix which its
// new name needs for another namespace.
func (c *rawCopy) refuseLost(value string) {
	for _, ns := range c.wanted {
		if ns.Prefix != "" && strings.Contains(value, ns.Prefix+":") {
			c.e.Fail(fmt.Errorf("prefix %s stands in a value and is that of the element under its new name", ns.Prefix))
		}
	}
}

var unescaper = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;", `"`,
	"&#x9;", "\t", "&#xA;", "\n", "&#xD;", "\r")

func unescape(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return unescaper.Replace(s)
}
