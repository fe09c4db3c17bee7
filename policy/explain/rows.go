package explain

import (
	"fmt"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/plan"
)

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
