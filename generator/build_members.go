package generator

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
)

// members settles the fields of one struct.
type members struct {
	b     *builder
	def   *typeDef
	names scope

	// many says that the struct is a choice that occurs any number of times, so
	// that an alternative that occurs more than once is said once each time.
	many bool
}

// name returns the name of the field for an element or attribute.
func (m *members) name(local, suffix string) string {
	return m.b.memberName(m.names, m.def.Key+"/"+local, m.b.goName(strings.TrimPrefix(local, "@")), suffix)
}

// content settles the content of a type: the members of a sequence or of xs:all
// become fields, and those of a choice fields of which one is set. Groups within
// become structs of their own.
func (m *members) content(p parser.Particle) {
	q, ok := m.simplify(p)
	if !ok {
		return
	}
	g, isGroup := q.Term.(*parser.ModelGroup)
	switch {
	case isGroup && q.Max == 1 && g.Kind == parser.Choice:
		m.def.Struct.Kind, m.def.Struct.Empty = oneOf, q.Min == 0
		m.alternatives(g)
	case isGroup && q.Max == 1 && q.Min == 1 && g.Kind == parser.All:
		m.def.Struct.Kind = anyOrder
		m.all(g)
	default:
		m.add(q)
	}
}

// simplify writes groups that are referred to, or that hold one particle, as what
// they come to. It returns false for a particle that holds nothing.
func (m *members) simplify(p parser.Particle) (parser.Particle, bool) {
	if r, ok := p.Term.(*parser.GroupRef); ok {
		g, _ := m.b.defs.Schemas.Group(r.Name)
		p.Term = g.Content
	}
	g, ok := p.Term.(*parser.ModelGroup)
	if !ok {
		return p, true
	}
	var parts []parser.Particle
	for _, q := range g.Particles {
		if q, ok := m.simplify(q); ok {
			parts = append(parts, q)
		}
	}
	if len(parts) == 0 {
		return p, false
	}
	if q := parts[0]; len(parts) == 1 && g.Kind != parser.All || len(parts) == 1 && p.Min == 1 && q.Max == 1 {
		outer := p.Min == 1 && p.Max == 1
		if outer || q.Min <= 1 && (q.Max == 1 || p.Max == 1 || q.Min == 1 || p.Min == 0 || p.Max == parser.Unbounded) {
			r := q
			r.Min = p.Min * q.Min
			r.Max = p.Max * q.Max
			if p.Max == parser.Unbounded || q.Max == parser.Unbounded {
				r.Max = parser.Unbounded
			}
			return r, true
		}
	}
	copied := *g
	copied.Particles = parts
	p.Term = &copied
	return p, true
}

// add adds a particle of a sequence.
func (m *members) add(p parser.Particle) {
	switch t := p.Term.(type) {
	case *parser.ModelGroup:
		if t.Kind == parser.Sequence && p.Min == 1 && p.Max == 1 {
			for _, q := range t.Particles {
				m.add(q)
			}
			return
		}
		m.group(p, t)
	case *parser.ElementDecl:
		m.element(p, t, t.Doc)
	case *parser.ElementRef:
		m.reference(p, t)
	case *parser.Wildcard:
		m.any(p, t)
	default:
		m.b.refuse(p.Pos, fmt.Sprintf("%T", t))
	}
}

// all adds the elements of xs:all.
func (m *members) all(g *parser.ModelGroup) {
	for _, q := range g.Particles {
		m.add(q)
	}
	for _, x := range m.def.Struct.Members {
		if x.XML == nil {
			m.b.refuse(x.Pos, "a member of xs:all that several elements may stand for")
		}
	}
}

// alternatives adds the members of a choice.
func (m *members) alternatives(g *parser.ModelGroup) {
	s := m.def.Struct
	for _, p := range g.Particles {
		if inner, ok := p.Term.(*parser.ModelGroup); ok && inner.Kind == parser.Choice && (p.Max == 1 || m.many && p.Max == parser.Unbounded) {
			s.Empty = s.Empty || p.Min == 0
			m.alternatives(inner)
			continue
		}
		s.Empty = s.Empty || p.Min == 0
		switch {
		case m.many && p.Min <= 1:
			p.Min, p.Max = 0, 1
		case p.Max == 1:
			p.Min = 0 // a field that is not set
		}
		before := len(s.Members)
		if t, ok := p.Term.(*parser.ModelGroup); ok {
			m.group(p, t)
		} else {
			m.add(p)
		}
		for _, x := range s.Members[before:] {
			if x.group() && x.Type.Named.first().empty {
				s.Empty = true
			}
			if x.Occurs == repeated && x.Min == 0 {
				x.Min = 1 // none at all is another alternative
			}
		}
	}
}

// group adds a group that is a struct of its own.
func (m *members) group(p parser.Particle, g *parser.ModelGroup) {
	kind := strings.ToUpper(string(g.Kind)[:1]) + string(g.Kind)[1:]
	name := m.names.name(kind, "")
	d := &typeDef{
		Name:   m.b.home(m.def).name(m.def.Name+name, "Group"),
		Path:   m.def.Path,
		Pos:    g.Pos,
		Key:    m.def.Key,
		Struct: &structDef{Group: true},
	}
	m.b.m.Types = append(m.b.m.Types, d)
	in := &members{b: m.b, def: d, names: memberScope(d), many: p.Max == parser.Unbounded && g.Kind == parser.Choice}
	sentence := " is part of the content of " + m.def.Name + "."
	switch g.Kind {
	case parser.Choice:
		d.Struct.Kind = oneOf
		in.alternatives(g)
		sentence += " One of its fields is set."
		if d.Struct.Empty {
			sentence = strings.Replace(sentence, "One", "At most one", 1)
		}
	case parser.All:
		d.Struct.Kind = anyOrder
		in.all(g)
	default:
		for _, q := range g.Particles {
			in.add(q)
		}
	}
	d.Doc = describe(d.Name+sentence, g.Doc)
	m.addGroup(p, d, name, "")
}

func (m *members) addGroup(p parser.Particle, d *typeDef, name, doc string) {
	f := &field{Name: name, Doc: comment(doc), Pos: p.Pos, Min: p.Min, Max: p.Max, Type: valueType{Named: d}}
	f.occurs(p)
	f.Pointer = f.Occurs == optional
	m.def.Struct.Members = append(m.def.Struct.Members, f)
}

func (x *field) occurs(p parser.Particle) {
	switch {
	case p.Max != 1:
		x.Occurs = repeated
	case p.Min == 0:
		x.Occurs = optional
	}
}

// any adds a wildcard.
func (m *members) any(p parser.Particle, w *parser.Wildcard) {
	f := &field{
		Name: m.names.name("Any", ""),
		Wild: m.b.wildcard([]*parser.Wildcard{w}),
		Pos:  p.Pos,
		Min:  p.Min,
		Max:  p.Max,
		Type: valueType{Raw: true},
	}
	f.occurs(p)
	m.def.Struct.Members = append(m.def.Struct.Members, f)
}

func (m *members) anyAttr() {
	m.def.Struct.AnyAttr = &field{Name: m.names.name("OtherAttributes", "")}
}

func (m *members) mixed() {
	m.def.Struct.Mixed = &field{Name: m.names.name("Content", "")}
}

// reference adds a global element, or a group of those that may stand for it.
func (m *members) reference(p parser.Particle, r *parser.ElementRef) {
	set := m.b.defs.Schemas
	e, _ := set.Element(r.Name)
	doc := cmp.Or(r.Doc, e.Doc)
	if len(set.Substitutes(r.Name)) == 0 {
		switch {
		case !e.Abstract:
			m.element(p, e, doc)
		case p.Min > 0:
			m.b.refuse(p.Pos, "element "+e.Name.String()+", which is abstract and has no other to stand for it,")
		}
		return
	}
	m.addGroup(p, m.b.head(e), m.name(e.Name.Local, "Element"), doc)
}

// head returns the group of the elements that may stand for another one.
func (b *builder) head(e *parser.ElementDecl) *typeDef {
	if d, ok := b.heads[e.Name]; ok {
		return d
	}
	names, path := b.within(e.Name.Space)
	name := names.name(b.goName(e.Name.Local)+"Choice", "Group")
	d := &typeDef{
		Name:   name,
		Path:   path,
		Pos:    e.Pos,
		Doc:    describe(name+" is the element "+e.Name.String()+" or one that may stand for it. One of its fields is set.", ""),
		Struct: &structDef{Group: true, Kind: oneOf},
	}
	b.heads[e.Name] = d
	b.m.Types = append(b.m.Types, d)
	outer := b.current
	b.current = d
	defer func() { b.current = outer }()
	m := &members{b: b, def: d, names: memberScope(d)}
	for _, member := range append([]*parser.ElementDecl{e}, b.defs.Schemas.Substitutes(e.Name)...) {
		if !member.Abstract {
			m.element(parser.Particle{Min: 0, Max: 1, Pos: member.Pos}, member, member.Doc)
		}
	}
	return d
}

func (m *members) element(p parser.Particle, e *parser.ElementDecl, doc string) {
	f := &field{
		Name:     m.name(e.Name.Local, "Element"),
		Doc:      comment(doc),
		XML:      m.b.element(e.Name),
		Pos:      p.Pos,
		Nillable: e.Nillable,
		Min:      p.Min,
		Max:      p.Max,
		Default:  e.Default,
		Fixed:    e.Fixed,
		Type:     m.b.elementType(e, m.def),
	}
	f.occurs(p)
	m.def.Struct.Members = append(m.def.Struct.Members, f)
	s := f.Type.scalar()
	switch {
	case f.Default == nil && f.Fixed == nil:
	case s != nil && s.Kind == qname, s == nil && (f.Fixed != nil || !m.b.simpleContent(e.Type)):
		m.b.refuse(p.Pos, "element "+e.Name.Local+": a default or fixed value of its type")
	case s == nil:
		f.Doc = append(f.Doc, "", printable(fmt.Sprintf("An empty element stands for %q.", *f.Default)))
	}
	if s != nil && f.Type.Named != nil {
		f.Type.Named.Named = f.Type.Named.TypeVar != ""
	}
	switch {
	case f.Type.Raw:
		f.Nillable = false // xsi:nil is one of the attributes that are kept
		return
	case f.Nillable && m.b.hasAttributes(e):
		f.Wrap = true
		f.Type.Named.NilAttrs = true
		if f.Occurs != optional {
			f.Note = "nil stands for xsi:nil without attributes"
		}
	case f.Nillable && f.Occurs == optional:
		f.Wrap = true
	case f.Nillable:
		f.Pointer, f.Note = true, "nil stands for xsi:nil"
	case f.Fixed != nil && f.Occurs == required:
		f.Const = true
	default:
		f.Pointer = f.Occurs == optional
	}
	if s != nil && s.nilable() || f.Type.poly() {
		f.Pointer = false // nil is told from every value
	}
}

// hasAttributes reports whether an element that is nil may have attributes.
func (b *builder) hasAttributes(e *parser.ElementDecl) bool {
	t, ok := b.defs.Schemas.Resolve(e.Type).(*parser.ComplexType)
	if !ok || b.named[t] == nil || b.named[t].poly() {
		return false
	}
	uses, wilds := b.effective(t)
	return len(wilds) > 0 || slices.ContainsFunc(uses, func(u attrUse) bool { return !u.use.Prohibited })
}

// elementType is the Go type of an element within a type.
func (b *builder) elementType(e *parser.ElementDecl, in *typeDef) valueType {
	if e.Type.Name == parser.AnySimpleType {
		return valueType{Raw: true}
	}
	return b.valueType(e.Type, in.Key+"/"+e.Name.Local, in.Name+b.goName(e.Name.Local), "element "+e.Name.Local+" of "+in.Name)
}

// attribute adds an attribute.
func (m *members) attribute(u attrUse) {
	decl, use := u.decl, u.use
	if use.Prohibited {
		return
	}
	f := &field{
		Name:    m.name("@"+decl.Name.Local, "Attr"),
		Doc:     comment(cmp.Or(use.Doc, decl.Doc)),
		XML:     m.b.attr(decl.Name),
		Pos:     use.Pos,
		Default: first(use.Default, decl.Default),
		Fixed:   first(use.Fixed, decl.Fixed),
		Type:    m.b.valueType(decl.Type, m.def.Key+"/@"+decl.Name.Local, m.def.Name+m.b.goName(decl.Name.Local), "attribute "+decl.Name.Local+" of "+m.def.Name),
	}
	s := f.Type.scalar()
	switch {
	case use.Required && f.Fixed != nil && s.Kind != qname:
		f.Const = true
	case !use.Required:
		f.Occurs = optional
		f.Pointer = !s.nilable()
	}
	if s.Kind == qname {
		f.Fixed = nil // which prefix stands for the namespace says nothing
	}
	if f.Default != nil {
		f.Note = fmt.Sprintf("nil stands for %q", printable(*f.Default))
	}
	if f.Fixed != nil && !f.Const {
		f.Note = fmt.Sprintf("nil, or %q", printable(*f.Fixed))
	}
	m.def.Struct.Attrs = append(m.def.Struct.Attrs, f)
}

// text adds the text of a type with simpleContent.
func (m *members) text(t *parser.ComplexType) {
	ref := m.b.textType(t)
	m.def.Struct.Text = &field{
		Name: m.names.name("Value", ""),
		Pos:  t.Pos,
		Type: m.b.valueType(ref, m.def.Key, m.def.Name+"Value", "the text of "+m.def.Name),
	}
}

// textType returns the type of the text of a complex type.
func (b *builder) textType(t *parser.ComplexType) parser.TypeRef {
	base, _ := b.defs.Schemas.Type(t.Base)
	ref := parser.TypeRef{Name: t.Base, Pos: t.Pos}
	if c, ok := base.(*parser.ComplexType); ok {
		if t.SimpleContent.Type != nil {
			ref = parser.TypeRef{Anonymous: t.SimpleContent.Type, Pos: t.Pos}
		} else {
			ref = b.textType(c)
		}
	}
	if len(t.SimpleContent.Facets) == 0 {
		return ref
	}
	if b.texts[t] == nil {
		b.texts[t] = &parser.SimpleType{Pos: t.Pos, Variety: parser.Atomic, Base: ref, Facets: t.SimpleContent.Facets}
	}
	return parser.TypeRef{Anonymous: b.texts[t], Pos: t.Pos}
}

// firsts are what the first child of some content may be.
type firsts struct {
	names []*xmlName
	wilds []*wildcard
	empty bool // there need not be any
}

func (f *firsts) add(g firsts) {
	for _, n := range g.names {
		if !slices.Contains(f.names, n) {
			f.names = append(f.names, n)
		}
	}
	for _, w := range g.wilds {
		if !slices.Contains(f.wilds, w) {
			f.wilds = append(f.wilds, w)
		}
	}
}

// first returns what the content of a struct may start with.
func (d *typeDef) first() firsts {
	s := d.Struct
	all := firsts{empty: s.Kind != oneOf || s.Empty}
	for _, x := range s.Members {
		f := x.first()
		all.add(f)
		switch {
		case s.Kind == inOrder && !f.empty:
			all.empty = false
			return all
		case s.Kind == anyOrder:
			all.empty = all.empty && f.empty
		}
	}
	return all
}

func (x *field) first() (f firsts) {
	switch {
	case x.XML != nil:
		f.names = []*xmlName{x.XML}
	case x.Wild != nil:
		f.wilds = []*wildcard{x.Wild}
	default:
		f = x.Type.Named.first()
	}
	f.empty = f.empty || x.Occurs == optional || x.Occurs == repeated && x.Min == 0
	return f
}
