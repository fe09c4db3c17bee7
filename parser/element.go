package parser

import (
	"go/token"
	"strings"

	"github.com/beevik/etree"
)

// Element is a handle on one element of a document. Everything is found by
// expanded name; etree's own searches match any namespace and are not used.
type Element struct {
	doc *Document
	el  *etree.Element
}

// Attr is an attribute by expanded name.
type Attr struct {
	Name  Name
	Value string
}

// IsZero reports whether there is no element.
func (e Element) IsZero() bool { return e.el == nil }

// Document returns the document that the element stands in.
func (e Element) Document() *Document { return e.doc }

// Pos returns the place of the start tag.
func (e Element) Pos() token.Position { return e.doc.pos(e.el) }

// Name returns the expanded name.
func (e Element) Name() Name { return Name{e.space(e.el.Space), e.el.Tag} }

// Tag returns the name as it is written, for messages.
func (e Element) Tag() string { return e.el.FullTag() }

// Is reports whether the element has this expanded name.
func (e Element) Is(space, local string) bool {
	return e.el.Tag == local && e.space(e.el.Space) == space
}

// Attr returns the value of an attribute and whether it is there.
func (e Element) Attr(space, local string) (string, bool) {
	for _, a := range e.el.Attr {
		if a.Key == local && (a.Space != "" || a.Key != "xmlns") && e.attrSpace(a) == space {
			return a.Value, true
		}
	}
	return "", false
}

// Value returns the value of an attribute in no namespace with the white space
// around it removed, empty when it is absent.
func (e Element) Value(local string) string {
	v, _ := e.Attr("", local)
	return strings.TrimSpace(v)
}

// Attrs returns the attributes in the order of the document, namespace
// declarations left out.
func (e Element) Attrs() []Attr {
	var attrs []Attr
	for _, a := range e.el.Attr {
		if a.Space == "xmlns" || a.Space == "" && a.Key == "xmlns" {
			continue
		}
		attrs = append(attrs, Attr{Name{e.attrSpace(a), a.Key}, a.Value})
	}
	return attrs
}

// Children returns the child elements.
func (e Element) Children() []Element {
	var children []Element
	for c := range e.el.ChildElementsSeq() {
		children = append(children, Element{e.doc, c})
	}
	return children
}

// ChildrenNamed returns the child elements of one expanded name.
func (e Element) ChildrenNamed(space, local string) []Element {
	var children []Element
	for c := range e.el.ChildElementsSeq() {
		if child := (Element{e.doc, c}); child.Is(space, local) {
			children = append(children, child)
		}
	}
	return children
}

// Child returns the first child element of one expanded name.
func (e Element) Child(space, local string) (Element, bool) {
	for c := range e.el.ChildElementsSeq() {
		if child := (Element{e.doc, c}); child.Is(space, local) {
			return child, true
		}
	}
	return Element{}, false
}

// Parent returns the element around this one, zero for the root.
func (e Element) Parent() Element { return Element{e.doc, e.el.Parent()} }

// Text returns the text of the element and of everything in it, with the white
// space around it removed.
func (e Element) Text() string {
	var b strings.Builder
	writeText(&b, e.el)
	return strings.TrimSpace(b.String())
}

func writeText(b *strings.Builder, el *etree.Element) {
	for _, t := range el.Child {
		switch t := t.(type) {
		case *etree.CharData:
			b.WriteString(t.Data)
		case *etree.Element:
			writeText(b, t)
		}
	}
}

// QName expands a QName that is the value of an attribute or the text of e,
// such as "tns:Echo". Without a prefix it is in the default namespace.
func (e Element) QName(value string) (Name, error) {
	value = strings.TrimSpace(value)
	prefix, local, found := strings.Cut(value, ":")
	if !found {
		prefix, local = "", value
	}
	if local == "" || found && prefix == "" || strings.ContainsAny(local, ": \t\r\n") {
		return Name{}, Errorf(e.Pos(), "%s: %q is not a qualified name", e.Tag(), value)
	}
	space, ok := e.lookup(prefix)
	if !ok {
		return Name{}, Errorf(e.Pos(), "%s: prefix %q of %q is not declared", e.Tag(), prefix, value)
	}
	return Name{space, local}, nil
}

// space returns what a prefix is bound to at e. The gate has seen to it that
// the prefixes of element and attribute names are declared.
func (e Element) space(prefix string) string {
	s, _ := e.lookup(prefix)
	return s
}

func (e Element) attrSpace(a etree.Attr) string {
	if a.Space == "" {
		return ""
	}
	return e.space(a.Space)
}

func (e Element) lookup(prefix string) (string, bool) {
	if prefix == "xml" {
		return NamespaceXML, true
	}
	for el := e.el; el != nil; el = el.Parent() {
		for _, a := range el.Attr {
			if prefix == "" && a.Space == "" && a.Key == "xmlns" || prefix != "" && a.Space == "xmlns" && a.Key == prefix {
				return a.Value, true
			}
		}
	}
	return "", prefix == ""
}
