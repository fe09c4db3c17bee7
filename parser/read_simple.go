package parser

import (
	"cmp"
	"slices"
	"strings"
)

var facetNames = strings.Fields(anyFacet)

// countingFacets have a number as their value.
var countingFacets = []string{"length", "minLength", "maxLength", "totalDigits", "fractionDigits"}

func (r *schemaReader) simpleType(e Element, name Name) *SimpleType {
	t := &SimpleType{
		Name:  name,
		Pos:   e.Pos(),
		Doc:   annotation(e),
		Final: cmp.Or(e.Value("final"), r.schema.finalDefault),
	}
	r.alone(e)
	for _, c := range e.Children() {
		switch c.Name().Local {
		case "restriction":
			t.Variety = Atomic
			t.Base = r.simpleTypeRef(c, "base")
			t.Base.Name = r.original(t.Base.Name)
			t.Facets = r.facets(c)
			r.refuse(c, "a simple type holds text",
				"group", "sequence", "choice", "all", "attribute", "attributeGroup", "anyAttribute")
		case "list":
			t.Variety = List
			t.Item = r.simpleTypeRef(c, "itemType")
		case "union":
			t.Variety = Union
			t.Members = r.members(c)
		}
	}
	if t.Variety == "" {
		r.errs.Add(Errorf(e.Pos(), "%s holds neither restriction nor list nor union", e.Tag()))
	}
	return t
}

// simpleTypeRef reads a type that has to be named or given in place.
func (r *schemaReader) simpleTypeRef(e Element, attr string) TypeRef {
	ref := r.typeOf(e, attr, Name{})
	if ref.Name.IsZero() && ref.Anonymous == nil && e.Value(attr) == "" {
		r.errs.Add(Errorf(e.Pos(), "%s: either %s or a type in place is expected", e.Tag(), attr))
	}
	return ref
}

func (r *schemaReader) members(e Element) []TypeRef {
	var members []TypeRef
	for _, v := range strings.Fields(e.Value("memberTypes")) {
		members = append(members, TypeRef{Name: r.ref(e, v), Pos: e.Pos()})
	}
	for _, c := range e.ChildrenNamed(NamespaceXSD, "simpleType") {
		members = append(members, TypeRef{Anonymous: r.simpleType(c, r.noName(c)), Pos: c.Pos()})
	}
	if len(members) == 0 {
		r.errs.Add(Errorf(e.Pos(), "%s has no members", e.Tag()))
	}
	return members
}

func (r *schemaReader) facets(e Element) []Facet {
	var facets []Facet
	for _, c := range e.Children() {
		kind := c.Name().Local
		if !slices.Contains(facetNames, kind) {
			continue
		}
		v, ok := c.Attr("", "value")
		if !ok {
			r.errs.Add(Errorf(c.Pos(), "%s has no value", c.Tag()))
		}
		if slices.Contains(countingFacets, kind) {
			r.count(c, "value", 0)
		}
		if ws := []string{"preserve", "replace", "collapse"}; kind == "whiteSpace" && !slices.Contains(ws, v) {
			r.errs.Add(Errorf(c.Pos(), "%s: value=%q is not known (known: %s)", c.Tag(), v, list(ws)))
		}
		f := Facet{Kind: kind, Value: v, Fixed: r.boolean(c, "fixed"), Doc: annotation(c), Pos: c.Pos()}
		if n, err := c.QName(v); err == nil && kind == "enumeration" {
			f.Name = n
		}
		facets = append(facets, f)
	}
	return facets
}
