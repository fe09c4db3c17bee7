package generator

import "testing"

func TestGoName(t *testing.T) {
	for in, want := range map[string]string{
		"ping":           "Ping",
		"customerId":     "CustomerID",
		"orderIds":       "OrderIds",
		"url":            "URL",
		"baseUri":        "BaseURI",
		"HTTPServer":     "HTTPServer",
		"XDC-ES":         "XDCES",
		"a.b_c-d":        "ABCD",
		"v1.2":           "V1_2",
		"_":              "X",
		"_1st":           "X1st",
		"type":           "Type",
		"été":            "Été",
		"日本":             "X日本",
		"a\u0301b":       "AB", // a combining mark cannot stand in a Go name
		"identity":       "Identity",
		"XMLHttpRequest": "XMLHttpRequest",
	} {
		if got := goName(in, true); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func TestPackageName(t *testing.T) {
	for in, want := range map[string]string{
		"PingService": "pingservice",
		"type":        "typeservice",
		"1-2":         "service",
		"":            "service",
		"main":        "mainservice",
	} {
		if got := packageName(in); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func TestScope(t *testing.T) {
	s := scope{"A": true}
	for _, want := range []string{"AType", "A2", "A3"} {
		if got := s.name("A", "Type"); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestComment(t *testing.T) {
	got := describe("X is it.", "\n\n  go:generate rm -rf  \r\n\ttwo\u2028three\u202E\x00 \n\n")
	want := []string{"X is it.", "", "go:generate rm -rf", "two three", ""}
	if len(got) != 4 || got[2] != want[2] || got[3] != want[3] {
		t.Errorf("got %q, want %q", got, want[:4])
	}
	lines := wrap([]string{"a b", string(make([]byte, 0)), repeat("word ", 40), repeat("x", 100)})
	for _, l := range lines {
		if len(l) > width && l != repeat("x", 100) {
			t.Errorf("%q is too long", l)
		}
	}
}

func repeat(s string, n int) string {
	out := ""
	for range n {
		out += s
	}
	return out
}
