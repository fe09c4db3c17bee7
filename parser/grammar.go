package parser

import (
	"slices"
	"strings"
)

// production lists what an element may carry, in the names of its own
// namespace. Whatever is not listed is refused: a construct that the model
// cannot hold is never dropped.
type production struct {
	attrs    string // attributes in no namespace
	children string // child elements
}

// grammar is a vocabulary, one row for each element.
type grammar struct {
	space string
	rows  map[string]production
	// why says for an element that is refused what to do instead.
	why map[string]string
	// extensible admits elements and attributes of other namespaces.
	extensible bool
	// opaque elements are not looked into.
	opaque []string
	// roots may hold elements of other namespaces, which say nothing to us: tools
	// leave notes there.
	roots []string
}

// check walks e and adds what does not belong to errs.
func (g *grammar) check(e Element, errs *Errors) {
	row := g.rows[e.Name().Local]
	attrs := strings.Fields(row.attrs)
	for _, a := range e.Attrs() {
		if a.Name.Space == "" && !slices.Contains(attrs, a.Name.Local) {
			errs.Add(Errorf(e.Pos(), "%s: attribute %q has no meaning here (known: %s)", e.Tag(), a.Name.Local, list(attrs)))
		}
	}
	if slices.Contains(g.opaque, e.Name().Local) {
		return
	}
	children := strings.Fields(row.children)
	for _, c := range e.Children() {
		local := c.Name().Local
		switch {
		case c.Name().Space != g.space && g.extensible:
			continue
		case c.Name().Space != g.space && c.Name().Space != "" && slices.Contains(g.roots, e.Name().Local):
			continue
		case c.Name().Space == g.space && slices.Contains(children, local):
			g.check(c, errs)
		case c.Name().Space == g.space && g.why[local] != "":
			errs.Add(Errorf(c.Pos(), "%s is not carried out; %s", c.Tag(), g.why[local]))
		default:
			errs.Add(Errorf(c.Pos(), "%s has no meaning in %s (known: %s)", c.Tag(), e.Tag(), list(children)))
		}
	}
}

func list(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// wsdlGrammar is the WSDL 1.1 vocabulary (appendix A.4). Extension elements
// are judged where they are read.
var wsdlGrammar = grammar{
	space:      NamespaceWSDL,
	extensible: true,
	opaque:     []string{"documentation", "types"},
	rows: map[string]production{
		"definitions": {"name targetNamespace", "documentation import types message portType binding service"},
		"import":      {"namespace location", "documentation"},
		"types":       {"", ""},
		"message":     {"name", "documentation part"},
		"part":        {"name element type", "documentation"},
		"portType":    {"name", "documentation operation"},
		"operation":   {"name parameterOrder", "documentation input output fault"},
		"input":       {"name message", "documentation"},
		"output":      {"name message", "documentation"},
		"fault":       {"name message", "documentation"},
		"binding":     {"name type", "documentation operation"},
		"service":     {"name", "documentation port"},
		"port":        {"name binding", "documentation"},
	},
}

// What several rows of the schema vocabulary share.
const (
	anyContent    = " group sequence choice all"
	anyAttribute  = " attribute attributeGroup anyAttribute"
	anyFacet      = " length minLength maxLength pattern enumeration whiteSpace minInclusive maxInclusive minExclusive maxExclusive totalDigits fractionDigits"
	anyIdentity   = " unique key keyref"
	annotated     = "annotation"
	facetAttrs    = "id value fixed"
	occurrence    = " minOccurs maxOccurs"
	groupChildren = annotated + " element group sequence choice any"
)

// schemaGrammar is the vocabulary of XML Schema 1.0 (part 1, appendix A). It
// covers both uses of elements such as restriction; the readers see to the rest.
var schemaGrammar = grammar{
	space:  NamespaceXSD,
	opaque: []string{"annotation"},
	roots:  []string{"schema"},
	why: map[string]string{
		"override":    "write the overridden types into one schema",
		"assert":      "XML Schema 1.0 is read, remove it",
		"assertion":   "XML Schema 1.0 is read, remove it",
		"alternative": "XML Schema 1.0 is read, remove it",
		"openContent": "XML Schema 1.0 is read, use xsd:any",
	},
	rows: map[string]production{
		"schema": {
			"id targetNamespace elementFormDefault attributeFormDefault blockDefault finalDefault version",
			annotated + " include import redefine simpleType complexType group attributeGroup element attribute notation",
		},
		"include":    {"id schemaLocation", annotated},
		"redefine":   {"id schemaLocation", annotated + " simpleType complexType group attributeGroup"},
		"import":     {"id schemaLocation namespace", annotated},
		"notation":   {"id name public system", annotated}, // declares a name, which says nothing
		"annotation": {"id", ""},

		"element": {
			"id name ref type form nillable default fixed abstract substitutionGroup block final" + occurrence,
			annotated + " simpleType complexType" + anyIdentity,
		},
		"unique":   {"id name", annotated + " selector field"},
		"key":      {"id name", annotated + " selector field"},
		"keyref":   {"id name refer", annotated + " selector field"},
		"selector": {"id xpath", annotated},
		"field":    {"id xpath", annotated},

		"complexType":    {"id name abstract mixed block final", annotated + " simpleContent complexContent" + anyContent + anyAttribute},
		"complexContent": {"id mixed", annotated + " extension restriction"},
		"simpleContent":  {"id", annotated + " extension restriction"},
		"extension":      {"id base", annotated + anyContent + anyAttribute},
		"restriction":    {"id base", annotated + " simpleType" + anyFacet + anyContent + anyAttribute},

		"group":    {"id name ref" + occurrence, annotated + " sequence choice all"},
		"sequence": {"id" + occurrence, groupChildren},
		"choice":   {"id" + occurrence, groupChildren},
		"all":      {"id" + occurrence, annotated + " element"},
		"any":      {"id namespace processContents" + occurrence, annotated},

		"attribute":      {"id name ref type form use default fixed", annotated + " simpleType"},
		"attributeGroup": {"id name ref", annotated + anyAttribute},
		"anyAttribute":   {"id namespace processContents", annotated},

		"simpleType": {"id name final", annotated + " restriction list union"},
		"list":       {"id itemType", annotated + " simpleType"},
		"union":      {"id memberTypes", annotated + " simpleType"},

		"length":         {facetAttrs, annotated},
		"minLength":      {facetAttrs, annotated},
		"maxLength":      {facetAttrs, annotated},
		"pattern":        {facetAttrs, annotated},
		"enumeration":    {facetAttrs, annotated},
		"whiteSpace":     {facetAttrs, annotated},
		"minInclusive":   {facetAttrs, annotated},
		"maxInclusive":   {facetAttrs, annotated},
		"minExclusive":   {facetAttrs, annotated},
		"maxExclusive":   {facetAttrs, annotated},
		"totalDigits":    {facetAttrs, annotated},
		"fractionDigits": {facetAttrs, annotated},
	},
}
