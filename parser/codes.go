package parser

import "errors"

// Code is the kind of an [Error], for those who look it up or let it pass. Codes
// are stable: a code does not change its meaning.
type Code string

// The kinds of errors about documents. What the user reads about each stands in
// docs/diagnostics.md.
const (
	CodeFile            Code = "file"              // a file cannot be read
	CodeNotWSDL         Code = "not-wsdl"          // a document of another kind
	CodeXML             Code = "xml"               // not well-formed
	CodeEncoding        Code = "encoding"          // characters that are not read
	CodeLimit           Code = "limit"             // beyond what is read
	CodeImport          Code = "import"            // what is imported is missing or another
	CodeRemote          Code = "remote"            // what is imported is on the network
	CodeWSDL            Code = "wsdl"              // against WSDL 1.1
	CodeSchema          Code = "schema"            // against XML Schema 1.0
	CodeReference       Code = "reference"         // a name that means nothing
	CodeDuplicate       Code = "duplicate"         // a name that means two things
	CodePolicy          Code = "policy"            // a policy that makes no sense
	CodePolicyReference Code = "policy-reference"  // a policy that is not there
	CodePolicyConflict  Code = "policy-conflict"   // policies that nothing can satisfy
	CodeAssertion       Code = "unknown-assertion" // an assertion that is not known
	CodeNotGenerated    Code = "not-generated"     // understood, and has no Go yet
	CodeEncoded         Code = "encoded"           // messages of use encoded
	CodeNotChecked      Code = "not-checked"       // a rule that Check does not hold values to
	CodeName            Code = "name"              // a name that Go cannot have
	CodePort            Code = "port-not-yet"      // a port that cannot be run yet
	CodeUnprotected     Code = "unprotected"       // a port whose protection is not carried out, and optional
	CodePortOmitted     Code = "port-omitted"      // a port that is not bound to SOAP
)

// WithCode gives the errors in err a code, each that has none. It returns err for
// what is not about a place.
func WithCode(code Code, err error) error {
	if err == nil {
		return nil
	}
	var list Errors
	var one *Error
	switch {
	case errors.As(err, &list):
		coded := make(Errors, len(list))
		for i, e := range list {
			coded[i] = e.withCode(code)
		}
		return coded
	case errors.As(err, &one):
		return one.withCode(code)
	}
	return err
}

func (e *Error) withCode(code Code) *Error {
	if e.Code != "" {
		return e
	}
	c := *e
	c.Code = code
	return &c
}

// code gives the errors that were collected a code, each that has none.
func (l Errors) code(code Code) {
	for i, e := range l {
		l[i] = e.withCode(code)
	}
}
