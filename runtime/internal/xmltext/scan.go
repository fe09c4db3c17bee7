// Package xmltext knows the characters of XML 1.0: which bytes stop a scan,
// which have to be escaped in canonical form, and what a reference stands for.
package xmltext

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"
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

// CopyText copies a string that is text in canonical form as it stands: characters
// of XML of which none has to be escaped, as most values are. It returns false when
// it is not, and may do so for text with line ends or tabs as well. There must be
// room for all of it.
func CopyText(dst []byte, s string) bool {
	if len(s) < 8 {
		return copyShort(dst, s, inText)
	}
	last := len(s) - 8
	all := load(s, last)
	found := specialText(all)
	binary.LittleEndian.PutUint64(dst[last:], all)
	for i := 0; i < last; i += 8 {
		v := load(s, i)
		found |= specialText(v)
		all |= v
		binary.LittleEndian.PutUint64(dst[i:], v)
	}
	return found&tops == 0 && (all&tops == 0 || validString(s))
}

// CopyAttr is CopyText for an attribute value.
func CopyAttr(dst []byte, s string) bool {
	if len(s) < 8 {
		return copyShort(dst, s, inAttr)
	}
	last := len(s) - 8
	all := load(s, last)
	found := specialAttr(all)
	binary.LittleEndian.PutUint64(dst[last:], all)
	for i := 0; i < last; i += 8 {
		v := load(s, i)
		found |= specialAttr(v)
		all |= v
		binary.LittleEndian.PutUint64(dst[i:], v)
	}
	return found&tops == 0 && (all&tops == 0 || validString(s))
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

func copyShort(dst []byte, s string, where byte) bool {
	dst = dst[:len(s)]
	for i := range dst {
		c := s[i]
		if plainBytes[c]&where == 0 {
			return false
		}
		dst[i] = c
	}
	return true
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
	if !isASCII(s) && !validString(s) {
		return dst, false
	}
	for {
		i := stopInString(s)
		dst = append(dst, s[:i]...)
		if i == len(s) {
			return dst, true
		}
		switch c := s[i]; c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		default:
			var ok bool
			if dst, ok = AppendTextByte(dst, c); !ok {
				return dst, false
			}
		}
		s = s[i+1:]
	}
}

// stopInString is StopInText for a string.
func stopInString(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		if m := specialText(load(s, i)) & tops; m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	if i > 0 && i < len(s) {
		// The last eight bytes, of which the first ones are known to be plain.
		if m := specialText(load(s, len(s)-8)) & tops; m != 0 {
			return len(s) - 8 + bits.TrailingZeros64(m)>>3
		}
		return len(s)
	}
	for i < len(s) && (plainBytes[s[i]]&inText != 0 || s[i] >= utf8.RuneSelf) {
		i++
	}
	return i
}

// AppendAttr appends s as an attribute value in canonical form, without the
// quotes. It returns false when s holds a character that XML 1.0 does not have.
func AppendAttr(dst []byte, s string) ([]byte, bool) {
	if !isASCII(s) && !validString(s) {
		return dst, false
	}
	for ok := true; ; s = s[1:] {
		i := 0
		for i < len(s) && (plainBytes[s[i]]&inAttr != 0 || s[i] >= utf8.RuneSelf) {
			i++
		}
		dst = append(dst, s[:i]...)
		if s = s[i:]; s == "" {
			return dst, true
		}
		if dst, ok = AppendAttrByte(dst, s[0]); !ok {
			return dst, false
		}
	}
}

// isASCII reports whether no byte has its top bit set.
func isASCII(s string) bool {
	var all uint64
	for ; len(s) >= 8; s = s[8:] {
		all |= load(s, 0)
	}
	for i := range len(s) {
		all |= uint64(s[i])
	}
	return all&tops == 0
}

// validString is ValidChars for a string.
func validString(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	return strings.IndexByte(s, 0xEF) < 0 || !strings.Contains(s, "\uFFFE") && !strings.Contains(s, "\uFFFF")
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
