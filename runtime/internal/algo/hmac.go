package algo

import "hash"

// HMAC is RFC 2104 over hashes that are used again and again. crypto/hmac costs
// five allocations and half a microsecond for each new key; a message has two or
// three keys of its own. The zero HMAC needs Init. It is not safe for concurrent
// use.
type HMAC struct {
	of           string // which hash, so that Init makes a new one only when it changes
	inner, outer hash.Hash
	ipad, opad   [blockSize]byte
	sum          [64]byte
}

// blockSize is that of SHA-1 and SHA-256, in bytes.
const blockSize = 64

// Init keys the function with a MAC algorithm.
func (m *HMAC) Init(a MAC, key []byte) {
	if m.of != string(a.URI) {
		m.inner, m.outer, m.of = a.New(), a.New(), string(a.URI)
	}
	if len(key) > blockSize {
		m.outer.Reset()
		m.outer.Write(key)
		key = m.outer.Sum(m.sum[:0])
	}
	clear(m.ipad[:])
	copy(m.ipad[:], key)
	m.opad = m.ipad
	for i := range m.ipad {
		m.ipad[i] ^= 0x36
		m.opad[i] ^= 0x5c
	}
	m.Reset()
}

// Reset begins a new message under the same key.
func (m *HMAC) Reset() {
	m.inner.Reset()
	m.inner.Write(m.ipad[:])
}

// Write adds to the message.
func (m *HMAC) Write(b []byte) { m.inner.Write(b) }

// Sum appends the value for what was written. Reset comes before the next message.
func (m *HMAC) Sum(dst []byte) []byte {
	in := m.inner.Sum(m.sum[:0])
	m.outer.Reset()
	m.outer.Write(m.opad[:])
	m.outer.Write(in)
	return m.outer.Sum(dst)
}

// Wipe forgets the key.
func (m *HMAC) Wipe() {
	clear(m.ipad[:])
	clear(m.opad[:])
	clear(m.sum[:])
	if m.inner != nil {
		m.inner.Reset()
		m.outer.Reset()
	}
}
