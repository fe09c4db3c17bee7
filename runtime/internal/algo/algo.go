// Package algo has the primitives that algorithm URIs stand for, a row for each.
// Which of them a message may use is decided by the plan, never by the message.
package algo

import (
	"crypto"
	"crypto/sha1"
	"crypto/sha256"
	"errors"
	"hash"

	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Digest is a digest algorithm.
type Digest struct {
	URI  plan.Algorithm
	New  func() hash.Hash
	Size int // bytes
}

// MAC is a symmetric signature algorithm.
type MAC struct {
	URI  plan.Algorithm
	New  func() hash.Hash // of the underlying hash
	Size int              // bytes
}

// Cipher is a block encryption algorithm in CBC mode.
type Cipher struct {
	URI    plan.Algorithm
	KeyLen int // bytes
}

// KeyTransport is an asymmetric encryption algorithm for keys.
type KeyTransport struct {
	URI  plan.Algorithm
	Hash crypto.Hash // of OAEP and of its mask generation function
}

var digests = []Digest{
	{plan.SHA1, sha1.New, sha1.Size},
	{plan.SHA256, sha256.New, sha256.Size},
}

var macs = []MAC{
	{plan.HMACSHA1, sha1.New, sha1.Size},
	{plan.HMACSHA256, sha256.New, sha256.Size},
}

var ciphers = []Cipher{
	{plan.AES128CBC, 16},
	{plan.AES192CBC, 24},
	{plan.AES256CBC, 32},
}

var transports = []KeyTransport{
	{plan.RSAOAEP, crypto.SHA1},
}

// ErrUnwelcome is the cause when a message names an algorithm that the plan
// does not list.
var ErrUnwelcome = errors.New("algorithm is not in the plan's suite")

// Suite is an algorithm suite with its primitives at hand. The first of each
// list is for sending, all are welcome.
type Suite struct {
	Name          string
	Digests       []Digest
	MACs          []MAC
	Ciphers       []Cipher
	KeyTransports []KeyTransport

	EncryptionKey  int // bytes of a derived key
	SignatureKey   int
	MinKey, MaxKey int // bytes of a secret
}

// Compile looks the primitives of a suite up. It fails for one that this
// version does not have.
func Compile(s plan.Suite) (*Suite, error) {
	c := &Suite{
		Name:          s.Name,
		EncryptionKey: s.EncryptionKeyBits / 8, SignatureKey: s.SignatureKeyBits / 8,
		MinKey: s.MinSymmetricKeyBits / 8, MaxKey: s.MaxSymmetricKeyBits / 8,
	}
	var err error
	pick(&err, &c.Digests, s.Digest, digests, func(d Digest) plan.Algorithm { return d.URI })
	pick(&err, &c.MACs, s.SymmetricSignature, macs, func(m MAC) plan.Algorithm { return m.URI })
	pick(&err, &c.Ciphers, s.Encryption, ciphers, func(c Cipher) plan.Algorithm { return c.URI })
	pick(&err, &c.KeyTransports, s.AsymmetricKeyWrap, transports, func(k KeyTransport) plan.Algorithm { return k.URI })
	if err != nil {
		return nil, err
	}
	return c, nil
}

func pick[T any](err *error, dst *[]T, want []plan.Algorithm, rows []T, uri func(T) plan.Algorithm) {
	for _, w := range want {
		found := false
		for _, r := range rows {
			if uri(r) == w {
				*dst, found = append(*dst, r), true
			}
		}
		if !found && *err == nil {
			*err = errors.New("algorithm is not available: " + string(w))
		}
	}
	if len(want) == 0 && *err == nil {
		*err = errors.New("algorithm suite with an empty row")
	}
}

// Digest returns the digest algorithm a message names, if it is welcome.
func (s *Suite) Digest(uri []byte) (Digest, error) {
	for _, d := range s.Digests {
		if string(uri) == string(d.URI) {
			return d, nil
		}
	}
	return Digest{}, ErrUnwelcome
}

// MAC returns the signature algorithm a message names, if it is welcome.
func (s *Suite) MAC(uri []byte) (MAC, error) {
	for _, m := range s.MACs {
		if string(uri) == string(m.URI) {
			return m, nil
		}
	}
	return MAC{}, ErrUnwelcome
}

// Cipher returns the encryption algorithm a message names, if it is welcome.
func (s *Suite) Cipher(uri []byte) (Cipher, error) {
	for _, c := range s.Ciphers {
		if string(uri) == string(c.URI) {
			return c, nil
		}
	}
	return Cipher{}, ErrUnwelcome
}

// KeyTransport returns the key transport algorithm a message names, if it is
// welcome.
func (s *Suite) KeyTransport(uri []byte) (KeyTransport, error) {
	for _, k := range s.KeyTransports {
		if string(uri) == string(k.URI) {
			return k, nil
		}
	}
	return KeyTransport{}, ErrUnwelcome
}
