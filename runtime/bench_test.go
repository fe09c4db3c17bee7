package wssc_test

import (
	"bytes"
	"context"
	"crypto/sha1"
	"fmt"
	"net/http"
	"testing"
	"time"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/secret"
	"github.com/wsscgen/wsscgen/runtime/internal/trust"
	"github.com/wsscgen/wsscgen/testdata/keys"
	"github.com/wsscgen/wsscgen/testdata/order"
)

// The benchmarks send and receive orders under the plan of testdata/order.wsdl:
// Basic256, derived keys, sign before encrypting, encrypted signature. The floor
// (floor_test.go) is the same cryptography, base64 and one scan, nothing else.
//
//	go test -run '^$' -bench . -benchmem ./runtime
//	go test -run '^$' -bench Ratio ./runtime

// sizes are the standard bodies: so many lines make a body of about that size.
var sizes = []struct {
	name  string
	lines int
}{{"1KB", 4}, {"4KB", 20}, {"64KB", 333}, {"1MB", 5349}}

var (
	orders     = codec.Namespace{URI: "urn:example:orders", Prefix: "n1", Decl: ` xmlns:n1="urn:example:orders"`}
	orderName  = codec.Name{Space: &orders, Local: "Order", Open: "<n1:Order", Close: "</n1:Order>"}
	placeOrder = &wssc.Operation{Name: "PlaceOrder", Action: "urn:example:orders/PlaceOrder", Input: &orderName}
)

// bench is a client and a server that share a context.
type bench struct {
	client   *wssc.Client
	receiver wssc.Receiver
	token    *sct.Token
	order    *order.Order
	header   http.Header
}

func newBench(tb testing.TB, lines int) *bench {
	tb.Helper()
	bob, key := keys.Bob()
	port := order.PortSecure
	client, err := wssc.NewClient(port, []*wssc.Operation{placeOrder}, wssc.WithRecipient(bob), wssc.WithTrust(keys.Roots()))
	if err != nil {
		tb.Fatal(err)
	}
	h, err := order.NewOrdersHandler(noOrders{}, port, wssc.WithKey(bob, key))
	if err != nil {
		tb.Fatal(err)
	}
	b := &bench{client: client, receiver: wssc.NewReceiver(h), order: anOrder(lines)}
	b.token = trust.NewToken([16]byte(sha1.New().Sum(nil)[:16]), port.Plan.Binding.Protection.Conversation.Version)
	b.token.Secret = secret.Random(32)
	b.token.Created, b.token.Expires = time.Now(), time.Now().Add(time.Hour)
	if err := b.receiver.Put(b.token); err != nil {
		tb.Fatal(err)
	}
	b.header = http.Header{"Content-Type": {`application/soap+xml; charset=utf-8; action="urn:example:orders/PlaceOrder"`}}
	return b
}

// noOrders is a service that is never called.
type noOrders struct{}

func (noOrders) PlaceOrder(context.Context, *order.Order) (*order.OrderReceipt, error) {
	return nil, nil
}

func anOrder(lines int) *order.Order {
	o := &order.Order{
		ID: "4711", Placed: "2026-11-28T12:00:00Z", Priority: order.PriorityNormal,
		Customer: order.Customer{Name: "Example & Sons", Address: order.Address{Street: "1 High Street", City: "Utrecht", Country: "NL"}},
	}
	for i := range lines {
		o.Line = append(o.Line, order.Line{
			Number: int32(i + 1), Sku: fmt.Sprintf("SKU-%06d", i), Description: "A thing of some use, boxed, in blue or green",
			Quantity: order.Quantity(1 + i%9), Price: codec.Decimal(fmt.Sprintf("%d.%02d", 10+i, i%100)), Delivery: "2026-12-24",
		})
	}
	return o
}

func (b *bench) seal(tb testing.TB, dst []byte) []byte {
	dst, err := wssc.SealRequest(b.client, b.token, placeOrder, b.order, dst)
	if err != nil {
		tb.Fatal(err)
	}
	return dst
}

func (b *bench) open(tb testing.TB, r *bytes.Reader, read func(codec.Element) error) {
	if err := b.receiver.Open(b.header, r, read); err != nil {
		tb.Fatal(err)
	}
}

func decodeOrder(e codec.Element) error {
	var o order.Order
	return o.DecodeXML(e)
}

func BenchmarkSend(b *testing.B) {
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			x := newBench(b, size.lines)
			buf := x.seal(b, nil)
			b.SetBytes(int64(len(buf)))
			b.ReportAllocs()
			for b.Loop() {
				buf = x.seal(b, buf[:0])
			}
		})
	}
}

func BenchmarkReceive(b *testing.B)       { receive(b, nil) }
func BenchmarkReceiveDecode(b *testing.B) { receive(b, decodeOrder) }

// receive opens a fresh message in every iteration: the replay cache is on. They
// are made in batches while the timer stands.
func receive(b *testing.B, read func(codec.Element) error) {
	for _, size := range sizes {
		b.Run(size.name, func(b *testing.B) {
			x := newBench(b, size.lines)
			batch := x.batch(b)
			b.SetBytes(int64(len(batch[0])))
			b.ReportAllocs()
			var r bytes.Reader
			b.ResetTimer()
			for i := 0; i < b.N; i++ {
				if i%len(batch) == 0 && i > 0 {
					b.StopTimer()
					x.refill(b, batch)
					b.StartTimer()
				}
				r.Reset(batch[i%len(batch)])
				x.open(b, &r, read)
			}
		})
	}
}

// batch returns fresh messages, about 4 MB of them.
func (b *bench) batch(tb testing.TB) [][]byte {
	first := b.seal(tb, nil)
	batch := make([][]byte, max(4, 4<<20/len(first)))
	b.refill(tb, batch)
	return batch
}

func (b *bench) refill(tb testing.TB, batch [][]byte) {
	for i := range batch {
		batch[i] = b.seal(tb, batch[i][:0])
	}
}
