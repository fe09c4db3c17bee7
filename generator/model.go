package generator

import (
	"go/token"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// model is the package to be printed. Every Go name in it is settled.
type model struct {
	Package  string
	Path     string        // import path; empty when nobody needs it
	Source   string        // base name of the WSDL
	Doc      string        // what the documents say about it
	Missing  parser.Errors // what was allowed to be missing
	Warnings parser.Errors

	Spaces   []*space
	Elements []*xmlName
	Attrs    []*xmlName
	Types    []*typeDef
	Wilds    []*wildcard
	Patterns []*pattern
	Tree     bool // types are told apart by xsi:type
	Services []*service
	Faults   []*fault
	Headed   []*headed

	Documents []*document // of a schema alone
	Ports     []*port
	Published []parser.Published // of the services

	// Of a model that is parted into packages.
	Names     map[string]string // of the packages beside the first one, by import path
	Imports   map[string]string // these, and what those of hand-written types seem to be called
	Known     []*typeDef        // of all packages
	TypeNames []*typeDef        // whose names the package has; nil: of all
}

// space is a namespace with the variable that holds it.
type space struct {
	Var    string
	URI    string
	Prefix string
}

// xmlName is the name of an element or attribute with the variable that holds it.
type xmlName struct {
	Var   string
	Space *space // nil for no namespace
	Local string
}

// typeDef is a Go type: a struct for a complex type or a group of members, else a
// named scalar.
type typeDef struct {
	Name string
	Doc  []string
	Pos  token.Position
	Key  string // of the component, for Options.Rename

	Struct *structDef
	Scalar *scalarDef

	TypeVar   string      // variable with the name of the type; empty for a type in place
	XML       parser.Name // of the type
	Space     *space      // of XML
	Interface string      // for it and the types derived from it
	Named     bool        // TypeVar is printed

	// Complex types that are derived from each other.
	Abstract bool
	Parent   *typeDef   // what it is derived from
	Derived  []*typeDef // what is derived from it, directly
	Embedded bool       // it is the base of another struct
	NilAttrs bool       // it keeps its attributes when xsi:nil says that it is nil

	Path     string // import path of its package; empty: that of the services
	Open     bool   // another package has to do with its content
	External bool   // it is written by hand

	refused parser.Errors // what of it has no Go
}

// poly reports whether a value of the type may be of another one, told by xsi:type.
func (d *typeDef) poly() bool { return d.Struct != nil && (d.Abstract || len(d.Derived) > 0) }

// inTree reports whether the type is one of several that xsi:type tells apart.
func (d *typeDef) inTree() bool { return d.TypeVar != "" && (d.poly() || d.Parent != nil) }

// structDef holds the fields of a complex type, or of a group.
type structDef struct {
	Base    *typeDef // is embedded
	Attrs   []*field // in the order of the schema
	AnyAttr *field   // nil: no further attributes, or in a base
	AnyWild *wildcard
	Members []*field // in the order of the schema
	Kind    content
	Empty   bool   // of a choice: no alternative is fine
	Text    *field // of simpleContent, or of an element of a simple type
	Simple  bool   // of an element of a simple type
	Mixed   *field // of mixed content
	Group   bool   // part of the content of an element
	Whole   *field // of an element that is a message: all of it
}

// content says how the members of a struct stand together.
type content int

const (
	inOrder content = iota // one after the other
	oneOf                  // one of them
	anyOrder
)

// wildcard is an xs:any or xs:anyAttribute with the variable that holds it.
type wildcard struct {
	Var    string
	Any    bool
	Other  bool
	Spaces []string
}

// scalarDef is a simple type of the schema.
type scalarDef struct {
	Builtin *builtin    // how it is read and written
	Item    *valueType  // of a list
	Members []valueType // of a union, when they do not take every text
	Base    *typeDef    // the simple type that it restricts, when that has checks
	Mixed   bool        // it is a union of which a value may be written in several ways
	Enum    []enumItem  // empty: no enumeration
	Open    bool        // other values than those of Enum are fine
	EnumVar string      // variable that holds the values, where a value may be written in several ways
	Checks  []check
}

// checked reports whether the type has a Check method.
func (s *scalarDef) checked() bool {
	return s.Base != nil && s.Base.Scalar != nil && s.Base.Scalar.checked() || len(s.Members)+len(s.Checks) > 0 || s.enumerated()
}

// enumerated reports whether values are held against an enumeration.
func (s *scalarDef) enumerated() bool { return len(s.Enum) > 0 && !s.Open }

// enumItem is a value of an enumeration.
type enumItem struct {
	Const string
	Value string
	Lit   any // what is printed for it
	Doc   []string
}

// check is a facet: a function of package codec, or a method of one of its types,
// with its argument.
type check struct {
	Func string
	Arg  string // decimal digits, the variable of a pattern
}

// pattern is a regular expression with the variable that holds it.
type pattern struct {
	Var string
	XSD string
	RE  string
}

// occurrence says how often an element is there.
type occurrence int

const (
	required occurrence = iota
	optional
	repeated
)

// field is a member of a struct. It is an element, an attribute, a wildcard (Wild
// is set) or a group of elements (XML and Wild are not).
type field struct {
	Name string
	Doc  []string
	Note string // stands behind the field
	XML  *xmlName
	Wild *wildcard
	Pos  token.Position

	Occurs   occurrence
	Min, Max int // of a repeated one
	Nillable bool
	Pointer  bool // *T, or []*T when repeated
	Wrap     bool // *codec.Nillable[T], or []*codec.Nillable[T]

	Default *string
	Fixed   *string
	Const   bool // has always the fixed value, so there is no field

	Type valueType
}

// group reports whether the field is a group of elements.
func (x *field) group() bool { return x.XML == nil && x.Wild == nil && x.Type.Named != nil }

// valueType is the type of a field: a built-in one, a generated one, or an element
// that is kept as it is.
type valueType struct {
	Builtin *builtin
	Named   *typeDef
	Raw     bool
}

// scalar returns how a value that is text is read and written, nil for anything
// else.
func (t valueType) scalar() *builtin {
	switch {
	case t.Builtin != nil:
		return t.Builtin
	case t.Named != nil && t.Named.Scalar != nil:
		return t.Named.Scalar.Builtin
	}
	return nil
}

// poly reports whether the Go type is an interface.
func (t valueType) poly() bool { return t.Named != nil && t.Named.poly() }

// item returns the type of the items of a list.
func (t valueType) item() valueType {
	if t.Named != nil {
		return *t.Named.Scalar.Item
	}
	return valueType{Builtin: t.Builtin.Item}
}

// service is a port type with its client and its server.
type service struct {
	Name       string // of the WSDL
	Doc        []string
	Client     string
	NewClient  string
	Interface  string
	NewHandler string
	Mock       string
	Without    string // the type whose methods are not implemented
	Operations []*operation
}

// operation is an operation of a service.
type operation struct {
	Name        string // of the WSDL
	Method      string
	Var         string
	Doc         []string
	Action      string
	ReplyAction string
	SOAPAction  string // of the binding; empty: the HTTP headers name no action
	In          *body
	Out         *body // nil: one-way
	Faults      []declaredFault

	InHeaders, OutHeaders *headed // nil: no SOAP headers
}

// oneWay reports whether the operation has no response.
func (op *operation) oneWay() bool { return op.Out == nil }

// fault is a declared fault: an error with the element of its detail.
type fault struct {
	Name   string // of the Go type
	Detail *typeDef
	XML    *xmlName
}

// declaredFault is a fault as an operation declares it.
type declaredFault struct {
	*fault
	Action string
	Header bool // it is a SOAP header and no detail
}

// document is a global element with the functions that read and write it.
type document struct {
	XML                *xmlName
	Type               *typeDef
	Marshal, Unmarshal string
}

// actions are what a request of an operation is told by.
type actions struct{ Operation, Action, SOAPAction string }

// port is a port of the WSDL.
type port struct {
	Name    string // of the WSDL
	Service string // expanded
	Var     string
	Doc     []string
	Address string
	Plan    *plan.Endpoint

	Actions []actions // of operations that have others elsewhere
}
