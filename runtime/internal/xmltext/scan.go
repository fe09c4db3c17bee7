// Package xmltext knows the characters of XML 1.0: which bytes stop a scan,
// which have to be escaped in canonical form, and what a reference stands for.
package xmltext

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
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

// CopyText copies the beginning of a string that is text in canonical form as it
// stands, and returns how many bytes that are: all, mostly. The next one has to be
// escaped or is no character of XML. It returns false when those before it are not
// UTF-8. There must be room for all of s.
func CopyText(dst []byte, s string) (int, bool) {
	if len(s) < 8 {
		v := copyShort(dst, s)
		n := len(s)
		if m := specialText(v) & tops; m != 0 {
			n = bits.TrailingZeros64(m) >> 3
		}
		return n, v&tops == 0 || validString(s[:n])
	}
	dst = dst[:len(s)]
	n, last := len(s), len(s)-8
	all := load(s, last)
	binary.LittleEndian.PutUint64(dst[last:], all)
	if m := specialText(all) & tops; m != 0 {
		n = last + bits.TrailingZeros64(m)>>3
	}
	for i := 0; i < last; i += 8 {
		v := load(s, i)
		binary.LittleEndian.PutUint64(dst[i:i+8:i+8], v)
		all |= v
		if m := specialText(v) & tops; m != 0 {
			n = i + bits.TrailingZeros64(m)>>3
			break
		}
	}
	return n, all&tops == 0 || validString(s[:n])
}

// CopyAttr is CopyText for an attribute value.
func CopyAttr(dst []byte, s string) (int, bool) {
	if len(s) < 8 {
		v := copyShort(dst, s)
		n := len(s)
		if m := specialAttr(v) & tops; m != 0 {
			n = bits.TrailingZeros64(m) >> 3
		}
		return n, v&tops == 0 || validString(s[:n])
	}
	dst = dst[:len(s)]
	n, last := len(s), len(s)-8
	all := load(s, last)
	binary.LittleEndian.PutUint64(dst[last:], all)
	if m := specialAttr(all) & tops; m != 0 {
		n = last + bits.TrailingZeros64(m)>>3
	}
	for i := 0; i < last; i += 8 {
		v := load(s, i)
		binary.LittleEndian.PutUint64(dst[i:i+8:i+8], v)
		all |= v
		if m := specialAttr(v) & tops; m != 0 {
			n = i + bits.TrailingZeros64(m)>>3
			break
		}
	}
	return n, all&tops == 0 || validString(s[:n])
}

// specialText has a top bit set when a byte of v is not plain text.
func specialText(v uint64) uint64 {
	return equal(v|ones*('<'^'>'), '>') | equal(v, '&') | control(v)
}

// specialAttr has a top bit set when a byte of v is not plain in an attribute value.
func specialAttr(v uint64) uint64 {
	return equal(v|ones*('"'^'&'), '&') | equal(v, '<') | control(v)
}

// Where an ASCII character is plain.
const (
	inText = 1 << iota
	inAttr
)

var plainBytes = func() (t [256]byte) {
	for c := 0x20; c < 0x80; c++ {
		t[c] = inText | inAttr
	}
	t['<'], t['&'], t['>'], t['"'] = 0, 0, inAttr, inText
	return t
}()

// copyShort copies fewer than eight bytes and returns them as load does, with blanks
// behind them.
func copyShort(dst []byte, s string) uint64 {
	n := len(s)
	dst = dst[:n]
	blanks := uint64(ones*' ') << (8 * n & 63)
	switch {
	case n >= 4:
		low, high := load4(s, 0), load4(s, n-4)
		binary.LittleEndian.PutUint32(dst, uint32(low))
		binary.LittleEndian.PutUint32(dst[n-4:], uint32(high))
		return low | high<<(8*(n-4)&31) | blanks
	case n > 0:
		a, b, c := s[0], s[n/2], s[n-1]
		dst[0], dst[n/2], dst[n-1] = a, b, c
		return uint64(a) | uint64(b)<<(8*(n/2)&31) | uint64(c)<<(8*(n-1)&31) | blanks
	}
	return blanks
}

func load4(s string, i int) uint64 {
	_ = s[i+3]
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24
}

func load(s string, i int) uint64 {
	_ = s[i+7]
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
		uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
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

// AppendText appends s as text in canonical form. It returns false when s holds
// a character that XML 1.0 does not have.
func AppendText(dst []byte, s string) ([]byte, bool) {
	ok := true
	for s != "" && ok {
		if c := s[0]; c < utf8.RuneSelf && plainBytes[c]&inText == 0 {
			dst, ok = AppendTextByte(dst, c)
			s = s[1:]
			continue
		}
		at := len(dst)
		dst = slices.Grow(dst, len(s))[:at+len(s)]
		var n int
		n, ok = CopyText(dst[at:], s)
		dst, s = dst[:at+n], s[n:]
	}
	return dst, ok
}

// AppendAttr appends s as an attribute value in canonical form, without the
// quotes. It returns false when s holds a character that XML 1.0 does not have.
func AppendAttr(dst []byte, s string) ([]byte, bool) {
	ok := true
	for s != "" && ok {
		if c := s[0]; c < utf8.RuneSelf && plainBytes[c]&inAttr == 0 {
			dst, ok = AppendAttrByte(dst, c)
			s = s[1:]
			continue
		}
		at := len(dst)
		dst = slices.Grow(dst, len(s))[:at+len(s)]
		var n int
		n, ok = CopyAttr(dst[at:], s)
		dst, s = dst[:at+n], s[n:]
	}
	return dst, ok
}

// validString is ValidChars for a string that is not all ASCII. Characters of two
// bytes, as European languages have them, are looked at eight bytes at once: each
// first byte has to have a continuation behind it, and no other continuation is there.
func validString(s string) bool {
	if len(s) < 8 {
		return validRunes(s)
	}
	first := uint64(0) // the top bits of first bytes, of the word before
	for i := 0; i < len(s); i += 8 {
		var v uint64
		if i+8 <= len(s) {
			v = load(s, i)
		} else {
			v = load(s, len(s)-8) >> (8 * (i + 8 - len(s)) & 63)
		}
		high, second, third := v&tops, v<<1&tops, v<<2&tops
		behind := first >> 56
		first = high & second
		overlong := first &^ (v&(ones*0x1E) + ones*0x7F)
		if first&third != 0 || overlong != 0 || first<<8|behind != high&^second {
			return validRunes(s)
		}
	}
	return first>>56 == 0
}

// validRunes is validString, one character at a time.
func validRunes(s string) bool {
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 || r >= utf8.RuneSelf && !IsChar(r) {
			return false
		}
		s = s[n:]
	}
	return true
}

// AppendTextByte appends one ASCII character of text in canonical form
// (Canonical XML 1.0, section 2.3). False: no character of XML.
func AppendTextByte(dst []byte, c byte) ([]byte, bool) {
	switch c {
	case '&':
		return append(dst, "&amp;"...), true
	case '<':
		return append(dst, "&lt;"...), true
	case '>':
		return append(dst, "&gt;"...), true
	case '\r':
		return append(dst, "&#xD;"...), true
	case '\t', '\n':
		return append(dst, c), true
	}
	return append(dst, c), c >= 0x20
}

// AppendAttrByte appends one ASCII character of an attribute value in canonical
// form. False: no character of XML.
func AppendAttrByte(dst []byte, c byte) ([]byte, bool) {
	switch c {
	case '&':
		return append(dst, "&amp;"...), true
	case '<':
		return append(dst, "&lt;"...), true
	case '"':
		return append(dst, "&quot;"...), true
	case '\t':
		return append(dst, "&#x9;"...), true
	case '\n':
		return append(dst, "&#xA;"...), true
	case '\r':
		return append(dst, "&#xD;"...), true
	}
	return append(dst, c), c >= 0x20
}
