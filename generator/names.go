package generator

import (
	"go/token"
	"strconv"
	"strings"
	"unicode"
)

// scope hands out names of which no two are the same.
type scope map[string]bool

// reserve takes names that are fixed.
func (s scope) reserve(names ...string) {
	for _, n := range names {
		s[n] = true
	}
}

// name returns the first of base, base and suffix, base and a number that is
// free, and takes it.
func (s scope) name(base, suffix string) string {
	name := base
	if s[name] {
		name = base + suffix
	}
	for i := 2; s[name]; i++ {
		name = base + strconv.Itoa(i)
	}
	s[name] = true
	return name
}

// initialisms are the words that Go writes in capitals, as far as schemas use
// them. Words that are longer in the schema (Ids) stay as they are.
var initialisms = map[string]bool{
	"API": true, "HTML": true, "HTTP": true, "HTTPS": true, "ID": true, "IP": true,
	"JSON": true, "URI": true, "URL": true, "UUID": true, "XML": true,
}

// goName returns the exported Go name for a name of a document. Whatever cannot
// stand in a Go name parts words; a name that cannot be exported gets an X.
func goName(name string, capitals bool) string {
	var b strings.Builder
	for _, w := range words(name) {
		if upper := strings.ToUpper(w); capitals && initialisms[upper] {
			w = upper
		}
		if b.Len() > 0 && isDigit(lastRune(b.String())) && isDigit(firstRune(w)) {
			b.WriteByte('_')
		}
		r := firstRune(w)
		b.WriteRune(unicode.ToUpper(r))
		b.WriteString(w[len(string(r)):])
	}
	s := b.String()
	if s == "" || !token.IsExported(s) {
		s = "X" + s
	}
	return s
}

// words parts a name where case rises and at everything that is neither a letter
// nor a digit.
func words(name string) []string {
	var out []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			out = append(out, string(word))
			word = nil
		}
	}
	for _, r := range name {
		switch {
		case !unicode.IsLetter(r) && !isDigit(r):
			flush()
			continue
		case unicode.IsUpper(r) && len(word) > 0 && !unicode.IsUpper(word[len(word)-1]):
			flush()
		}
		word = append(word, r)
	}
	flush()
	return out
}

// isDigit is about what Go allows in a name.
func isDigit(r rune) bool { return unicode.Is(unicode.Nd, r) }

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRune(s string) (last rune) {
	for _, r := range s {
		last = r
	}
	return last
}

// packageName returns the default name of the package.
func packageName(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' && b.Len() > 0 {
			b.WriteRune(r)
		}
	}
	s := b.String()
	if s == "" || token.IsKeyword(s) || s == "main" || s == "init" {
		s += "service"
	}
	return s
}

// isPackageName reports whether Go takes the name of a package.
func isPackageName(name string) bool { return token.IsIdentifier(name) && name != "_" }

// enumName returns what the constant of a value has after the name of its type.
// Digits are fine there, so nothing needs an X but a value without any word.
func enumName(value string, capitals bool) string {
	if w := words(value); len(w) > 0 && isDigit(firstRune(w[0])) {
		return strings.TrimPrefix(goName("X"+value, capitals), "X")
	}
	return goName(value, capitals)
}
