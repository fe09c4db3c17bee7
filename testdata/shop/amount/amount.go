// Package amount has types that are written by hand and stand for types of a schema.
package amount

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/wsscgen/wsscgen/runtime/codec"
)

// Amount is a sum of money in cents.
type Amount int64

// MarshalText writes the amount with two digits behind the point.
func (a Amount) MarshalText() ([]byte, error) {
	if a < 0 {
		return nil, fmt.Errorf("%d is less than nothing", a)
	}
	return fmt.Appendf(nil, "%d.%02d", a/100, a%100), nil
}

// UnmarshalText reads what MarshalText writes.
func (a *Amount) UnmarshalText(text []byte) error {
	whole, cents, _ := strings.Cut(string(text), ".")
	n, err := strconv.ParseInt(whole+(cents + "00")[:2], 10, 64)
	*a = Amount(n)
	return err
}

// Day is a date without a zone.
type Day struct{ time.Time }

// MarshalText writes the date.
func (d Day) MarshalText() ([]byte, error) { return d.AppendFormat(nil, time.DateOnly), nil }

// UnmarshalText reads the date.
func (d *Day) UnmarshalText(text []byte) (err error) {
	d.Time, err = time.Parse(time.DateOnly, string(text))
	return err
}

// Signature keeps what an element holds as it is.
type Signature struct{ Raw []codec.Raw }

var any = codec.Wildcard{Any: true}

// EncodeXML writes the content.
func (s *Signature) EncodeXML(e *codec.Encoder) {
	for _, r := range s.Raw {
		e.Raw(r)
	}
}

// DecodeXML reads the content.
func (s *Signature) DecodeXML(e codec.Element) error {
	m := e.Members()
	for m.HasAny(&any) {
		s.Raw = append(s.Raw, m.Any(&any))
	}
	return m.End()
}
