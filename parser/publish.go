package parser

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/beevik/etree"
)

// Published is a document as a service hands it out.
type Published struct {
	Query string // that asks for it: wsdl, wsdl=2, xsd=1, policy=1
	Text  string
	// Addresses are the places in Text of the addresses of ports, in order.
	Addresses []PublishedAddress
}

// PublishedAddress is the place of the address of a port, as bytes of an attribute.
type PublishedAddress struct {
	Service    Name
	Port       string
	Start, End int
}

// Publish returns the WSDL, schema and policy documents with locations that ask for each
// other, the first WSDL first. White space that means nothing is another, there is a
// line for each component.
func (d *Definitions) Publish() []Published {
	p := publisher{defs: d, queries: make(map[string]string)}
	var docs []*Document
	wsdls, schemas, policies := 0, 0, 0
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
		case IsPolicyNamespace(doc.Root().Name().Space):
			policies++
			p.queries[doc.File] = "policy=" + strconv.Itoa(policies)
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
	out     Published
	b       strings.Builder
}

func (p *publisher) publish(doc *Document) Published {
	p.b.Reset()
	p.out = Published{Query: p.queries[doc.File]}
	p.element(doc.Root())
	p.b.WriteByte('\n')
	p.out.Text = p.b.String()
	return p.out
}

// element writes an element and what is in it.
func (p *publisher) element(e Element) {
	p.b.WriteByte('<')
	p.b.WriteString(e.Tag())
	location := p.queries[p.defs.located[e.el]]
	for _, a := range e.el.Attr {
		if location != "" && a.Space == "" && (a.Key == "location" || a.Key == "schemaLocation") {
			continue
		}
		p.b.WriteByte(' ')
		p.b.WriteString(a.FullKey())
		p.b.WriteString(`="`)
		start := p.b.Len()
		p.text(p.attribute(e, a), "&#xA;")
		if a.Space == "" && a.Key == "location" && isAddress(e) {
			p.out.Addresses = append(p.out.Addresses, p.address(e.Parent(), start))
		}
		p.b.WriteByte('"')
	}
	if location != "" {
		name := "schemaLocation"
		if e.Is(NamespaceWSDL, "import") {
			name = "location"
		}
		p.b.WriteString(" " + name + `="?` + location + `"`)
	}
	if len(e.el.Child) == 0 {
		p.b.WriteString("/>")
		return
	}
	p.b.WriteByte('>')
	p.content(e)
	p.b.WriteString("</" + e.Tag() + ">")
}

// attribute returns the value of an attribute, in which policies that lie in files of
// their own are asked for here.
func (p *publisher) attribute(e Element, a etree.Attr) string {
	switch {
	case a.Key == "PolicyURIs" && IsPolicyNamespace(a.NamespaceURI()):
		uris := strings.Fields(a.Value)
		for i, uri := range uris {
			uris[i] = p.policyURI(e, uri)
		}
		return strings.Join(uris, " ")
	case a.Key == "URI" && e.Name().Local == "PolicyReference" && IsPolicyNamespace(e.Name().Space):
		return p.policyURI(e, strings.TrimSpace(a.Value))
	}
	return a.Value
}

func (p *publisher) policyURI(e Element, uri string) string {
	name, id, fragment := strings.Cut(uri, "#")
	if name == "" || isRemote(name) {
		return uri
	}
	query := p.queries[join(e.Document().File, name)]
	switch {
	case query == "":
		return uri
	case fragment:
		return "?" + query + "#" + id
	}
	return "?" + query
}

// address is that of a port, which ends where the text does.
func (p *publisher) address(port Element, start int) PublishedAddress {
	service := Name{port.doc.Root().Value("targetNamespace"), port.Parent().Value("name")}
	return PublishedAddress{service, port.Value("name"), start, p.b.Len()}
}

func isAddress(e Element) bool {
	return e.Is(NamespaceSOAP11, "address") || e.Is(NamespaceSOAP12, "address")
}

// content writes what is in an element. White space between elements is left out
// where it means nothing, and there is a line for what is in a document or a schema.
func (p *publisher) content(e Element) {
	bare := e.holdsElements()
	line := bare && (e.Is(NamespaceWSDL, "definitions") || e.Is(NamespaceWSDL, "types") || e.Is(NamespaceXSD, "schema"))
	for _, c := range e.el.Child {
		switch c := c.(type) {
		case *etree.Element:
			if line {
				p.b.WriteByte('\n')
			}
			p.element(Element{e.doc, c})
		case *etree.CharData:
			if !bare {
				p.text(c.Data, "\n")
			}
		}
	}
	if line {
		p.b.WriteByte('\n')
	}
}

// holdsElements reports whether there is nothing but elements in it.
func (e Element) holdsElements() bool {
	if e.Is(NamespaceWSDL, "documentation") || e.Is(NamespaceXSD, "documentation") || e.Is(NamespaceXSD, "appinfo") {
		return false
	}
	found := false
	for _, c := range e.el.Child {
		switch c := c.(type) {
		case *etree.Element:
			found = true
		case *etree.CharData:
			if strings.TrimSpace(c.Data) != "" {
				return false
			}
		}
	}
	return found
}

// text writes text, of an element or an attribute. Characters that nobody sees, among
// them those that turn the reading direction, are references.
func (p *publisher) text(s, newline string) {
	for _, r := range s {
		switch {
		case r == '&':
			p.b.WriteString("&amp;")
		case r == '<':
			p.b.WriteString("&lt;")
		case r == '>':
			p.b.WriteString("&gt;")
		case r == '"':
			p.b.WriteString("&quot;")
		case r == '\n':
			p.b.WriteString(newline)
		case unicode.IsPrint(r):
			p.b.WriteRune(r)
		default:
			fmt.Fprintf(&p.b, "&#x%X;", r)
		}
	}
}
