package codec

import (
	"time"
)

// Decimal is an xs:decimal as it is written: exact, of any length.
type Decimal string

// Lexical returns the value, an error when it is not a decimal.
func (d Decimal) Lexical() (string, error) {
	s := collapse(string(d))
	if !isDecimal(s) {
		return "", invalid(string(d), "is not a decimal")
	}
	return s, nil
}

func isDecimal(s string) bool {
	s = unsigned(s)
	whole := digitsOf(s)
	if whole == len(s) || s[whole] != '.' {
		return whole == len(s) && whole > 0
	}
	fraction := digitsOf(s[whole+1:])
	return whole+1+fraction == len(s) && whole+fraction > 0
}

func isInteger(s string) bool {
	s = unsigned(s)
	return s != "" && digitsOf(s) == len(s)
}

// unsigned takes the sign away.
func unsigned(s string) string {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return s[1:]
	}
	return s
}

// digitsOf returns how many digits s begins with.
func digitsOf(s string) int {
	i := 0
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i
}

// DateTime is an xs:dateTime as it is written. With no zone it names a time of
// day in no particular place; Time needs to be told one.
type DateTime string

// DateTimeOf returns the instant in its own zone, with as many fraction digits
// as it needs.
func DateTimeOf(t time.Time) DateTime {
	return DateTime(t.Format("2006-01-02T15:04:05.999999999Z07:00"))
}

// Time returns the instant; loc is the zone when the value has none.
func (d DateTime) Time(loc *time.Location) (time.Time, error) {
	s := collapse(string(d))
	for _, layout := range []string{"2006-01-02T15:04:05.999999999Z07:00", "2006-01-02T15:04:05.999999999"} {
		if t, err := time.ParseInLocation(layout, s, loc); err == nil {
			return t, nil
		}
	}
	return time.Time{}, invalid(string(d), "is not a date and time that Go can hold")
}

// Lexical returns the value, an error when it is not a date and time.
func (d DateTime) Lexical() (string, error) {
	s := collapse(string(d))
	rest, ok := scanDate(s)
	if ok && len(rest) > 0 && rest[0] == 'T' {
		rest, ok = scanTime(rest[1:])
	} else {
		ok = false
	}
	if !ok || !isZone(rest) {
		return "", invalid(string(d), "is not a date and time")
	}
	return s, nil
}

// Date is an xs:date as it is written.
type Date string

// Lexical returns the value, an error when it is not a date.
func (d Date) Lexical() (string, error) {
	s := collapse(string(d))
	if rest, ok := scanDate(s); !ok || !isZone(rest) {
		return "", invalid(string(d), "is not a date")
	}
	return s, nil
}

// Time returns midnight of the date; loc is the zone when the value has none.
func (d Date) Time(loc *time.Location) (time.Time, error) {
	s := collapse(string(d))
	for _, layout := range []string{"2006-01-02Z07:00", "2006-01-02"} {
		if t, err := time.ParseInLocation(layout, s, loc); err == nil {
			return t, nil
		}
	}
	return time.Time{}, invalid(string(d), "is not a date that Go can hold")
}

// scanDate takes '-'? yyyy+ '-' mm '-' dd.
func scanDate(s string) (rest string, ok bool) {
	if len(s) > 0 && s[0] == '-' {
		s = s[1:]
	}
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	if n < 4 || n > 4 && s[0] == '0' || len(s) < n+6 || s[n] != '-' || s[n+3] != '-' {
		return "", false
	}
	century, _ := two(s[n-4:])
	year, _ := two(s[n-2:])
	month, ok1 := two(s[n+1:])
	day, ok2 := two(s[n+4:])
	if !ok1 || !ok2 || month < 1 || month > 12 || day < 1 || day > daysIn(century*100+year, month) {
		return "", false
	}
	return s[n+6:], true
}

// daysIn needs the year modulo 400 alone; its last four digits have that.
func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// scanTime takes hh:mm:ss with an optional fraction; 24:00:00 is midnight.
func scanTime(s string) (rest string, ok bool) {
	if len(s) < 8 || s[2] != ':' || s[5] != ':' {
		return "", false
	}
	h, ok1 := two(s)
	m, ok2 := two(s[3:])
	sec, ok3 := two(s[6:])
	if !ok1 || !ok2 || !ok3 || h > 24 || m > 59 || sec > 59 || h == 24 && (m > 0 || sec > 0) {
		return "", false
	}
	s = s[8:]
	if len(s) > 0 && s[0] == '.' {
		n := 1
		for n < len(s) && isDigit(s[n]) {
			if h == 24 && s[n] != '0' {
				return "", false
			}
			n++
		}
		if n == 1 {
			return "", false
		}
		s = s[n:]
	}
	return s, true
}

func isZone(s string) bool {
	if s == "" || s == "Z" {
		return true
	}
	if len(s) != 6 || s[0] != '+' && s[0] != '-' || s[3] != ':' {
		return false
	}
	h, ok1 := two(s[1:])
	m, ok2 := two(s[4:])
	return ok1 && ok2 && (h < 14 && m < 60 || h == 14 && m == 0)
}

func two(s string) (int, bool) {
	if !isDigit(s[0]) || !isDigit(s[1]) {
		return 0, false
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Decimal reads an element of type xs:decimal.
func (e Element) Decimal() (Decimal, error) { return lexical[Decimal](e) }

// DateTime reads an element of type xs:dateTime.
func (e Element) DateTime() (DateTime, error) { return lexical[DateTime](e) }

// Date reads an element of type xs:date.
func (e Element) Date() (Date, error) { return lexical[Date](e) }

func lexical[T LexicalValue](e Element) (T, error) {
	s, err := e.Text()
	if err != nil {
		return "", err
	}
	v, err := T(s).Lexical()
	if err != nil {
		return "", e.Errorf("%w", err)
	}
	return T(v), nil
}
