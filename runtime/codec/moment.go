package codec

import (
	"cmp"
	"strings"
)

// Dates, times and durations have an order that is not total (XML Schema part 2,
// sections 3.2.6.2 and 3.2.7.4): a value without a zone and one with a zone may be
// too close, a month and thirty days are neither less nor more than each other. A
// value that cannot be compared with a bound is not within it.

// ordered is a type with an order, which may be such a one: ok is false where there is
// none.
type ordered[T any] interface {
	~string
	compare(T) (order int, ok bool)
}

// NoLess wants a value that is not below min.
func NoLess[T ordered[T]](v, min T) error {
	order, ok := v.compare(min)
	return bounded(v, min, ok, order >= 0, "less")
}

// NoMore wants a value that is not above max.
func NoMore[T ordered[T]](v, max T) error {
	order, ok := v.compare(max)
	return bounded(v, max, ok, order <= 0, "more")
}

// More wants a value that is above min.
func More[T ordered[T]](v, min T) error {
	order, ok := v.compare(min)
	return bounded(v, min, ok, order > 0, "not more")
}

// Less wants a value that is below max.
func Less[T ordered[T]](v, max T) error {
	order, ok := v.compare(max)
	return bounded(v, max, ok, order < 0, "not less")
}

func bounded[T ~string](v, bound T, comparable, within bool, is string) error {
	switch {
	case !comparable:
		return invalid(string(v), "cannot be compared with %s", bound)
	case !within:
		return invalid(string(v), "is %s than %s", is, bound)
	}
	return nil
}

// moment is a point on the time line. Years of ten digits and more are as far away
// as it gets; of a fraction beyond seventeen digits it is known that there is one.
type moment struct {
	second int64 // of UTC where there is a zone
	atto   int64 // 10^-18 seconds, not negative
	zone   bool
}

const attos = 1_000_000_000_000_000_000

func (m moment) order(n moment) int {
	return cmp.Or(cmp.Compare(m.second, n.second), cmp.Compare(m.atto, n.atto))
}

func (m moment) plus(seconds int64) moment {
	m.second += seconds
	return m
}

// compareMoments is the order of section 3.2.7.4: without a zone, a value may be 14
// hours earlier or later.
func compareMoments(p, q moment) (int, bool) {
	const most = 14 * 60 * 60
	switch {
	case p.zone == q.zone:
		return p.order(q), true
	case !p.zone:
		order, ok := compareMoments(q, p)
		return -order, ok
	case p.order(q.plus(-most)) < 0:
		return -1, true
	case p.order(q.plus(most)) > 0:
		return 1, true
	}
	return 0, false
}

// compareAs compares two values by their moments.
func compareAs[T interface{ moment() (moment, bool) }](a, b T) (int, bool) {
	p, ok1 := a.moment()
	q, ok2 := b.moment()
	if !ok1 || !ok2 {
		return 0, false
	}
	return compareMoments(p, q)
}

func (d DateTime) compare(e DateTime) (int, bool)     { return compareAs(d, e) }
func (d Date) compare(e Date) (int, bool)             { return compareAs(d, e) }
func (t Time) compare(u Time) (int, bool)             { return compareAs(t, u) }
func (g GYear) compare(h GYear) (int, bool)           { return compareAs(g, h) }
func (g GYearMonth) compare(h GYearMonth) (int, bool) { return compareAs(g, h) }
func (g GMonthDay) compare(h GMonthDay) (int, bool)   { return compareAs(g, h) }
func (g GDay) compare(h GDay) (int, bool)             { return compareAs(g, h) }
func (g GMonth) compare(h GMonth) (int, bool)         { return compareAs(g, h) }

func (d DateTime) moment() (moment, bool) {
	date, clock, ok := strings.Cut(collapse(string(d)), "T")
	if !ok {
		return moment{}, false
	}
	clock, zone := cutZone(clock)
	return momentOf(date, clock, zone)
}

func (d Date) moment() (moment, bool) { return dated(string(d), "", "") }

func (t Time) moment() (moment, bool) {
	clock, zone := cutZone(collapse(string(t)))
	if strings.HasPrefix(clock, "24") {
		clock = "00:00:00" // the same time of day
	}
	return momentOf("2000-01-01", clock, zone)
}

// Parts of dates are compared by their first moments, in a leap year.

func (g GYear) moment() (moment, bool)      { return dated(string(g), "", "-01-01") }
func (g GYearMonth) moment() (moment, bool) { return dated(string(g), "", "-01") }
func (g GMonthDay) moment() (moment, bool)  { return dated(string(g), "--", "") }
func (g GDay) moment() (moment, bool)       { return dated(string(g), "---", "") }

func (g GMonth) moment() (moment, bool) {
	s := collapse(string(g))
	if len(s) >= 6 && s[4:6] == "--" {
		s = s[:4] + s[6:]
	}
	return dated(s, "--", "-01")
}

// dated reads a part of a date that begins and is completed like that.
func dated(s, before, after string) (moment, bool) {
	s, ok := strings.CutPrefix(collapse(s), before)
	if !ok {
		return moment{}, false
	}
	date, zone := cutZone(s)
	switch before {
	case "--":
		date = "2000-" + date
	case "---":
		date = "2000-01-" + date
	}
	return momentOf(date+after, "00:00:00", zone)
}

// cutZone takes the zone from the end of a date or time.
func cutZone(s string) (part, zone string) {
	switch n := len(s); {
	case strings.HasSuffix(s, "Z"):
		return s[:n-1], s[n-1:]
	case n > 6 && s[n-3] == ':' && (s[n-6] == '+' || s[n-6] == '-'):
		return s[:n-6], s[n-6:]
	}
	return s, ""
}

// momentOf reads yyyy-mm-dd, hh:mm:ss and a zone, which may be empty.
func momentOf(date, clock, zone string) (m moment, ok bool) {
	rest, ok1 := scanDate(date)
	rest2, ok2 := scanTime(clock)
	if !ok1 || !ok2 || rest != "" || rest2 != "" || !isZone(zone) {
		return m, false
	}
	n := len(date)
	year := capped(strings.TrimPrefix(date[:n-6], "-"), 9)
	if date[0] == '-' {
		year = -year
	}
	month, _ := two(date[n-5:])
	day, _ := two(date[n-2:])
	h, _ := two(clock)
	min, _ := two(clock[3:])
	sec, _ := two(clock[6:])
	m.second = daysOf(year, int64(month)-1)*86400 + int64(day-1)*86400 + int64(h)*3600 + int64(min)*60 + int64(sec)
	if len(clock) > 9 {
		m.atto = fraction(clock[9:])
	}
	if zone != "" {
		m.zone = true
		if zone != "Z" {
			h, _ := two(zone[1:])
			min, _ := two(zone[4:])
			off := int64(h)*3600 + int64(min)*60
			if zone[0] == '-' {
				off = -off
			}
			m.second -= off
		}
	}
	return m, true
}

// daysOf returns the days from the first of March of the year 0 to the first of a
// month, counted from 0 on, also beyond a year.
func daysOf(year, month int64) int64 {
	month += 12*year - 2 // of years that begin in March
	year, month = floor(month, 12), month-12*floor(month, 12)
	return 365*year + floor(year, 4) - floor(year, 100) + floor(year, 400) + (153*month+2)/5
}

func floor(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// capped reads digits; a number with more than so many of them is 10^most.
func capped(digits string, most int) (n int64) {
	digits = strings.TrimLeft(digits, "0")
	if len(digits) > most {
		digits = "1" + strings.Repeat("0", most)
	}
	for _, c := range []byte(digits) {
		n = 10*n + int64(c-'0')
	}
	return n
}

// fraction reads the digits behind the point: seventeen, and whether there is more.
func fraction(digits string) (atto int64) {
	unit := int64(attos)
	for i := range len(digits) {
		if unit == 10 {
			if strings.Trim(digits[i:], "0") != "" {
				atto++
			}
			break
		}
		unit /= 10
		atto += int64(digits[i]-'0') * unit
	}
	return atto
}

// The dates that durations are compared from, as years and months counted from 0
// on: September 1696, February 1697, March and July 1903 (section 3.2.6.2).
var origins = [...]struct{ year, month int64 }{{1696, 8}, {1697, 1}, {1903, 2}, {1903, 6}}

func (d Duration) compare(e Duration) (int, bool) {
	p, ok1 := d.split()
	q, ok2 := e.split()
	if !ok1 || !ok2 {
		return 0, false
	}
	order := p.from(0).order(q.from(0))
	for i := range origins {
		if p.from(i).order(q.from(i)) != order {
			return 0, false
		}
	}
	return order, true
}

// amount is a duration: months, and what has the same length always.
type amount struct {
	months int64
	second int64
	atto   int64
}

// from returns where a duration ends that begins at an origin.
func (a amount) from(origin int) moment {
	o := origins[origin]
	return moment{second: daysOf(o.year, o.month+a.months)*86400 + a.second, atto: a.atto}
}

// split reads a duration. Numbers of more digits than matter count as the largest.
func (d Duration) split() (a amount, ok bool) {
	s := collapse(string(d))
	if !isDuration(s) {
		return a, false
	}
	s, negative := strings.CutPrefix(s, "-")
	date, clock, _ := strings.Cut(s[1:], "T")
	eachUnit(date, func(unit byte, digits, _ string) {
		switch unit {
		case 'Y':
			a.months += 12 * capped(digits, 9)
		case 'M':
			a.months += capped(digits, 9)
		case 'D':
			a.second += 86400 * capped(digits, 11)
		}
	})
	eachUnit(clock, func(unit byte, digits, behind string) {
		switch unit {
		case 'H':
			a.second += 3600 * capped(digits, 12)
		case 'M':
			a.second += 60 * capped(digits, 14)
		case 'S':
			a.second += capped(digits, 16)
			a.atto = fraction(behind)
		}
	})
	if negative {
		a.months, a.second = -a.months, -a.second
		if a.atto > 0 {
			a.second, a.atto = a.second-1, attos-a.atto
		}
	}
	return a, true
}

// eachUnit calls f for each number with its unit, and what is behind its point.
func eachUnit(s string, f func(unit byte, digits, behind string)) {
	for s != "" {
		n := strings.IndexAny(s, "YMDHS")
		digits, behind, _ := strings.Cut(s[:n], ".")
		f(s[n], digits, behind)
		s = s[n+1:]
	}
}
