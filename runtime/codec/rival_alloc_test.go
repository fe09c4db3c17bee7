//go:build !race

package codec_test

import (
	"encoding/xml"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
)

// A document costs a tenth of the allocations that encoding/xml needs, at most.
func TestRivalAllocations(t *testing.T) {
	for _, tt := range rivals {
		for _, size := range rivalSizes {
			r := ofSize(t, tt.sized, size.bytes)
			check := func(what string, ours, theirs func()) {
				t.Helper()
				got, most := testing.AllocsPerRun(50, ours), testing.AllocsPerRun(5, theirs)/10
				if got > most {
					t.Errorf("%s %s of %s: %v allocations, want %v at most", what, tt.name, size.name, got, most)
				}
			}
			check("marshal", func() { codec.Marshal(r.name, r.value) }, func() { xml.Marshal(r.plain) })
			check("unmarshal", func() { codec.Unmarshal(r.document, r.name, r.fresh()) }, func() { xml.Unmarshal(r.document, r.another()) })
		}
	}
}
