package algo

import "crypto/sha1"

// DefaultLabel is the label of a DerivedKeyToken that has none: the client's and
// the service's default, one behind the other (WS-SecureConversation 1.4,
// section 7).
const DefaultLabel = "WS-SecureConversationWS-SecureConversation"

// PRF is the keyed function of P_SHA1: one secret, any number of derivations. The
// zero PRF needs Init. It is not safe for concurrent use.
type PRF struct {
	mac  HMAC
	seed []byte
	a, b [sha1.Size]byte
}

// NewPRF returns the function keyed with a secret.
func NewPRF(secret []byte) *PRF {
	p := new(PRF)
	p.Init(secret)
	return p
}

// Init keys the function with a secret.
func (p *PRF) Init(secret []byte) { p.mac.Init(macs[0], secret) }

// Derive fills key with the bytes from offset on of P_SHA1(secret, label +
// nonce), the P_hash of RFC 2246, section 5.
func (p *PRF) Derive(key []byte, label string, nonce []byte, offset int) {
	p.seed = append(append(p.seed[:0], label...), nonce...)
	a := p.sum(p.a[:0], p.seed, nil) // A(1)
	for len(key) > 0 {
		block := p.sum(p.b[:0], a, p.seed)
		if offset < len(block) {
			n := copy(key, block[offset:])
			key, offset = key[n:], 0
		} else {
			offset -= len(block)
		}
		if len(key) > 0 {
			a = p.sum(p.a[:0], a, nil)
		}
	}
}

func (p *PRF) sum(dst, x, y []byte) []byte {
	p.mac.Reset()
	p.mac.Write(x)
	p.mac.Write(y)
	return p.mac.Sum(dst)
}

// Wipe forgets the secret.
func (p *PRF) Wipe() {
	p.mac.Wipe()
	clear(p.a[:])
	clear(p.b[:])
}
