package wssc_test

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base64"
	"math"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/wsscgen/wsscgen/runtime/internal/algo"
)

// floor is the work that no implementation gets around for one message: the
// cryptography that its plan asks for, base64 of the ciphertext and one scan over
// the bytes. Key schedules and keyed hashes of a session are kept, buffers are
// used again.
type floor struct {
	parts      [][]byte // what is digested: headers, timestamp, Body
	signedInfo []byte
	bodyText   []byte // ciphertext in base64
	signText   []byte
	body       []byte // vector, padded plaintext
	signature  []byte
	message    []byte
	plain      []byte
	prf        *algo.PRF
	nonces     [32]byte
	encryption [32]byte
	signing    [24]byte
	out        []byte
	sum        [sha1.Size]byte
}

// newFloor takes the sizes from a message of the benchmarks.
func newFloor(tb testing.TB, lines int) *floor {
	tb.Helper()
	x := newBench(tb, lines)
	f := &floor{message: x.seal(tb, nil), prf: algo.NewPRF(make([]byte, 32))}
	cut := func(b []byte, from, to string) []byte {
		i := bytes.Index(b, []byte(from))
		j := bytes.Index(b[i:], []byte(to))
		return b[i : i+j+len(to)]
	}
	for _, name := range []string{"wsa:Action", "wsa:MessageID", "wsa:To", "wsa:ReplyTo", "wsu:Timestamp"} {
		f.parts = append(f.parts, cut(f.message, "<"+name, "</"+name+">"))
	}
	const open, end = "<xenc:CipherValue>", "</xenc:CipherValue>"
	first := cut(f.message, open, end)
	second := cut(f.message[bytes.Index(f.message, first)+len(first):], open, end)
	f.signText = first[len(open) : len(first)-len(end)]
	f.bodyText = second[len(open) : len(second)-len(end)]
	decode := func(b []byte) []byte {
		plain, err := base64.StdEncoding.DecodeString(string(b))
		if err != nil {
			tb.Fatal(err)
		}
		return plain
	}
	f.signature, f.body = decode(f.signText), decode(f.bodyText)
	f.plain = bytes.Repeat([]byte{'x'}, len(f.body)-aes.BlockSize)
	f.parts = append(f.parts, f.plain)
	// Of the signature all is signed but the value, the KeyInfo and the tags.
	f.signedInfo = make([]byte, len(f.signature)-700)
	f.out = make([]byte, len(f.message))
	return f
}

// The primitives, each as it is used in send and receive.

func (f *floor) random() { rand.Read(f.nonces[:]) }

func (f *floor) derive() {
	f.prf.Derive(f.encryption[:], algo.DefaultLabel, f.nonces[:16], 0)
	f.prf.Derive(f.signing[:], algo.DefaultLabel, f.nonces[16:], 0)
}

func (f *floor) digest() {
	for _, p := range f.parts {
		f.sum = sha1.Sum(p)
	}
}

func (f *floor) mac() {
	m := hmac.New(sha1.New, f.signing[:])
	m.Write(f.signedInfo)
	m.Sum(f.sum[:0])
}

func (f *floor) encrypt() {
	block, _ := aes.NewCipher(f.encryption[:])
	for _, b := range [][]byte{f.body, f.signature} {
		rand.Read(b[:aes.BlockSize])
		cipher.NewCBCEncrypter(block, b[:aes.BlockSize]).CryptBlocks(b[aes.BlockSize:], b[aes.BlockSize:])
	}
}

func (f *floor) decrypt() {
	block, _ := aes.NewCipher(f.encryption[:])
	for _, b := range [][]byte{f.body, f.signature} {
		cipher.NewCBCDecrypter(block, b[:aes.BlockSize]).CryptBlocks(b[aes.BlockSize:], b[aes.BlockSize:])
	}
}

func (f *floor) encode() {
	out := base64.StdEncoding.AppendEncode(f.out[:0], f.body)
	base64.StdEncoding.AppendEncode(out, f.signature)
}

func (f *floor) decode() {
	base64.StdEncoding.Decode(f.body[:cap(f.body)], f.bodyText)
	base64.StdEncoding.Decode(f.signature[:cap(f.signature)], f.signText)
}

func (f *floor) scanPlain()   { utf8.Valid(f.plain) }
func (f *floor) scanMessage() { utf8.Valid(f.message) }

func (f *floor) sendPrimitives() []func() {
	return []func(){f.scanPlain, f.random, f.derive, f.digest, f.mac, f.encrypt, f.encode}
}

func (f *floor) receivePrimitives() []func() {
	return []func(){f.scanMessage, f.decode, f.derive, f.decrypt, f.mac, f.digest}
}

func (f *floor) send() {
	for _, p := range [...]func(*floor){(*floor).scanPlain, (*floor).random, (*floor).derive, (*floor).digest, (*floor).mac, (*floor).encrypt, (*floor).encode} {
		p(f)
	}
}

func (f *floor) receive() {
	for _, p := range [...]func(*floor){(*floor).scanMessage, (*floor).decode, (*floor).derive, (*floor).decrypt, (*floor).mac, (*floor).digest} {
		p(f)
	}
}

func BenchmarkFloorSend(b *testing.B)    { benchFloor(b, (*floor).send) }
func BenchmarkFloorReceive(b *testing.B) { benchFloor(b, (*floor).receive) }

func benchFloor(b *testing.B, run func(*floor)) {
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			f := newFloor(b, size.lines)
			b.SetBytes(int64(len(f.message)))
			b.ReportAllocs()
			for b.Loop() {
				run(f)
			}
		})
	}
}

// BenchmarkFloorIsLow reports the floor as a multiple of the sum of its primitives,
// each measured alone: at most 1.15, so that nobody can inflate it.
func BenchmarkFloorIsLow(b *testing.B) {
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			f := newFloor(b, size.lines)
			for range b.N {
				var sum float64
				for _, p := range f.sendPrimitives() {
					sum += fastest(p)
				}
				b.ReportMetric(sum, "ns-send-sum")
				b.ReportMetric(fastest(f.send)/sum, "x-send-sum")
				sum = 0
				for _, p := range f.receivePrimitives() {
					sum += fastest(p)
				}
				b.ReportMetric(sum, "ns-receive-sum")
				b.ReportMetric(fastest(f.receive)/sum, "x-receive-sum")
			}
		})
	}
}

// BenchmarkRatio reports what sending and receiving cost as multiples of the floor.
// Everything is measured in turn, in one run.
func BenchmarkRatio(b *testing.B) {
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			x, f := newBench(b, size.lines), newFloor(b, size.lines)
			buf := x.seal(b, nil)
			send := func() { buf = x.seal(b, buf[:0]) }
			for range b.N {
				best := [5]float64{math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1)}
				for range 7 {
					best[0] = min(best[0], round(f.send))
					best[1] = min(best[1], round(send))
					best[2] = min(best[2], round(f.receive))
					best[3] = min(best[3], x.receiveRound(b, false))
					best[4] = min(best[4], x.receiveRound(b, true))
				}
				b.ReportMetric(best[1]/best[0], "x-send")
				b.ReportMetric(best[3]/best[2], "x-receive")
				b.ReportMetric(best[4]/best[2], "x-receive+decode")
				b.ReportMetric(best[1]/1e3, "us-send")
				b.ReportMetric(best[3]/1e3, "us-receive")
			}
		})
	}
}

// receiveRound opens a batch of fresh messages and returns the nanoseconds of one.
func (x *bench) receiveRound(b *testing.B, decode bool) float64 {
	batch := x.batch(b)
	var r bytes.Reader
	began := time.Now()
	for _, m := range batch {
		r.Reset(m)
		if decode {
			x.open(b, &r, decodeOrder)
		} else {
			x.open(b, &r, nil)
		}
	}
	return float64(time.Since(began).Nanoseconds()) / float64(len(batch))
}

// round runs f for some milliseconds and returns the nanoseconds of one run.
func round(f func()) float64 {
	n := 0
	began := time.Now()
	for time.Since(began) < 20*time.Millisecond {
		for range 4 {
			f()
		}
		n += 4
	}
	return float64(time.Since(began).Nanoseconds()) / float64(n)
}

func fastest(f func()) float64 {
	best := math.Inf(1)
	for range 7 {
		best = min(best, round(f))
	}
	return best
}
