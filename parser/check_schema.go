package parser

import (
	"go/token"
	"strings"
)

// checkReferences reports every reference that finds nothing, and definitions
// that go in circles.
func checkReferences(set *SchemaSet, p *permitted, errs *Errors) {
	c := &refChecker{set: set, permitted: p, errs: errs, done: make(map[*ComplexType]bool)}
	headTypes(set)
	for _, s := range set.Schemas {
		for _, e := range s.Elements {
			c.element(e)
			if _, ok := set.Element(e.SubstitutionGroup); !ok && !e.SubstitutionGroup.IsZero() {
				c.missing(e.Pos, "element", e.SubstitutionGroup)
			}
		}
		for _, t := range s.Types {
			c.typ(t)
		}
		for _, a := range s.Attributes {
			c.ref(a.Type)
		}
		for _, g := range s.Groups {
			c.group(g.Content)
		}
		for _, g := range s.AttributeGroups {
			c.attributes(g.Attributes)
		}
	}
	if len(*errs) > 0 {
		return
	}
	for _, s := range set.Schemas {
		for _, t := range s.Types {
			c.circle(t, t, make(map[Type]bool))
		}
		for _, g := range s.Groups {
			c.groupCircle(g, g, make(map[*GroupDecl]bool))
		}
		for _, g := range s.AttributeGroups {
			c.attributeCircle(g, g, make(map[*AttributeGroupDecl]bool))
		}
	}
	if len(*errs) == 0 {
		checkLimits(set, errs)
	}
}

// headTypes gives the elements that name no type that of the head of their
// substitution group (XML Schema part 1, section 3.3.2).
func headTypes(set *SchemaSet) {
	for _, s := range set.Schemas {
		for _, e := range s.Elements {
			seen := make(map[*ElementDecl]bool)
			head := e
			for head != nil && head.Type.Name.IsZero() && head.Type.Anonymous == nil && !seen[head] {
				seen[head] = true
				head, _ = set.Element(head.SubstitutionGroup)
			}
			for member := range seen {
				member.Type.Name = AnyType // the head is missing, or they go in a circle
				if head != nil && !seen[head] {
					member.Type.Name, member.Type.Anonymous = head.Type.Name, head.Type.Anonymous
				}
			}
		}
	}
}

type refChecker struct {
	set       *SchemaSet
	permitted *permitted
	errs      *Errors
	done      map[*ComplexType]bool // bases that were looked at
}

func (c *refChecker) missing(pos token.Position, what string, n Name) {
	c.errs.Add(c.undeclared(pos, what, n))
}

func (c *refChecker) undeclared(pos token.Position, what string, n Name) *Error {
	return codef(CodeReference, pos, "%s %s is not declared%s", what, n, c.set.hint(n.Space))
}

// element checks the type of an element. One that is missing may be any.
func (c *refChecker) element(e *ElementDecl) {
	if _, ok := c.set.Type(e.Type.Name); !ok && !e.Type.Name.IsZero() {
		if c.permitted.let(c.undeclared(e.Type.Pos, "type", e.Type.Name)) {
			e.Type.Name = AnyType
			e.Doc = strings.TrimSpace(e.Doc + "\n\n" + undeclaredTypeDoc)
			return
		}
	}
	c.ref(e.Type)
}

func (c *refChecker) ref(r TypeRef) {
	if r.Anonymous != nil {
		c.typ(r.Anonymous)
		return
	}
	if _, ok := c.set.Type(r.Name); !ok && !r.Name.IsZero() {
		c.missing(r.Pos, "type", r.Name)
	}
}

// simple is ref for a type that must be simple.
func (c *refChecker) simple(r TypeRef) {
	c.ref(r)
	if t, ok := c.set.Resolve(r).(*ComplexType); ok {
		c.errs.Add(Errorf(r.Pos, "type %s is complex; a simple type is expected", t.Name))
	}
}

func (c *refChecker) typ(t Type) {
	switch t := t.(type) {
	case *SimpleType:
		c.simple(t.Base)
		c.simple(t.Item)
		for _, m := range t.Members {
			c.simple(m)
		}
	case *ComplexType:
		c.base(t)
		if t.Content != nil {
			c.particle(*t.Content)
		}
		if t.SimpleContent != nil && t.SimpleContent.Type != nil {
			c.typ(t.SimpleContent.Type)
		}
		c.attributes(t.Attributes)
	}
}

// base checks what t is derived from, the bases of that first.
func (c *refChecker) base(t *ComplexType) {
	if c.done[t] || t.Base.IsZero() {
		return
	}
	c.done[t] = true
	base, ok := c.set.Type(t.Base)
	if !ok {
		c.missing(t.Pos, "type", t.Base)
		return
	}
	switch b := base.(type) {
	case *SimpleType:
		if t.SimpleContent == nil && t.Derivation == Extension && t.Content == nil {
			c.textual(t)
			return
		}
		if t.SimpleContent == nil || t.Derivation == Restriction {
			c.errs.Add(Errorf(t.Pos, "type %s is simple; only an extension in simpleContent can start from it", t.Base))
		}
	case *ComplexType:
		c.base(b)
		if t.SimpleContent != nil && b.SimpleContent == nil && !(b.Mixed && t.Derivation == Restriction) {
			c.errs.Add(Errorf(t.Pos, "type %s holds elements; simpleContent starts from a type that holds text", t.Base))
		}
		if t.SimpleContent == nil && b.SimpleContent != nil {
			c.textual(t)
		}
	}
}

// textual deals with complexContent on a base that holds text. As long as it
// adds nothing but attributes that is simpleContent by another name (XML Schema
// part 1, section 3.4.6, Derivation Valid (Extension) 1.4.1).
func (c *refChecker) textual(t *ComplexType) {
	if t.Derivation == Extension && t.Content == nil {
		t.SimpleContent = &SimpleContent{}
		return
	}
	c.errs.Add(Errorf(t.Pos, "type %s holds text; complexContent starts from a type that holds elements", t.Base))
}

func (c *refChecker) particle(p Particle) {
	switch t := p.Term.(type) {
	case *ElementDecl:
		c.element(t)
	case *ElementRef:
		if _, ok := c.set.Element(t.Name); !ok {
			err := c.undeclared(t.Pos, "element", t.Name)
			if c.permitted.let(err) {
				c.set.undeclared(t.Name, err)
			} else {
				c.errs.Add(err)
			}
		}
	case *GroupRef:
		if _, ok := c.set.Group(t.Name); !ok {
			c.missing(t.Pos, "group", t.Name)
		}
	case *ModelGroup:
		c.group(t)
	}
}

func (c *refChecker) group(g *ModelGroup) {
	for _, p := range g.Particles {
		c.particle(p)
	}
}

func (c *refChecker) attributes(uses []AttributeUse) {
	for _, u := range uses {
		switch {
		case u.Decl != nil:
			c.simple(u.Decl.Type)
		case !u.Ref.IsZero():
			if _, ok := c.set.Attribute(u.Ref); !ok {
				c.missing(u.Pos, "attribute", u.Ref)
			}
		default:
			if _, ok := c.set.AttributeGroup(u.Group); !ok {
				c.missing(u.Pos, "attribute group", u.Group)
			}
		}
	}
}

// circle reports a type that is made of itself. Content may well come back to
// a type; only what a type is derived from may not.
func (c *refChecker) circle(start, at Type, seen map[Type]bool) {
	if seen[at] {
		return
	}
	seen[at] = true
	for _, next := range c.madeOf(at) {
		if next == start {
			c.errs.Add(Errorf(start.Position(), "type %s is derived from itself", start.TypeName()))
			return
		}
		c.circle(start, next, seen)
	}
}

func (c *refChecker) madeOf(t Type) []Type {
	var refs []TypeRef
	switch t := t.(type) {
	case *ComplexType:
		refs = []TypeRef{{Name: t.Base}}
	case *SimpleType:
		refs = append([]TypeRef{t.Base, t.Item}, t.Members...)
	}
	var types []Type
	for _, r := range refs {
		if next := c.set.Resolve(r); next != nil {
			types = append(types, next)
		}
	}
	return types
}

func (c *refChecker) groupCircle(start, at *GroupDecl, seen map[*GroupDecl]bool) {
	if seen[at] {
		return
	}
	seen[at] = true
	eachGroupRef(at.Content, func(r *GroupRef) {
		next, _ := c.set.Group(r.Name)
		if next == start {
			c.errs.Add(Errorf(r.Pos, "group %s contains itself", start.Name))
			return
		}
		c.groupCircle(start, next, seen)
	})
}

func eachGroupRef(g *ModelGroup, f func(*GroupRef)) {
	for _, p := range g.Particles {
		switch t := p.Term.(type) {
		case *GroupRef:
			f(t)
		case *ModelGroup:
			eachGroupRef(t, f)
		}
	}
}

func (c *refChecker) attributeCircle(start, at *AttributeGroupDecl, seen map[*AttributeGroupDecl]bool) {
	if seen[at] {
		return
	}
	seen[at] = true
	for _, u := range at.Attributes {
		if u.Group.IsZero() {
			continue
		}
		next, _ := c.set.AttributeGroup(u.Group)
		if next == start {
			c.errs.Add(Errorf(u.Pos, "attribute group %s contains itself", start.Name))
			continue
		}
		c.attributeCircle(start, next, seen)
	}
}
