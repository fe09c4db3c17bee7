package doc

import (
	"bytes"
	"os"
	"testing"
)

// BenchmarkParse indexes a recorded message of CXF, 7 KB with ciphertext.
func BenchmarkParse(b *testing.B) {
	message, err := os.ReadFile("../../../testdata/captures/cxf/_AD_IPingService/02-request.xml")
	if err != nil {
		b.Fatal(err)
	}
	d := New(DefaultLimits)
	defer d.Release()
	if err := d.Fill(bytes.NewReader(message), len(message)); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(message)))
	b.ReportAllocs()
	for b.Loop() {
		if err := d.Parse(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(d.nodes)), "elements")
	b.ReportMetric(float64(len(d.attrs)+len(d.decls)), "attributes")
}
