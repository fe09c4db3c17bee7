package wsse

import (
	"crypto/rand"

	"github.com/wsscgen/wsscgen/runtime/internal/algo"
)

// nonceLen is the length of the nonce of a DerivedKeyToken, in bytes.
const nonceLen = 16

// makeKeys settles the two keys of the message: derived ones, or the secret
// itself. Without derivation the whole secret makes the MAC, and a cipher with
// a shorter key gets the first octets of it, as WSS4J and Metro expect.
func (s *sealer) makeKeys() error {
	suite := s.p.suite
	s.setKeys(suite)
	if !s.p.encryptBody && !s.p.encryptSignature {
		return nil
	}
	var err error
	s.cipher, err = algo.NewCBC(s.encryptionKey)
	return err
}

func (s *sealer) setKeys(suite *algo.Suite) {
	if !s.p.derived {
		key := s.base.key.Use()
		s.signatureKey = key
		s.encryptionKey = key[:min(len(key), suite.Ciphers[0].KeyLen)]
		return
	}
	s.encryptionKey = s.keyBuf[:suite.EncryptionKey]
	s.signatureKey = s.keyBuf[32 : 32+suite.SignatureKey]
	s.prf.Init(s.base.key.Use())
	rand.Read(s.nonces[:])
	if s.p.encryptBody || s.p.encryptSignature {
		s.prf.Derive(s.encryptionKey, algo.DefaultLabel, s.nonces[:nonceLen], 0)
	}
	s.prf.Derive(s.signatureKey, algo.DefaultLabel, s.nonces[nonceLen:], 0)
}
