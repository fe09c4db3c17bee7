package plan

// SOAP is the version of the envelope.
type SOAP string

// The two versions of SOAP.
const (
	SOAP11 SOAP = "SOAP 1.1"
	SOAP12 SOAP = "SOAP 1.2"
)

// Namespace returns the namespace of the envelope.
func (s SOAP) Namespace() string {
	if s == SOAP11 {
		return "http://schemas.xmlsoap.org/soap/envelope/"
	}
	return "http://www.w3.org/2003/05/soap-envelope"
}

// Addressing is the version of WS-Addressing.
type Addressing string

// The versions of WS-Addressing; AddressingNone means that messages carry no
// addressing headers.
const (
	AddressingNone   Addressing = ""
	Addressing200408 Addressing = "WS-Addressing 2004/08"
	Addressing200508 Addressing = "WS-Addressing 2005/08"
)

// Namespace returns the namespace of the headers, "" for AddressingNone.
func (a Addressing) Namespace() string {
	switch a {
	case Addressing200408:
		return "http://schemas.xmlsoap.org/ws/2004/08/addressing"
	case Addressing200508:
		return "http://www.w3.org/2005/08/addressing"
	}
	return ""
}

// Trust is the version of WS-Trust that a token request speaks.
type Trust string

// The versions of WS-Trust.
const (
	Trust200502 Trust = "WS-Trust 2005/02"
	Trust200512 Trust = "WS-Trust 200512"
)

// Namespace returns the namespace of the request.
func (t Trust) Namespace() string {
	if t == Trust200502 {
		return "http://schemas.xmlsoap.org/ws/2005/02/trust"
	}
	return "http://docs.oasis-open.org/ws-sx/ws-trust/200512"
}

// SecureConversation is the version of WS-SecureConversation of a token.
type SecureConversation string

// The versions of WS-SecureConversation; 1.4 kept the namespace of 1.3.
const (
	SecureConversation200502 SecureConversation = "WS-SecureConversation 2005/02"
	SecureConversation200512 SecureConversation = "WS-SecureConversation 200512"
)

// Namespace returns the namespace of the token.
func (s SecureConversation) Namespace() string {
	if s == SecureConversation200502 {
		return "http://schemas.xmlsoap.org/ws/2005/02/sc"
	}
	return "http://docs.oasis-open.org/ws-sx/ws-secureconversation/200512"
}

// BindingKind is one of the security bindings.
type BindingKind string

// The security bindings; NoBinding stands for supporting tokens alone.
const (
	NoBinding         BindingKind = ""
	TransportBinding  BindingKind = "TransportBinding"
	SymmetricBinding  BindingKind = "SymmetricBinding"
	AsymmetricBinding BindingKind = "AsymmetricBinding"
)

// ProtectionOrder is the [Protection Order] property.
type ProtectionOrder string

// The two protection orders. The empty value means SignBeforeEncrypting, the
// default of the standard.
const (
	SignBeforeEncrypting ProtectionOrder = "SignBeforeEncrypting"
	EncryptBeforeSigning ProtectionOrder = "EncryptBeforeSigning"
)

// Layout is the [Security Header Layout] property.
type Layout string

// The four layouts. The empty value means Lax.
const (
	Lax        Layout = "Lax"
	Strict     Layout = "Strict"
	LaxTsFirst Layout = "LaxTsFirst"
	LaxTsLast  Layout = "LaxTsLast"
)

// Canonicalization is the canonicalization of signatures.
type Canonicalization string

// The canonicalizations. The empty value means ExclusiveC14N.
const (
	ExclusiveC14N Canonicalization = "ExclusiveC14N"
	InclusiveC14N Canonicalization = "InclusiveC14N"
)

// Inclusion is an IncludeToken value (WS-SecurityPolicy 1.3, section 5.1).
type Inclusion string

// The five values of IncludeToken. The empty value means Always.
const (
	Never             Inclusion = "Never"
	Once              Inclusion = "Once"
	AlwaysToRecipient Inclusion = "AlwaysToRecipient"
	AlwaysToInitiator Inclusion = "AlwaysToInitiator"
	Always            Inclusion = "Always"
)

// In reports whether the token element travels in a request (or a response).
// Once counts as included: the runtime does not keep a count of requests.
func (i Inclusion) In(response bool) bool {
	switch i {
	case Never:
		return false
	case Once, AlwaysToRecipient:
		return !response
	case AlwaysToInitiator:
		return response
	}
	return true
}

// Reference is a way to name a token.
type Reference string

// The ways to name a token (WS-Security 1.1, section 7).
const (
	Direct        Reference = "Direct"
	KeyIdentifier Reference = "KeyIdentifier"
	Thumbprint    Reference = "Thumbprint"
	IssuerSerial  Reference = "IssuerSerial"
	Embedded      Reference = "EmbeddedToken"
	ExternalURI   Reference = "ExternalURI"
	Internal      Reference = "Internal"
	External      Reference = "External"
)

// DerivedKeys is the [Derived Keys] property of a token.
type DerivedKeys string

// The kinds of derived keys. The empty value means that the key of the token
// itself is used.
const (
	NoDerivedKeys       DerivedKeys = ""
	ExplicitDerivedKeys DerivedKeys = "Explicit" // a DerivedKeyToken for each use
	ImpliedDerivedKeys  DerivedKeys = "Implied"  // wsc:Nonce on the reference
)

// TokenKind is the local name of a token assertion.
type TokenKind string

// The token assertions.
const (
	X509Token               TokenKind = "X509Token"
	UsernameTokenKind       TokenKind = "UsernameToken"
	SamlToken               TokenKind = "SamlToken"
	IssuedTokenKind         TokenKind = "IssuedToken"
	KerberosToken           TokenKind = "KerberosToken"
	SpnegoContextToken      TokenKind = "SpnegoContextToken"
	SslContextToken         TokenKind = "SslContextToken"
	RsaToken                TokenKind = "RsaToken"
	KeyValueToken           TokenKind = "KeyValueToken"
	HttpsToken              TokenKind = "HttpsToken"
	SecurityContextToken    TokenKind = "SecurityContextToken"
	SecureConversationToken TokenKind = "SecureConversationToken"
)

// PasswordKind says how a UsernameToken carries its password.
type PasswordKind string

// The kinds of password.
const (
	PasswordText   PasswordKind = "Text"
	PasswordDigest PasswordKind = "Digest"
	NoPassword     PasswordKind = "None"
)

// Leniency is a deviation from the plan that a receiver tolerates.
type Leniency string

// CancelAnswerInClear tolerates an answer to Cancel that is signed by the
// SecurityContextToken itself, without derived keys, and whose body is not
// encrypted. Apache CXF and Metro answer so. The answer says nothing but that
// the context is gone, and the signature is still demanded.
const CancelAnswerInClear Leniency = "CancelAnswerInClear"
