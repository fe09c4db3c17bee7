package plan

// Token is a token assertion (WS-SecurityPolicy 1.3, section 5): what kind of
// token, whether it travels in the message, how it is named and which key of
// it is used. Fields that its kind has no use for are empty.
type Token struct {
	Kind    TokenKind
	Version string // the token type as asserted, e.g. WssX509V3Token10; empty: any

	Include    Inclusion
	References []Reference // demanded ways to name it where it is not included; empty: the sender's choice

	DerivedKeys DerivedKeys
	// DerivedKeysVersion is the WS-SecureConversation version of the
	// DerivedKeyTokens that a sender writes. A receiver takes either.
	DerivedKeysVersion SecureConversation

	Issuer     string // address of the party that issues it; empty: the peer itself
	IssuerName string

	Username *UsernameToken // Kind UsernameToken
	HTTPS    *HTTPSToken    // Kind HttpsToken
	Request  *IssuedToken   // Kind IssuedToken

	// Conversation says how a SecureConversationToken is obtained: a plan
	// inside the plan.
	Conversation *Conversation
}

// UsernameToken describes how a user is named and authenticated.
type UsernameToken struct {
	Password PasswordKind
	Created  bool
	Nonce    bool
}

// HTTPSToken says what a transport binding asks of the TLS connection.
type HTTPSToken struct {
	ClientCertificate bool
	BasicAuth         bool
	DigestAuth        bool
}

// IssuedToken is the request template of an IssuedToken assertion.
type IssuedToken struct {
	Trust     Trust
	TokenType string
	KeyType   string
	KeySize   int      // bits, 0: the issuer's choice
	Claims    []string // claim type URIs

	// Parameters are further elements of the template that hold text only:
	// algorithms that the issuer is to use, for instance.
	Parameters []Parameter
}

// Parameter is an element with text in a request template.
type Parameter struct {
	Namespace string
	Name      string
	Value     string
}

// Conversation says how the SecurityContextToken of a session is obtained,
// renewed and given up (WS-SecureConversation 1.4, sections 3 to 6).
type Conversation struct {
	Trust   Trust              // namespace of the token request
	Version SecureConversation // namespace of the token

	// Addressing is that of the exchanges below where it is not that of the
	// endpoint; AddressingNone: it is. A service that asserts none still gets
	// its context by messages with addressing headers.
	Addressing Addressing

	// Bootstrap is the policy that protects the exchanges below which have no
	// binding of their own. It may again use an issued token or a context.
	Bootstrap *Binding

	Issue Exchange

	ClientEntropy bool // the request must carry entropy
	ServerEntropy bool // the response must carry entropy
	KeySize       int  // bits to ask for; 0: what the suite takes
	Collection    bool // the answer is an RSTRC (WS-Trust 1.3 and later)

	// Cancel, Renew and Amend are nil when they must not be sent.
	Cancel *Exchange
	Renew  *Exchange
	Amend  *Exchange
}
