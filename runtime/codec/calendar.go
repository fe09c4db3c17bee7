package codec

import (
	"strings"
)

// Time is an xs:time as it is written.
type Time string

// Lexical returns the value, an error when it is not a time of day.
func (t Time) Lexical() (string, error) {
	s := collapse(string(t))
	if rest, ok := scanTime(s); !ok || !isZone(rest) {
		return "", invalid(string(t), "is not a time")
	}
	return s, nil
}

// GYear is an xs:gYear as it is written.
type GYear string

// Lexical returns the value, an error when it is not a year.
func (g GYear) Lexical() (string, error) { return within(string(g), "", "-01-01", "a year") }

// GYearMonth is an xs:gYearMonth as it is written.
type GYearMonth string

// Lexical returns the value, an error when it is not a month of a year.
func (g GYearMonth) Lexical() (string, error) {
	return within(string(g), "", "-01", "a month of a year")
}

// GMonthDay is an xs:gMonthDay as it is written.
type GMonthDay string

// Lexical returns the value, an error when it is not a day of a month.
func (g GMonthDay) Lexical() (string, error) {
	return within(string(g), "--", "", "a day of a month")
}

// GDay is an xs:gDay as it is written.
type GDay string

// Lexical returns the value, an error when it is not a day.
func (g GDay) Lexical() (string, error) { return within(string(g), "---", "", "a day") }

// GMonth is an xs:gMonth as it is written.
type GMonth string

// Lexical returns the value, an error when it is not a month. The form --MM--,
// which the first edition of XML Schema had, is taken as well.
func (g GMonth) Lexical() (string, error) {
	s := collapse(string(g))
	if len(s) >= 6 && s[4:6] == "--" {
		if _, err := within(s[:4]+s[6:], "--", "-01", "a month"); err != nil {
			return "", err
		}
		return s, nil
	}
	return within(s, "--", "-01", "a month")
}

// within completes a part of a date: what stands in front of it is replaced, what
// stands behind it added.
func within(value, before, after, what string) (string, error) {
	s := collapse(value)
	bad := invalid(value, "is not %s", what)
	part, ok := strings.CutPrefix(s, before)
	if !ok {
		return "", bad
	}
	zone := ""
	switch n := len(part); {
	case strings.HasSuffix(part, "Z"):
		part, zone = part[:n-1], part[n-1:]
	case n > 6 && part[n-3] == ':':
		part, zone = part[:n-6], part[n-6:]
	}
	switch before {
	case "--":
		part = "2000-" + part
	case "---":
		part = "2000-01-" + part
	}
	if rest, ok := scanDate(part + after); !ok || rest != "" || !isZone(zone) {
		return "", bad
	}
	return s, nil
}

// Duration is an xs:duration as it is written.
type Duration string

// Lexical returns the value, an error when it is not a duration.
func (d Duration) Lexical() (string, error) {
	s := collapse(string(d))
	if !isDuration(s) {
		return "", invalid(string(d), "is not a duration")
	}
	return s, nil
}

func isDuration(s string) bool {
	s = strings.TrimPrefix(s, "-")
	s, ok := strings.CutPrefix(s, "P")
	if !ok || s == "" {
		return false
	}
	date, clock, hasClock := strings.Cut(s, "T")
	return hasUnits(date, "YMD", false) && hasUnits(clock, "HMS", true) && (!hasClock || clock != "")
}

// hasUnits takes numbers with units in their order, the last one with a fraction.
func hasUnits(s, units string, fraction bool) bool {
	for s != "" {
		n := 0
		for n < len(s) && isDigit(s[n]) {
			n++
		}
		whole := n > 0
		if fraction && n < len(s) && s[n] == '.' {
			m := n + 1
			for m < len(s) && isDigit(s[m]) {
				m++
			}
			if m == n+1 || m == len(s) || s[m] != 'S' {
				return false
			}
			n = m
		}
		if !whole || n == len(s) {
			return false
		}
		i := strings.IndexByte(units, s[n])
		if i < 0 {
			return false
		}
		units, s = units[i+1:], s[n+1:]
	}
	return true
}
