package codec

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"
)

// The functions below check a facet of XML Schema. They return nil when the
// value has it.

// Length wants so many characters.
func Length(s string, n int) error {
	if got := utf8.RuneCountInString(s); got != n {
		return fmt.Errorf("%q has %d characters, %d are expected", clip(s), got, n)
	}
	return nil
}

// MinLength wants so many characters or more.
func MinLength(s string, n int) error {
	if got := utf8.RuneCountInString(s); got < n {
		return fmt.Errorf("%q has %d characters, at least %d are expected", clip(s), got, n)
	}
	return nil
}

// MaxLength wants so many characters or fewer.
func MaxLength(s string, n int) error {
	if got := utf8.RuneCountInString(s); got > n {
		return fmt.Errorf("%q has %d characters, at most %d are allowed", clip(s), got, n)
	}
	return nil
}

// AtLeast wants an integer that is not below min.
func AtLeast[T cmp.Ordered](v, min T) error {
	if v < min {
		return fmt.Errorf("%v is less than %v", v, min)
	}
	return nil
}

// AtMost wants an integer that is not above max.
func AtMost[T cmp.Ordered](v, max T) error {
	if v > max {
		return fmt.Errorf("%v is more than %v", v, max)
	}
	return nil
}

// NotOneOf returns the error for a value that an enumeration does not have.
func NotOneOf(enumeration, value string) error {
	return fmt.Errorf("%q is not a value of %s", clip(value), enumeration)
}

// Integer is an xs:integer as it is written: of any length.
type Integer string

// Lexical returns the value, an error when it is not an integer.
func (i Integer) Lexical() (string, error) {
	s := collapse(string(i))
	if !isDecimal(s) || strings.IndexByte(s, '.') >= 0 {
		return "", fmt.Errorf("%q is not an integer", clip(string(i)))
	}
	return s, nil
}

// AtLeast wants a value that is not below min.
func (i Integer) AtLeast(min Integer) error {
	if i.compare(min) < 0 {
		return fmt.Errorf("%s is less than %s", clip(string(i)), min)
	}
	return nil
}

// AtMost wants a value that is not above max.
func (i Integer) AtMost(max Integer) error {
	if i.compare(max) > 0 {
		return fmt.Errorf("%s is more than %s", clip(string(i)), max)
	}
	return nil
}

// compare compares two values that are integers.
func (i Integer) compare(j Integer) int {
	a, aNegative := i.magnitude()
	b, bNegative := j.magnitude()
	switch {
	case aNegative && bNegative:
		a, b = b, a
	case aNegative:
		return -1
	case bNegative:
		return 1
	}
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// magnitude returns the digits without leading zeros. Zero has none and is not
// negative.
func (i Integer) magnitude() (digits string, negative bool) {
	s := collapse(string(i))
	digits = strings.TrimLeft(s, "+-0")
	return digits, digits != "" && s[0] == '-'
}
