package explain

import (
	"fmt"

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
