package codec

import (
	"strings"
	"sync"
	"testing"
)

// held checks a value against an enumeration of one type.
func held[T valued](in, out []T, values ...T) func(*testing.T) {
	return func(t *testing.T) {
		x := &Enumeration[T]{Type: "X", Values: values}
		var readers sync.WaitGroup // it is made when it is asked first
		for range 4 {
			readers.Go(func() {
				for _, v := range in {
					if err := x.Check(v); err != nil {
						t.Errorf("%s: %v", v, err)
					}
				}
			})
		}
		for _, v := range out {
			if x.Check(v) == nil {
				t.Errorf("%s is taken", v)
			}
		}
		readers.Wait()
	}
}

// An enumeration is one of values, in whatever form they are written.
func TestEnumeration(t *testing.T) {
	zeros := Decimal(strings.Repeat("0", 1<<20))
	t.Run("decimal", held([]Decimal{"1.5", "+01.50", "0", "-0.0", zeros + "1.5"}, []Decimal{"1.51", "-1.5", "15", zeros + "2"}, "1.50", "0"))
	t.Run("integer", held([]Integer{"7", "+007"}, []Integer{"-7", "70"}, "7"))
	t.Run("boolean", held([]Boolean{"1", "true", " true "}, []Boolean{"0", "false"}, "1"))
	t.Run("double", held([]Double{"1e3", "1000.0", "NaN", "-0"}, []Double{"1001", "INF"}, "1000", "NaN", "0"))
	t.Run("float", held([]Float{"0.1", "1E-1"}, []Float{"0.2"}, "0.1"))
	t.Run("hexBinary", held([]HexBinary{"ab", "AB"}, []HexBinary{"AC", "q"}, "Ab"))
	t.Run("base64Binary", held([]Base64Binary{"AAE=", "A A E ="}, []Base64Binary{"AAI=", "AAE"}, "AAE="))
	t.Run("dateTime", held([]DateTime{"2024-01-01T00:00:00Z", "2023-12-31T24:00:00.000Z", "2024-01-01T01:00:00+01:00"},
		[]DateTime{"2024-01-01T00:00:00", "2024-01-01T00:00:01Z", "88888888888-01-01T00:00:00Z"}, "2024-01-01T00:00:00Z", "99999999999-01-01T00:00:00Z"))
	t.Run("date", held([]Date{"2024-12-25Z", "2024-12-25+00:00"}, []Date{"2024-12-25", "2024-12-26Z"}, "2024-12-25Z"))
	t.Run("time", held([]Time{"00:00:00", "24:00:00"}, []Time{"00:00:00Z"}, "00:00:00"))
	t.Run("duration", held([]Duration{"P1Y", "P12M"}, []Duration{"P365D", "P13M", "P99999999999Y"}, "P1Y", "P99999999998Y"))
	t.Run("gMonth", held([]GMonth{"--02", "--02--"}, []GMonth{"--03"}, "--02"))
	t.Run("gYear", held([]GYear{"2024"}, []GYear{"2025", "2024Z"}, "2024"))
	t.Run("gYearMonth", held([]GYearMonth{"2024-01"}, []GYearMonth{"2024-02"}, "2024-01"))
	t.Run("gMonthDay", held([]GMonthDay{"--02-29"}, []GMonthDay{"--02-28"}, "--02-29"))
	t.Run("gDay", held([]GDay{"---31"}, []GDay{"---30"}, "---31"))
}
