package codec_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
)

// wide is what a type with many optional members, or a choice of many alternatives,
// is: large, and empty for the most part.
type wide [100]*string

// Small elements of large types are refused when they would take up memory out of
// proportion to the message, whichever way they are made; and not before.
func TestRoomIsBounded(t *testing.T) {
	t.Parallel()
	many := func(m *codec.Members) {
		for range codec.Many[wide](m, &elemValue, 0, codec.Unbounded) {
			m.Child(&elemValue).Ignore()
		}
	}
	add := func(m *codec.Members) {
		var items []wide
		for m.Has(&elemValue) {
			codec.Add(m, &items)
			m.Child(&elemValue).Ignore()
		}
	}
	fresh := func(m *codec.Members) {
		for m.Has(&elemValue) {
			codec.New[wide](m)
			m.Child(&elemValue).Ignore()
		}
	}
	list := func(m *codec.Members) {
		codec.List(m.Child(&elemValue), func(*codec.Value) wide { return wide{} })
	}
	for _, tt := range []struct {
		name  string
		doc   func(n int) string
		read  reader
		taken int // bytes of a value
		want  string
	}{
		{"Many", children("<v/>"), many, 4, "/r: %d times element v takes up memory out of proportion to the message"},
		{"Add", children("<v/>"), add, 4, "/r: what it holds takes up memory out of proportion to the message"},
		{"New", children("<v/>"), fresh, 4, "/r: what it holds takes up memory out of proportion to the message"},
		{"List", filled("1 "), list, 2, "/r/v: what it holds takes up memory out of proportion to the message"},
		// As much text as a real message has makes room for it.
		{"with text", children("<v>" + strings.Repeat("text", 50) + "</v>"), many, 207, ""},
	} {
		for _, values := range []int{5_000, 50_000} {
			err := codec.Unmarshal([]byte(tt.doc(values*tt.taken)), &elemRoot, tt.read)
			want := tt.want
			if values < 10_000 {
				want = "" // a small message may be as lopsided as it likes
			} else if strings.Contains(want, "%d") {
				want = fmt.Sprintf(want, values)
			}
			if got := errorText(err); got != want {
				t.Errorf("%s of %d: got %q, want %q", tt.name, values, got, want)
			}
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
