package codec

import "strings"

// Value is the text of an element or attribute, to be read as one of the types.
// Text that does not fit is an error of the Members that it comes from.
type Value struct {
	s   string
	err error // of the Members

	// Whose text it is, for messages.
	at   Element
	attr *AttrName
}

func (v *Value) check(err error) {
	switch {
	case v.err != nil || err == nil:
	case v.attr != nil:
		v.err = v.at.Errorf("attribute %s: %w", expanded(v.attr.uri(), v.attr.Local), err)
	default:
		v.err = v.at.Errorf("%w", err)
	}
}

// String returns an xs:string: the text as it is.
func (v *Value) String() string { return v.s }

// Normalized returns an xs:normalizedString: tabs and line ends become blanks.
func (v *Value) Normalized() string {
	if strings.ContainsAny(v.s, "\t\r\n") {
		return strings.NewReplacer("\t", " ", "\r", " ", "\n", " ").Replace(v.s)
	}
	return v.s
}

// Token returns an xs:token, xs:anyURI or the like: without blanks around it,
// and one blank where there is white space inside.
func (v *Value) Token() string {
	s := collapse(v.s)
	if strings.ContainsAny(s, "\t\r\n") || strings.Contains(s, "  ") {
		return strings.Join(strings.FieldsFunc(s, isSpace), " ")
	}
	return s
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' }

// Bool returns an xs:boolean.
func (v *Value) Bool() bool {
	b, err := ParseBool(v.s)
	v.check(err)
	return b
}

// Int returns a value of one of the integer types of the given size in bits.
func (v *Value) Int(bits int) int64 {
	n, err := ParseInt(v.s, bits)
	v.check(err)
	return n
}

// Uint returns a value of one of the unsigned integer types of the given size in
// bits.
func (v *Value) Uint(bits int) uint64 {
	n, err := ParseUint(v.s, bits)
	v.check(err)
	return n
}

// Float returns an xs:float or xs:double.
func (v *Value) Float(bits int) float64 {
	f, err := ParseFloat(v.s, bits)
	v.check(err)
	return f
}

// Base64 returns an xs:base64Binary.
func (v *Value) Base64() []byte {
	b, err := ParseBase64(v.s)
	v.check(err)
	return b
}

// Integer returns an xs:integer.
func (v *Value) Integer() Integer {
	s, err := Integer(v.s).Lexical()
	v.check(err)
	return Integer(s)
}

// Decimal returns an xs:decimal.
func (v *Value) Decimal() Decimal {
	s, err := Decimal(v.s).Lexical()
	v.check(err)
	return Decimal(s)
}

// DateTime returns an xs:dateTime.
func (v *Value) DateTime() DateTime {
	s, err := DateTime(v.s).Lexical()
	v.check(err)
	return DateTime(s)
}

// Date returns an xs:date.
func (v *Value) Date() Date {
	s, err := Date(v.s).Lexical()
	v.check(err)
	return Date(s)
}
