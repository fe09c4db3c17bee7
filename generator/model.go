package generator

import (
	"go/token"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// model is the package to be printed. Every Go name in it is settled.
type model struct {
	Package  string
	Source   string // base name of the WSDL
	Warnings parser.Errors

	Spaces   []*space
	Elements []*xmlName
	Attrs    []*xmlName
	Types    []*typeDef
	Services []*service
	Ports    []*port
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

// typeDef is a Go type: a struct for a complex type, else a named scalar.
type typeDef struct {
	Name string
	Doc  []string

	Struct *structDef
	Scalar *scalarDef
}

// structDef holds the fields of a complex type.
type structDef struct {
	Attrs     []*field // in the order of the schema
	Canonical []*field // the attributes again, in the order of canonical form
	Elements  []*field // in the order of the schema
	Text      *field   // of simpleContent
}

// scalarDef is a simple type of the schema.
type scalarDef struct {
	Builtin *builtin   // how it is read and written
	Base    *typeDef   // the simple type that it restricts, when that has checks
	Enum    []enumItem // empty: no enumeration
	Checks  []check
}

// checked reports whether the type has a Check method.
func (s *scalarDef) checked() bool { return s.Base != nil || len(s.Enum)+len(s.Checks) > 0 }

// enumItem is a value of an enumeration.
type enumItem struct {
	Const string
	Value string
	Doc   []string
}

// check is a facet: a function of package codec (a method of codec.Integer) with
// its argument.
type check struct {
	Func string
	Arg  string // decimal digits
}

// occurrence says how often an element is there.
type occurrence int

const (
	required occurrence = iota
	optional
	repeated
)

// field is a member of a struct.
type field struct {
	Name string
	Doc  []string
	Note string // stands behind the field
	XML  *xmlName
	Pos  token.Position

	Occurs   occurrence
	Min, Max int // of a repeated one
	Nillable bool
	Pointer  bool // *T, or []*T when repeated

	Type valueType
}

// valueType is the type of a field: a built-in one, or a generated one.
type valueType struct {
	Builtin *builtin
	Named   *typeDef
}

// scalar returns how a value that is text is read and written, nil for a struct.
func (t valueType) scalar() *builtin {
	switch {
	case t.Builtin != nil:
		return t.Builtin
	case t.Named.Scalar != nil:
		return t.Named.Scalar.Builtin
	}
	return nil
}

// service is a port type with its client and its server.
type service struct {
	Name       string // of the WSDL
	Doc        []string
	Client     string
	NewClient  string
	Interface  string
	NewHandler string
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
	In, Out     *typeDef
	Input       *xmlName
	Output      *xmlName
}

// port is a port of the WSDL.
type port struct {
	Name    string // of the WSDL
	Var     string
	Doc     []string
	Address string
	Plan    *plan.Endpoint
}
