package xmltext

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// stops says for each scanner at which bytes it stops.
var stops = []struct {
	name string
	scan func([]byte, int) int
	at   func(byte) bool
}{
	{"StopInText", StopInText, func(c byte) bool { return c < 0x20 || strings.IndexByte("<&>", c) >= 0 }},
	{"StopInAttr", StopInAttr, func(c byte) bool { return c < 0x20 || strings.IndexByte(`<&"`, c) >= 0 }},
}

func slowly(b []byte, i int, at func(byte) bool) int {
	for i < len(b) && !at(b[i]) {
		i++
	}
	return i
}

// Every byte is put at every place of buffers of lengths around the sizes that are looked at at once,
// among bytes that may be mistaken for it: those next to it and those that differ in
// the top bit.
func TestStops(t *testing.T) {
	for _, s := range stops {
		for c := range 256 {
			for _, fill := range []byte{'x', 0x80, byte(c) ^ 0x80, byte(c) + 1, byte(c) - 1} {
				if s.at(fill) {
					continue
				}
				for _, size := range []int{1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 40, 65} {
					b := []byte(strings.Repeat(string([]byte{fill}), size))
					for at := range size {
						b[at] = byte(c)
						for _, from := range []int{0, at, size} {
							if got, want := s.scan(b, from), slowly(b, from, s.at); got != want {
								t.Fatalf("%s(%q, %d) = %d, want %d", s.name, b, from, got, want)
							}
						}
						b[at] = fill
					}
				}
			}
		}
	}
}

// FuzzStops proves that the scanners, which look at eight bytes at once, stop where
// a plain loop stops, wherever they start; and that what they stop at is what the
// writers escape.
func FuzzStops(f *testing.F) {
	for i := range uint64(20) {
		r := rand.New(rand.NewPCG(i, 0))
		b := make([]byte, r.IntN(100))
		for j := range b {
			b[j] = "ab<&>\"'\x00\x1f \n\t\r\x7f\x80\xff\xef\xbf\xbe\xbd!;?%"[r.IntN(24)]
		}
		f.Add(b)
	}
	f.Add([]byte("\u00e9\U0001F600\uFFFD\uFFFE]]>"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 200 {
			b = b[:200]
		}
		for i := range len(b) + 1 {
			for _, s := range stops {
				if got, want := s.scan(b, i), slowly(b, i, s.at); got != want {
					t.Fatalf("%s(%q, %d) = %d, want %d", s.name, b, i, got, want)
				}
			}
			// Names are looked for in what ValidChars has let pass.
			if got, want := ScanNCName(b, i), slowName(b, i); got != want && utf8.Valid(b[i:]) {
				t.Fatalf("ScanNCName(%q, %d) = %d, want %d", b, i, got, want)
			}
			if got, want := ValidChars(b[i:]), slowValid(b[i:], false); got != want {
				t.Fatalf("ValidChars(%q) = %v", b[i:], got)
			}
			checkAppend(t, string(b[i:]))
		}
	})
}

// slowValid says whether all of b are characters of XML; control characters are
// left to the scanners unless they count.
func slowValid(b []byte, controls bool) bool {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 || !IsChar(r) && (r >= 0x20 || controls) {
			return false
		}
		b = b[n:]
	}
	return true
}

func slowName(b []byte, i int) int {
	for start := i; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n < 3 || !slowNameRune(r, i == start) {
			break
		}
		i += n
	}
	return i
}

// slowNameRune is productions 4 and 4a of XML 1.0, fifth edition, less the colon,
// as they are printed there.
func slowNameRune(r rune, first bool) bool {
	const start = "__AZaz\u00C0\u00D6\u00D8\u00F6\u00F8\u02FF\u0370\u037D\u037F\u1FFF\u200C\u200D\u2070\u218F\u2C00\u2FEF\u3001\uD7FF\uF900\uFDCF\uFDF0\uFFFD\U00010000\U000EFFFF"
	const more = "--..09\u00B7\u00B7\u0300\u036F\u203F\u2040"
	in := func(ranges string) bool {
		for p := []rune(ranges); len(p) > 0; p = p[2:] {
			if p[0] <= r && r <= p[1] {
				return true
			}
		}
		return false
	}
	return in(start) || !first && in(more)
}

func checkAppend(t *testing.T, s string) {
	t.Helper()
	text := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;")
	attr := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;", "\t", "&#x9;", "\n", "&#xA;", "\r", "&#xD;")
	valid := slowValid([]byte(s), true)
	got, ok := AppendText([]byte("before"), s)
	if ok != valid || ok && string(got) != "before"+text.Replace(s) {
		t.Fatalf("AppendText(%q) = %q, %v", s, got, ok)
	}
	got, ok = AppendAttr([]byte("before"), s)
	if ok != valid || ok && string(got) != "before"+attr.Replace(s) {
		t.Fatalf("AppendAttr(%q) = %q, %v", s, got, ok)
	}
	checkCopy(t, "CopyText", CopyText, s, stops[0].at)
	checkCopy(t, "CopyAttr", CopyAttr, s, stops[1].at)
}

// checkCopy proves that all is copied up to where the scanner stops, and nothing is
// written beyond the room for s.
func checkCopy(t *testing.T, name string, copies func([]byte, string) (int, bool), s string, special func(byte) bool) {
	t.Helper()
	dst := []byte(strings.Repeat("#", len(s)+1))
	n, ok := copies(dst[:len(s)], s)
	stop := slowly([]byte(s), 0, special)
	if n != stop || ok != slowValid([]byte(s[:stop]), false) || ok && string(dst[:n]) != s[:n] || dst[len(s)] != '#' {
		t.Fatalf("%s(%q) = %d, %v: %q", name, s, n, ok, dst)
	}
}

func TestAppend(t *testing.T) {
	for r := rune(0); r <= 0x11000; r++ {
		if r == 0x3000 {
			r = 0xD700 // nothing changes in between
		}
		for _, s := range []string{string(r), "0123456" + string(r), string(r) + "0123456789abcdef"} {
			if r >= 0xD800 && r < 0xE000 {
				continue // Go's strings cannot hold it
			}
			checkAppend(t, s)
		}
	}
	for _, s := range []string{"\xed\xa0\x80", "\xff", "abcdefgh\xc3", "\xf4\x90\x80\x80", "\xc0\x80", "\u00e9\x00"} {
		checkAppend(t, s)
	}
}

func TestNames(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if r == 0x30000 {
			r = 0xEFF00 // nothing changes in between
		}
		if r == 0xF0100 {
			break
		}
		for _, s := range []string{string(r), "a" + string(r), "\u00e9" + string(r) + "b"} {
			if r >= 0xD800 && r < 0xE000 {
				continue
			}
			if got, want := ScanNCName([]byte(s), 0), slowName([]byte(s), 0); got != want {
				t.Fatalf("ScanNCName(%q) = %d, want %d", s, got, want)
			}
		}
	}
}

func TestReference(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want rune
		n    int
	}{
		{"&amp;", '&', 5}, {"&lt;x", '<', 4}, {"&gt;", '>', 4}, {"&quot;", '"', 6}, {"&apos;'", '\'', 6},
		{"&#65;", 'A', 5}, {"&#x41;", 'A', 6}, {"&#x1F600;", 0x1F600, 9}, {"&#x10FFFF;", 0x10FFFF, 10}, {"&#1114111;", 0x10FFFF, 10},
		{"&#9;", '\t', 4}, {"&#xA;", '\n', 5}, {"&#xd;", '\r', 5}, {"&#x0000041;", 'A', 11}, {"&#xfFfD;", 0xFFFD, 8},
		{"", 0, 0}, {"&", 0, 0}, {"&;", 0, 0}, {"&&;", 0, 0}, {"amp;", 0, 0}, {"&amp", 0, 0}, {"& amp;", 0, 0}, {"&AMP;", 0, 0}, {"&nbsp;", 0, 0},
		{"&#;", 0, 0}, {"&#x;", 0, 0}, {"&#X41;", 0, 0}, {"&#-1;", 0, 0}, {"&#+1;", 0, 0}, {"&#6_5;", 0, 0}, {"&#x4g;", 0, 0}, {"&# 65;", 0, 0}, {"&#65 ;", 0, 0},
		{"&#0;", 0, 0}, {"&#1;", 0, 0}, {"&#x1F;", 0, 0}, {"&#xD800;", 0, 0}, {"&#xDFFF;", 0, 0}, {"&#xFFFE;", 0, 0}, {"&#xFFFF;", 0, 0},
		{"&#x110000;", 0, 0}, {"&#1114112;", 0, 0}, {"&#99999999999;", 0, 0}, {"&#xFFFFFFFFF;", 0, 0}, {"&#4294967361;", 0, 0},
		{"&#x" + strings.Repeat("0", 100) + "41;", 0, 0}, {"&" + strings.Repeat("a", 100) + ";", 0, 0},
	} {
		if r, n := Reference([]byte(tt.in)); r != tt.want || n != tt.n {
			t.Errorf("Reference(%q) = %q, %d, want %q, %d", tt.in, r, n, tt.want, tt.n)
		}
	}
	for r := rune(0); r <= utf8.MaxRune; r += 1 + r/64 {
		for _, format := range []string{"&#%d;", "&#x%x;", "&#x%X;", "&#x%06X;"} {
			s := fmt.Sprintf(format, r)
			got, n := Reference([]byte(s))
			if !IsChar(r) && n != 0 || IsChar(r) && (got != r || n != len(s)) {
				t.Errorf("Reference(%q) = %q, %d", s, got, n)
			}
		}
	}
}

// Nothing is read behind the end of a slice, whatever lies there.
func TestWithinBounds(t *testing.T) {
	b := []byte("&amp;<a>&#65")
	for n := range b {
		if r, size := Reference(b[:n]); size > n {
			t.Errorf("Reference(%q) = %q, %d", b[:n], r, size)
		}
		for _, s := range stops {
			if got := s.scan(b[:n], 0); got > n {
				t.Errorf("%s(%q) = %d", s.name, b[:n], got)
			}
		}
	}
}
