package parser

import (
	"go/token"
	"slices"

	"github.com/beevik/etree"
)

// Definitions is everything that a WSDL document and the documents it imports
// say. All references within it are resolved: no pointer in the model is nil
// unless its comment says so. It must not be changed, and may be read
// concurrently.
type Definitions struct {
	File            string // as the user gave it
	Name            string // of the first document
	TargetNamespace string // of the first document
	Doc             string
	Pos             token.Position

	Documents []*Document // in the order in which they were first asked for

	// The components of all documents, in the order of the documents.
	Services  []*Service
	Bindings  []*Binding
	PortTypes []*PortType
	Messages  []*Message
	Schemas   *SchemaSet

	Warnings Errors // what was taken although it is doubtful, or left out by permission

	policies *policyIndex
	offered  []*Port                   // where there is no service
	asked    map[string]token.Position // who asked for a file first
	located  map[*etree.Element]string // the file that an import means
}

// Ports returns the ports of all services in the order of the documents. Where
// there is none, the contract is one that others offer: then each binding is a port
// without an address.
func (d *Definitions) Ports() []*Port {
	var ports []*Port
	for _, s := range d.Services {
		ports = append(ports, s.Ports...)
	}
	if len(ports) == 0 {
		return slices.Clone(d.offered)
	}
	return ports
}

// offer makes the ports of a contract without a service.
func (d *Definitions) offer() {
	for _, b := range d.Bindings {
		none := Subject{Pos: b.Pos}
		d.offered = append(d.offered, &Port{
			Name: b.Name.Local, Binding: b, Subject: none, Service: &Service{Name: b.Name, Subject: none},
		})
	}
}

// Service is a wsdl:service.
type Service struct {
	Name  Name
	Ports []*Port
	Subject
}

// Port is a wsdl:port.
type Port struct {
	Name    string
	Service *Service
	Binding *Binding
	Address string // of soap:address; empty when there is none
	Subject
}

// Protocol is what a binding binds to.
type Protocol string

// The protocols. OtherProtocol is a binding that is not SOAP, e.g. http:binding.
const (
	OtherProtocol Protocol = ""
	SOAP11        Protocol = "SOAP 1.1"
	SOAP12        Protocol = "SOAP 1.2"
)

// Style is the style of an operation.
type Style string

// The styles of WSDL 1.1, section 3.3.
const (
	DocumentStyle Style = "document"
	RPCStyle      Style = "rpc"
)

// Use says how the parts of a message become XML.
type Use string

// The uses of WSDL 1.1, section 3.5.
const (
	Literal Use = "literal"
	Encoded Use = "encoded"
)

// Binding is a wsdl:binding.
type Binding struct {
	Name      Name
	PortType  *PortType
	Protocol  Protocol
	Transport string // URI
	Style     Style  // default of the operations
	// Operations may lack some of the port type: those cannot be called through
	// this binding.
	Operations []*BindingOperation
	LeftOut    Errors // what of it was left out by permission
	Subject
}

// BindingOperation is an operation of a binding.
type BindingOperation struct {
	Binding   *Binding
	Operation *Operation
	// SOAPAction is the value of the attribute; WSDL tells an empty one from
	// none, callers rarely do.
	SOAPAction string
	Style      Style
	Input      *BindingMessage // nil when the operation has none
	Output     *BindingMessage // nil when the operation has none
	Faults     []*BindingFault
	Subject    // Extensions also holds faults that the port type does not declare
}

// BindingMessage says how an input or output travels.
type BindingMessage struct {
	Message       *OperationMessage
	Use           Use
	Namespace     string // of the wrapper in RPC style
	EncodingStyle string
	Body          []*Part // the parts in the body, in the order of the message
	Headers       []*BindingHeader
	// Attachments are the parts that travel beside the envelope (WSDL 1.1, section 5),
	// Multipart is where mime:multipartRelated says so.
	Attachments []*MIMEPart
	Multipart   token.Position
	Subject
}

// MIMEPart is a mime:part with the content of a part of the message.
type MIMEPart struct {
	Part  *Part
	Types []string // media types, of which it has one; they may have wildcards
	Pos   token.Position
}

// BindingHeader is a soap:header or soap:headerfault.
type BindingHeader struct {
	Message       *Message
	Part          *Part
	Use           Use
	Namespace     string
	EncodingStyle string
	Faults        []*BindingHeader // empty in a headerfault
	Pos           token.Position
}

// BindingFault says how a fault travels.
type BindingFault struct {
	Fault         *OperationMessage
	Use           Use
	Namespace     string
	EncodingStyle string
	Subject
}

// PortType is a wsdl:portType.
type PortType struct {
	Name       Name
	Operations []*Operation
	Subject
}

// Operation is an operation of a port type. One-way: Output is nil.
// Notification: Input is nil.
type Operation struct {
	Name           string
	PortType       *PortType
	Input          *OperationMessage
	Output         *OperationMessage
	OutputFirst    bool // solicit-response: the service asks
	Faults         []*OperationMessage
	ParameterOrder []string
	Subject
}

// ID names the operation among those of its port type: by its name or, when it is
// overloaded, by that of its first message as well (WSDL 1.1, section 2.5).
func (o *Operation) ID() string {
	for _, other := range o.PortType.Operations {
		if other != o && other.Name == o.Name {
			m := o.Input
			if m == nil {
				m = o.Output
			}
			return o.Name + "(" + m.Name + ")"
		}
	}
	return o.Name
}

// OperationMessage is the input, output or a fault of an operation.
type OperationMessage struct {
	Kind    string // input, output or fault
	Name    string // as given, else the default of WSDL 1.1, section 2.4.5
	Message *Message
	Action  string // explicit WS-Addressing action; empty: see [BindingOperation.Action]
	Subject
}

// Message is a wsdl:message.
type Message struct {
	Name  Name
	Parts []*Part
	Subject
}

// Part returns the part of that name, nil when there is none.
func (m *Message) Part(name string) *Part {
	for _, p := range m.Parts {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// Part is a part of a message. Exactly one of Element and Type is set.
type Part struct {
	Name    string
	Element Name // a global element
	Type    Name
	Pos     token.Position
	Doc     string

	untyped bool // it has neither
}

// Subject is what every WSDL element may carry: documentation, policies and
// elements of other namespaces.
type Subject struct {
	Pos        token.Position
	Doc        string
	Policies   []Attachment
	Extensions []Element // in the order of the document; those that the model holds are left out
}

// Attachment is one policy attached to a WSDL element: an inline wsp:Policy, a
// wsp:PolicyReference or an item of wsp:PolicyURIs.
type Attachment struct {
	Policy Element        // the wsp:Policy that is meant
	Pos    token.Position // of the attachment
	URI    string         // as written; empty for an inline policy
	// Missing is set when the policy is not there and that was allowed. Nothing can
	// satisfy it then.
	Missing *Error
}
