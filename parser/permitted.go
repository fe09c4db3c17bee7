package parser

import "slices"

// Allowable are the kinds of errors that Sources.Allow may name: imports that are not
// there, references that find nothing, and components of WSDL that stand twice. They are
// let pass where it is clear what is meant all the same: an element is kept as it is when
// nothing declares it or its type, what a binding says about nothing is left out, and
// of two messages, port types, bindings or services of one name the first one counts, in
// the order in which documents are read: the one that imports comes first. A policy that
// is not there makes the ports that it is about useless, no others.
var Allowable = []Code{CodeImport, CodeRemote, CodeReference, CodeDuplicate, CodePolicyReference}

// permitted collects the errors that were allowed to be warnings.
type permitted struct {
	codes    []Code
	warnings Errors
}

// let reports whether an error is only a warning, which it takes then.
func (p *permitted) let(e *Error) bool {
	if !slices.Contains(p.codes, e.Code) || !slices.Contains(Allowable, e.Code) {
		return false
	}
	p.warnings.Add(e)
	return true
}

// undeclaredDoc is the documentation of an element that nothing declares.
const undeclaredDoc = "Nothing declares it. What it holds is kept as it is."

// undeclaredTypeDoc is that of an element whose type nothing declares.
const undeclaredTypeDoc = "Nothing declares its type. What it holds is kept as it is."

// undeclared makes an element of any type stand for one that nothing declares.
func (s *SchemaSet) undeclared(n Name, at *Error) *ElementDecl {
	e := &ElementDecl{Name: n, Pos: at.Pos, Type: TypeRef{Name: AnyType, Pos: at.Pos}, Doc: undeclaredDoc}
	s.elements[n] = e
	return e
}
