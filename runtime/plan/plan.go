// Package plan is the waist between what a policy says and what the runtime does.
//
// An [Endpoint] says, in the words of WS-SecurityPolicy, which tokens, which
// keys and which algorithms protect each message of a port, which parts are
// signed and encrypted and in which order, and how a security context is
// obtained. The policy compiler writes it, generated code carries it as a Go
// literal, the runtime carries it out. It is the same value for both roles:
// the sender reads what to do, the receiver reads what to demand.
//
// A plan is plain data. It holds no XML, no prefix and no function; two plans
// are equal when reflect.DeepEqual says so. Nothing in it may be changed once
// a client or a handler was made from it.
package plan

// Endpoint is everything one port asks of the messages that its two parties
// exchange (WS-SecurityPolicy 1.3, section 4: endpoint, operation and message
// policy subjects merged).
type Endpoint struct {
	SOAP       SOAP       // version of the envelope
	Addressing Addressing // WS-Addressing headers of the messages, AddressingNone for none

	// AddressingOptional: a service without security takes requests that have no
	// WS-Addressing headers as well, and answers them without. A client sends them.
	AddressingOptional bool

	// Binding protects every exchange that has none of its own; nil when the
	// policy has no security binding.
	Binding *Binding

	// Exchanges are the operations of the service, in the order of the port type.
	Exchanges []Exchange

	// ReliableMessaging is nil unless the policy asserts it.
	ReliableMessaging *ReliableMessaging

	// NotYet lists what this version of the runtime cannot carry out. A plan
	// with an entry here can be printed and explained, never run.
	NotYet []NotYet
}

// Exchange is one request and what may answer it: an operation of the service,
// or Issue, Renew, Amend, Cancel of a security context.
type Exchange struct {
	Name string // operation name, or Issue, Renew, Amend, Cancel

	// Binding is the exchange's own. Nil means that of the endpoint, for Issue,
	// Renew and Amend the bootstrap binding of the conversation; Cancel is
	// protected by the context that it cancels, as the session is.
	Binding *Binding

	Request  Message
	Response *Message // nil for a one-way operation
	Faults   []Fault  // faults with a policy of their own
}

// Fault is a declared fault whose message has a policy of its own; any other
// fault is protected as the response is.
type Fault struct {
	Name    string
	Message Message
}

// Message says what one message carries besides its Binding.
type Message struct {
	Signed     Parts // by the message signature (SignedParts, SignedElements)
	Encrypted  Parts // EncryptedParts, EncryptedElements
	Required   []Header
	Supporting []*SupportingToken

	// Leniencies are the deviations from the plan that a receiver tolerates
	// in this message, each by name. A sender ignores them.
	Leniencies []Leniency
}

// Binding is a security binding assertion (WS-SecurityPolicy 1.3, section 7).
// Which of the token fields are set follows from Kind.
type Binding struct {
	Kind BindingKind

	// Transport is set when Kind is TransportBinding.
	Transport *Token

	// Symmetric binding: Protection both signs and encrypts, or Signature and
	// Encryption stand apart. Both directions use the same token.
	Protection *Token
	Signature  *Token
	Encryption *Token

	// Asymmetric binding: Initiator and Recipient, each of which may be split.
	Initiator           *Token
	InitiatorSignature  *Token
	InitiatorEncryption *Token
	Recipient           *Token
	RecipientSignature  *Token
	RecipientEncryption *Token

	// Suite names a row of [Suites]; Own, when set, stands in its place
	// (a suite that no standard lists).
	Suite string
	Own   *Suite

	Canonicalization Canonicalization
	Layout           Layout
	Order            ProtectionOrder

	Timestamp            bool // IncludeTimestamp: required, and signed
	EntireHeadersAndBody bool // OnlySignEntireHeadersAndBody
	EncryptSignature     bool // EncryptSignature: [Signature Protection]
	ProtectTokens        bool // ProtectTokens: the signature covers its own token
	SignatureConfirm     bool // RequireSignatureConfirmation (Wss11)
}

// SigningToken returns the token whose key makes the message signature of a
// request (or of a response), nil when the binding makes none.
func (b *Binding) SigningToken(response bool) *Token {
	switch {
	case b == nil:
		return nil
	case b.Kind == SymmetricBinding:
		return first(b.Protection, b.Signature)
	case b.Kind == AsymmetricBinding && response:
		return first(b.Recipient, b.RecipientSignature)
	case b.Kind == AsymmetricBinding:
		return first(b.Initiator, b.InitiatorSignature)
	}
	return nil
}

// EncryptingToken returns the token for whose holder a request (or a response)
// is encrypted, nil when the binding encrypts nothing.
func (b *Binding) EncryptingToken(response bool) *Token {
	switch {
	case b == nil:
		return nil
	case b.Kind == SymmetricBinding:
		return first(b.Protection, b.Encryption)
	case b.Kind == AsymmetricBinding && response:
		return first(b.Initiator, b.InitiatorEncryption)
	case b.Kind == AsymmetricBinding:
		return first(b.Recipient, b.RecipientEncryption)
	}
	return nil
}

func first(tokens ...*Token) *Token {
	for _, t := range tokens {
		if t != nil {
			return t
		}
	}
	return nil
}

// Algorithms returns the algorithm suite of the binding. The second result is
// false when the name is not in [Suites].
func (b *Binding) Algorithms() (Suite, bool) {
	if b.Own != nil {
		return *b.Own, true
	}
	s, ok := Suites[b.Suite]
	return s, ok
}

// Parts names what a SignedParts, SignedElements, EncryptedParts,
// EncryptedElements or ContentEncryptedElements assertion covers
// (WS-SecurityPolicy 1.3, section 4). A header that is not in the message is
// not demanded by its being listed here.
type Parts struct {
	Body        bool
	AllHeaders  bool // every header block for the ultimate receiver
	Headers     []Header
	Elements    []Path
	Contents    []Path // ContentEncryptedElements
	Attachments bool
}

// Empty reports whether nothing is covered.
func (p Parts) Empty() bool {
	return !p.Body && !p.AllHeaders && !p.Attachments &&
		len(p.Headers)+len(p.Elements)+len(p.Contents) == 0
}

// Header names a header block by its expanded name. An empty Name means every
// header block of the namespace.
type Header struct {
	Namespace string
	Name      string
}

// Path is an XPath of the restricted kind that policies use: child and
// descendant steps from the envelope, by expanded name.
type Path []Step

// Step is one step of a Path.
type Step struct {
	Descendant bool // "//" before this step, else "/"
	Namespace  string
	Name       string
}

// SupportingToken is one supporting token assertion (WS-SecurityPolicy 1.3,
// section 8). The seven kinds are the combinations of the three flags.
type SupportingToken struct {
	OneOf     []*Token // a receiver accepts any of these, a sender uses the first
	Signed    bool     // covered by the message signature
	Endorsing bool     // signs the message signature (or the timestamp, over a transport)
	Encrypted bool
	Suite     string // own algorithm suite; empty: the binding's

	SignedParts    Parts // covered by this token's own signature
	EncryptedParts Parts
}

// ReliableMessaging describes the WS-ReliableMessaging assertion.
type ReliableMessaging struct {
	Version     string // namespace of the protocol
	SequenceSTR bool   // a sequence is bound to the security context
	Transport   bool   // a sequence is bound to the transport session
	InOrder     bool
	Delivery    string // ExactlyOnce, AtLeastOnce, AtMostOnce or empty
	Exchanges   []Exchange
}

// NotYet is a demand that this version of the runtime cannot carry out.
type NotYet struct {
	Place     string // file:line:col of the assertion
	Assertion string // local name of the assertion
	Reason    string
}

// String returns "file:line:col: Assertion: reason".
func (n NotYet) String() string {
	s := n.Assertion + ": " + n.Reason
	if n.Place != "" {
		s = n.Place + ": " + s
	}
	return s
}

// Headers lists header blocks of one namespace.
func Headers(namespace string, names ...string) []Header {
	hs := make([]Header, len(names))
	for i, n := range names {
		hs[i] = Header{Namespace: namespace, Name: n}
	}
	return hs
}
