package parser

import "go/token"

// What a schema may come to when its groups, unions and bases are followed. A few lines
// can double what they stand for again and again; schemas that people write stay far
// below.
const (
	maxParticles  = 1 << 13 // of one type or group
	maxAttributes = 1 << 12
	maxMembers    = 1 << 12 // of a union
	maxAncestors  = 100     // of a type
	maxTotal      = 1 << 20 // particles of all types
)

// expansion counts what components stand for, each once.
type expansion struct {
	set        *SchemaSet
	errs       *Errors
	groups     map[*GroupDecl]int
	attributes map[*AttributeGroupDecl]int
	unions     map[*SimpleType]int
	total      int
}

// checkLimits reports components that come to too much. There are no circles.
func checkLimits(set *SchemaSet, errs *Errors) {
	x := &expansion{
		set: set, errs: errs,
		groups: make(map[*GroupDecl]int), attributes: make(map[*AttributeGroupDecl]int), unions: make(map[*SimpleType]int),
	}
	for _, s := range set.Schemas {
		for _, g := range s.Groups {
			x.limit(g.Pos, "group "+g.Name.String(), "particles", x.group(g), maxParticles)
		}
		for _, g := range s.AttributeGroups {
			x.limit(g.Pos, "attribute group "+g.Name.String(), "attributes", x.attributeGroup(g), maxAttributes)
		}
		for _, t := range s.Types {
			x.typ(t)
		}
		for _, e := range s.Elements {
			x.typ(e.Type.Anonymous)
		}
	}
}

func (x *expansion) limit(pos token.Position, what, of string, n, most int) {
	if n > most {
		x.errs.Add(codef(CodeLimit, pos, "%s comes to more than %d %s", what, most, of))
	}
}

func (x *expansion) typ(t Type) {
	switch t := t.(type) {
	case *SimpleType:
		x.limit(t.Pos, "the type", "member types", x.union(t), maxMembers)
	case *ComplexType:
		if t.Content != nil {
			n := x.particle(*t.Content)
			x.limit(t.Pos, "the content of the type", "particles", n, maxParticles)
			before := x.total
			if x.total += n; x.total > maxTotal && before <= maxTotal {
				x.limit(t.Pos, "the content of all types up to this one", "particles", x.total, maxTotal)
			}
		}
		x.limit(t.Pos, "the type", "attributes", x.uses(t.Attributes), maxAttributes)
		depth := 0
		for base := t; base != nil && depth <= maxAncestors; depth++ {
			next, _ := x.set.Type(base.Base)
			base, _ = next.(*ComplexType)
			if base != nil && base.Name == AnyType {
				break
			}
		}
		x.limit(t.Pos, "the type", "bases, one of the other", depth, maxAncestors)
	}
}

// plus adds up to a bound that no limit reaches.
func plus(a, b int) int { return min(a+b, 1<<30) }

func (x *expansion) group(g *GroupDecl) int {
	n, ok := x.groups[g]
	if !ok {
		n = x.model(g.Content)
		x.groups[g] = n
	}
	return n
}

func (x *expansion) model(g *ModelGroup) int {
	n := 1
	for _, p := range g.Particles {
		n = plus(n, x.particle(p))
	}
	return n
}

func (x *expansion) particle(p Particle) int {
	switch t := p.Term.(type) {
	case *GroupRef:
		if g, ok := x.set.Group(t.Name); ok {
			return x.group(g)
		}
	case *ModelGroup:
		return x.model(t)
	case *ElementDecl:
		x.typ(t.Type.Anonymous)
	}
	return 1
}

func (x *expansion) attributeGroup(g *AttributeGroupDecl) int {
	n, ok := x.attributes[g]
	if !ok {
		n = x.uses(g.Attributes)
		x.attributes[g] = n
	}
	return n
}

func (x *expansion) uses(list []AttributeUse) int {
	n := 0
	for _, u := range list {
		one := 1
		if g, ok := x.set.AttributeGroup(u.Group); ok && !u.Group.IsZero() {
			one = x.attributeGroup(g)
		}
		n = plus(n, one)
	}
	return n
}

// union counts the types that values of a simple type may be of.
func (x *expansion) union(t *SimpleType) int {
	n, ok := x.unions[t]
	if ok {
		return n
	}
	n = 1
	for _, m := range t.Members {
		if s, ok := x.set.Resolve(m).(*SimpleType); ok {
			n = plus(n, x.union(s))
		}
	}
	for _, r := range []TypeRef{t.Base, t.Item} {
		if s, ok := x.set.Resolve(r).(*SimpleType); ok && !s.Builtin {
			n = plus(n, x.union(s))
		}
	}
	x.unions[t] = n
	return n
}
