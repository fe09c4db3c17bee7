package codec

// Attachment is a part of a message that travels beside the envelope (SOAP Messages with
// Attachments; WSDL 1.1, section 5). Nothing but TLS protects it.
type Attachment struct {
	ContentType string // media type; empty when it is sent: the one of the WSDL
	Content     []byte // as it is, whatever the transfer encoding
	ID          string // Content-ID, without brackets; empty when it is sent: one is made up
}

// Attached is a message with attachments. Each has to be there.
type Attached interface {
	Attachments() []AttachedPart
}

// AttachedPart says where the attachment for a part of the WSDL is kept.
type AttachedPart struct {
	Name  string // of the wsdl:part
	Type  string // media type, the first that the WSDL names
	Value **Attachment
}
