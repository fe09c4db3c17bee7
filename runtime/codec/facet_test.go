package codec

import "testing"

func TestIntegerCompare(t *testing.T) {
	for _, tt := range []struct {
		a, b Integer
		want int
	}{
		{"0", "-0", 0},
		{"+0", "000", 0},
		{"1", "+01", 0},
		{"-1", "0", -1},
		{"-2", "-1", -1},
		{"-10", "-9", -1},
		{"10", "9", 1},
		{"99999999999999999999", "100000000000000000000", -1},
		{" 7 ", "7", 0},
	} {
		if got := tt.a.compare(tt.b); got != tt.want {
			t.Errorf("%s, %s: got %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if got := tt.b.compare(tt.a); got != -tt.want {
			t.Errorf("%s, %s: got %d, want %d", tt.b, tt.a, got, -tt.want)
		}
	}
}

func TestLengthCountsCharacters(t *testing.T) {
	for _, err := range []error{Length("äöü", 3), MinLength("äöü", 3), MaxLength("äöü", 3)} {
		if err != nil {
			t.Error(err)
		}
	}
	for _, err := range []error{Length("äöü", 6), MinLength("ä", 2), MaxLength("äöü", 2)} {
		if err == nil {
			t.Error("no error")
		}
	}
}

func TestDaysInMonth(t *testing.T) {
	for date, ok := range map[Date]bool{
		"2024-02-29": true, "2023-02-29": false, "1900-02-29": false, "2000-02-29": true,
		"12000-02-29": true, "12100-02-29": false, "2026-04-31": false, "2026-12-31": true, "-0004-02-29": true,
	} {
		if _, err := date.Lexical(); (err == nil) != ok {
			t.Errorf("%s: %v", date, err)
		}
	}
}
