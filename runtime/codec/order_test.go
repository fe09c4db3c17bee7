package codec_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/testdata/order"
)

var orders = codec.Namespace{URI: "urn:example:orders", Prefix: "n1", Decl: ` xmlns:n1="urn:example:orders"`}

var (
	elemOrder   = codec.Name{Space: &orders, Local: "Order", Open: "<n1:Order", Close: "</n1:Order>"}
	elemReceipt = codec.Name{Space: &orders, Local: "OrderReceipt", Open: "<n1:OrderReceipt", Close: "</n1:OrderReceipt>"}
)

func anOrder(lines int) *order.Order {
	o := &order.Order{
		ID:       "4711",
		Currency: new(order.Currency("CHF")),
		Placed:   "2026-11-28T10:00:00.5+01:00",
		Customer: order.Customer{
			Name:    `Müller & Söhne <"GmbH">`,
			Email:   new("a@example.org"),
			Address: order.Address{Street: "1 Main St", City: "Bern", Country: "CH"},
		},
		DeliverTo: &order.Address{Street: "2 Side St\r", City: "Basel", Country: "CH"},
		Priority:  order.PriorityExpress,
		Gift:      new(false),
		Line:      make([]order.Line, lines),
	}
	for i := range o.Line {
		o.Line[i] = order.Line{
			Number:      int32(i + 1),
			Sku:         fmt.Sprintf("SKU-%05d", i),
			Description: "Widget, blue, 12 mm",
			Quantity:    order.Quantity(i%10 + 1),
			Price:       "19.950",
			Delivery:    "2026-12-01",
		}
	}
	return o
}

func encode(t testing.TB, n *codec.Name, v codec.Encodable) string {
	t.Helper()
	e := codec.NewEncoder(nil)
	e.Element(n, v)
	if err := e.Err(); err != nil {
		t.Fatal(err)
	}
	return string(e.Bytes())
}

func parse(t testing.TB, s string) *doc.Doc {
	t.Helper()
	d := doc.New(doc.DefaultLimits)
	if err := d.Fill(strings.NewReader(s), len(s)); err != nil {
		t.Fatal(err)
	}
	if err := d.Parse(); err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return d
}

// wrap puts a message into the envelope that paths of errors are counted from.
func wrap(message string) string {
	return `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>` + message + "</s:Body></s:Envelope>"
}

// decode reads the message in the body of an envelope.
func decode(t testing.TB, envelope string, v codec.Decodable) error {
	t.Helper()
	d := parse(t, envelope)
	defer d.Release()
	return v.DecodeXML(codec.Open(d, d.First(d.First(d.Root())), new(codec.Room)))
}

func TestOrderRoundTrip(t *testing.T) {
	bare := anOrder(1)
	bare.Currency, bare.Customer.Email, bare.DeliverTo, bare.Gift = nil, nil, nil, nil
	bare.Note = new("")
	for _, tt := range []struct {
		name string
		elem *codec.Name
		in   interface {
			codec.Encodable
			codec.Decodable
		}
	}{
		{"everything", &elemOrder, anOrder(3)},
		{"what is required", &elemOrder, bare},
		{"receipt", &elemReceipt, &order.OrderReceipt{
			ID: "4711", Accepted: "2026-11-28T10:00:01Z", Lines: 3,
			Total:   order.Amount{Currency: "CHF", Value: "-0.10"},
			Backlog: []order.OrderReceiptBacklog{{Number: 2, Until: "2027-01-31"}, {Number: 3, Until: "2027-02-28Z"}},
		}},
		{"receipt without backlog", &elemReceipt, &order.OrderReceipt{
			ID: "4711", Accepted: "2026-11-28T10:00:01", Total: order.Amount{Currency: "CHF", Value: "1"},
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := encode(t, tt.elem, tt.in)
			out := reflect.New(reflect.TypeOf(tt.in).Elem()).Interface().(codec.Decodable)
			if err := decode(t, wrap(text), out); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if !reflect.DeepEqual(out, codec.Decodable(tt.in)) {
				t.Errorf("got  %+v\nwant %+v", out, tt.in)
			}
		})
	}
}

// The encoder writes what the canonicalizer makes of it.
func TestOrderIsCanonical(t *testing.T) {
	text := encode(t, &elemOrder, anOrder(2))
	d := parse(t, text)
	defer d.Release()
	if got := string(d.Canonical(nil, d.Root(), nil)); got != text {
		t.Errorf("got  %s\nwant %s", got, text)
	}
}

func TestOrderSize(t *testing.T) {
	for lines, want := range map[int]int{20: 4 << 10, 333: 64 << 10} {
		got := len(encode(t, &elemOrder, anOrder(lines)))
		if got < want*9/10 || got > want*11/10 {
			t.Errorf("%d lines are %d bytes, want about %d", lines, got, want)
		}
	}
}

const goodOrder = `<o:Order xmlns:o="urn:example:orders" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="1">
<o:placed>2026-11-28T10:00:00Z</o:placed>
<o:customer><o:name>A</o:name><o:address><o:street>S</o:street><o:city>C</o:city><o:country> CH </o:country></o:address></o:customer>
<o:priority>normal</o:priority>
<o:note xsi:nil="true"/>
<o:line number="1" sku="X"><o:description>d</o:description><o:quantity>1</o:quantity><o:price>1</o:price><o:delivery>2026-12-01</o:delivery></o:line>
</o:Order>`

func TestOrderRefused(t *testing.T) {
	if err := decode(t, wrap(goodOrder), new(order.Order)); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, old, new, want string }{
		{"missing", "<o:city>C</o:city>", "",
			"/Order/customer/address: element {urn:example:orders}city is missing before {urn:example:orders}country"},
		{"missing at the end", "<o:delivery>2026-12-01</o:delivery>", "",
			"/Order/line: element {urn:example:orders}delivery is missing"},
		{"surplus", "</o:line>", "<o:more/></o:line>",
			"/Order/line: element {urn:example:orders}more is not expected here"},
		{"doubled", "<o:city>C</o:city>", "<o:city>C</o:city><o:city>D</o:city>",
			"/Order/customer/address: element {urn:example:orders}country is missing before {urn:example:orders}city"},
		{"out of order", "<o:quantity>1</o:quantity><o:price>1</o:price>", "<o:price>1</o:price><o:quantity>1</o:quantity>",
			"/Order/line: element {urn:example:orders}quantity is missing before {urn:example:orders}price"},
		{"of no namespace", "<o:city>C</o:city>", "<city>C</city>",
			"/Order/customer/address: element {urn:example:orders}city is missing before city"},
		{"number", "<o:quantity>1<", "<o:quantity>1.0<",
			`/Order/line/quantity: "1.0" is not an integer of 32 bits`},
		{"number out of bounds", "<o:quantity>1<", "<o:quantity>0<",
			`/Order/line/quantity: "0" is less than 1`},
		{"number beyond the type", "<o:quantity>1<", "<o:quantity>4294967297<",
			`/Order/line/quantity: "4294967297" is not an integer of 32 bits`},
		{"decimal", "<o:price>1<", "<o:price>1e3<",
			`/Order/line/price: "1e3" is not a decimal`},
		{"date", "2026-12-01", "2026-02-30",
			`/Order/line/delivery: "2026-02-30" is not a date`},
		{"date and time", "2026-11-28T10", "2026-11-28T25",
			`/Order/placed: "2026-11-28T25:00:00Z" is not a date and time`},
		{"enumeration", ">normal<", ">slow<",
			`/Order/priority: "slow" is not a value of Priority`},
		{"length", "> CH <", ">CHE<",
			`/Order/customer/address/country: "CHE" has 3 characters, 2 are expected`},
		{"attribute missing", ` sku="X"`, "",
			"/Order/line: attribute sku is missing"},
		{"attribute of no meaning", ` sku="X"`, ` sku="X" color="red"`,
			"/Order/line: attribute color is not expected here"},
		{"attribute of another namespace", ` sku="X"`, ` o:sku="X"`,
			"/Order/line: attribute {urn:example:orders}sku is not expected here"},
		{"attribute on text", "<o:city>", `<o:city zip="1">`,
			"/Order/customer/address/city: attribute zip is not expected here"},
		{"attribute value", `number="1"`, `number="one"`,
			`/Order/line: attribute number: "one" is not an integer of 32 bits`},
		{"text among elements", "</o:line>", "</o:line>and more",
			"/Order: text is not expected here"},
		{"element in text", ">normal<", "><b/><",
			"/Order/priority: has child elements where text was expected"},
		{"nil where it is not allowed", "<o:name>A</o:name>", `<o:name xsi:nil="true"/>`,
			"/Order/customer/name: is nil, which is not allowed here"},
		{"nil struct", "<o:customer>", `<o:customer xsi:nil="1">`,
			"/Order/customer: is nil and not empty"},
		{"nil with content", `<o:note xsi:nil="true"/>`, `<o:note xsi:nil="true">x</o:note>`,
			"/Order/note: is nil and not empty"},
		{"nil that is not a boolean", `xsi:nil="true"`, `xsi:nil="yes"`,
			`/Order/note: xsi:nil: "yes" is not a boolean`},
		{"nil with an attribute", `xsi:nil="true"`, `xsi:nil="true" a="b"`,
			"/Order/note: attribute a is not expected here"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(goodOrder, tt.old, tt.new, 1)
			if bad == goodOrder {
				t.Fatalf("%q is not in the order", tt.old)
			}
			err := decode(t, wrap(bad), new(order.Order))
			if got := fmt.Sprint(err); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestOrderNotEncoded(t *testing.T) {
	for _, tt := range []struct {
		want string
		edit func(*order.Order)
	}{
		{`element {urn:example:orders}quantity: "0" is less than 1`, func(o *order.Order) { o.Line[0].Quantity = 0 }},
		{`element {urn:example:orders}quantity: "100001" is more than 100000`, func(o *order.Order) { o.Line[0].Quantity = 100001 }},
		{`element {urn:example:orders}price: "1,5" is not a decimal`, func(o *order.Order) { o.Line[0].Price = "1,5" }},
		{`element {urn:example:orders}placed: "" is not a date and time`, func(o *order.Order) { o.Placed = "" }},
		{`element {urn:example:orders}priority: "" is not a value of Priority`, func(o *order.Order) { o.Priority = "" }},
		{`attribute currency: "Euro" has 4 characters, 3 are expected`, func(o *order.Order) { o.Currency = new(order.Currency("Euro")) }},
		{"element {urn:example:orders}line is there 0 times, at least 1 are expected", func(o *order.Order) { o.Line = nil }},
		{"text holds a character that XML does not have", func(o *order.Order) { o.Note = new("\x00") }},
		{"attribute id holds a character that XML does not have", func(o *order.Order) { o.ID = "\uFFFE" }},
	} {
		t.Run(tt.want, func(t *testing.T) {
			o := anOrder(1)
			tt.edit(o)
			e := codec.NewEncoder(nil)
			e.Element(&elemOrder, o)
			if got := fmt.Sprint(e.Err()); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func BenchmarkOrderEncode(b *testing.B) {
	for _, lines := range []int{20, 333} {
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			o := anOrder(lines)
			e := codec.NewEncoder(nil)
			e.Element(&elemOrder, o)
			b.SetBytes(int64(len(e.Bytes())))
			b.ReportAllocs()
			for b.Loop() {
				e.Reset(e.Bytes()[:0])
				e.Element(&elemOrder, o)
			}
		})
	}
}

func BenchmarkOrderDecode(b *testing.B) {
	for _, lines := range []int{20, 333} {
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			d := parse(b, wrap(encode(b, &elemOrder, anOrder(lines))))
			body := d.First(d.First(d.Root()))
			b.SetBytes(int64(len(d.Bytes())))
			b.ReportAllocs()
			for b.Loop() {
				var o order.Order
				if err := o.DecodeXML(codec.Open(d, body, new(codec.Room))); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
