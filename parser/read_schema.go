package parser

import (
	"cmp"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// readSchemas builds the model of all schemas and checks that every reference
// finds something.
func readSchemas(sources []schemaSource, p *permitted, errs *Errors) *SchemaSet {
	set := &SchemaSet{
		elements:   make(map[Name]*ElementDecl),
		types:      make(map[Name]Type),
		attributes: make(map[Name]*AttributeDecl),
		groups:     make(map[Name]*GroupDecl),
		attrGroups: make(map[Name]*AttributeGroupDecl),
		unlocated:  make(map[string]token.Position),
	}
	first := make(map[string]Element)
	var redefined []redefinition
	for _, src := range sources {
		before := len(*errs)
		schemaGrammar.check(src.el, errs)
		if len(*errs) > before {
			continue
		}
		r := &schemaReader{set: set, errs: errs, first: first, renamed: make(map[Name]Name)}
		r.read(src)
		redefined = append(redefined, r.redefined...)
		set.Schemas = append(set.Schemas, r.schema)
	}
	redefine(set, redefined, errs)
	if set.partial = len(*errs) > 0; !set.partial {
		checkReferences(set, p, errs)
	}
	return set
}

// schemaReader reads one xsd:schema. The grammar was checked, so only what it
// cannot say is checked here.
type schemaReader struct {
	set    *SchemaSet
	errs   *Errors
	schema *Schema
	first  map[string]Element // of each global component, over all schemas

	renamed   map[Name]Name // while a component is redefined: what it is made from
	redefined []redefinition
}

func (r *schemaReader) read(src schemaSource) {
	e := src.el
	r.schema = &Schema{
		Pos:                 e.Pos(),
		TargetNamespace:     src.space,
		Doc:                 annotation(e),
		qualifiedElements:   r.form(e, "elementFormDefault", false),
		qualifiedAttributes: r.form(e, "attributeFormDefault", false),
		blockDefault:        e.Value("blockDefault"),
		finalDefault:        e.Value("finalDefault"),
		chameleon:           e.Value("targetNamespace") == "" && src.space != "",
	}
	for _, c := range e.Children() {
		r.component(c)
	}
}

// component reads a child of xsd:schema.
func (r *schemaReader) component(e Element) {
	if e.Name().Space != NamespaceXSD || r.repeated(e) {
		return
	}
	s := r.schema
	switch e.Name().Local {
	case "redefine":
		r.redefined = append(r.redefined, r.redefinitions(e)...)
	case "import":
		if e.Value("schemaLocation") == "" {
			r.set.unlocated[e.Value("namespace")] = e.Pos()
		}
	case "element":
		d := r.globalElement(e)
		s.Elements = append(s.Elements, d)
		r.set.elements[d.Name] = d
	case "complexType":
		t := r.complexType(e, r.globalName(e))
		s.Types = append(s.Types, t)
		r.set.types[t.Name] = t
	case "simpleType":
		t := r.simpleType(e, r.globalName(e))
		s.Types = append(s.Types, t)
		r.set.types[t.Name] = t
	case "attribute":
		d := r.attributeDecl(e, r.globalName(e))
		d.Global = true
		s.Attributes = append(s.Attributes, d)
		r.set.attributes[d.Name] = d
	case "group":
		d := r.groupDecl(e)
		s.Groups = append(s.Groups, d)
		r.set.groups[d.Name] = d
	case "attributeGroup":
		d := &AttributeGroupDecl{Name: r.globalName(e), Pos: e.Pos(), Doc: annotation(e)}
		d.Attributes, d.AnyAttribute = r.attributes(e)
		s.AttributeGroups = append(s.AttributeGroups, d)
		r.set.attrGroups[d.Name] = d
	}
}

// components are the global components by what they are called.
var components = map[string]string{
	"element": "element", "complexType": "type", "simpleType": "type", "attribute": "attribute",
	"group": "group", "attributeGroup": "attribute group",
}

// repeated reports whether there was a component of this kind and name before.
// One that says the same is taken once, as several documents of a contract often
// carry copies of a schema; one that says something else is an error.
func (r *schemaReader) repeated(e Element) bool {
	kind, ok := components[e.Name().Local]
	if !ok {
		return false
	}
	what := kind + " " + Name{r.schema.TargetNamespace, e.Value("name")}.String()
	first, ok := r.first[what]
	if !ok {
		r.first[what] = e
		return false
	}
	if !same(first, e) || !slices.Equal(defaults(first.Parent()), defaults(e.Parent())) {
		r.errs.Add(contradicts(what, e, first)) // never let pass: values of both would be about
	}
	return true
}

// defaults returns what a schema says about all of its components.
func defaults(schema Element) []string {
	var values []string
	for _, attr := range []string{"elementFormDefault", "attributeFormDefault"} {
		values = append(values, cmp.Or(schema.Value(attr), "unqualified"))
	}
	return append(values, schema.Value("blockDefault"), schema.Value("finalDefault"))
}

// globalName is the name of a global component.
func (r *schemaReader) globalName(e Element) Name {
	for _, local := range []string{"ref", "minOccurs", "maxOccurs", "form", "use"} {
		if _, ok := e.Attr("", local); ok {
			r.errs.Add(Errorf(e.Pos(), "%s: attribute %q has no meaning on a global component", e.Tag(), local))
		}
	}
	return Name{r.schema.TargetNamespace, r.name(e)}
}

func (r *schemaReader) name(e Element) string {
	n := e.Value("name")
	if n == "" || strings.ContainsAny(n, ": \t\r\n") {
		r.errs.Add(Errorf(e.Pos(), "%s: %q is not a name", e.Tag(), n))
	}
	return n
}

// ref expands a QName; the zero Name stands for one that was reported. Where a
// schema without a target namespace was included by one with, its unprefixed
// names are in that one's (XML Schema part 1, section 4.2.1).
func (r *schemaReader) ref(e Element, value string) Name {
	n, err := e.QName(value)
	if err != nil {
		r.errs.Add(err)
		return Name{}
	}
	if n.Space == "" && r.schema.chameleon {
		n.Space = r.schema.TargetNamespace
	}
	return n
}

func (r *schemaReader) boolean(e Element, attr string) bool {
	switch v := e.Value(attr); v {
	case "true", "1":
		return true
	case "", "false", "0":
	default:
		r.errs.Add(Errorf(e.Pos(), "%s: %s=%q is not a boolean", e.Tag(), attr, v))
	}
	return false
}

func (r *schemaReader) form(e Element, attr string, otherwise bool) bool {
	switch v := e.Value(attr); v {
	case "":
		return otherwise
	case "qualified", "unqualified":
		return v == "qualified"
	default:
		r.errs.Add(Errorf(e.Pos(), "%s: %s=%q is not known (known: qualified, unqualified)", e.Tag(), attr, v))
		return otherwise
	}
}

// valueOf returns the value of default or fixed, nil when it is absent.
func valueOf(e Element, attr string) *string {
	if v, ok := e.Attr("", attr); ok {
		return &v
	}
	return nil
}

// occurs reads minOccurs and maxOccurs.
func (r *schemaReader) occurs(e Element) (minimum, maximum int) {
	minimum, maximum = r.count(e, "minOccurs", 1), 1
	if e.Value("maxOccurs") == "unbounded" {
		return minimum, Unbounded
	}
	maximum = r.count(e, "maxOccurs", 1)
	if minimum > maximum {
		r.errs.Add(Errorf(e.Pos(), "%s: minOccurs %d is more than maxOccurs %d", e.Tag(), minimum, maximum))
	}
	return minimum, maximum
}

func (r *schemaReader) count(e Element, attr string, otherwise int) int {
	v := e.Value(attr)
	if v == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(v, 10, 31)
	if err != nil {
		r.errs.Add(Errorf(e.Pos(), "%s: %s=%q is not a count", e.Tag(), attr, v))
		return otherwise
	}
	return int(n)
}

// annotation returns the documentation of a schema component.
func annotation(e Element) string {
	var docs []string
	for _, a := range e.ChildrenNamed(NamespaceXSD, "annotation") {
		for _, d := range a.ChildrenNamed(NamespaceXSD, "documentation") {
			docs = append(docs, d.Text())
		}
	}
	return strings.Join(docs, "\n\n")
}

func foreign(e Element) []Attr {
	return slices.DeleteFunc(e.Attrs(), func(a Attr) bool { return a.Name.Space == "" })
}

// globalElement reads an element declaration at the top of a schema.
func (r *schemaReader) globalElement(e Element) *ElementDecl {
	d := r.elementDecl(e, r.globalName(e))
	d.Global = true
	if v := e.Value("substitutionGroup"); v != "" {
		d.SubstitutionGroup = r.ref(e, v)
		if _, ok := e.Attr("", "type"); !ok && d.Type.Anonymous == nil {
			d.Type.Name = Name{} // that of the head, see headTypes
		}
	}
	return d
}

// elementDecl reads what global and local declarations share.
func (r *schemaReader) elementDecl(e Element, name Name) *ElementDecl {
	d := &ElementDecl{
		Name:     name,
		Pos:      e.Pos(),
		Doc:      annotation(e),
		Type:     r.typeOf(e, "type", AnyType),
		Nillable: r.boolean(e, "nillable"),
		Abstract: r.boolean(e, "abstract"),
		Default:  valueOf(e, "default"),
		Fixed:    valueOf(e, "fixed"),
		Block:    cmp.Or(e.Value("block"), r.schema.blockDefault),
		Final:    cmp.Or(e.Value("final"), r.schema.finalDefault),
		Foreign:  foreign(e),
	}
	r.oneValue(e, d.Default, d.Fixed)
	for _, c := range e.Children() {
		if n := c.Name().Local; n == "unique" || n == "key" || n == "keyref" {
			d.Identity = append(d.Identity, r.identity(c))
		}
	}
	return d
}

func (r *schemaReader) oneValue(e Element, def, fixed *string) {
	if def != nil && fixed != nil {
		r.errs.Add(Errorf(e.Pos(), "%s: either default or fixed is expected", e.Tag()))
	}
}

func (r *schemaReader) identity(e Element) Identity {
	id := Identity{Kind: e.Name().Local, Name: Name{r.schema.TargetNamespace, r.name(e)}, Pos: e.Pos()}
	if v := e.Value("refer"); v != "" {
		id.Refer = r.ref(e, v)
	}
	for _, c := range e.Children() {
		switch c.Name().Local {
		case "selector":
			id.Selector = c.Value("xpath")
		case "field":
			id.Fields = append(id.Fields, c.Value("xpath"))
		}
	}
	return id
}

// typeOf reads the type of a declaration: the attribute, a type in place, or
// what there is when the schema names none.
func (r *schemaReader) typeOf(e Element, attr string, otherwise Name) TypeRef {
	ref := TypeRef{Pos: e.Pos()}
	for _, c := range e.Children() {
		switch c.Name().Local {
		case "complexType":
			ref.Anonymous = r.complexType(c, r.noName(c))
		case "simpleType":
			ref.Anonymous = r.simpleType(c, r.noName(c))
		}
	}
	switch v := e.Value(attr); {
	case v != "" && ref.Anonymous != nil:
		r.errs.Add(Errorf(e.Pos(), "%s: either %s or a type in place is expected", e.Tag(), attr))
	case v != "":
		ref.Name = r.ref(e, v)
	case ref.Anonymous == nil:
		ref.Name = otherwise
	}
	return ref
}

func (r *schemaReader) noName(e Element) Name {
	if n := e.Value("name"); n != "" {
		r.errs.Add(Errorf(e.Pos(), "%s: a type in place has no name, this one has %q", e.Tag(), n))
	}
	return Name{}
}
