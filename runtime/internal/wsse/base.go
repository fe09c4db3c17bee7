package wsse

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"encoding/hex"

	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/secret"
)

// Base is the secret that the keys of a message come from, with what is needed to
// name it: a security context, or the key of an EncryptedKey.
type Base struct {
	Context *sct.Token // nil: an encrypted key

	key     secret.Secret
	id      string          // Id of the EncryptedKey
	wrapped []byte          // cipher octets of the EncryptedKey, for its SHA-1 and for writing
	sha1    [sha1.Size]byte // EncryptedKeySHA1
	thumb   [sha1.Size]byte // of the certificate it was made for
}

// ContextBase returns the base of the messages of a session.
func ContextBase(t *sct.Token) *Base { return &Base{Context: t, key: t.Secret} }

// scope names the base, for telling replays: the context, or the encrypted key.
func (b *Base) scope() string {
	if b.Context != nil {
		return b.Context.Identifier
	}
	return string(b.sha1[:])
}

// Recipient is a certificate that keys are encrypted for.
type Recipient struct {
	Certificate *x509.Certificate
	Thumbprint  [sha1.Size]byte
}

// NewRecipient returns the recipient with a certificate, nil for none.
func NewRecipient(c *x509.Certificate) *Recipient {
	if c == nil {
		return nil
	}
	return &Recipient{Certificate: c, Thumbprint: sha1.Sum(c.Raw)}
}

// NewBase makes a fresh key and encrypts it for the recipient.
func (p *Profile) NewBase(r *Recipient) (*Base, error) {
	key := secret.Random(p.suite.EncryptionKey)
	pub, ok := r.Certificate.PublicKey.(*rsa.PublicKey)
	if !ok {
		return nil, fail(InvalidSecurity, "encrypting a key", "certificate of the recipient has no RSA key")
	}
	wrapped, err := p.suite.KeyTransports[0].Encrypt(pub, key.Use())
	if err != nil {
		return nil, at("encrypting a key", err)
	}
	return newEncryptedKey(key, wrapped, r.Thumbprint), nil
}

func newEncryptedKey(key secret.Secret, wrapped []byte, thumb [sha1.Size]byte) *Base {
	b := &Base{key: key, wrapped: wrapped, sha1: sha1.Sum(wrapped), thumb: thumb}
	b.id = idEncryptedKeyPrefix + hex.EncodeToString(b.sha1[:8])
	return b
}

// Keys is what a receiver has to open messages with.
type Keys struct {
	// Base is the base that the answer must use: that of the request. Nil for
	// a receiver of requests.
	Base *Base

	// Recipient and Decrypter, its certificate and private key, open encrypted
	// keys.
	Recipient *Recipient
	Decrypter crypto.Decrypter

	// Fresh says whether a signature is new: an error refuses the message. scope
	// names the key that it was made with. It is asked once for a message, after
	// the signature was verified and before the Body is decrypted. Nil: all are.
	Fresh func(scope string, signature []byte) error

	// Contexts finds the context with an Identifier; nil when there is none.
	Contexts func(identifier string) *sct.Token
}
