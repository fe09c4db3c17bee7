package doc

import (
	"crypto/sha1"
	"errors"
	"strings"
	"testing"
)

// TestInflated digests a document whose canonical form is a hundred times its size:
// the walk ends early. Its twin, of ordinary proportions, is digested.
func TestInflated(t *testing.T) {
	long := "urn:" + strings.Repeat("x", 400)
	small := strings.Repeat("<a:x/>", 10000)
	for _, tt := range []struct {
		in   string
		want error
	}{
		{`<r xmlns:a="` + long + `">` + small + `</r>`, ErrInflated},
		{`<a:r xmlns:a="` + long + `">` + small + `</a:r>`, nil},
	} {
		d := parse(t, tt.in)
		if err := d.Digest(sha1.New(), d.Root(), nil); !errors.Is(err, tt.want) {
			t.Errorf("got %v, want %v", err, tt.want)
		}
		d.Release()
	}
}
