package parser

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/beevik/etree"
)

// Published is a document as a service hands it out.
type Published struct {
	Query string // that asks for it: wsdl, wsdl=2, xsd=1
	Text  string
	// Addresses are the places in Text of the addresses of ports, in order.
	Addresses []PublishedAddress
}

// PublishedAddress is the place of the address of a port, as bytes of an attribute.
type PublishedAddress struct {
	Port       string
	Start, End int
}

// Publish returns the WSDL and schema documents with locations that ask for each
// other, the first WSDL first. White space that means nothing is another, there is a
// line for each component.
func (d *Definitions) Publish() []Published {
	p := publisher{defs: d, queries: make(map[string]string)}
	var docs []*Document
	wsdls, schemas := 0, 0
	for _, doc := range d.Documents {
		switch {
		case doc.Root().Is(NamespaceWSDL, "definitions"):
			wsdls++
			p.queries[doc.File] = "wsdl"
			if wsdls > 1 {
				p.queries[doc.File] += "=" + strconv.Itoa(wsdls)
			}
		case doc.Root().Is(NamespaceXSD, "schema"):
			schemas++
			p.queries[doc.File] = "xsd=" + strconv.Itoa(schemas)
		default:
			continue
		}
		docs = append(docs, doc)
	}
	var all []Published
	for _, doc := range docs {
		all = append(all, p.publish(doc))
	}
	return all
}

type publisher struct {
	defs    *Definitions
	queries map[string]string // by file

	ports []string // of the document, in the order of their addresses
}

// mark stands for the beginning and the end of an address until it is written. It is
// for private use; a document that has it itself keeps its addresses.
const mark = "\uE000\uE001"

func (p *publisher) publish(doc *Document) Published {
	p.ports = nil
	root := doc.root.Copy()
	p.change(doc.Root(), root)
	tree := etree.NewDocument()
	tree.SetRoot(root)
	var b bytes.Buffer
	tree.WriteTo(&b) // to memory
	parts := strings.Split(visible(b.String()), mark)
	if len(parts) != 2*len(p.ports)+1 {
		return Published{Query: p.queries[doc.File], Text: strings.Join(parts, "")}
	}
	out := Published{Query: p.queries[doc.File], Text: parts[0]}
	for i := 1; i+1 < len(parts); i += 2 {
		a := PublishedAddress{Port: p.ports[i/2], Start: len(out.Text)}
		out.Text += parts[i]
		a.End = len(out.Text)
		out.Text += parts[i+1]
		out.Addresses = append(out.Addresses, a)
	}
	return out
}

// change makes the copy of an element what is handed out.
func (p *publisher) change(e Element, c *etree.Element) {
	switch {
	case e.Is(NamespaceWSDL, "documentation"), e.Is(NamespaceXSD, "documentation"), e.Is(NamespaceXSD, "appinfo"):
		return
	case e.Is(NamespaceSOAP11, "address"), e.Is(NamespaceSOAP12, "address"):
		if a := c.SelectAttr("location"); a != nil {
			p.ports = append(p.ports, e.Parent().Value("name"))
			a.Value = mark + a.Value + mark
		}
	}
	if query := p.queries[p.defs.located[e.el]]; query != "" {
		name := "schemaLocation"
		if e.Is(NamespaceWSDL, "import") {
			name = "location"
		}
		c.CreateAttr(name, "?"+query)
	}
	pretty(e, c)
	copies := c.ChildElements()
	for i, child := range e.Children() {
		p.change(child, copies[i])
	}
}

// pretty leaves the white space out that is in front of elements, and begins a line
// for what is in a document or a schema.
func pretty(e Element, c *etree.Element) {
	if len(c.ChildElements()) == 0 || strings.TrimSpace(c.Text()) != "" {
		return
	}
	line := e.Is(NamespaceWSDL, "definitions") || e.Is(NamespaceWSDL, "types") || e.Is(NamespaceXSD, "schema")
	for i := len(c.Child) - 1; i >= 0; i-- {
		if text, ok := c.Child[i].(*etree.CharData); ok && strings.TrimSpace(text.Data) == "" {
			c.RemoveChildAt(i)
		}
	}
	if !line {
		return
	}
	for i := len(c.Child) - 1; i >= 0; i-- {
		if _, ok := c.Child[i].(*etree.Element); ok {
			c.InsertChildAt(i, etree.NewText("\n"))
		}
	}
	c.AddChild(etree.NewText("\n"))
}

// visible writes characters that nobody sees, among them those that turn the reading
// direction, as references. They stand in text: names have none of them.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsPrint(r) || strings.ContainsRune("\n\t\u200c\u200d"+mark, r) {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, "&#x%X;", r)
	}
	return b.String()
}
