//go:build !race

package wssc_test

import (
	"bytes"
	"testing"
)

// TestAllocations bounds what a message costs the collector, whatever its size.
func TestAllocations(t *testing.T) {
	for _, size := range sizes {
		x := newBench(t, size.lines)
		buf := x.seal(t, nil)
		if n := testing.AllocsPerRun(20, func() { buf = x.seal(t, buf[:0]) }); n > 24 {
			t.Errorf("%s: %v allocations to send", size.name, n)
		}
		batch := make([][]byte, 22)
		x.refill(t, batch)
		var r bytes.Reader
		i := 0
		n := testing.AllocsPerRun(20, func() {
			r.Reset(batch[i])
			i++
			x.open(t, &r, nil)
		})
		if n > 20 {
			t.Errorf("%s: %v allocations to receive", size.name, n)
		}
	}
}
