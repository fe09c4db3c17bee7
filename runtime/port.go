package wssc

import (
	"errors"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Port is a port of a WSDL: where it is and what its policies demand. Generated
// code has one for each; it must not be changed once it is in use.
type Port struct {
	Name    string // local name of the wsdl:port
	Service string // expanded name of its wsdl:service, {namespace}local
	Address string // location of the WSDL; WithAddress gives another
	Plan    *plan.Endpoint

	// Actions are those of operations whose binding names others than the Operation, by
	// the name of the operation.
	Actions map[string]Actions
}

// Actions are what a request is told by: wsa:Action and what the HTTP headers name.
type Actions struct{ Action, SOAPAction string }

// Operation is an operation of a port type. Generated code has one for each.
type Operation struct {
	Name        string
	Action      string // wsa:Action of the request
	ReplyAction string // wsa:Action of the response
	SOAPAction  string // what the HTTP headers of the request name; empty: nothing
	Faults      []FaultDetail

	// The element in the Body of the request and of the response, the first of
	// several; nil for a Body that is empty or may hold anything.
	Input, Output *codec.Name

	// The type of the message is that of the Body, which does not hold one element
	// but one for each part of the message (WSDL 1.1, section 3.5). So it is also
	// where the element is nil.
	InputParts, OutputParts bool

	// Types makes values of the types that xsi:type may name, where the types are in
	// several packages; nil: each type knows those that are derived from it.
	Types func(space, local string) codec.Typed

	// The request or the response has attachments: its type is a codec.Attached.
	Attachments bool

	// The SOAP headers of the request and of the response. The types of the messages
	// are a codec.HeaderEncodable and a codec.HeaderDecodable then.
	InputHeaders, OutputHeaders []*codec.Name
}

// FaultDetail is a declared fault of an operation: the element in its detail, or the
// header block that comes with it, and the Go type of it. [Detail] and [HeaderFault]
// make one.
type FaultDetail struct {
	header bool // it is a header block
	name   *codec.Name
	action string
	make   func() detail
	find   func(error) codec.Encodable
}

// detail is the Go type of a declared fault.
type detail interface {
	error
	codec.Decodable
}

// Detail describes a declared fault whose detail is an element of type T, in a message
// with a wsa:Action; an empty one is that of other faults. A client
// finds a *T in the error of a call with errors.As; a service returns one, but not
// the error of a call of its own.
func Detail[T any, P interface {
	*T
	error
	codec.Encodable
	codec.Decodable
}](name *codec.Name, action string) FaultDetail {
	return FaultDetail{
		name: name, action: action,
		make: func() detail { return P(new(T)) },
		find: func(err error) codec.Encodable {
			var f *Fault
			if errors.As(err, &f) && f != nil && f.received {
				return nil // of another service
			}
			var p P
			if !errors.As(err, &p) || p == nil { // var f *T; return f: an error, and no fault
				return nil
			}
			return p
		},
	}
}

// HeaderFault is [Detail] for a fault about a SOAP header: what it says is a header
// block of the fault, which has no detail (WSDL 1.1, section 3.7; SOAP 1.1, section
// 4.4). On a port with protection a client takes it only where the policy has the block
// signed; and it travels in clear, whatever becomes of the body.
func HeaderFault[T any, P interface {
	*T
	error
	codec.Encodable
	codec.Decodable
}](name *codec.Name) FaultDetail {
	d := Detail[T, P](name, "")
	d.header = true
	return d
}
