package wssc

import (
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Port is a port of a WSDL: where it is and what its policies demand. Generated
// code has one for each; it must not be changed once it is in use.
type Port struct {
	Name    string // local name of the wsdl:port
	Address string // location of the WSDL; WithAddress gives another
	Plan    *plan.Endpoint
}

// Operation is an operation of a port type. Generated code has one for each.
type Operation struct {
	Name        string
	Action      string // wsa:Action of the request, and SOAPAction
	ReplyAction string // wsa:Action of the response
	Input       *codec.Name
	Output      *codec.Name
}
