package generator

import (
	"cmp"
	"slices"

	"github.com/wsscgen/wsscgen/parser"
)

// types settles a Go type for each type of the schemas and for each global
// element with a type in place. Names go to all of them before the first member
// is looked at, so that they do not depend on who refers to whom.
func (b *builder) types() {
	var todo []func()
	schemas := b.defs.Schemas.Schemas
	for _, s := range schemas {
		names, path := b.within(s.TargetNamespace)
		for _, t := range s.Types {
			if b.foreign[t].Named != nil {
				continue
			}
			d := b.typeDef(t, path, b.topName(names, t.TypeName().String(), b.goName(t.TypeName().Local), "Type"), "is the type "+t.TypeName().String()+".")
			d.Key = t.TypeName().String()
			d.XML, d.TypeVar = t.TypeName(), b.names.name("type"+b.goName(t.TypeName().Local), "")
			d.Space = b.space(t.TypeName().Space)
			todo = append(todo, func() { b.fill(d, t) })
		}
	}
	b.checkForeign()
	for _, s := range schemas {
		for _, t := range s.Types {
			b.derive(t)
		}
	}
	for _, d := range b.m.Types {
		if d.poly() {
			d.Interface = b.home(d).name("Any"+d.Name, "Type")
		}
	}
	for _, s := range schemas {
		for _, e := range s.Elements {
			t := e.Type.Anonymous
			if t == nil || b.named[t] != nil { // that of the head of a substitution group is there already
				continue
			}
			names, path := b.within(s.TargetNamespace)
			d := b.typeDef(t, path, b.topName(names, elementKey(e.Name), b.goName(e.Name.Local), "Element"), "is the element "+e.Name.String()+".")
			d.Key = elementKey(e.Name)
			d.Doc = append(d.Doc, paragraph(e.Doc)...)
			todo = append(todo, func() { b.fill(d, t) })
		}
	}
	for _, f := range todo {
		f()
	}
}

// derive notes that values of t may stand where those of its base are expected.
func (b *builder) derive(t parser.Type) {
	c, ok := t.(*parser.ComplexType)
	d := b.named[t]
	if !ok || d == nil {
		return
	}
	d.Abstract = c.Abstract
	base, _ := b.defs.Schemas.Type(c.Base)
	if parent := b.named[base]; parent != nil && parent.Struct != nil {
		d.Parent = parent
		parent.Derived = append(parent.Derived, d)
	}
}

// typeDef adds a Go type without its members.
func (b *builder) typeDef(t parser.Type, path, name, sentence string) *typeDef {
	doc := ""
	d := &typeDef{Name: name, Path: path, Pos: t.Position()}
	switch t := t.(type) {
	case *parser.ComplexType:
		doc, d.Struct = t.Doc, &structDef{}
	case *parser.SimpleType:
		doc, d.Scalar = t.Doc, &scalarDef{Builtin: b.root(t), Mixed: b.mixed(t)}
	}
	d.Doc = describe(name+" "+sentence, doc)
	b.named[t] = d
	b.m.Types = append(b.m.Types, d)
	return d
}

// fill settles the members of a type.
func (b *builder) fill(d *typeDef, t parser.Type) {
	outer := b.current
	b.current = d
	defer func() { b.current = outer }()
	switch t := t.(type) {
	case *parser.ComplexType:
		b.complexType(d, t)
	case *parser.SimpleType:
		b.simpleType(d, t)
	}
}

func (b *builder) complexType(d *typeDef, t *parser.ComplexType) {
	set := b.defs.Schemas
	m := &members{b: b, def: d, names: memberScope(d)}
	base, _ := set.Type(t.Base)
	complexBase, _ := base.(*parser.ComplexType)
	if b.named[base] == nil {
		complexBase = nil // xs:anyType, or a simple type
	}
	uses, wilds := b.attributes(t.Attributes, t.AnyAttribute)
	if t.Derivation == parser.Extension && complexBase != nil {
		d.Struct.Base = b.named[complexBase]
		d.Struct.Base.Embedded = true
		m.names[d.Struct.Base.Name] = true
		_, wilds = b.effective(t)
		if w := b.wildcard(wilds); w != nil {
			d.Struct.AnyWild = w
			if _, inherited := b.effective(complexBase); len(inherited) == 0 {
				m.anyAttr()
			}
		}
	} else {
		if t.Derivation != parser.NoDerivation {
			uses, wilds = b.effective(t)
		}
		if w := b.wildcard(wilds); w != nil {
			d.Struct.AnyWild = w
			m.anyAttr()
		}
	}
	switch {
	case t.SimpleContent != nil:
		if d.Struct.Base == nil {
			m.text(t)
		}
	case b.isMixed(complexBase) && t.Derivation == parser.Extension:
		// all of the content is kept by the base
	case b.isMixed(t):
		m.mixed()
	case t.Content != nil:
		m.content(*t.Content)
	}
	for _, u := range uses {
		m.attribute(u)
	}
	d.Struct.Attrs = slices.DeleteFunc(d.Struct.Attrs, func(x *field) bool {
		return d.Struct.Base != nil && slices.ContainsFunc(d.Struct.Base.attrs(), func(y attrPath) bool { return y.field.XML == x.XML })
	})
}

// simpleContent reports whether a type is complex with text as its content.
func (b *builder) simpleContent(ref parser.TypeRef) bool {
	t, ok := b.defs.Schemas.Resolve(ref).(*parser.ComplexType)
	return ok && t.SimpleContent != nil
}

// isMixed reports whether a type, or what it extends, has mixed content.
func (b *builder) isMixed(t *parser.ComplexType) bool {
	for t != nil && t.SimpleContent == nil {
		if t.Mixed || t.Derivation == parser.Extension && t.Base == parser.AnyType {
			return true
		}
		if t.Derivation != parser.Extension {
			return false
		}
		base, _ := b.defs.Schemas.Type(t.Base)
		t, _ = base.(*parser.ComplexType)
	}
	return false
}

// attrUse is an attribute with what its use says.
type attrUse struct {
	decl *parser.AttributeDecl
	use  parser.AttributeUse
}

// attributes returns the attributes of a list, those of its groups in their
// places, and the wildcards.
func (b *builder) attributes(list []parser.AttributeUse, any *parser.Wildcard) (uses []attrUse, wilds []*parser.Wildcard) {
	seen := make(map[parser.Name]bool)
	groups := make(map[*parser.AttributeGroupDecl]bool)
	var add func(list []parser.AttributeUse, any *parser.Wildcard)
	add = func(list []parser.AttributeUse, any *parser.Wildcard) {
		for _, u := range list {
			decl := u.Decl
			switch {
			case !u.Group.IsZero():
				g, _ := b.defs.Schemas.AttributeGroup(u.Group)
				if !groups[g] {
					groups[g] = true
					add(g.Attributes, g.AnyAttribute)
				}
				continue
			case decl == nil:
				decl, _ = b.defs.Schemas.Attribute(u.Ref)
			}
			if !seen[decl.Name] {
				seen[decl.Name] = true
				uses = append(uses, attrUse{decl, u})
			}
		}
		if any != nil {
			wilds = append(wilds, any)
		}
	}
	add(list, any)
	return uses, wilds
}

// effective returns all attributes of a type, inherited ones first.
func (b *builder) effective(t *parser.ComplexType) ([]attrUse, []*parser.Wildcard) {
	own, wilds := b.attributes(t.Attributes, t.AnyAttribute)
	base, _ := b.defs.Schemas.Type(t.Base)
	c, ok := base.(*parser.ComplexType)
	if !ok || b.named[base] == nil && (t.Derivation != parser.Extension || t.Base != parser.AnyType) {
		return own, wilds
	}
	uses, inherited := b.effective(c)
	uses = slices.Clone(uses)
	for _, u := range own {
		i := slices.IndexFunc(uses, func(x attrUse) bool { return x.decl.Name == u.decl.Name })
		if i < 0 {
			uses = append(uses, u)
			continue
		}
		if u.use.Doc == "" && u.decl.Doc == "" {
			u.use.Doc = cmp.Or(uses[i].use.Doc, uses[i].decl.Doc)
		}
		uses[i] = u
	}
	if t.Derivation == parser.Extension {
		wilds = append(wilds, inherited...)
	}
	return uses, wilds
}

// wildcard returns what admits whatever one of the wildcards does, nil for none.
func (b *builder) wildcard(list []*parser.Wildcard) *wildcard {
	if len(list) == 0 {
		return nil
	}
	var all wildcard
	for i, w := range list {
		one := wildcardOf(w)
		switch {
		case i == 0:
			all = one
		case all.Any || one.Any || all.Other != one.Other || all.Other && !slices.Equal(all.Spaces, one.Spaces):
			all = wildcard{Any: true}
		case !all.Other:
			all.Spaces = append(all.Spaces, one.Spaces...)
		}
	}
	key := ""
	for _, s := range all.Spaces {
		key += " " + s
	}
	if all.Any {
		key = "any"
	}
	if all.Other {
		key += " other"
	}
	w, ok := b.wilds[key]
	if !ok {
		all.Var = b.names.name("wildcard", "")
		w = &all
		b.wilds[key] = w
		b.m.Wilds = append(b.m.Wilds, w)
	}
	return w
}

func wildcardOf(w *parser.Wildcard) wildcard {
	var x wildcard
	for _, ns := range w.Namespaces {
		switch ns {
		case "##any":
			x.Any = true
		case "##other":
			x.Other = true
			x.Spaces = append(x.Spaces, w.TargetNamespace)
		case "##local":
			x.Spaces = append(x.Spaces, "")
		default:
			x.Spaces = append(x.Spaces, ns)
		}
	}
	return x
}

func (x *xmlName) uri() string {
	if x.Space == nil {
		return ""
	}
	return x.Space.URI
}

// valueType returns the Go type for a reference to a type. A type in place gets
// a name of its own and is described as the type of what it is in, which has the key.
func (b *builder) valueType(r parser.TypeRef, key, name, of string) valueType {
	t := b.defs.Schemas.Resolve(r)
	if v, ok := b.foreign[t]; ok {
		return v
	}
	if d, ok := b.named[t]; ok {
		return valueType{Named: d}
	}
	if r.Anonymous != nil {
		names, path := b.names, b.opts.Path
		if b.current != nil {
			names, path = b.home(b.current), b.current.Path
		}
		d := b.typeDef(t, path, names.name(name, "Type"), "is the type of "+of+".")
		d.Key = key
		b.fill(d, t)
		return valueType{Named: d}
	}
	if r.Name == parser.AnyType {
		return valueType{Raw: true}
	}
	if v, ok := builtins[r.Name.Local]; ok && r.Name.Space == parser.NamespaceXSD {
		return valueType{Builtin: v}
	}
	b.refuse(r.Pos, "type "+r.Name.String())
	return valueType{Builtin: builtins["string"]}
}

func first(values ...*string) *string {
	for _, v := range values {
		if v != nil {
			return v
		}
	}
	return nil
}

// paragraph returns documentation that follows other text.
func paragraph(doc string) []string {
	if lines := comment(doc); len(lines) > 0 {
		return append([]string{""}, lines...)
	}
	return nil
}

// attrPath is an attribute of a type with the bases that lead to it.
type attrPath struct {
	field *field
	path  []string
}

// attrs returns the attributes of a type, those of its bases first.
func (d *typeDef) attrs() []attrPath {
	var list []attrPath
	if base := d.Struct.Base; base != nil {
		for _, a := range base.attrs() {
			list = append(list, attrPath{a.field, append([]string{base.Name}, a.path...)})
		}
	}
	for _, x := range d.Struct.Attrs {
		list = append(list, attrPath{x, nil})
	}
	return list
}

// anyAttr returns the field of further attributes, false for none.
func (d *typeDef) anyAttr() (attrPath, bool) {
	if d.Struct.AnyAttr != nil {
		return attrPath{d.Struct.AnyAttr, nil}, true
	}
	if base := d.Struct.Base; base != nil {
		a, ok := base.anyAttr()
		return attrPath{a.field, append([]string{base.Name}, a.path...)}, ok
	}
	return attrPath{}, false
}

// memberScope returns the names that no field of a type may have: those of its methods.
func memberScope(d *typeDef) scope {
	s := make(scope)
	s.reserve("EncodeXML", "DecodeXML", "XMLType", "EncodeContent", "DecodeContent", "encodeContent", "decodeContent", "is"+d.Name, "Is"+d.Name)
	return s
}
