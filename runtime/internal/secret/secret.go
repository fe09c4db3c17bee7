// Package secret holds key material in a type that cannot be printed or
// compared by accident.
package secret

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"io"
)

// Secret is key material. It does not print under any verb and has no ==. The zero
// Secret is empty.
type Secret struct {
	// The bytes are behind a function because fmt looks into unexported fields of
	// other types without asking for Format; of a function it prints an address. A
	// function cannot be compared either.
	bytes func() []byte
}

// New returns a Secret that owns b.
func New(b []byte) Secret { return Secret{func() []byte { return b }} }

// Random returns n random bytes.
func Random(n int) Secret {
	b := make([]byte, n)
	rand.Read(b)
	return New(b)
}

// Len returns the length in bytes.
func (s Secret) Len() int { return len(s.Use()) }

// Equal compares in constant time.
func (s Secret) Equal(o Secret) bool { return subtle.ConstantTimeCompare(s.Use(), o.Use()) == 1 }

// Reveal returns a copy of the bytes. It is for storing and for key logs.
func (s Secret) Reveal() []byte { return bytes.Clone(s.Use()) }

// Use lends the bytes to a cryptographic function. They must not be changed,
// kept or printed.
func (s Secret) Use() []byte {
	if s.bytes == nil {
		return nil
	}
	return s.bytes()
}

// Format writes "(secret)" under every verb.
func (Secret) Format(w fmt.State, _ rune) { io.WriteString(w, "(secret)") }

// MarshalJSON writes "(secret)".
func (Secret) MarshalJSON() ([]byte, error) { return []byte(`"(secret)"`), nil }
