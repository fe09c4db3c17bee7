// Package xmltext knows the characters of XML 1.0: which bytes stop a scan,
// which have to be escaped in canonical form, and what a reference stands for.
package xmltext

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// Each of the masks below has the top bit of a byte set when that byte of v
// matches. Above the lowest match the result is unreliable (a borrow runs
// upwards), so only the lowest one is ever used.

func equal(v uint64, c byte) uint64 {
	x := v ^ ones*uint64(c)
	return (x - ones) &^ x
}

func control(v uint64) uint64 { return (v - ones*0x20) &^ v }

// StopInText returns the index of the first byte at or after i that is not
// plain text in canonical form: '<', '&', '>', or below 0x20. It returns
// len(b) when there is none.
func StopInText(b []byte, i int) int {
	for far := i + longText; i+8 <= len(b); i += 8 {
		v := binary.LittleEndian.Uint64(b[i:])
		// '<' and '>' differ in one bit.
		if m := (equal(v|ones*('<'^'>'), '>') | equal(v, '&') | control(v)) & tops; m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
		if i >= far {
			return stopInLongText(b, i+8)
		}
	}
	for ; i < len(b); i++ {
		if c := b[i]; c < 0x20 || c == '<' || c == '&' || c == '>' {
			return i
		}
	}
	return i
}

// longText is how much plain text makes more of it likely: ciphertext, mostly.
const longText = 64

// stopInLongText is StopInText by way of the assembly of bytes.IndexByte, which
// finds one character at a time but far faster. Control characters are left.
func stopInLongText(b []byte, i int) int {
	end := len(b)
	for _, c := range [...]byte{'<', '&', '>'} {
		if j := bytes.IndexByte(b[i:end], c); j >= 0 {
			end = i + j
		}
	}
	for ; i+16 <= end; i += 16 {
		v, w := binary.LittleEndian.Uint64(b[i:]), binary.LittleEndian.Uint64(b[i+8:])
		if (control(v)|control(w))&tops != 0 {
			break
		}
	}
	for ; i < end; i++ {
		if b[i] < 0x20 {
			return i
		}
	}
	return end
}

// StopInAttr returns the index of the first byte at or after i that is not
// plain attribute text in canonical form: '<', '&', '"', or below 0x20. It
// returns len(b) when there is none.
func StopInAttr(b []byte, i int) int {
	for ; i+8 <= len(b); i += 8 {
		v := binary.LittleEndian.Uint64(b[i:])
		// '"' and '&' differ in one bit.
		if m := (equal(v, '<') | equal(v|ones*('"'^'&'), '&') | control(v)) & tops; m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for ; i < len(b); i++ {
		if c := b[i]; c < 0x20 || c == '<' || c == '&' || c == '"' {
			return i
		}
	}
	return i
}

// ValidChars reports whether b is UTF-8 and free of the two non-characters
// that XML forbids. Control characters are found by the scanners.
func ValidChars(b []byte) bool {
	return utf8.Valid(b) && !hasNonCharacter(b)
}

// hasNonCharacter looks for U+FFFE and U+FFFF (EF BF BE, EF BF BF). Most text has
// no byte EF at all.
func hasNonCharacter(b []byte) bool {
	for {
		i := bytes.IndexByte(b, 0xEF)
		if i < 0 || i+2 >= len(b) {
			return false
		}
		if b[i+1] == 0xBF && b[i+2] >= 0xBE {
			return true
		}
		b = b[i+1:]
	}
}
