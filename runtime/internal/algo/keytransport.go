package algo

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"errors"
)

// ErrKeyTransport is the cause for an encrypted key that does not open.
var ErrKeyTransport = errors.New("encrypted key does not open")

// Encrypt wraps a key for the holder of the private key.
func (k KeyTransport) Encrypt(pub *rsa.PublicKey, key []byte) ([]byte, error) {
	return rsa.EncryptOAEP(k.Hash.New(), rand.Reader, pub, key, nil)
}

// Decrypt unwraps a key. The error says nothing about what was wrong with it.
func (k KeyTransport) Decrypt(priv crypto.Decrypter, wrapped []byte) ([]byte, error) {
	key, err := priv.Decrypt(rand.Reader, wrapped, &rsa.OAEPOptions{Hash: k.Hash, MGFHash: k.Hash})
	if err != nil {
		return nil, ErrKeyTransport
	}
	return key, nil
}
