package wsse

import (
	"fmt"
	"time"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// Timestamp (WS-Security 1.1, section 10).

// TimestampLifetime is how long a message that we send may be accepted.
const TimestampLifetime = 5 * time.Minute

// timeFormat has milliseconds, the finest that the Basic Security Profile
// allows (R3220, R3229).
const timeFormat = "2006-01-02T15:04:05.000Z"

// addTimestamp writes the timestamp and signs it.
func (s *sealer) addTimestamp(now time.Time) {
	now = now.UTC()
	start := len(s.out)
	s.out = append(s.out, `<wsu:Timestamp`+declWSU+` wsu:Id="`+idTimestamp+`"><wsu:Created>`...)
	s.out = now.AppendFormat(s.out, timeFormat)
	s.out = append(s.out, `</wsu:Created><wsu:Expires>`...)
	s.out = now.Add(TimestampLifetime).AppendFormat(s.out, timeFormat)
	s.out = append(s.out, `</wsu:Expires></wsu:Timestamp>`...)
	s.cover(idTimestamp, s.out[start:])
}

// Window bounds how old and how far ahead of the clock a message may be.
type Window struct {
	Age  time.Duration // since Created, however late it expires
	Skew time.Duration // between the clocks
}

// DefaultWindow allows a message to be five minutes old and the clocks to be
// one minute apart, the defaults of WSS4J.
var DefaultWindow = Window{Age: 5 * time.Minute, Skew: time.Minute}

// checkTimestamp sees to it that the signature covers the timestamp, and holds it
// against the clock.
func (o *opener) checkTimestamp(now time.Time, w Window) error {
	if !o.covers(o.timestamp) {
		return fail(InvalidSecurity, "checking what is signed", "Timestamp %w", ErrNotSigned)
	}
	d := o.d
	var created, expires time.Time
	var err error
	for c := d.First(o.timestamp); c != doc.None; c = d.Next(c) {
		switch {
		case d.Is(c, doc.WSU, "Created") && created.IsZero() && expires.IsZero():
			created, err = o.time(c)
		case d.Is(c, doc.WSU, "Expires") && expires.IsZero() && !created.IsZero():
			expires, err = o.time(c)
		default:
			err = fmt.Errorf("%w: it holds %s", ErrTimestamp, d.Local(c))
		}
		if err != nil {
			return fail(InvalidSecurity, "checking the timestamp", "%w", err)
		}
	}
	if created.IsZero() {
		return fail(InvalidSecurity, "checking the timestamp", "%w: it has no Created", ErrTimestamp)
	}
	until := created.Add(w.Age)
	if !expires.IsZero() && expires.Before(until) {
		until = expires
	}
	until = until.Add(w.Skew)
	switch {
	case !expires.IsZero() && !created.Before(expires):
		err = fmt.Errorf("%w: it expires before it was created", ErrTimestamp)
	case now.Add(w.Skew).Before(created):
		err = fmt.Errorf("%w: created in the future", ErrTimestamp)
	case !now.Before(until):
		err = fmt.Errorf("%w: stale", ErrTimestamp)
	}
	if err != nil {
		return fail(MessageExpired, "checking the timestamp", "%w", err)
	}
	return nil
}

// time reads an xs:dateTime that names its zone.
func (o *opener) time(id doc.ID) (time.Time, error) {
	text, err := o.d.Text(id)
	if err != nil || len(text) > 40 {
		return time.Time{}, fmt.Errorf("%w: %s is not a time", ErrTimestamp, o.d.Local(id))
	}
	t, ok := parseUTC(text)
	if !ok {
		if t, err = time.Parse(time.RFC3339Nano, string(text)); err != nil {
			return time.Time{}, fmt.Errorf("%w: %s is not a time", ErrTimestamp, o.d.Local(id))
		}
	}
	return t, nil
}

// parseUTC reads the form that everybody writes, 2006-01-02T15:04:05.000Z,
// without allocating.
func parseUTC(b []byte) (time.Time, bool) {
	if len(b) != len(timeFormat) || b[4] != '-' || b[7] != '-' || b[10] != 'T' || b[13] != ':' || b[16] != ':' || b[19] != '.' || b[23] != 'Z' {
		return time.Time{}, false
	}
	year, ok1 := digits(b[:4])
	month, ok2 := digits(b[5:7])
	day, ok3 := digits(b[8:10])
	hour, ok4 := digits(b[11:13])
	minute, ok5 := digits(b[14:16])
	second, ok6 := digits(b[17:19])
	milli, ok7 := digits(b[20:23])
	if !(ok1 && ok2 && ok3 && ok4 && ok5 && ok6 && ok7) || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 {
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, milli*1e6, time.UTC)
	return t, t.Day() == day
}

func digits(b []byte) (n int, ok bool) {
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
