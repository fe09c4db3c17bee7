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
		return invalid(s, "has %d characters, %d are expected", got, n)
	}
	return nil
}

// MinLength wants so many characters or more.
func MinLength(s string, n int) error {
	if got := utf8.RuneCountInString(s); got < n {
		return invalid(s, "has %d characters, at least %d are expected", got, n)
	}
	return nil
}

// MaxLength wants so many characters or fewer.
func MaxLength(s string, n int) error {
	if got := utf8.RuneCountInString(s); got > n {
		return invalid(s, "has %d characters, at most %d are allowed", got, n)
	}
	return nil
}

// AtLeast wants an integer that is not below min.
func AtLeast[T cmp.Ordered](v, min T) error {
	if v < min {
		return invalid(fmt.Sprint(v), "is less than %v", min)
	}
	return nil
}

// AtMost wants an integer that is not above max.
func AtMost[T cmp.Ordered](v, max T) error {
	if v > max {
		return invalid(fmt.Sprint(v), "is more than %v", max)
	}
	return nil
}

// NotOneOf returns the error for a value that an enumeration does not have.
func NotOneOf(enumeration, value string) error {
	return invalid(value, "is not a value of %s", enumeration)
}

// OneOf wants a text that one of the member types of a union reads.
func OneOf(s, union string, members ...func(*Value)) error {
	for _, read := range members {
		v := Value{s: s}
		if read(&v); v.err == nil {
			return nil
		}
	}
	return invalid(s, "is not a value of %s", union)
}

// Integer is an xs:integer as it is written: of any length.
type Integer string

// Lexical returns the value, an error when it is not an integer.
func (i Integer) Lexical() (string, error) {
	s := collapse(string(i))
	if !isInteger(s) {
		return "", invalid(string(i), "is not an integer")
	}
	return s, nil
}

// AtLeast wants a value that is not below min.
func (i Integer) AtLeast(min Integer) error {
	if i.compare(min) < 0 {
		return invalid(string(i), "is less than %s", min)
	}
	return nil
}

// AtMost wants a value that is not above max.
func (i Integer) AtMost(max Integer) error {
	if i.compare(max) > 0 {
		return invalid(string(i), "is more than %s", max)
	}
	return nil
}

// compare compares two values that are integers.
func (i Integer) compare(j Integer) int {
	if i.bare() && j.bare() {
		return compareDigits(string(i), string(j))
	}
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
	return compareDigits(a, b)
}

// compareDigits compares numbers without leading zeros.
func compareDigits(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

// bare reports whether the value is its magnitude: without a sign, leading zeros or
// blanks around it, as nearly all are.
func (i Integer) bare() bool {
	return i != "" && '1' <= i[0] && i[0] <= '9' && i[len(i)-1] > ' '
}

// magnitude returns the digits without leading zeros. Zero has none and is not
// negative.
func (i Integer) magnitude() (digits string, negative bool) {
	digits = collapse(string(i))
	if digits != "" && (digits[0] == '-' || digits[0] == '+') {
		digits, negative = digits[1:], digits[0] == '-'
	}
	for digits != "" && digits[0] == '0' {
		digits = digits[1:]
	}
	return digits, negative && digits != ""
}

// Above wants a number that is above min.
func Above[T cmp.Ordered](v, min T) error {
	if v <= min {
		return invalid(fmt.Sprint(v), "is not more than %v", min)
	}
	return nil
}

// Below wants a number that is below max.
func Below[T cmp.Ordered](v, max T) error {
	if v >= max {
		return invalid(fmt.Sprint(v), "is not less than %v", max)
	}
	return nil
}

// Count wants so many octets or items; max may be Unbounded.
func Count(n, min, max int) error {
	if n < min || max != Unbounded && n > max {
		if max == Unbounded {
			return fmt.Errorf("has length %d, at least %d is expected", n, min)
		}
		return fmt.Errorf("has length %d, %d to %d is expected", n, min, max)
	}
	return nil
}

// TotalDigits wants no more digits that count.
func (i Integer) TotalDigits(max int) error { return Decimal(i).TotalDigits(max) }

// FractionDigits wants no more digits behind the point than none.
func (i Integer) FractionDigits(int) error { return nil }

// TotalDigits wants no more digits that count.
func (d Decimal) TotalDigits(max int) error {
	whole, fraction, _ := d.split()
	if n := len(whole) + len(fraction); n > max {
		return invalid(string(d), "has %d digits, at most %d are allowed", n, max)
	}
	return nil
}

// FractionDigits wants no more digits behind the point that count.
func (d Decimal) FractionDigits(max int) error {
	if _, fraction, _ := d.split(); len(fraction) > max {
		return invalid(string(d), "has %d digits behind the point, at most %d are allowed", len(fraction), max)
	}
	return nil
}

// split returns the digits that count. Zero has none and is not negative.
func (d Decimal) split() (whole, fraction string, negative bool) {
	s := collapse(string(d))
	negative = strings.HasPrefix(s, "-")
	whole, fraction, _ = strings.Cut(strings.TrimLeft(s, "+-"), ".")
	whole, fraction = strings.TrimLeft(whole, "0"), strings.TrimRight(fraction, "0")
	return whole, fraction, negative && whole+fraction != ""
}

// compare compares two values that are decimals.
func (d Decimal) compare(e Decimal) int {
	aw, af, an := d.split()
	bw, bf, bn := e.split()
	switch {
	case an && bn:
		aw, af, bw, bf = bw, bf, aw, af
	case an:
		return -1
	case bn:
		return 1
	}
	return cmp.Or(cmp.Compare(len(aw), len(bw)), cmp.Compare(aw, bw), cmp.Compare(af, bf))
}

// AtLeast wants a value that is not below min.
func (d Decimal) AtLeast(min Decimal) error {
	if d.compare(min) < 0 {
		return invalid(string(d), "is less than %s", min)
	}
	return nil
}

// AtMost wants a value that is not above max.
func (d Decimal) AtMost(max Decimal) error {
	if d.compare(max) > 0 {
		return invalid(string(d), "is more than %s", max)
	}
	return nil
}

// Above wants a value that is above min.
func (d Decimal) Above(min Decimal) error {
	if d.compare(min) <= 0 {
		return invalid(string(d), "is not more than %s", min)
	}
	return nil
}

// Below wants a value that is below max.
func (d Decimal) Below(max Decimal) error {
	if d.compare(max) >= 0 {
		return invalid(string(d), "is not less than %s", max)
	}
	return nil
}

// IsFixed wants the value that the schema fixes.
func IsFixed(s, fixed string) error {
	if s != fixed {
		return invalid(s, "is not the fixed value %q", fixed)
	}
	return nil
}
