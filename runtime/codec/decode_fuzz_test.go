package codec_test

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/testdata/kinds"
	"github.com/wsscgen/wsscgen/testdata/order"
)

// value is a generated type.
type value interface {
	codec.Encodable
	codec.Decodable
}

// decodable are the types whose elements FuzzDecode reads.
var decodable = map[string]struct {
	name *codec.Name
	new  func() value
}{
	"Order":        {&elemOrder, func() value { return new(order.Order) }},
	"OrderReceipt": {&elemReceipt, func() value { return new(order.OrderReceipt) }},
	"In":           {&elemIn, func() value { return new(kinds.KindsType) }},
}

// FuzzDecode proves that any document is decoded without harm, and that a value that
// was decoded is encoded, in canonical form, to what decodes to the same value.
func FuzzDecode(f *testing.F) {
	f.Add(encode(f, &elemOrder, anOrder(2)))
	f.Add(goodOrder)
	f.Add(encode(f, &elemReceipt, &order.OrderReceipt{
		ID: "4711", Accepted: "2026-11-28T10:00:01Z", Lines: 3,
		Total:   order.Amount{Currency: "CHF", Value: "-0.10"},
		Backlog: []order.OrderReceiptBacklog{{Number: 2, Until: "2027-01-31"}},
	}))
	f.Add(encode(f, &elemIn, allKinds()))
	f.Add(encode(f, &elemIn, leastKinds()))
	f.Add(strings.NewReplacer("<n1:boolean>true<", "<n1:boolean> 1\n<!-- c --><", "&lt;markup>", "<![CDATA[<markup>]]>").Replace(encode(f, &elemIn, allKinds())))
	f.Fuzz(func(t *testing.T, message string) {
		if len(message) > 64<<10 {
			return
		}
		text := wrap(message)
		d := doc.New(doc.DefaultLimits)
		defer d.Release()
		if d.Fill(strings.NewReader(text), len(text)) != nil || d.Parse() != nil {
			return
		}
		id := d.First(d.First(d.Root()))
		if id == doc.None {
			return
		}
		kind, ok := decodable[string(d.Local(id))]
		if !ok {
			return
		}
		first := kind.new()
		if err := first.DecodeXML(codec.Open(d, id, new(codec.Room))); err != nil {
			if !strings.HasPrefix(err.Error(), "/") {
				t.Errorf("%q: error without a place: %v", message, err)
			}
			return
		}
		checkAgain(t, kind.name, first, kind.new())
	})
}

// checkAgain proves that a value survives being encoded and decoded.
func checkAgain(t *testing.T, name *codec.Name, first, again value) {
	t.Helper()
	e := codec.NewEncoder(nil)
	e.Element(name, first)
	if err := e.Err(); err != nil {
		t.Fatalf("%+v was decoded and is not encoded: %v", first, err)
	}
	text := string(e.Bytes())
	if err := decode(t, wrap(text), again); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if printed(first) != printed(again) { // not DeepEqual: NaN is no NaN
		t.Fatalf("got  %s\nwant %s from %s", printed(again), printed(first), text)
	}
	d := parse(t, text)
	defer d.Release()
	if got := d.Canonical(nil, d.Root(), nil); !bytes.Equal(got, []byte(text)) {
		t.Fatalf("not canonical:\ngot  %s\nwant %s", text, got)
	}
}

// printed shows a value with all that its pointers lead to.
func printed(v any) string {
	var b strings.Builder
	printTo(&b, reflect.ValueOf(v))
	return b.String()
}

func printTo(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		b.WriteByte('&')
		printTo(b, v.Elem())
	case reflect.Struct:
		b.WriteByte('{')
		for i := range v.NumField() {
			b.WriteString(v.Type().Field(i).Name + ":")
			printTo(b, v.Field(i))
			b.WriteByte(' ')
		}
		b.WriteByte('}')
	case reflect.Slice:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		b.WriteByte('[')
		for i := range v.Len() {
			printTo(b, v.Index(i))
			b.WriteByte(' ')
		}
		b.WriteByte(']')
	default:
		fmt.Fprintf(b, "%#v", v.Interface())
	}
}

// FuzzLexical proves that the readers of simple types take any text without harm,
// and that what they make of it is written as they read it.
func FuzzLexical(f *testing.F) {
	for _, s := range []string{
		"", " ", "0", "-0", "+1", "++1", "+-1", "--1", "1_000", "0x1", "01", "9223372036854775807", "9223372036854775808", "18446744073709551615",
		"true", "TRUE", " 1\t", "1.5", "1.", ".5", ".", "-.", "1e5", "1E+05", "INF", "-INF", "+INF", "NaN", "nan", "Infinity", "0x1p-2", "1e999", "-1e-999",
		"2026-11-28", "2026-11-28Z", "-0001-01-01+14:00", "0000-01-01", "12026-02-29", "2024-02-29-14:01", "2026-11-28T24:00:00", "2026-11-28T23:59:59.999999999999Z", "2026-11-28T23:59:60",
		"AA==", "AB==", "A A\n=\t=", "AAA", "=", "a&b", "\u00e9",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if v, err := codec.ParseBool(s); err == nil {
			if w, err := codec.ParseBool(codec.FormatBool(v)); err != nil || w != v {
				t.Errorf("boolean %q: %v, %v", s, w, err)
			}
		}
		for _, bits := range []int{8, 16, 32, 64} {
			v, err := codec.ParseInt(s, bits)
			if digits(s, true) != (err == nil) && len(s) < 3 {
				t.Errorf("integer %q: %v", s, err)
			}
			if err == nil && (!digits(s, true) || v < -1<<(bits-1) || v > 1<<(bits-1)-1) {
				t.Errorf("integer %q of %d bits: %d", s, bits, v)
			}
			u, err := codec.ParseUint(s, bits)
			if err == nil && (!digits(s, false) || bits < 64 && u>>bits > 0) {
				t.Errorf("unsigned integer %q of %d bits: %d", s, bits, u)
			}
			if bits >= 32 {
				if v, err := codec.ParseFloat(s, bits); err == nil {
					if w, err := codec.ParseFloat(codec.FormatFloat(v, bits), bits); err != nil || w != v && (w == w || v == v) {
						t.Errorf("number %q: %v, %v, want %v", s, w, err, v)
					}
				}
			}
		}
		if v, err := codec.ParseBase64(s); err == nil {
			if w, err := codec.ParseBase64(codec.FormatBase64(v)); err != nil || !bytes.Equal(v, w) {
				t.Errorf("base64 %q: %q, %v, want %q", s, w, err, v)
			}
		}
		checkLexical(t, codec.Decimal(s))
		checkLexical(t, codec.Integer(s))
		checkLexical(t, codec.Date(s))
		checkLexical(t, codec.DateTime(s))
		if v, err := codec.Integer(s).Lexical(); err == nil {
			i := codec.Integer(v)
			if i.AtLeast(i) != nil || i.AtMost(i) != nil {
				t.Errorf("integer %q is not as large as itself", s)
			}
			if n, err := codec.ParseInt(v, 64); err == nil {
				if (i.AtLeast("0") == nil) != (n >= 0) || (i.AtMost("-7") == nil) != (n <= -7) || (i.AtLeast("100") == nil) != (n >= 100) {
					t.Errorf("integer %q compares otherwise than %d", s, n)
				}
			}
		}
	})
}

// checkLexical proves that what a value says of itself is a value that says the same.
func checkLexical[T codec.LexicalValue](t *testing.T, v T) {
	t.Helper()
	s, err := v.Lexical()
	if err != nil {
		return
	}
	if again, err := T(s).Lexical(); err != nil || again != s || strings.ContainsAny(s, " \t\r\n<&") {
		t.Errorf("%T %q: %q, then %q, %v", v, string(v), s, again, err)
	}
}

// digits reports whether s is an integer as XML Schema writes one: blanks around it,
// one sign at most, and digits.
func digits(s string, negative bool) bool {
	s = strings.Trim(s, " \t\r\n")
	if s != "" && (s[0] == '+' || s[0] == '-' && negative) {
		s = s[1:]
	}
	return s != "" && strings.Trim(s, "0123456789") == ""
}
