package codec

import (
	"math"
	"strings"
	"sync"
)

// Enumeration is the enumeration facet of a type whose values are kept as they are
// written: 1.50 is 1.5. It may be used concurrently.
type Enumeration[T valued] struct {
	Type   string // its name
	Values []T

	once  sync.Once
	known map[any]bool // texts and values
}

// valued is a type of which one value may be written in several ways.
type valued interface {
	~string
	// value returns something comparable; false for what is no value, or one so far out
	// that it is not told from its neighbours.
	value() (any, bool)
}

// Check wants one of the values.
func (x *Enumeration[T]) Check(v T) error {
	x.once.Do(func() {
		x.known = make(map[any]bool)
		for _, v := range x.Values {
			x.known[string(v)] = true
			if value, ok := v.value(); ok {
				x.known[value] = true
			}
		}
	})
	if x.known[string(v)] {
		return nil
	}
	if value, ok := v.value(); ok && x.known[value] {
		return nil
	}
	return NotOneOf(x.Type, string(v))
}

// octets are the value of bytes, to be told from a text.
type octets string

// real is the number that digits stand for.
type real struct {
	whole, fraction string
	negative        bool
}

func (i Integer) value() (any, bool) { return Decimal(i).value() }

func (d Decimal) value() (any, bool) {
	whole, fraction, negative := d.split()
	return real{whole, fraction, negative}, true
}

func (b Boolean) value() (any, bool) {
	v, err := b.Bool()
	return v, err == nil
}

func (f Float) value() (any, bool)  { return floating(string(f), 32) }
func (d Double) value() (any, bool) { return floating(string(d), 64) }

// floating is the value of a number; NaN, which equals itself here, is its name.
func floating(s string, bits int) (any, bool) {
	v, err := ParseFloat(s, bits)
	if math.IsNaN(v) {
		return "NaN", true
	}
	return v, err == nil
}

func (h HexBinary) value() (any, bool)    { return octetsOf(h.Bytes()) }
func (b Base64Binary) value() (any, bool) { return octetsOf(b.Bytes()) }

func octetsOf(b []byte, err error) (any, bool) { return octets(b), err == nil }

func (d DateTime) value() (any, bool)   { return momentValue(d) }
func (d Date) value() (any, bool)       { return momentValue(d) }
func (t Time) value() (any, bool)       { return momentValue(t) }
func (g GYear) value() (any, bool)      { return momentValue(g) }
func (g GYearMonth) value() (any, bool) { return momentValue(g) }
func (g GMonthDay) value() (any, bool)  { return momentValue(g) }
func (g GDay) value() (any, bool)       { return momentValue(g) }
func (g GMonth) value() (any, bool)     { return momentValue(g) }

func momentValue[T interface {
	~string
	moment() (moment, bool)
}](v T) (any, bool) {
	m, ok := v.moment()
	return m, ok && told(string(v))
}

func (d Duration) value() (any, bool) {
	a, ok := d.split()
	return a, ok && told(string(d))
}

// told reports whether all digits of a date, time or duration count: moments have nine in
// front of a point and seventeen behind it.
func told(s string) bool {
	for s != "" {
		most := 9
		if s[0] == '.' {
			s, most = s[1:], 17
		}
		n := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
		if n < 0 {
			n = len(s)
		}
		if n > most {
			return false
		}
		s = s[min(max(n, 1), len(s)):]
	}
	return true
}
