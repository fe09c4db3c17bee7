//go:build !race

package codec_test

import (
	"runtime"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
)

// Four times the bytes make about four times the garbage, where quadratic work makes
// sixteen times as much; and there are bounds to what a byte costs.
func TestHostileIsLinear(t *testing.T) {
	const size = 1 << 20
	for _, tt := range hostile {
		small, large := allocated(tt.doc(size), tt.read), allocated(tt.doc(4*size), tt.read)
		if large > 8*small+1<<20 || large > 200*4*size {
			t.Errorf("%s: %d bytes allocated for %d, %d for %d", tt.name, small, size, large, 4*size)
		}
	}
}

// allocated returns how many bytes are allocated when a document is read, whatever
// comes of it.
func allocated(document string, read reader) uint64 {
	data := []byte(document)
	runtime.GC() // empties the pool of buffers
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	codec.Unmarshal(data, &elemRoot, read)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
