package generator

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// The classes of XML Schema that package regexp has not, or has otherwise, as
// what stands between brackets.
var classes = map[byte]string{
	's': ` \t\n\r`,
	'd': `\p{Nd}`,
	'i': nameStart,
	'c': nameStart + `\-.0-9\x{B7}\x{300}-\x{36F}\x{203F}-\x{2040}`,
}

// wordClass is what stands between the brackets of \w: all but punctuation, separators and
// others.
const wordClass = `\p{L}\p{M}\p{N}\p{S}`

const nameStart = `:A-Z_a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}\x{200C}-\x{200D}\x{2070}-\x{218F}\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}`

// translate turns a pattern of XML Schema (part 2, appendix F) into one of package
// regexp that matches the same. It returns false for what has no equal: counts beyond
// a thousand, and what is no pattern of XML Schema.
func translate(pattern string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(pattern); {
		switch c := pattern[i]; c {
		case '^', '$':
			b.WriteString(`\` + string(c)) // no anchors
			i++
		case '.':
			b.WriteString(`[^\n\r]`)
			i++
		case '[':
			n, ok := translateClass(&b, pattern[i:])
			if !ok {
				return "", false
			}
			i += n
		case '\\':
			n, ok := translateEscape(&b, pattern[i:], false)
			if !ok {
				return "", false
			}
			i += n
		case '(':
			b.WriteString("(?:")
			i++
			if strings.HasPrefix(pattern[i:], "?") {
				return "", false
			}
		case '?', '*', '+', '}':
			b.WriteByte(c)
			i++
			if i < len(pattern) && (pattern[i] == '?' || pattern[i] == '+' || pattern[i] == '*') {
				return "", false // not greedy, in other languages
			}
		default:
			b.WriteByte(c)
			i++
		}
	}
	re := b.String()
	if _, err := regexp.Compile("^(?:" + re + ")$"); err != nil {
		return "", false
	}
	if parsed, err := syntax.Parse(re, syntax.Perl); err != nil || parsed.MaxCap() > 0 {
		return "", false
	}
	return re, true
}

// translateEscape writes an escape and returns its length.
func translateEscape(b *strings.Builder, s string, inClass bool) (int, bool) {
	if len(s) < 2 {
		return 0, false
	}
	c := s[1]
	switch c {
	case 'n', 'r', 't':
		b.WriteString(s[:2])
	case 's', 'd', 'i', 'c':
		if inClass {
			b.WriteString(classes[c])
		} else {
			b.WriteString("[" + classes[c] + "]")
		}
	case 'w':
		if inClass {
			b.WriteString(wordClass)
		} else {
			b.WriteString("[" + wordClass + "]")
		}
	case 'S', 'D', 'I', 'C', 'W':
		class := "[^" + wordClass + "]"
		if c != 'W' {
			class = "[^" + classes[c+'a'-'A'] + "]"
		}
		if inClass {
			class = ranges(class).inClass() // there are no classes within classes
		}
		b.WriteString(class)
	case 'p', 'P':
		end := strings.IndexByte(s, '}')
		if len(s) < 3 || s[2] != '{' || end < 0 {
			return 0, false
		}
		name, isBlock := strings.CutPrefix(s[3:end], "Is")
		if !isBlock {
			b.WriteString(s[:end+1])
			return end + 1, true
		}
		block, ok := blocks[name]
		if !ok {
			return 0, false
		}
		if c == 'P' {
			block = block.complement()
		}
		if inClass {
			b.WriteString(block.inClass())
		} else {
			b.WriteString("[" + block.inClass() + "]")
		}
		return end + 1, true
	default:
		if !strings.ContainsRune(`\|.-^?*+{}()[]$`, rune(c)) {
			return 0, false
		}
		b.WriteString(`\` + string(c))
	}
	return 2, true
}

// translateClass writes a class in brackets and returns its length. One from which
// another one is subtracted is written as the characters that remain.
func translateClass(b *strings.Builder, s string) (int, bool) {
	var class strings.Builder
	class.WriteByte('[')
	i := 1
	if strings.HasPrefix(s[i:], "^") {
		class.WriteByte('^')
		i++
	}
	start := i
	for i < len(s) {
		switch c := s[i]; {
		case c == ']' && i > start:
			class.WriteByte(']')
			b.WriteString(class.String())
			return i + 1, true
		case c == '-' && i > start && strings.HasPrefix(s[i+1:], "["):
			class.WriteByte(']')
			var less strings.Builder
			n, ok := translateClass(&less, s[i+1:])
			i += 1 + n
			if !ok || !strings.HasPrefix(s[i:], "]") {
				return 0, false
			}
			from, ok1 := rangesOf(class.String())
			without, ok2 := rangesOf(less.String())
			if !ok1 || !ok2 {
				return 0, false
			}
			b.WriteString("[" + from.minus(without).inClass() + "]")
			return i + 1, true
		case c == '[':
			return 0, false // it has to be escaped
		case c == '\\':
			n, ok := translateEscape(&class, s[i:], true)
			if !ok {
				return 0, false
			}
			i += n
		case c == '-' && (i == start || i+1 < len(s) && s[i+1] == ']'):
			class.WriteString(`\-`)
			i++
		case c == '^' || c == '&' || c == '~' || c == ':':
			class.WriteString(regexp.QuoteMeta(string(c)))
			i++
		default:
			_, n := utf8.DecodeRuneInString(s[i:])
			class.WriteString(s[i : i+n])
			i += n
		}
	}
	return 0, false
}
