package parser

import (
	"go/token"
	"slices"
	"sync"
)

// SchemaSet is every schema of a set of documents, with lookup by expanded
// name. Every reference within the set finds something.
type SchemaSet struct {
	Schemas []*Schema // in the order of the documents

	elements   map[Name]*ElementDecl
	types      map[Name]Type
	attributes map[Name]*AttributeDecl
	groups     map[Name]*GroupDecl
	attrGroups map[Name]*AttributeGroupDecl
	unlocated  map[string]token.Position // namespaces imported without a location

	once   sync.Once // makes the rest, of substitution groups
	direct map[Name][]*ElementDecl
	order  map[*ElementDecl]int

	partial bool // something was refused, so a name may seem to be missing
}

// Element returns a global element.
func (s *SchemaSet) Element(n Name) (*ElementDecl, bool) {
	if e, ok := s.elements[n]; ok {
		return e, true
	}
	e, ok := builtinElements[n]
	return e, ok
}

// Type returns a named type; the types of XML Schema itself are among them.
func (s *SchemaSet) Type(n Name) (Type, bool) {
	if t, ok := s.types[n]; ok {
		return t, true
	}
	t, ok := builtinTypes[n]
	return t, ok
}

// Resolve returns the type that a reference of the set means, nil for the zero
// TypeRef.
func (s *SchemaSet) Resolve(r TypeRef) Type {
	if r.Anonymous != nil {
		return r.Anonymous
	}
	t, _ := s.Type(r.Name)
	return t
}

// Attribute returns a global attribute; those of the xml prefix are among them.
func (s *SchemaSet) Attribute(n Name) (*AttributeDecl, bool) {
	if a, ok := s.attributes[n]; ok {
		return a, true
	}
	a, ok := builtinAttributes[n]
	return a, ok
}

// Group returns a named model group.
func (s *SchemaSet) Group(n Name) (*GroupDecl, bool) {
	g, ok := s.groups[n]
	return g, ok
}

// AttributeGroup returns a named attribute group.
func (s *SchemaSet) AttributeGroup(n Name) (*AttributeGroupDecl, bool) {
	g, ok := s.attrGroups[n]
	return g, ok
}

// Substitutes returns the elements that may stand for a head, the head itself
// left out, directly and through other substitutes, in the order of the
// documents.
func (s *SchemaSet) Substitutes(head Name) []*ElementDecl {
	s.once.Do(func() {
		s.direct = make(map[Name][]*ElementDecl)
		s.order = make(map[*ElementDecl]int)
		for _, schema := range s.Schemas {
			for _, e := range schema.Elements {
				s.order[e] = len(s.order)
				if !e.SubstitutionGroup.IsZero() {
					s.direct[e.SubstitutionGroup] = append(s.direct[e.SubstitutionGroup], e)
				}
			}
		}
	})
	var found []*ElementDecl
	seen := map[Name]bool{head: true}
	for todo := []Name{head}; len(todo) > 0; todo = todo[1:] {
		for _, e := range s.direct[todo[0]] {
			if !seen[e.Name] {
				seen[e.Name] = true
				found = append(found, e)
				todo = append(todo, e.Name)
			}
		}
	}
	slices.SortFunc(found, func(a, b *ElementDecl) int { return s.order[a] - s.order[b] })
	return found
}

// hint says more about a name that is not declared.
func (s *SchemaSet) hint(space string) string {
	if pos, ok := s.unlocated[space]; ok {
		return "; namespace " + space + " is imported without schemaLocation at " + pos.String()
	}
	return ""
}
