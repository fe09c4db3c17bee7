package parser

import (
	"cmp"
	"slices"
	"strings"
)

func (r *schemaReader) complexType(e Element, name Name) *ComplexType {
	t := &ComplexType{
		Name:     name,
		Pos:      e.Pos(),
		Doc:      annotation(e),
		Abstract: r.boolean(e, "abstract"),
		Mixed:    r.boolean(e, "mixed"),
		Block:    cmp.Or(e.Value("block"), r.schema.blockDefault),
		Final:    cmp.Or(e.Value("final"), r.schema.finalDefault),
	}
	simple, isSimple := e.Child(NamespaceXSD, "simpleContent")
	complex, isComplex := e.Child(NamespaceXSD, "complexContent")
	switch {
	case isSimple:
		r.derived(simple, t)
	case isComplex:
		t.Mixed = t.Mixed || r.boolean(complex, "mixed")
		r.derived(complex, t)
	default:
		t.Content = r.content(e)
		t.Attributes, t.AnyAttribute = r.attributes(e)
	}
	if isSimple || isComplex {
		r.alone(e)
	}
	return t
}

// alone checks that nothing stands beside simpleContent or complexContent.
func (r *schemaReader) alone(e Element) {
	n := 0
	for _, c := range e.Children() {
		if c.Name().Local == "annotation" {
			continue
		}
		if n++; n > 1 {
			r.errs.Add(Errorf(c.Pos(), "%s cannot stand beside other content", c.Tag()))
		}
	}
}

// derived reads xsd:simpleContent or xsd:complexContent.
func (r *schemaReader) derived(e Element, t *ComplexType) {
	r.alone(e)
	simple := e.Name().Local == "simpleContent"
	for _, c := range e.Children() {
		local := c.Name().Local
		if local == "annotation" {
			continue
		}
		t.Derivation = Derivation(local)
		if v := c.Value("base"); v != "" {
			t.Base = r.original(r.ref(c, v))
		} else {
			r.errs.Add(Errorf(c.Pos(), "%s has no base", c.Tag()))
		}
		t.Attributes, t.AnyAttribute = r.attributes(c)
		if !simple {
			t.Content = r.content(c)
			r.refuse(c, "a facet constrains text; complexContent holds elements", append(facetNames, "simpleType")...)
			continue
		}
		t.SimpleContent = &SimpleContent{}
		r.refuse(c, "simpleContent holds text", "group", "sequence", "choice", "all")
		if local == "restriction" {
			t.SimpleContent.Facets = r.facets(c)
			if in, ok := c.Child(NamespaceXSD, "simpleType"); ok {
				t.SimpleContent.Type = r.simpleType(in, r.noName(in))
			}
		} else {
			r.refuse(c, "an extension adds attributes only", append(facetNames, "simpleType")...)
		}
	}
	if t.Derivation == NoDerivation {
		r.errs.Add(Errorf(e.Pos(), "%s holds neither extension nor restriction", e.Tag()))
	}
}

// refuse reports children that the grammar admits for another use of e.
func (r *schemaReader) refuse(e Element, why string, locals ...string) {
	for _, c := range e.Children() {
		if slices.Contains(locals, c.Name().Local) {
			r.errs.Add(Errorf(c.Pos(), "%s has no meaning here: %s", c.Tag(), why))
		}
	}
}

// content reads the content model of a complex type: at most one group,
// sequence, choice or all.
func (r *schemaReader) content(e Element) *Particle {
	var found *Particle
	seen := false
	for _, c := range e.Children() {
		switch c.Name().Local {
		case "group", "sequence", "choice", "all":
			if seen {
				r.errs.Add(Errorf(c.Pos(), "%s: a type has one content model, put both into a sequence", c.Tag()))
			}
			seen = true
			found = r.particle(c)
		}
	}
	return found
}

// particle reads a term with its occurrence, nil when it must not occur.
func (r *schemaReader) particle(e Element) *Particle {
	p := &Particle{Pos: e.Pos()}
	p.Min, p.Max = r.occurs(e)
	switch e.Name().Local {
	case "element":
		p.Term = r.localElement(e)
	case "group":
		r.forbid(e, "name")
		p.Term = &GroupRef{Name: r.original(r.ref(e, e.Value("ref"))), Pos: e.Pos()}
	case "any":
		p.Term = r.wildcard(e)
	default:
		p.Term = r.modelGroup(e)
	}
	if p.Max == 0 {
		return nil
	}
	return p
}

func (r *schemaReader) modelGroup(e Element) *ModelGroup {
	g := &ModelGroup{Kind: Compositor(e.Name().Local), Pos: e.Pos(), Doc: annotation(e)}
	for _, c := range e.Children() {
		if c.Name().Local == "annotation" {
			continue
		}
		p := r.particle(c)
		if p == nil {
			continue
		}
		if g.Kind == All && p.Max != 1 {
			r.errs.Add(Errorf(c.Pos(), "%s: an element of xsd:all occurs at most once", c.Tag()))
		}
		g.Particles = append(g.Particles, *p)
	}
	return g
}

func (r *schemaReader) localElement(e Element) Term {
	r.forbid(e, "abstract", "substitutionGroup", "final")
	if v := e.Value("ref"); v != "" {
		r.forbid(e, "name", "type", "form", "nillable", "default", "fixed", "block")
		r.refuse(e, "a reference takes everything from the declaration", "simpleType", "complexType", "unique", "key", "keyref")
		return &ElementRef{Name: r.ref(e, v), Pos: e.Pos(), Doc: annotation(e)}
	}
	name := Name{Local: r.name(e)}
	if r.form(e, "form", r.schema.qualifiedElements) {
		name.Space = r.schema.TargetNamespace
	}
	return r.elementDecl(e, name)
}

// forbid reports attributes that the grammar admits for another use of e.
func (r *schemaReader) forbid(e Element, attrs ...string) {
	for _, a := range attrs {
		if _, ok := e.Attr("", a); ok {
			r.errs.Add(Errorf(e.Pos(), "%s: attribute %q has no meaning here", e.Tag(), a))
		}
	}
}

func (r *schemaReader) groupDecl(e Element) *GroupDecl {
	d := &GroupDecl{Name: r.globalName(e), Pos: e.Pos(), Doc: annotation(e)}
	for _, c := range e.Children() {
		if c.Name().Local == "annotation" {
			continue
		}
		r.forbid(c, "minOccurs", "maxOccurs")
		if d.Content != nil {
			r.errs.Add(Errorf(c.Pos(), "%s: a group has one content model", c.Tag()))
		}
		d.Content = r.modelGroup(c)
	}
	if d.Content == nil {
		r.errs.Add(Errorf(e.Pos(), "%s holds neither sequence nor choice nor all", e.Tag()))
	}
	return d
}

func (r *schemaReader) wildcard(e Element) *Wildcard {
	w := &Wildcard{TargetNamespace: r.schema.TargetNamespace, Pos: e.Pos()}
	w.ProcessContents = cmp.Or(e.Value("processContents"), "strict")
	if !slices.Contains([]string{"strict", "lax", "skip"}, w.ProcessContents) {
		r.errs.Add(Errorf(e.Pos(), "%s: processContents=%q is not known (known: strict, lax, skip)", e.Tag(), w.ProcessContents))
	}
	for _, ns := range strings.Fields(cmp.Or(e.Value("namespace"), "##any")) {
		if ns == "##targetNamespace" {
			ns = r.schema.TargetNamespace
		}
		w.Namespaces = append(w.Namespaces, ns)
	}
	return w
}

// attributes reads the attribute list of a type or of an attribute group.
func (r *schemaReader) attributes(e Element) ([]AttributeUse, *Wildcard) {
	var uses []AttributeUse
	var wild *Wildcard
	for _, c := range e.Children() {
		switch c.Name().Local {
		case "attribute":
			uses = append(uses, r.attributeUse(c))
		case "attributeGroup":
			r.forbid(c, "name")
			uses = append(uses, AttributeUse{Group: r.original(r.ref(c, c.Value("ref"))), Pos: c.Pos()})
		case "anyAttribute":
			wild = r.wildcard(c)
		}
	}
	return uses, wild
}

func (r *schemaReader) attributeUse(e Element) AttributeUse {
	u := AttributeUse{Pos: e.Pos(), Doc: annotation(e), Foreign: foreign(e)}
	switch v := e.Value("use"); v {
	case "required":
		u.Required = true
	case "prohibited":
		u.Prohibited = true
	case "", "optional":
	default:
		r.errs.Add(Errorf(e.Pos(), "%s: use=%q is not known (known: optional, required, prohibited)", e.Tag(), v))
	}
	if v := e.Value("ref"); v != "" {
		r.forbid(e, "name", "type", "form")
		u.Ref, u.Default, u.Fixed = r.ref(e, v), valueOf(e, "default"), valueOf(e, "fixed")
		r.oneValue(e, u.Default, u.Fixed)
		return u
	}
	name := Name{Local: r.name(e)}
	if r.form(e, "form", r.schema.qualifiedAttributes) {
		name.Space = r.schema.TargetNamespace
	}
	u.Decl = r.attributeDecl(e, name)
	return u
}

func (r *schemaReader) attributeDecl(e Element, name Name) *AttributeDecl {
	d := &AttributeDecl{
		Name:    name,
		Pos:     e.Pos(),
		Doc:     annotation(e),
		Type:    r.typeOf(e, "type", AnySimpleType),
		Default: valueOf(e, "default"),
		Fixed:   valueOf(e, "fixed"),
	}
	r.oneValue(e, d.Default, d.Fixed)
	return d
}
