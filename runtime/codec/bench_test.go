package codec_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/runtime/codec"
)

// The benchmarks hold generated code against encoding/xml with types declared by
// hand: the same messages (rival_test.go), whole documents, from and to bytes.
//
//	go test -run '^$' -bench Rival -benchmem ./runtime/codec
//	go test -run '^$' -bench AgainstEncodingXML -benchtime 1x ./runtime/codec
//
// The second one takes turns within one run and reports the ratios.

func eachRival(b *testing.B, run func(*testing.B, *rival)) {
	for _, tt := range rivals {
		for _, size := range rivalSizes {
			r := ofSize(b, tt.sized, size.bytes)
			b.Run(tt.name+"/"+size.name, func(b *testing.B) { run(b, r) })
		}
	}
}

func BenchmarkRivalMarshal(b *testing.B) {
	eachRival(b, func(b *testing.B, r *rival) {
		b.Run("codec", func(b *testing.B) { r.loop(b, r.marshal(b)) })
		b.Run("encoder", func(b *testing.B) { r.loop(b, r.encode(b)) })
		b.Run("encoding-xml", func(b *testing.B) { r.loop(b, r.plainMarshal(b)) })
		b.Run("encoding-xml-encoder", func(b *testing.B) { r.loop(b, r.plainEncode(b)) })
	})
}

func BenchmarkRivalUnmarshal(b *testing.B) {
	eachRival(b, func(b *testing.B, r *rival) {
		b.Run("codec", func(b *testing.B) { r.loop(b, r.unmarshal(b)) })
		b.Run("encoding-xml", func(b *testing.B) { r.loop(b, r.plainUnmarshal(b)) })
	})
}

func (r *rival) loop(b *testing.B, f func()) {
	b.SetBytes(int64(len(r.document)))
	b.ReportAllocs()
	for b.Loop() {
		f()
	}
}

func (r *rival) marshal(b *testing.B) func() {
	return func() {
		if _, err := codec.Marshal(r.name, r.value); err != nil {
			b.Fatal(err)
		}
	}
}

// encode is marshal with an encoder and a buffer that are kept, as the runtime
// sends messages.
func (r *rival) encode(b *testing.B) func() {
	e := codec.NewEncoder(nil)
	return func() {
		e.Reset(e.Bytes()[:0])
		e.Element(r.name, r.value)
		if err := e.Err(); err != nil {
			b.Fatal(err)
		}
	}
}

func (r *rival) plainMarshal(b *testing.B) func() {
	return func() {
		if _, err := xml.Marshal(r.plain); err != nil {
			b.Fatal(err)
		}
	}
}

// plainEncode is encode for encoding/xml.
func (r *rival) plainEncode(b *testing.B) func() {
	var buf bytes.Buffer
	e := xml.NewEncoder(&buf)
	return func() {
		buf.Reset()
		if err := e.Encode(r.plain); err != nil {
			b.Fatal(err)
		}
	}
}

func (r *rival) unmarshal(b *testing.B) func() {
	return func() {
		if err := codec.Unmarshal(r.document, r.name, r.fresh()); err != nil {
			b.Fatal(err)
		}
	}
}

func (r *rival) plainUnmarshal(b *testing.B) func() {
	return func() {
		if err := xml.Unmarshal(r.document, r.another()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAgainstEncodingXML reports how many times faster generated code is, and
// logs a line of the table of docs/performance.md. All take turns; the best round of
// each counts.
func BenchmarkAgainstEncodingXML(b *testing.B) {
	// A process that holds nothing collects garbage every few hundred documents.
	service := make([]byte, 64<<20)
	defer runtime.KeepAlive(service)
	eachRival(b, func(b *testing.B, r *rival) {
		pairs := [][2]func(){
			{r.plainMarshal(b), r.marshal(b)}, {r.plainEncode(b), r.encode(b)}, {r.plainUnmarshal(b), r.unmarshal(b)},
		}
		for range b.N {
			var best, allocs [3][2]float64
			for range 9 {
				for i, pair := range pairs {
					for side, f := range pair {
						if t := round(f); best[i][side] == 0 || t < best[i][side] {
							best[i][side] = t
						}
						allocs[i][side] = testing.AllocsPerRun(4, f)
					}
				}
			}
			row := fmt.Sprintf("| %s | %d ", strings.TrimPrefix(b.Name(), "BenchmarkAgainstEncodingXML/"), len(r.document))
			for i, unit := range []string{"x-marshal", "x-encode", "x-unmarshal"} {
				ratio := best[i][0] / best[i][1]
				b.ReportMetric(ratio, unit)
				row += fmt.Sprintf("| %.1f, %.0f | %.1f, %.0f | %.1fx ", best[i][0]/1e3, allocs[i][0], best[i][1]/1e3, allocs[i][1], ratio)
			}
			b.Log(row + "|")
		}
	})
}

// round runs f for some milliseconds and returns the nanoseconds of one run.
func round(f func()) float64 {
	n := 0
	began := time.Now()
	for time.Since(began) < 15*time.Millisecond {
		for range 4 {
			f()
		}
		n += 4
	}
	return float64(time.Since(began).Nanoseconds()) / float64(n)
}
