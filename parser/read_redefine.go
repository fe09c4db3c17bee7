package parser

import "slices"

// redefinition is a component in xsd:redefine. It takes the name of the one that
// it is made from.
type redefinition struct {
	r  *schemaReader
	el Element
}

// redefine reads the components of xsd:redefine, after all others (XML Schema
// part 1, section 4.2.2). Everybody who refers to the name means the new one; the
// original goes on under a name of its own.
func redefine(set *SchemaSet, list []redefinition, errs *Errors) {
	for _, x := range list {
		r, e := x.r, x.el
		n := Name{r.schema.TargetNamespace, r.name(e)}
		old := Name{n.Space, n.Local + ".original"}
		missing := func(what string) {
			errs.Add(codef(CodeReference, e.Pos(), "%s %s, which is redefined, is not declared", what, n))
		}
		switch e.Name().Local {
		case "complexType", "simpleType":
			first, ok := set.types[n]
			if !ok {
				missing("type")
				continue
			}
			r.renamed[n] = old
			var t Type
			switch first := first.(type) {
			case *ComplexType:
				first.Name = old
				t = r.complexType(e, n)
			case *SimpleType:
				first.Name = old
				t = r.simpleType(e, n)
			}
			set.types[old], set.types[n] = first, t
			r.schema.Types = append(r.schema.Types, t)
		case "group":
			first, ok := set.groups[n]
			if !ok {
				missing("group")
				continue
			}
			r.renamed[n] = old
			d := r.groupDecl(e)
			first.Name = old
			set.groups[old], set.groups[n] = first, d
			r.schema.Groups = append(r.schema.Groups, d)
		case "attributeGroup":
			first, ok := set.attrGroups[n]
			if !ok {
				missing("attribute group")
				continue
			}
			r.renamed[n] = old
			d := &AttributeGroupDecl{Name: n, Pos: e.Pos(), Doc: annotation(e)}
			d.Attributes, d.AnyAttribute = r.attributes(e)
			first.Name = old
			set.attrGroups[old], set.attrGroups[n] = first, d
			r.schema.AttributeGroups = append(r.schema.AttributeGroups, d)
		}
		clear(r.renamed)
	}
}

// redefinitions returns the components of xsd:redefine.
func (r *schemaReader) redefinitions(e Element) []redefinition {
	var list []redefinition
	for _, c := range e.Children() {
		if slices.Contains([]string{"complexType", "simpleType", "group", "attributeGroup"}, c.Name().Local) {
			list = append(list, redefinition{r, c})
		}
	}
	return list
}

// original returns what a component that is redefined is made from, for a name
// that it derives from or takes the members of.
func (r *schemaReader) original(n Name) Name {
	if old, ok := r.renamed[n]; ok {
		return old
	}
	return n
}
