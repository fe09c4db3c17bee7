package explain

import (
	"fmt"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/plan"
)

// binding describes a security binding.
func (p *printer) binding(b *plan.Binding) {
	if b == nil {
		p.line("no security binding")
		return
	}
	p.line("%s", strings.Join(properties(b), ", "))
	for _, t := range []struct {
		role  string
		token *plan.Token
	}{
		{"transport token", b.Transport},
		{"protection token", b.Protection},
		{"signature token", b.Signature},
		{"encryption token", b.Encryption},
		{"initiator token", b.Initiator},
		{"initiator signature token", b.InitiatorSignature},
		{"initiator encryption token", b.InitiatorEncryption},
		{"recipient token", b.Recipient},
		{"recipient signature token", b.RecipientSignature},
		{"recipient encryption token", b.RecipientEncryption},
	} {
		if t.token != nil {
			p.line("%s: %s", t.role, token(t.token))
		}
	}
	p.suite(b)
}

func properties(b *plan.Binding) []string {
	words := []string{string(b.Kind)}
	if b.Kind != plan.TransportBinding {
		words = append(words, or(string(b.Order), string(plan.SignBeforeEncrypting)))
	}
	words = append(words, "layout "+or(string(b.Layout), string(plan.Lax)))
	for _, w := range []struct {
		on   bool
		word string
	}{
		{b.Timestamp, "timestamp"},
		{b.EncryptSignature, "the signature is encrypted"},
		{b.ProtectTokens, "the signature covers its token"},
		{b.SignatureConfirm, "the answer confirms the signature"},
		{b.EntireHeadersAndBody, "only entire headers and the body are signed"},
		{b.Canonicalization == plan.InclusiveC14N, "inclusive canonicalization"},
	} {
		if w.on {
			words = append(words, w.word)
		}
	}
	return words
}

// suite describes the algorithms with the length of each key.
func (p *printer) suite(b *plan.Binding) {
	s, ok := b.Algorithms()
	if !ok {
		p.line("suite %s: not known", b.Suite)
		return
	}
	p.in("suite "+s.Name, func() {
		if b.Kind == plan.TransportBinding {
			p.line("of the TLS connection; of a supporting token where it signs: %s, digest %s", algorithms(s.SymmetricSignature), algorithms(s.Digest))
			return
		}
		p.line("digest %s", algorithms(s.Digest))
		if b.Kind == plan.SymmetricBinding {
			p.line("signature %s, %s", algorithms(s.SymmetricSignature),
				keyOf(b.SigningToken(false), s.SignatureKeyBits, fmt.Sprintf("the whole key of the token, at least %d bits", s.MinSymmetricKeyBits)))
			p.line("encryption %s, %s", algorithms(s.Encryption),
				keyOf(b.EncryptingToken(false), s.EncryptionKeyBits, fmt.Sprintf("the first %d bits of the key of the token", s.EncryptionKeyBits)))
		} else {
			p.line("signature %s", algorithms(s.AsymmetricSignature))
			p.line("encryption %s, fresh key of %d bits", algorithms(s.Encryption), s.EncryptionKeyBits)
		}
		if wrapsKey(b) {
			p.line("key wrap %s", algorithms(s.AsymmetricKeyWrap))
		}
	})
}

// keyOf says which key of a token is used and how long it is.
func keyOf(t *plan.Token, bits int, direct string) string {
	if t != nil && t.DerivedKeys != plan.NoDerivedKeys {
		return fmt.Sprintf("a derived key of %d bits", bits)
	}
	return direct
}

// wrapsKey reports whether a key is wrapped for the holder of a certificate.
func wrapsKey(b *plan.Binding) bool {
	t := b.EncryptingToken(false)
	return b.Kind == plan.AsymmetricBinding || t != nil && t.Kind == plan.X509Token
}

// token describes a token assertion.
func token(t *plan.Token) string {
	words := []string{string(t.Kind)}
	if t.Version != "" {
		words[0] += " (" + t.Version + ")"
	}
	if t.HTTPS != nil {
		return strings.Join(append(words, https(t.HTTPS)...), ", ")
	}
	words = append(words, "in messages: "+or(string(t.Include), string(plan.Always)))
	if len(t.References) > 0 {
		names := make([]string, len(t.References))
		for i, r := range t.References {
			names[i] = string(r)
		}
		words = append(words, "named by "+strings.Join(names, " and "))
	}
	switch t.DerivedKeys {
	case plan.ExplicitDerivedKeys:
		words = append(words, "explicit derived keys of "+string(t.DerivedKeysVersion))
	case plan.ImpliedDerivedKeys:
		words = append(words, "implied derived keys of "+string(t.DerivedKeysVersion))
	default:
		words = append(words, "no derived keys")
	}
	if t.Issuer != "" {
		words = append(words, "issued by "+t.Issuer)
	}
	if t.IssuerName != "" {
		words = append(words, "issued by "+t.IssuerName)
	}
	if t.Username != nil {
		words = append(words, username(t.Username)...)
	}
	if t.Request != nil {
		words = append(words, request(t.Request)...)
	}
	return strings.Join(words, ", ")
}

func https(h *plan.HTTPSToken) []string {
	var words []string
	if h.ClientCertificate {
		words = append(words, "client certificate")
	}
	if h.BasicAuth {
		words = append(words, "HTTP basic authentication")
	}
	if h.DigestAuth {
		words = append(words, "HTTP digest authentication")
	}
	if len(words) == 0 {
		words = []string{"anonymous client"}
	}
	return words
}

func username(u *plan.UsernameToken) []string {
	var words []string
	switch u.Password {
	case plan.PasswordDigest:
		words = append(words, "password as digest")
	case plan.NoPassword:
		words = append(words, "no password")
	default:
		words = append(words, "password as text")
	}
	if u.Nonce {
		words = append(words, "nonce")
	}
	if u.Created {
		words = append(words, "time of creation")
	}
	return words
}

func request(r *plan.IssuedToken) []string {
	var words []string
	for _, w := range []struct{ label, value string }{
		{"request by ", string(r.Trust)},
		{"token type ", r.TokenType},
		{"key type ", r.KeyType},
		{"claims ", strings.Join(r.Claims, " ")},
	} {
		if w.value != "" {
			words = append(words, w.label+w.value)
		}
	}
	if r.KeySize > 0 {
		words = append(words, fmt.Sprintf("key of %d bits", r.KeySize))
	}
	for _, p := range r.Parameters {
		words = append(words, p.Name+" "+p.Value)
	}
	return words
}

func entropies(c *plan.Conversation) string {
	switch {
	case c.ClientEntropy && c.ServerEntropy:
		return "the entropies of client and server"
	case c.ClientEntropy:
		return "the entropy of the client"
	case c.ServerEntropy:
		return "the entropy of the server"
	}
	return "what the server sends"
}

// algorithms names what a sender uses, and what a receiver takes besides.
func algorithms(as []plan.Algorithm) string {
	if len(as) == 0 {
		return "none"
	}
	s := short(as[0])
	for _, a := range as[1:] {
		s += " or " + short(a)
	}
	return s
}

// short is the part of an algorithm URI that tells it from others.
func short(a plan.Algorithm) string {
	s := string(a)
	if i := strings.LastIndexAny(s, "#/"); i >= 0 {
		return s[i+1:]
	}
	return s
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func list(words []string) string {
	if len(words) == 0 {
		return "nothing"
	}
	return strings.Join(words, ", ")
}
