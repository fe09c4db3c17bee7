package xmltext

import "unicode/utf8"

// longestReference is the length of "&#x10FFFF;" with some leading zeros.
const longestReference = 16

// Reference decodes the character or predefined entity reference that b starts
// with and returns the character and the length of the reference. The length is
// 0 when b does not start with one; entities of a DTD do not exist here.
func Reference(b []byte) (r rune, n int) {
	if len(b) < 4 || b[0] != '&' {
		return 0, 0
	}
	end := 0
	for i := 1; i < len(b) && i < longestReference; i++ {
		if b[i] == ';' {
			end = i
			break
		}
	}
	switch name := b[1:max(end, 1)]; string(name) {
	case "":
		return 0, 0
	case "amp":
		return '&', end + 1
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "quot":
		return '"', end + 1
	case "apos":
		return '\'', end + 1
	default:
		r, ok := number(name)
		if !ok || !IsChar(r) {
			return 0, 0
		}
		return r, end + 1
	}
}

func number(name []byte) (rune, bool) {
	if name[0] != '#' || len(name) < 2 {
		return 0, false
	}
	digits, base := name[1:], rune(10)
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	if len(digits) == 0 {
		return 0, false
	}
	var r rune
	for _, c := range digits {
		d := rune(c)
		switch {
		case '0' <= c && c <= '9':
			d -= '0'
		case base == 16 && 'a' <= c && c <= 'f':
			d -= 'a' - 10
		case base == 16 && 'A' <= c && c <= 'F':
			d -= 'A' - 10
		default:
			return 0, false
		}
		if r = r*base + d; r > utf8.MaxRune {
			return 0, false
		}
	}
	return r, true
}

// IsChar reports whether r is a character of XML 1.0 (production 2).
func IsChar(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t' || r == '\n' || r == '\r'
	case r < 0xD800:
		return true
	case r < 0xE000:
		return false
	}
	return r <= 0xFFFD || 0x10000 <= r && r <= 0x10FFFF
}
