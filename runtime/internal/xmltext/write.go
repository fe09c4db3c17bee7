package xmltext

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// plain says which bytes are not plain in canonical form: control characters and
// three others, of which two differ in one bit.
type plain struct {
	bit, pair, other uint64 // the bit, the one of the two that has it, the third: in each byte
	escape           func([]byte, byte) ([]byte, bool)
}

var (
	inText = plain{ones * ('<' ^ '>'), ones * '>', ones * '&', AppendTextByte}
	inAttr = plain{ones * ('"' ^ '&'), ones * '&', ones * '<', AppendAttrByte}
)

// special has a top bit set when a byte of v is not plain; the lowest one is where (see
// equal).
func (p *plain) special(v uint64) uint64 {
	x, y := (v|p.bit)^p.pair, v^p.other
	return ((x-ones)&^x | (y-ones)&^y | control(v)) & tops
}

// CopyText copies the beginning of a string that is text in canonical form as it
// stands, and returns how many bytes that are: all, mostly. The next one, if there is
// one, has to be escaped or is no character of XML. It returns false when those before it
// are not UTF-8. There must be room for all of s, which may be written to behind what
// counts.
func CopyText(dst []byte, s string) (int, bool) { return inText.copy(dst, s) }

// CopyAttr is CopyText for an attribute value.
func CopyAttr(dst []byte, s string) (int, bool) { return inAttr.copy(dst, s) }

func (p *plain) copy(dst []byte, s string) (int, bool) {
	if len(s) < 8 {
		v := copyShort(dst, s)
		n := len(s)
		if m := p.special(v); m != 0 {
			n = bits.TrailingZeros64(m) >> 3
		}
		return n, v&tops == 0 || validString(s[:n])
	}
	dst = dst[:len(s)]
	n, last := len(s), len(s)-8
	all := load(s, last)
	binary.LittleEndian.PutUint64(dst[last:], all)
	if m := p.special(all); m != 0 {
		n = last + bits.TrailingZeros64(m)>>3
	}
	for i := 0; i < last; i += 8 {
		v := load(s, i)
		binary.LittleEndian.PutUint64(dst[i:i+8:i+8], v)
		all |= v
		if m := p.special(v); m != 0 {
			n = i + bits.TrailingZeros64(m)>>3
			break
		}
	}
	return n, all&tops == 0 || validString(s[:n])
}

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

// AppendText appends s as text in canonical form. It returns false when s holds
// a character that XML 1.0 does not have.
func AppendText(dst []byte, s string) ([]byte, bool) { return inText.append(dst, s) }

// AppendAttr appends s as an attribute value in canonical form, without the
// quotes. It returns false when s holds a character that XML 1.0 does not have.
func AppendAttr(dst []byte, s string) ([]byte, bool) { return inAttr.append(dst, s) }

func (p *plain) append(dst []byte, s string) (_ []byte, ok bool) {
	for ok = true; s != "" && ok; {
		if c := s[0]; p.special(ones*uint64(c)) != 0 {
			dst, ok = p.escape(dst, c)
			s = s[1:]
			continue
		}
		at := len(dst)
		dst = slices.Grow(dst, len(s))[:at+len(s)]
		var n int
		n, ok = p.copy(dst[at:], s)
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
