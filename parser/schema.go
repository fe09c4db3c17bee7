package parser

import "go/token"

// Unbounded is the Max of a particle that may occur any number of times.
const Unbounded = -1

// Schema is one xsd:schema, as a file of its own or inside wsdl:types. A
// schema without a target namespace that is included by one with becomes one
// Schema for each namespace that it is included into.
type Schema struct {
	Pos             token.Position
	TargetNamespace string
	Doc             string

	// The global components, each list in the order of the document.
	Elements        []*ElementDecl
	Types           []Type
	Attributes      []*AttributeDecl
	Groups          []*GroupDecl
	AttributeGroups []*AttributeGroupDecl

	qualifiedElements   bool // elementFormDefault
	qualifiedAttributes bool // attributeFormDefault
	blockDefault        string
	finalDefault        string
	chameleon           bool // has its target namespace from the including schema
}

// ElementDecl is an element declaration, global or local.
type ElementDecl struct {
	Name   Name // in no namespace for a local element whose form is unqualified
	Pos    token.Position
	Doc    string
	Global bool

	Type TypeRef // xsd:anyType when the schema names none

	Nillable bool
	Abstract bool
	Default  *string
	Fixed    *string

	SubstitutionGroup Name // of a global element; zero: none
	Block, Final      string

	// Identity are the unique, key and keyref constraints; a document may
	// break them without becoming unreadable.
	Identity []Identity

	Foreign []Attr // attributes of other namespaces, e.g. xmime:expectedContentTypes
}

// Identity is an xsd:unique, xsd:key or xsd:keyref.
type Identity struct {
	Kind     string
	Name     Name
	Refer    Name // of a keyref
	Selector string
	Fields   []string
	Pos      token.Position
}

// TypeRef refers to a type by name or holds it in place: Anonymous is nil
// exactly when Name is set.
type TypeRef struct {
	Name      Name
	Anonymous Type
	Pos       token.Position
}

// Type is a [*ComplexType] or a [*SimpleType].
type Type interface {
	TypeName() Name // zero for an anonymous type
	Position() token.Position
	isType()
}

// Derivation says how a type comes from its base.
type Derivation string

// The derivations. A complex type without complexContent or simpleContent has
// NoDerivation, which stands for a restriction of xsd:anyType.
const (
	NoDerivation Derivation = ""
	Extension    Derivation = "extension"
	Restriction  Derivation = "restriction"
)

// ComplexType is a complex type definition.
type ComplexType struct {
	Name     Name // zero for an anonymous type
	Pos      token.Position
	Doc      string
	Abstract bool
	Mixed    bool
	Block    string
	Final    string

	Derivation Derivation
	Base       Name // zero with NoDerivation

	// SimpleContent is set when the content is text. Content is nil then.
	SimpleContent *SimpleContent

	// Content is what the type itself says: for an extension what follows the
	// content of the base, otherwise all of it. Nil: no elements.
	Content *Particle

	Attributes   []AttributeUse
	AnyAttribute *Wildcard
}

// SimpleContent narrows the text of a complex type. Both fields are empty for
// an extension.
type SimpleContent struct {
	Type   *SimpleType // in place, nil: that of the base
	Facets []Facet
}

// Particle is a term and how often it occurs. A particle that must not occur
// (maxOccurs="0") is not in the model.
type Particle struct {
	Min  int
	Max  int // or Unbounded
	Term Term
	Pos  token.Position
}

// Term is an [*ElementDecl], [*ElementRef], [*GroupRef], [*ModelGroup] or [*Wildcard].
type Term interface{ isTerm() }

// ElementRef refers to a global element.
type ElementRef struct {
	Name Name
	Pos  token.Position
	Doc  string
}

// GroupRef refers to a [GroupDecl].
type GroupRef struct {
	Name Name
	Pos  token.Position
}

// Compositor is the kind of a model group.
type Compositor string

// The compositors.
const (
	Sequence Compositor = "sequence"
	Choice   Compositor = "choice"
	All      Compositor = "all"
)

// ModelGroup is a sequence, choice or all.
type ModelGroup struct {
	Kind      Compositor
	Particles []Particle
	Pos       token.Position
	Doc       string
}

// Wildcard is an xsd:any or xsd:anyAttribute.
type Wildcard struct {
	Namespaces      []string // URIs, "##any", "##other", "##local"; "##targetNamespace" is written out
	TargetNamespace string   // what ##other is other than
	ProcessContents string   // strict, lax or skip
	Pos             token.Position
}

// GroupDecl is a named model group.
type GroupDecl struct {
	Name    Name
	Pos     token.Position
	Doc     string
	Content *ModelGroup
}

// AttributeDecl is an attribute declaration, global or local.
type AttributeDecl struct {
	Name    Name
	Pos     token.Position
	Doc     string
	Global  bool
	Type    TypeRef // xsd:anySimpleType when the schema names none
	Default *string
	Fixed   *string
}

// AttributeUse is one entry of an attribute list. Exactly one of Decl, Ref and
// Group is set.
type AttributeUse struct {
	Decl  *AttributeDecl // declared in place
	Ref   Name           // a global attribute
	Group Name           // all of an attribute group

	Required   bool
	Prohibited bool    // in a restriction: the attribute of the base is gone
	Default    *string // of a Ref
	Fixed      *string // of a Ref
	Pos        token.Position
	Doc        string
	Foreign    []Attr // attributes of other namespaces, e.g. wsdl:arrayType
}

// AttributeGroupDecl is a named attribute group.
type AttributeGroupDecl struct {
	Name         Name
	Pos          token.Position
	Doc          string
	Attributes   []AttributeUse
	AnyAttribute *Wildcard
}

// Variety is the variety of a simple type.
type Variety string

// The varieties. A restriction of a list or union type has variety Atomic
// here: look at its base.
const (
	Atomic Variety = "atomic"
	List   Variety = "list"
	Union  Variety = "union"
)

// SimpleType is a simple type definition.
type SimpleType struct {
	Name    Name // zero for an anonymous type
	Pos     token.Position
	Doc     string
	Final   string
	Builtin bool // a type of XML Schema itself

	Variety Variety
	Base    TypeRef   // Atomic: what is restricted; zero for xsd:anySimpleType
	Facets  []Facet   // Atomic, in the order of the document
	Item    TypeRef   // List
	Members []TypeRef // Union
}

// Facet is a constraining facet. The lexical form of the value is checked for
// the facets that count.
type Facet struct {
	Kind  string // local name: enumeration, pattern, maxLength ...
	Value string
	Fixed bool
	Doc   string
	Pos   token.Position
	// Name is the expanded Value of an enumeration when that is a declared
	// QName; zero otherwise.
	Name Name
}

// TypeName returns the name of the type, zero for an anonymous one.
func (t *ComplexType) TypeName() Name { return t.Name }

// TypeName returns the name of the type, zero for an anonymous one.
func (t *SimpleType) TypeName() Name { return t.Name }

// Position returns where the type is defined.
func (t *ComplexType) Position() token.Position { return t.Pos }

// Position returns where the type is defined; nowhere for a built-in one.
func (t *SimpleType) Position() token.Position { return t.Pos }

func (*ComplexType) isType() {}
func (*SimpleType) isType()  {}

func (*ElementDecl) isTerm() {}
func (*ElementRef) isTerm()  {}
func (*GroupRef) isTerm()    {}
func (*ModelGroup) isTerm()  {}
func (*Wildcard) isTerm()    {}
