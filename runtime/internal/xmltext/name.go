package xmltext

import (
	"unicode/utf8"
)

// Classes of ASCII bytes in names.
const (
	nameStart = 1 << iota
	nameRest
)

var nameClass = func() (t [256]byte) {
	for c := range 128 {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_':
			t[c] = nameStart | nameRest
		case '0' <= c && c <= '9', c == '-', c == '.':
			t[c] = nameRest
		}
	}
	return t
}()

// IsNameStart reports whether an ASCII byte may begin a name.
func IsNameStart(c byte) bool { return nameClass[c]&nameStart != 0 }

// IsNameByte reports whether an ASCII byte may stand in a name.
func IsNameByte(c byte) bool { return nameClass[c] != 0 }

// ScanNCName returns the index after the NCName that starts at i in b, i itself
// when there is none (Namespaces in XML 1.0, production 4).
func ScanNCName(b []byte, i int) int {
	start := i
	if i < len(b) && nameClass[b[i]]&nameStart != 0 {
		for i++; i < len(b) && nameClass[b[i]] != 0; i++ {
		}
	}
	if i < len(b) && b[i] >= utf8.RuneSelf {
		return scanUnicodeName(b, start, i)
	}
	return i
}

// scanUnicodeName goes on with a name from its first character beyond ASCII.
func scanUnicodeName(b []byte, start, i int) int {
	for i < len(b) {
		if c := b[i]; c < utf8.RuneSelf {
			if nameClass[c] == 0 {
				return i
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if !isNameRune(r, i == start) {
			return i
		}
		i += n
	}
	return i
}

// isNameRune is NameStartChar and NameChar beyond ASCII (XML 1.0, fifth
// edition, productions 4 and 4a).
func isNameRune(r rune, first bool) bool {
	switch {
	case r == 0xB7, 0x300 <= r && r <= 0x36F, 0x203F <= r && r <= 0x2040:
		return !first
	case 0xC0 <= r && r <= 0x2FF:
		return r != 0xD7 && r != 0xF7
	case 0x370 <= r && r <= 0x1FFF:
		return r != 0x37E
	case 0x200C <= r && r <= 0x200D, 0x2070 <= r && r <= 0x218F, 0x2C00 <= r && r <= 0x2FEF,
		0x3001 <= r && r <= 0xD7FF, 0xF900 <= r && r <= 0xFDCF, 0xFDF0 <= r && r <= 0xFFFD,
		0x10000 <= r && r <= 0xEFFFF:
		return true
	}
	return false
}
