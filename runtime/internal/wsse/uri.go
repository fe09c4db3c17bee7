// Package wsse secures messages and opens them: WS-Security 1.1 as far as a plan
// can ask for it.
//
// [Profile] is the plan of one message, compiled. [Profile.Seal] writes an envelope that
// is protected as the profile says; [Profile.Open] takes one apart, and hands out a
// [Verified] only when it is protected as the profile demands. Each feature has a
// file of its own with both halves, the one that adds it and the one that checks
// it; the order of the steps stands in seal.go and open.go.
package wsse

// URIs of WS-Security (sections 3 and 7 of the standard and its profiles).
const (
	typeContent      = "http://www.w3.org/2001/04/xmlenc#Content"
	typeElement      = "http://www.w3.org/2001/04/xmlenc#Element"
	excC14N          = "http://www.w3.org/2001/10/xml-exc-c14n#"
	base64Binary     = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary"
	encryptedKeyType = "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#EncryptedKey"
	encryptedKeySHA1 = "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#EncryptedKeySHA1"
	thumbprintSHA1   = "http://docs.oasis-open.org/wss/oasis-wss-soap-message-security-1.1#ThumbprintSHA1"
	derivedKeySuffix = "/dk"
	contextSuffix    = "/sct"
	roleNextSOAP12   = "http://www.w3.org/2003/05/soap-envelope/role/next"
	roleUltimateSOAP = "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver"
	roleNextSOAP11   = "http://schemas.xmlsoap.org/soap/actor/next"
	nsWSSE           = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
	nsWSSE11         = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd"
	nsWSU            = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
	nsDS             = "http://www.w3.org/2000/09/xmldsig#"
	nsXENC           = "http://www.w3.org/2001/04/xmlenc#"
)

// The Ids of the elements that Seal writes. That of an EncryptedKey is another in
// every message: CXF's streaming engine remembers keys by Id from one message to
// the next.
const (
	idEncryptedKeyPrefix = "wssc-ek-"

	idBody          = "wssc-body"
	idTimestamp     = "wssc-ts"
	idSignatureKey  = "wssc-dk-sig"
	idEncryptionKey = "wssc-dk-enc"
	idSignature     = "wssc-sig"
	idBodyData      = "wssc-ed-body"
	idSignatureData = "wssc-ed-sig"
	idHeaderPrefix  = "wssc-h-" // and the name of the addressing header
	idBlockPrefix   = "wssc-b-" // and the name of the header block
)
