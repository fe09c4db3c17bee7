package codec

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"math"
	"strconv"
	"strings"
)

// collapse removes surrounding white space.
func collapse(s string) string {
	if s != "" && s[0] > ' ' && s[len(s)-1] > ' ' {
		return s
	}
	return trim(s)
}

func trim(s string) string { return strings.Trim(s, " \t\r\n") }

// FormatBool returns the canonical form of an xs:boolean.
func FormatBool(v bool) string {
	if v {
		return "true"
	}
	return "false"
}

// ParseBool reads an xs:boolean.
func ParseBool(s string) (bool, error) {
	switch collapse(s) {
	case "true", "1":
		return true, nil
	case "false", "0":
		return false, nil
	}
	return false, invalid(s, "is not a boolean")
}

// ParseInt reads one of the integer types of the given size in bits.
func ParseInt(s string, bits int) (int64, error) {
	v, err := strconv.ParseInt(collapse(s), 10, bits)
	if err != nil {
		return 0, invalid(s, "is not an integer of %d bits", bits)
	}
	return v, nil
}

// ParseUint reads one of the unsigned integer types of the given size in bits.
func ParseUint(s string, bits int) (uint64, error) {
	v, err := strconv.ParseUint(strings.TrimPrefix(collapse(s), "+"), 10, bits)
	if err != nil {
		return 0, invalid(s, "is not an unsigned integer of %d bits", bits)
	}
	return v, nil
}

// ParseFloat reads an xs:float or xs:double.
func ParseFloat(s string, bits int) (float64, error) {
	switch s = collapse(s); s {
	case "INF", "+INF":
		return math.Inf(1), nil
	case "-INF":
		return math.Inf(-1), nil
	case "NaN":
		return math.NaN(), nil
	}
	if strings.Trim(s, "+-.0123456789eE") == "" {
		if v, err := strconv.ParseFloat(s, bits); err == nil {
			return v, nil
		}
	}
	return 0, invalid(s, "is not a floating point number")
}

// FormatFloat returns the lexical form of an xs:float or xs:double.
func FormatFloat(v float64, bits int) string {
	switch {
	case math.IsInf(v, 1):
		return "INF"
	case math.IsInf(v, -1):
		return "-INF"
	case math.IsNaN(v):
		return "NaN"
	}
	return strconv.FormatFloat(v, 'G', -1, bits)
}

// ParseBase64 reads an xs:base64Binary; white space is allowed anywhere.
func ParseBase64(s string) ([]byte, error) {
	if strings.ContainsAny(s, " \t\r\n") {
		s = strings.NewReplacer(" ", "", "\t", "", "\r", "", "\n", "").Replace(s)
	}
	b, err := base64.StdEncoding.Strict().DecodeString(s)
	if err != nil {
		return nil, errors.New("not base64")
	}
	return b, nil
}

// ParseHex reads an xs:hexBinary.
func ParseHex(s string) ([]byte, error) {
	b, err := hex.DecodeString(collapse(s))
	if err != nil {
		return nil, errors.New("not hexadecimal")
	}
	return b, nil
}

// FormatHex returns the canonical form of an xs:hexBinary.
func FormatHex(b []byte) string { return strings.ToUpper(hex.EncodeToString(b)) }

// Bool reads an element of type xs:boolean.
func (e Element) Bool() (bool, error) { return valueOf(e, ParseBool) }

// Int reads an element of one of the integer types of the given size in bits.
func (e Element) Int(bits int) (int64, error) {
	s, err := e.token()
	if err != nil {
		return 0, err
	}
	v, err := ParseInt(s, bits)
	if err != nil {
		return 0, e.Errorf("%w", err)
	}
	return v, nil
}

// Uint reads an element of one of the unsigned integer types of the given size
// in bits.
func (e Element) Uint(bits int) (uint64, error) {
	s, err := e.token()
	if err != nil {
		return 0, err
	}
	v, err := ParseUint(s, bits)
	if err != nil {
		return 0, e.Errorf("%w", err)
	}
	return v, nil
}

// Float reads an element of type xs:float or xs:double.
func (e Element) Float(bits int) (float64, error) {
	return valueOf(e, func(s string) (float64, error) { return ParseFloat(s, bits) })
}

// Base64 reads an element of type xs:base64Binary.
func (e Element) Base64() ([]byte, error) { return valueOf(e, ParseBase64) }

func valueOf[T any](e Element, parse func(string) (T, error)) (T, error) {
	s, err := e.Text()
	if err != nil {
		var zero T
		return zero, err
	}
	v, err := parse(s)
	if err != nil {
		return v, e.Errorf("%w", err)
	}
	return v, nil
}
