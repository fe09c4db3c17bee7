package codec

import (
	"fmt"
	"testing"
	"time"
)

// The examples of XML Schema part 2, sections 3.2.6.2 and 3.2.7.4, and edges beside
// them. "<>" says that two values cannot be compared.
func TestOrder(t *testing.T) {
	for _, tt := range []struct{ kind, a, order, b string }{
		// 3.2.7.4
		{"dateTime", "2000-01-15T00:00:00", "<", "2000-02-15T00:00:00"},
		{"dateTime", "2000-01-15T12:00:00", "<", "2000-01-16T12:00:00Z"},
		{"dateTime", "2000-01-01T12:00:00", "<>", "1999-12-31T23:00:00Z"},
		{"dateTime", "2000-01-16T12:00:00", "<>", "2000-01-16T12:00:00Z"},
		{"dateTime", "2000-01-16T00:00:00", "<>", "2000-01-16T12:00:00Z"},
		// both sides of the 14 hours
		{"dateTime", "2000-01-16T12:00:00Z", "<>", "2000-01-17T02:00:00"},
		{"dateTime", "2000-01-16T12:00:00Z", "<", "2000-01-17T02:00:00.000000000000000001"},
		{"dateTime", "2000-01-16T12:00:00Z", "<>", "2000-01-15T22:00:00"},
		{"dateTime", "2000-01-16T12:00:00Z", ">", "2000-01-15T21:59:59.999"},
		// one moment in several zones, and at the end of a day
		{"dateTime", "2000-01-16T12:00:00Z", "=", "2000-01-16T13:00:00+01:00"},
		{"dateTime", "2000-01-16T12:00:00Z", "=", "2000-01-15T22:00:00-14:00"},
		{"dateTime", "1999-12-31T24:00:00", "=", "2000-01-01T00:00:00"},
		{"dateTime", "2000-02-28T24:00:00Z", "=", "2000-02-29T00:00:00Z"},
		{"dateTime", "1900-02-28T24:00:00Z", "=", "1900-03-01T00:00:00Z"},
		// fractions
		{"dateTime", "2000-01-01T00:00:00.5", "=", "2000-01-01T00:00:00.500"},
		{"dateTime", "2000-01-01T00:00:00.50000000000000000001", ">", "2000-01-01T00:00:00.5"},
		{"dateTime", "2000-01-01T00:00:00.49999999999999999999", "<", "2000-01-01T00:00:00.5"},
		{"dateTime", "2000-01-01T00:00:00.99999999999999999999", "<", "2000-01-01T00:00:01"},
		// years
		{"dateTime", "12026-01-01T00:00:00", ">", "9999-12-31T23:59:59"},
		{"dateTime", "-0044-03-15T00:00:00", "<", "0001-01-01T00:00:00"},
		{"dateTime", "-0045-03-15T00:00:00", "<", "-0044-03-15T00:00:00"},
		{"dateTime", "99999999999999999999-01-01T00:00:00", ">", "999999999-01-01T00:00:00"},
		{"dateTime", "-99999999999999999999-01-01T00:00:00", "<", "-999999999-01-01T00:00:00"},
		{"dateTime", " 2000-01-16T12:00:00Z ", "=", "2000-01-16T12:00:00Z"},

		{"date", "2000-02-29", "<", "2000-03-01"},
		{"date", "2000-01-02", "<>", "2000-01-02Z"},
		{"date", "2000-01-02", "<", "2000-01-03Z"},
		{"date", "2000-01-02+14:00", "=", "2000-01-01-10:00"},
		{"date", "2000-01-02-01:00", ">", "2000-01-02Z"},

		{"time", "08:00:00", "<", "09:00:00"},
		{"time", "24:00:00", "=", "00:00:00"},
		{"time", "08:00:00+05:00", "<", "09:30:00+05:30"},
		{"time", "08:00:00+05:00", "=", "03:00:00Z"},
		{"time", "23:00:00-03:00", ">", "01:00:00Z"},
		{"time", "08:00:00", "<>", "08:00:00Z"},
		{"time", "00:00:00", "<", "14:00:01Z"},

		{"gYear", "1999", "<", "2000"},
		{"gYear", "-0001", "<", "0001"},
		{"gYear", "2000", "<>", "2000Z"},
		{"gYear", "1999", "<", "2000Z"},
		{"gYearMonth", "1999-12", "<", "2000-01"},
		{"gYearMonth", "2000-01+14:00", "<", "2000-01Z"},
		{"gMonthDay", "--02-29", "<", "--03-01"},
		{"gMonthDay", "--12-31", ">", "--01-01"},
		{"gDay", "---09", "<", "---10"},
		{"gDay", "---31Z", "<", "---31-01:00"},
		{"gMonth", "--09", "<", "--10"},
		{"gMonth", "--09--", "=", "--09"},
		{"gMonth", "--09--Z", "=", "--09Z"},

		// 3.2.6.2
		{"duration", "P1Y", ">", "P364D"},
		{"duration", "P1Y", "<>", "P365D"},
		{"duration", "P1Y", "<>", "P366D"},
		{"duration", "P1Y", "<", "P367D"},
		{"duration", "P1M", ">", "P27D"},
		{"duration", "P1M", "<>", "P28D"},
		{"duration", "P1M", "<>", "P29D"},
		{"duration", "P1M", "<>", "P30D"},
		{"duration", "P1M", "<>", "P31D"},
		{"duration", "P1M", "<", "P32D"},
		{"duration", "P5M", ">", "P149D"},
		{"duration", "P5M", "<>", "P150D"},
		{"duration", "P5M", "<>", "P151D"},
		{"duration", "P5M", "<>", "P152D"},
		{"duration", "P5M", "<>", "P153D"},
		{"duration", "P5M", "<", "P154D"},
		// the same in other words
		{"duration", "P1Y", "=", "P12M"},
		{"duration", "P1D", "=", "PT24H"},
		{"duration", "PT1H", "=", "PT3600S"},
		{"duration", "P0D", "=", "-P0Y"},
		{"duration", "P400Y", "=", "P4800M"},
		{"duration", "P400Y", "=", "P146097D"},
		// below nothing
		{"duration", "-P1D", "<", "P0D"},
		{"duration", "-P1M", "<>", "-P30D"},
		{"duration", "-P1M", "<", "-P27D"},
		{"duration", "-PT0.5S", "<", "-PT0.4S"},
		{"duration", "-PT0.5S", "=", "-PT0.50S"},
		{"duration", "-PT1.5S", "<", "-PT1S"},
		{"duration", "-PT0.1S", ">", "-PT1S"},
		// what WCF allows at most
		{"duration", "P10675199DT2H48M5.4775807S", "=", "P10675199DT2H48M5.4775807S"},
		{"duration", "P10675199DT2H48M5.4775808S", ">", "P10675199DT2H48M5.4775807S"},
		{"duration", "-P10675199DT2H48M5.4775809S", "<", "-P10675199DT2H48M5.4775808S"},
		{"duration", "P99999999999999999999Y", ">", "P10675199D"},
		{"duration", "PT99999999999999999999S", ">", "P10675199D"},
		{"duration", "-P99999999999999999999D", "<", "-P10675199D"},
	} {
		if got := relation(tt.kind, tt.a, tt.b); got != tt.order {
			t.Errorf("%s %s is %s %s, want %s", tt.kind, tt.a, got, tt.b, tt.order)
		}
		back := map[string]string{"<": ">", ">": "<"}[tt.order]
		if back == "" {
			back = tt.order
		}
		if got := relation(tt.kind, tt.b, tt.a); got != back {
			t.Errorf("%s %s is %s %s, want %s", tt.kind, tt.b, got, tt.a, back)
		}
	}
}

func relation(kind, a, b string) string {
	var order int
	var ok bool
	switch kind {
	case "dateTime":
		order, ok = DateTime(a).compare(DateTime(b))
	case "date":
		order, ok = Date(a).compare(Date(b))
	case "time":
		order, ok = Time(a).compare(Time(b))
	case "gYear":
		order, ok = GYear(a).compare(GYear(b))
	case "gYearMonth":
		order, ok = GYearMonth(a).compare(GYearMonth(b))
	case "gMonthDay":
		order, ok = GMonthDay(a).compare(GMonthDay(b))
	case "gDay":
		order, ok = GDay(a).compare(GDay(b))
	case "gMonth":
		order, ok = GMonth(a).compare(GMonth(b))
	case "duration":
		order, ok = Duration(a).compare(Duration(b))
	}
	if !ok {
		return "<>"
	}
	return [...]string{"<", "=", ">"}[order+1]
}

// Days are counted as package time counts them.
func TestDaysOf(t *testing.T) {
	first := time.Date(0, 3, 1, 0, 0, 0, 0, time.UTC)
	for year := -800; year < 3000; year += 7 {
		for month := range 12 {
			day := time.Date(year, time.Month(month+1), 1, 0, 0, 0, 0, time.UTC)
			want := (day.Unix() - first.Unix()) / 86400
			if got := daysOf(int64(year), int64(month)); got != want {
				t.Fatalf("%v: %d, want %d", day, got, want)
			}
		}
	}
}

func TestPartialBounds(t *testing.T) {
	for _, tt := range []struct {
		got  error
		want string
	}{
		{NoLess(Date("2026-01-01"), "2026-01-01"), "<nil>"},
		{NoLess(Date("2025-12-31"), "2026-01-01"), `"2025-12-31" is less than 2026-01-01`},
		{NoMore(Date("2026-01-02"), "2026-01-01"), `"2026-01-02" is more than 2026-01-01`},
		{More(Duration("P1D"), "P1D"), `"P1D" is not more than P1D`},
		{Less(Duration("P1D"), "P1D"), `"P1D" is not less than P1D`},
		{Less(Duration("P30D"), "P1M"), `"P30D" cannot be compared with P1M`},
		{NoLess(DateTime("2026-01-01T00:00:00"), "2026-01-01T00:00:00Z"), `"2026-01-01T00:00:00" cannot be compared with 2026-01-01T00:00:00Z`},
		{NoLess(Date("soon"), "2026-01-01"), `"soon" cannot be compared with 2026-01-01`},
	} {
		if got := fmt.Sprint(tt.got); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}
