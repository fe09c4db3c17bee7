package codec

import (
	"encoding/base64"
	"fmt"
	"strconv"
)

// LexicalValue is one of the types of this package that are kept as they are
// written and check that.
type LexicalValue interface {
	Decimal | Integer | DateTime | Date | Time | Duration | GYear | GYearMonth | GMonthDay | GDay | GMonth |
		Boolean | Float | Double | HexBinary | Base64Binary
	Lexical() (string, error) // digits, letters and signs: nothing that has to be escaped
}

// Lexical writes an element whose value checks its own lexical form.
func Lexical[T LexicalValue](e *Encoder, n *Name, v T) {
	s, err := v.Lexical()
	if err != nil {
		e.Check(n, err)
		return
	}
	e.leaf(n, s)
}

// Decimal writes an element of type xs:decimal.
func (e *Encoder) Decimal(n *Name, v Decimal) {
	if s, err := v.Lexical(); err != nil {
		e.Check(n, err)
	} else {
		e.leaf(n, s)
	}
}

// Integer writes an element of type xs:integer.
func (e *Encoder) Integer(n *Name, v Integer) {
	if s, err := v.Lexical(); err != nil {
		e.Check(n, err)
	} else {
		e.leaf(n, s)
	}
}

// LexicalAttr writes an attribute whose value checks its own lexical form.
func LexicalAttr[T LexicalValue](e *Encoder, n *AttrName, v T) {
	s, err := v.Lexical()
	e.CheckAttr(n, err)
	e.Attr(n, s)
}

// LexicalText writes text that checks its own lexical form.
func LexicalText[T LexicalValue](e *Encoder, v T) {
	s, err := v.Lexical()
	e.Fail(err)
	e.Text(s)
}

// Check notes that the value of an element does not fit its type; nil says that
// it does.
func (e *Encoder) Check(n *Name, err error) {
	if err != nil {
		e.failAt("element", n, err)
	}
}

// CheckAttr notes that the value of an attribute does not fit its type; nil says
// that it does.
func (e *Encoder) CheckAttr(n *AttrName, err error) {
	if err != nil {
		e.failAt("attribute", n, err)
	}
}

// failAt stands by itself so that the checks cost no call when there is nothing to say.
func (e *Encoder) failAt(kind string, n fmt.Stringer, err error) {
	e.Fail(fmt.Errorf("%s %s: %w", kind, n, err))
}

// CheckCount notes that an element would occur too seldom or too often.
func (e *Encoder) CheckCount(n *Name, count, min, max int) {
	switch {
	case count < min:
		e.Fail(fmt.Errorf("element %s is there %d times, at least %d are expected", n, count, min))
	case max != Unbounded && count > max:
		e.Fail(fmt.Errorf("element %s is there %d times, at most %d are allowed", n, count, max))
	}
}

// Base64 writes an element of type xs:base64Binary.
func (e *Encoder) Base64(n *Name, b []byte) {
	e.Start(n)
	e.closeTag()
	e.buf = base64.StdEncoding.AppendEncode(e.buf, b)
	e.End(n)
}

// Hex writes an element of type xs:hexBinary.
func (e *Encoder) Hex(n *Name, b []byte) { e.String(n, FormatHex(b)) }

// Float writes an element of type xs:float or xs:double.
func (e *Encoder) Float(n *Name, v float64, bits int) { e.String(n, FormatFloat(v, bits)) }

// IntAttr writes an attribute of one of the integer types.
func (e *Encoder) IntAttr(n *AttrName, v int64) {
	if len(e.pending) > 0 {
		e.flush(n)
	}
	e.buf = append(e.buf, n.Open...)
	e.buf = strconv.AppendInt(e.buf, v, 10)
	e.buf = append(e.buf, '"')
}

// UintAttr writes an attribute of one of the unsigned integer types.
func (e *Encoder) UintAttr(n *AttrName, v uint64) {
	if len(e.pending) > 0 {
		e.flush(n)
	}
	e.buf = append(e.buf, n.Open...)
	e.buf = strconv.AppendUint(e.buf, v, 10)
	e.buf = append(e.buf, '"')
}

// FormatInt returns the lexical form of one of the integer types.
func FormatInt(v int64) string { return strconv.FormatInt(v, 10) }

// FormatUint returns the lexical form of one of the unsigned integer types.
func FormatUint(v uint64) string { return strconv.FormatUint(v, 10) }

// FormatBase64 returns the lexical form of an xs:base64Binary.
func FormatBase64(b []byte) string { return base64.StdEncoding.EncodeToString(b) }
