package explain

import (
	"fmt"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/plan"
)

// header works out the security header of one message.
type header struct {
	b        *plan.Binding
	m        *plan.Message
	response bool
	suite    plan.Suite

	signing    *plan.Token // whose key makes the message signature; nil: none
	encrypting *plan.Token // for whose holder parts are encrypted; nil: nobody
}

func newHeader(b *plan.Binding, m *plan.Message, response bool) *header {
	if b == nil {
		b = &plan.Binding{}
	}
	h := &header{b: b, m: m, response: response}
	h.suite, _ = b.Algorithms()
	if len(h.signed()) > 0 {
		h.signing = b.SigningToken(response)
	}
	if len(h.encrypted()) > 0 {
		h.encrypting = b.EncryptingToken(response)
	}
	return h
}

// messageLevel reports whether the binding signs and encrypts messages itself.
func (h *header) messageLevel() bool {
	return h.b.Kind == plan.SymmetricBinding || h.b.Kind == plan.AsymmetricBinding
}

// signed lists what the message signature covers.
func (h *header) signed() []string {
	if !h.messageLevel() {
		return nil
	}
	var words []string
	if h.b.Timestamp {
		words = append(words, "Timestamp")
	}
	for _, s := range h.m.Supporting {
		if s.Signed {
			words = append(words, alternatives(s))
		}
	}
	if h.b.SignatureConfirm && h.response {
		words = append(words, "SignatureConfirmation")
	}
	words = append(words, parts(h.m.Signed)...)
	if len(words) > 0 && h.b.ProtectTokens {
		words = append(words, "the token that signs")
	}
	return words
}

// encrypted lists the parts that are encrypted apart from the signature.
func (h *header) encrypted() []string {
	if !h.messageLevel() {
		return nil
	}
	words := parts(h.m.Encrypted)
	for _, s := range h.m.Supporting {
		if s.Encrypted {
			words = append(words, alternatives(s))
		}
	}
	if h.b.EncryptSignature && len(h.signed()) > 0 {
		words = append(words, "Signature")
		if h.b.SignatureConfirm && h.response {
			words = append(words, "SignatureConfirmation")
		}
	}
	return words
}

func (h *header) signedBy() string {
	switch {
	case !h.messageLevel():
		return h.bare("signed")
	case h.signing == nil:
		return "nothing"
	}
	return list(h.signed()) + "; by " + h.key(h.signing, true)
}

func (h *header) encryptedBy() string {
	switch {
	case !h.messageLevel():
		return h.bare("encrypted")
	case h.encrypting == nil:
		return "nothing"
	}
	return list(h.encrypted()) + "; by " + h.key(h.encrypting, false)
}

// bare says what protects a message without a binding that does.
func (h *header) bare(how string) string {
	if h.b.Kind == plan.TransportBinding {
		return "all of it, by TLS"
	}
	return "nothing is " + how + " by a binding"
}

// key names the key that signs or encrypts.
func (h *header) key(t *plan.Token, sign bool) string {
	bits := h.suite.EncryptionKeyBits
	if sign {
		bits = h.suite.SignatureKeyBits
	}
	switch {
	case h.b.Kind == plan.AsymmetricBinding && sign:
		return "the private key of the " + h.source(t)
	case h.b.Kind == plan.AsymmetricBinding:
		return fmt.Sprintf("a fresh key of %d bits, wrapped for the %s", bits, h.source(t))
	case t.DerivedKeys == plan.ExplicitDerivedKeys:
		return fmt.Sprintf("a key of %d bits derived from the %s", bits, h.source(t))
	case t.DerivedKeys == plan.ImpliedDerivedKeys:
		return fmt.Sprintf("a key of %d bits derived from the %s without a DerivedKeyToken", bits, h.source(t))
	}
	return "the key of the " + h.source(t)
}

// source is the element that the key of a token comes from. A symmetric
// binding on a certificate means a secret that is wrapped for its holder.
func (h *header) source(t *plan.Token) string {
	switch {
	case h.b.Kind == plan.SymmetricBinding && t.Kind == plan.X509Token:
		return "EncryptedKey"
	case h.b.Kind == plan.AsymmetricBinding && t.Kind == plan.X509Token:
		return h.owner(t) + "'s certificate"
	}
	return element(t.Kind)
}

// owner says whose token it is in an asymmetric binding.
func (h *header) owner(t *plan.Token) string {
	switch t {
	case h.b.Initiator, h.b.InitiatorSignature, h.b.InitiatorEncryption:
		return "initiator"
	}
	return "recipient"
}

// rows are the children of wsse:Security in the order of the document. A token
// precedes what uses it, and a receiver in one pass meets the list of what to
// decrypt before the signature over the plaintext, or after the one over the
// ciphertext.
func (h *header) rows() []string {
	var rows []string
	add := func(more ...string) { rows = append(rows, more...) }
	if h.b.Timestamp {
		add("wsu:Timestamp")
	}
	if !h.messageLevel() {
		add(h.tokens()...)
		add(h.endorsements("Timestamp")...)
		return rows
	}
	before, after := h.signing, h.encrypting
	encryptFirst := h.b.Order == plan.EncryptBeforeSigning
	if encryptFirst {
		before, after = after, before
	}
	add(h.carried()...)
	add(h.derived(before, before == h.signing && !encryptFirst)...)
	add(h.derived(after, encryptFirst)...)
	if encryptFirst {
		add(h.referenceList(h.inHeader())...)
	} else {
		add(h.referenceList(h.encrypted())...)
	}
	add(h.tokens()...)
	if h.b.SignatureConfirm && h.response {
		add(h.sealed("wsse11:SignatureConfirmation"))
	}
	if h.signing != nil {
		add(h.sealed("ds:Signature, " + h.keyInfo(h.signing, true)))
	}
	add(h.endorsements("the Signature")...)
	if encryptFirst {
		add(h.referenceList(h.outsideHeader())...)
	}
	return rows
}

// carried lists the tokens of the binding that are in the header: in a request
// also the EncryptedKey, which an answer refers to by its hash.
func (h *header) carried() []string {
	var rows []string
	seen := make(map[*plan.Token]bool)
	for _, t := range []*plan.Token{h.signing, h.encrypting} {
		if t == nil || seen[t] {
			continue
		}
		seen[t] = true
		if t.Include.In(h.response) && !(h.b.Kind == plan.AsymmetricBinding && t != h.signing) {
			rows = append(rows, tag(t.Kind))
		}
		if h.b.Kind == plan.SymmetricBinding && t.Kind == plan.X509Token && !h.response {
			rows = append(rows, fmt.Sprintf("xenc:EncryptedKey: a fresh secret of %d bits for the certificate, %s",
				h.suite.EncryptionKeyBits, h.certificate(t)))
		}
	}
	return rows
}

// certificate says how a certificate is named.
func (h *header) certificate(t *plan.Token) string {
	switch {
	case t.Include.In(h.response):
		return "named by the Id of its token"
	case len(t.References) > 0:
		return "named by " + string(t.References[0])
	}
	return "named as the sender likes"
}

// derived is the DerivedKeyToken that a token needs for one use.
func (h *header) derived(t *plan.Token, sign bool) []string {
	if t == nil || t.DerivedKeys != plan.ExplicitDerivedKeys || h.b.Kind != plan.SymmetricBinding {
		return nil
	}
	use, bits := "encrypt", h.suite.EncryptionKeyBits
	if sign {
		use, bits = "sign", h.suite.SignatureKeyBits
	}
	return []string{fmt.Sprintf("wsc:DerivedKeyToken to %s: %d bits from the %s, %s", use, bits, h.source(t), h.reference(t))}
}

// reference says how a key names the token that it comes from.
func (h *header) reference(t *plan.Token) string {
	switch {
	case h.source(t) == "EncryptedKey" && h.response:
		return "named by EncryptedKeySHA1"
	case h.source(t) == "EncryptedKey", t.Include.In(h.response):
		return "named by its Id"
	case t.Kind == plan.SecureConversationToken, t.Kind == plan.SecurityContextToken:
		return "named by its Identifier"
	}
	return h.certificate(t)
}

// keyInfo says how a signature or the encrypted data name their key.
func (h *header) keyInfo(t *plan.Token, sign bool) string {
	if t.DerivedKeys == plan.ExplicitDerivedKeys && h.b.Kind == plan.SymmetricBinding {
		return "by the derived key"
	}
	if h.b.Kind == plan.AsymmetricBinding && !sign {
		return "by the key in it"
	}
	return "by the " + h.source(t) + ", " + h.reference(t)
}

// referenceList is the list of encrypted parts. In an asymmetric binding it
// stands in the EncryptedKey that decrypts them.
func (h *header) referenceList(what []string) []string {
	if h.encrypting == nil || len(what) == 0 {
		return nil
	}
	if h.b.Kind == plan.AsymmetricBinding {
		return []string{fmt.Sprintf("xenc:EncryptedKey: a fresh key of %d bits for the %s, %s, with xenc:ReferenceList: %s",
			h.suite.EncryptionKeyBits, h.source(h.encrypting), h.certificate(h.encrypting), list(what))}
	}
	return []string{"xenc:ReferenceList: " + list(what) + ", " + h.keyInfo(h.encrypting, false)}
}

// inHeader are the encrypted parts that stand in the security header.
func (h *header) inHeader() []string {
	other := *h.m
	other.Encrypted = plan.Parts{}
	return newPartial(h, &other).encrypted()
}

// outsideHeader are the encrypted parts of the message proper.
func (h *header) outsideHeader() []string { return parts(h.m.Encrypted) }

// newPartial is h for a message with fewer parts.
func newPartial(h *header, m *plan.Message) *header {
	p := *h
	p.m = m
	return &p
}

// sealed is an element that EncryptSignature turns into encrypted data.
func (h *header) sealed(what string) string {
	if h.b.EncryptSignature {
		return "xenc:EncryptedData holding " + what
	}
	return what
}

// tokens lists the supporting tokens that are in the header.
func (h *header) tokens() []string {
	var rows []string
	for _, s := range h.m.Supporting {
		t := s.OneOf[0]
		// A key that only endorses needs its token no earlier.
		if s.Endorsing || !t.Include.In(h.response) {
			continue
		}
		rows = append(rows, supportingToken(s))
	}
	return rows
}

func supportingToken(s *plan.SupportingToken) string {
	row := tag(s.OneOf[0].Kind)
	if u := s.OneOf[0].Username; u != nil {
		row += " with " + strings.Join(username(u), ", ")
	}
	if len(s.OneOf) > 1 {
		row += " (or " + alternatives(s) + ")"
	}
	if s.Encrypted {
		row = "xenc:EncryptedData holding " + row
	}
	return row
}

// endorsements lists the tokens and signatures of endorsing supporting tokens.
// They sign the message signature, over a transport the timestamp.
func (h *header) endorsements(over string) []string {
	var rows []string
	for _, s := range h.m.Supporting {
		if !s.Endorsing {
			continue
		}
		t := s.OneOf[0]
		if t.Include.In(h.response) {
			rows = append(rows, supportingToken(s))
		}
		by := "by the key of the " + element(t.Kind)
		if t.Kind == plan.X509Token {
			// A private key derives nothing, whatever the assertion says.
			by = "by the private key of the certificate, " + h.certificate(t)
		} else if t.DerivedKeys == plan.ExplicitDerivedKeys {
			rows = append(rows, fmt.Sprintf("wsc:DerivedKeyToken to sign: %d bits from the %s, %s", h.suite.SignatureKeyBits, element(t.Kind), h.reference(t)))
			by = "by the derived key"
		}
		what := append([]string{over}, parts(s.SignedParts)...)
		rows = append(rows, h.sealed("ds:Signature over "+list(what)+", "+by))
	}
	return rows
}

func alternatives(s *plan.SupportingToken) string {
	names := make([]string, len(s.OneOf))
	for i, t := range s.OneOf {
		names[i] = element(t.Kind)
	}
	return strings.Join(names, " or ")
}

// element is the local name of the element that a token assertion stands for.
func element(k plan.TokenKind) string {
	switch k {
	case plan.SecureConversationToken, plan.SpnegoContextToken, plan.SslContextToken:
		return "SecurityContextToken"
	case plan.X509Token, plan.KerberosToken:
		return "BinarySecurityToken"
	case plan.SamlToken, plan.IssuedTokenKind:
		return "Assertion"
	case plan.KeyValueToken, plan.RsaToken:
		return "KeyValue"
	}
	return string(k)
}

// tag is element with the customary prefix.
func tag(k plan.TokenKind) string {
	prefix := map[string]string{
		"SecurityContextToken": "wsc:",
		"BinarySecurityToken":  "wsse:",
		"UsernameToken":        "wsse:",
		"Assertion":            "saml:",
		"KeyValue":             "ds:",
	}[element(k)]
	return prefix + element(k)
}
