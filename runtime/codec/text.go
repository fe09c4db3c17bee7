package codec

import (
	"fmt"
	"slices"
	"strings"
)

// Value is the text of an element or attribute, to be read as one of the types.
// Text that does not fit is an error of the Members that it comes from.
type Value struct {
	s   string
	err error // of the Members
	typ QName // what xsi:type says and nothing has looked at

	// Whose text it is, for messages.
	at   Element
	attr *AttrName
}

func (v *Value) check(err error) {
	switch {
	case v.err != nil || err == nil:
	case v.at.src == nil:
		v.err = err // in OneOf
	case v.attr != nil:
		v.err = v.at.Errorf("attribute %s: %w", expanded(v.attr.URI(), v.attr.Local), err)
	default:
		v.err = v.at.Errorf("%w", err)
	}
}

// Check notes that the value does not fit its type; nil says that it does.
func (v *Value) Check(err error) { v.check(err) }

// Or makes an empty text stand for the default value of the element.
func (v *Value) Or(value string) *Value {
	if v.err == nil && v.s == "" {
		v.s = value
	}
	return v
}

// Fixed wants the text to be the fixed value, for which an empty element stands
// as well.
func (v *Value) Fixed(value string) *Value {
	v.Or(value)
	if v.err == nil && v.s != value && collapse(v.s) != value {
		v.check(invalid(v.s, "is not the fixed value %q", value))
	}
	return v
}

// Ignore reads a value that is not kept.
func (v *Value) Ignore() {}

// The types of XML Schema that xsi:type may say about what is read as one of them.
var (
	stringTypes     = append([]string{"string", "normalizedString"}, tokenTypes...)
	tokenTypes      = []string{"token", "language", "Name", "NCName", "NMTOKEN", "ID", "IDREF", "ENTITY", "anyURI"}
	normalizedTypes = stringTypes[1:]
	boolTypes       = []string{"boolean"}
	intTypes        = []string{"byte", "short", "int", "long"}
	uintTypes       = []string{"unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong"}
	integerTypes    = append(append([]string{"integer", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"}, intTypes...), uintTypes...)
	decimalTypes    = append([]string{"decimal"}, integerTypes...)
	base64Types     = []string{"base64Binary"}
	hexTypes        = []string{"hexBinary"}
	qnameTypes      = []string{"QName", "NOTATION"}
)

// family refuses an xsi:type that is none of the types.
func (v *Value) family(types []string) {
	if v.typ.Local == "" {
		return
	}
	if v.typ.Space != xsdSpace || !slices.Contains(types, v.typ.Local) {
		v.check(fmt.Errorf("xsi:type %s is not expected here", v.typ))
	}
	v.typ = QName{}
}

// String returns an xs:string: the text as it is.
func (v *Value) String() string {
	v.family(stringTypes)
	return v.s
}

// Normalized returns an xs:normalizedString: tabs and line ends become blanks.
func (v *Value) Normalized() string {
	v.family(normalizedTypes)
	if strings.ContainsAny(v.s, "\t\r\n") {
		return strings.NewReplacer("\t", " ", "\r", " ", "\n", " ").Replace(v.s)
	}
	return v.s
}

// Token returns an xs:token, xs:anyURI or the like: without blanks around it,
// and one blank where there is white space inside.
func (v *Value) Token() string {
	v.family(tokenTypes)
	s := collapse(v.s)
	if strings.ContainsAny(s, "\t\r\n") || strings.Contains(s, "  ") {
		var b strings.Builder
		b.Grow(len(s))
		for word := range strings.FieldsFuncSeq(s, isSpace) {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(word)
		}
		return b.String()
	}
	return s
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' }

// Bool returns an xs:boolean.
func (v *Value) Bool() bool {
	v.family(boolTypes)
	b, err := ParseBool(v.s)
	v.check(err)
	return b
}

// Int returns a value of one of the integer types of the given size in bits.
func (v *Value) Int(bits int) int64 {
	v.family(intTypes[:sized(bits)])
	n, err := ParseInt(v.s, bits)
	v.check(err)
	return n
}

// Uint returns a value of one of the unsigned integer types of the given size in
// bits.
func (v *Value) Uint(bits int) uint64 {
	v.family(uintTypes[:sized(bits)])
	n, err := ParseUint(v.s, bits)
	v.check(err)
	return n
}

// Float returns an xs:float or xs:double.
func (v *Value) Float(bits int) float64 {
	if v.typ.Local != "" {
		v.family([]string{map[int]string{32: "float", 64: "double"}[bits]})
	}
	f, err := ParseFloat(v.s, bits)
	v.check(err)
	return f
}

// Base64 returns an xs:base64Binary.
func (v *Value) Base64() []byte {
	v.family(base64Types)
	b, err := ParseBase64(v.s)
	v.check(err)
	return b
}

// Hex returns an xs:hexBinary.
func (v *Value) Hex() []byte {
	v.family(hexTypes)
	b, err := ParseHex(v.s)
	v.check(err)
	return b
}

// sized returns how many types of integers have no more bits.
func sized(bits int) int {
	switch bits {
	case 8:
		return 1
	case 16:
		return 2
	case 32:
		return 3
	}
	return 4
}

// Integer returns an xs:integer.
func (v *Value) Integer() Integer {
	v.family(integerTypes)
	return exact[Integer](v)
}

// Decimal returns an xs:decimal.
func (v *Value) Decimal() Decimal {
	v.family(decimalTypes)
	return exact[Decimal](v)
}

func exact[T LexicalValue](v *Value) T {
	s, err := T(v.s).Lexical()
	v.check(err)
	return T(s)
}

// DateTime returns an xs:dateTime.
func (v *Value) DateTime() DateTime {
	if v.typ.Local != "" {
		v.family([]string{"dateTime"})
	}
	return exact[DateTime](v)
}

// Date returns an xs:date.
func (v *Value) Date() Date {
	if v.typ.Local != "" {
		v.family([]string{"date"})
	}
	return exact[Date](v)
}

// Time returns an xs:time.
func (v *Value) Time() Time {
	if v.typ.Local != "" {
		v.family([]string{"time"})
	}
	return exact[Time](v)
}

// Duration returns an xs:duration.
func (v *Value) Duration() Duration {
	if v.typ.Local != "" {
		v.family([]string{"duration"})
	}
	return exact[Duration](v)
}

// GYear returns an xs:gYear.
func (v *Value) GYear() GYear {
	if v.typ.Local != "" {
		v.family([]string{"gYear"})
	}
	return exact[GYear](v)
}

// GYearMonth returns an xs:gYearMonth.
func (v *Value) GYearMonth() GYearMonth {
	if v.typ.Local != "" {
		v.family([]string{"gYearMonth"})
	}
	return exact[GYearMonth](v)
}

// GMonthDay returns an xs:gMonthDay.
func (v *Value) GMonthDay() GMonthDay {
	if v.typ.Local != "" {
		v.family([]string{"gMonthDay"})
	}
	return exact[GMonthDay](v)
}

// GDay returns an xs:gDay.
func (v *Value) GDay() GDay {
	if v.typ.Local != "" {
		v.family([]string{"gDay"})
	}
	return exact[GDay](v)
}

// GMonth returns an xs:gMonth.
func (v *Value) GMonth() GMonth {
	if v.typ.Local != "" {
		v.family([]string{"gMonth"})
	}
	return exact[GMonth](v)
}
