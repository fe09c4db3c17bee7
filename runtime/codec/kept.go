package codec

import (
	"cmp"
	"math"
	"strings"
)

// A pattern is a rule for what is written, not for the value: types that have one are
// kept as they are written.

// Boolean is an xs:boolean as it is written.
type Boolean string

// Float is an xs:float as it is written.
type Float string

// Double is an xs:double as it is written.
type Double string

// HexBinary is an xs:hexBinary as it is written.
type HexBinary string

// Base64Binary is an xs:base64Binary as it is written, white space aside.
type Base64Binary string

// Bool returns the value, an error when it is not a boolean.
func (b Boolean) Bool() (bool, error) { return ParseBool(string(b)) }

// Float32 returns the value, an error when it is not a floating point number.
func (f Float) Float32() (float32, error) {
	v, err := ParseFloat(string(f), 32)
	return float32(v), err
}

// Float64 returns the value, an error when it is not a floating point number.
func (d Double) Float64() (float64, error) { return ParseFloat(string(d), 64) }

// Bytes returns the value, an error when it is not hexadecimal.
func (h HexBinary) Bytes() ([]byte, error) { return ParseHex(string(h)) }

// Bytes returns the value, an error when it is not base64.
func (b Base64Binary) Bytes() ([]byte, error) { return ParseBase64(string(b)) }

// Lexical returns the value, an error when it is not a boolean.
func (b Boolean) Lexical() (string, error) { return kept(b, b.Bool) }

// Lexical returns the value, an error when it is not a floating point number.
func (f Float) Lexical() (string, error) { return kept(f, f.Float32) }

// Lexical returns the value, an error when it is not a floating point number.
func (d Double) Lexical() (string, error) { return kept(d, d.Float64) }

// Lexical returns the value, an error when it is not hexadecimal.
func (h HexBinary) Lexical() (string, error) { return kept(h, h.Bytes) }

// Lexical returns the value with a blank where there is white space, an error when it
// is not base64.
func (b Base64Binary) Lexical() (string, error) { return kept(b, b.Bytes) }

func kept[T ~string, V any](v T, value func() (V, error)) (string, error) {
	if _, err := value(); err != nil {
		return "", err
	}
	return strings.Join(strings.Fields(string(v)), " "), nil
}

// Len returns the number of octets.
func (h HexBinary) Len() int { return len(collapse(string(h))) / 2 }

// Len returns the number of octets.
func (b Base64Binary) Len() int {
	octets, _ := b.Bytes()
	return len(octets)
}

func (f Float) compare(g Float) (int, bool) { return compareFloats(string(f), string(g), 32) }

func (d Double) compare(e Double) (int, bool) { return compareFloats(string(d), string(e), 64) }

// compareFloats is the order of XML Schema, in which NaN equals itself alone.
func compareFloats(a, b string, bits int) (int, bool) {
	x, err1 := ParseFloat(a, bits)
	y, err2 := ParseFloat(b, bits)
	return cmp.Compare(x, y), err1 == nil && err2 == nil && math.IsNaN(x) == math.IsNaN(y)
}

// Boolean returns an xs:boolean as it is written.
func (v *Value) Boolean() Boolean {
	v.family(boolTypes)
	return exact[Boolean](v)
}

// FloatText returns an xs:float as it is written.
func (v *Value) FloatText() Float {
	if v.typ.Local != "" {
		v.family([]string{"float"})
	}
	return exact[Float](v)
}

// Double returns an xs:double as it is written.
func (v *Value) Double() Double {
	if v.typ.Local != "" {
		v.family([]string{"double"})
	}
	return exact[Double](v)
}

// HexBinary returns an xs:hexBinary as it is written.
func (v *Value) HexBinary() HexBinary {
	v.family(hexTypes)
	return exact[HexBinary](v)
}

// Base64Binary returns an xs:base64Binary as it is written.
func (v *Value) Base64Binary() Base64Binary {
	v.family(base64Types)
	return exact[Base64Binary](v)
}
