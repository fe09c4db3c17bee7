package codec_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/testdata/kinds"
)

var (
	kindsSpace = codec.Namespace{URI: "urn:kinds", Prefix: "n1", Decl: ` xmlns:n1="urn:kinds"`}
	elemIn     = codec.Name{Space: &kindsSpace, Local: "In", Open: "<n1:In", Close: "</n1:In>"}
)

// leastKinds has what is required and nothing else.
func leastKinds() *kinds.KindsType {
	return &kinds.KindsType{
		Mark:         "m",
		UnsignedLong: []uint64{0},
		Integer:      "0",
		Decimal:      "0",
		Date:         []*codec.Date{nil},
		Bytes:        []byte{},
		Color:        kinds.ColorEmpty,
		Measure:      codec.Nil[kinds.Measure](),
		Root:         kinds.Kinds2{Unqualified: []string{""}},
	}
}

func allKinds() *kinds.KindsType {
	return &kinds.KindsType{
		Z:             "\"<&>\t\n",
		Lang:          new("en"),
		Mark:          "x",
		ColorAttr:     new(kinds.ColorDarkBlue),
		Own:           new(uint16(math.MaxUint16)),
		Flag:          new(true),
		Ratio:         new(float32(-0.5)),
		Key:           []byte{0xff, 0},
		When:          new(codec.Date("2026-11-28+14:00")),
		Count:         new(codec.Integer("18446744073709551616")),
		String:        "  two  blanks\tand\nmore & <markup> ",
		Normalized:    " a  b ",
		Token:         "a b",
		URI:           new("urn:x?a=b&c"),
		Boolean:       true,
		Byte:          math.MinInt8,
		Short:         new(int16(math.MaxInt16)),
		Int:           new(int32(math.MinInt32)),
		Long:          math.MinInt64,
		UnsignedByte:  math.MaxUint8,
		UnsignedShort: new(uint16(0)),
		UnsignedInt:   math.MaxUint32,
		UnsignedLong:  []uint64{math.MaxUint64, 0, 1},
		Integer:       "-99999999999999999999999999",
		Positive:      []codec.Integer{"1", "+2", "0003"},
		Float:         math.MaxFloat32,
		Double:        new(math.Inf(-1)),
		Decimal:       "-12345678901234567890.10",
		DateTime:      new(codec.DateTime("-12026-02-28T24:00:00")),
		Date:          []*codec.Date{nil, new(codec.Date("2024-02-29")), nil},
		Bytes:         []byte("bytes"),
		OptionalBytes: []byte{},
		Color:         kinds.ColorX,
		Warm:          new(kinds.WarmColor("red")),
		Percent:       []kinds.Percent{0, 100},
		Big:           new(kinds.Big("99999999999999999999")),
		Plain:         new(kinds.Plain("plain")),
		Price:         new(kinds.Price("9.90")),
		Nested: []kinds.KindsTypeNested{
			{Level: new(kinds.KindsTypeNestedLevel(7))},
			{Again: leastKinds()},
		},
		Measure:  codec.Some(kinds.Measure{Unit: new("m"), Value: 1}),
		Measures: []*codec.Nillable[kinds.Measure]{codec.Nil[kinds.Measure](), codec.Some(kinds.Measure{Value: 2}), {Value: kinds.Measure{Unit: new("s")}, Nil: true}},
		Root:     kinds.Kinds2{Unqualified: []string{"a", "b"}},
		Local:    new(""),
	}
}

func TestKindsRoundTrip(t *testing.T) {
	for name, in := range map[string]*kinds.KindsType{"all": allKinds(), "least": leastKinds()} {
		t.Run(name, func(t *testing.T) {
			text := encode(t, &elemIn, in)
			var out kinds.KindsType
			if err := decode(t, wrap(text), &out); err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if !reflect.DeepEqual(&out, in) {
				t.Errorf("got  %+v\nwant %+v\n%s", &out, in, text)
			}
			d := parse(t, text)
			defer d.Release()
			if got := string(d.Canonical(nil, d.Root(), nil)); got != text {
				t.Errorf("not canonical:\ngot  %s\nwant %s", text, got)
			}
		})
	}
}

// A value that is decoded into is overwritten as a whole.
func TestDecodeOverwrites(t *testing.T) {
	out := allKinds()
	if err := decode(t, wrap(encode(t, &elemIn, leastKinds())), out); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(out, leastKinds()) {
		t.Errorf("got %+v", out)
	}
}

func TestKindsRefused(t *testing.T) {
	good := encode(t, &elemIn, allKinds())
	for _, tt := range []struct{ name, old, new, want string }{
		{"too many", "<n1:unsignedLong>0<", "<n1:unsignedLong>0</n1:unsignedLong><n1:unsignedLong>0<",
			"/In: element {urn:kinds}unsignedLong is there 4 times, at most 3 are allowed"},
		{"none", "<n1:unsignedLong>18446744073709551615</n1:unsignedLong><n1:unsignedLong>0</n1:unsignedLong><n1:unsignedLong>1</n1:unsignedLong>", "",
			"/In: element {urn:kinds}unsignedLong is missing before {urn:kinds}integer"},
		{"own attribute without its namespace", "n1:own=", "own=",
			"/In: attribute own is not expected here"},
		{"required attribute", "n2:mark=", "xml:base=",
			"/In: attribute {http://www.w3.org/XML/1998/namespace}base is not expected here"},
		{"attribute of an enumeration", `color="dark blue"`, `color="green"`,
			`/In: attribute color: "green" is not a value of Color`},
		{"bound of a built-in type", "<n1:positive>1<", "<n1:positive>-0<",
			`/In/positive: "-0" is less than 1`},
		{"integer with a fraction", "<n1:positive>1<", "<n1:positive>1.0<",
			`/In/positive: "1.0" is not an integer`},
		{"check of the base", "<n1:warm>red<", "<n1:warm>pink<",
			`/In/warm: "pink" is not a value of Color`},
		{"check beyond the base", "<n1:warm>red<", "<n1:warm>dark blue<",
			`/In/warm: "dark blue" has 9 characters, at most 4 are allowed`},
		{"exclusive bound", "<n1:big>99999999999999999999<", "<n1:big>100000000000000000000<",
			`/In/big: "100000000000000000000" is more than 99999999999999999999`},
		{"bound of an attribute", `level="7"`, `level="8"`,
			`/In/nested: attribute level: "8" is more than 7`},
		{"text of simple content", ` unit="m">1<`, ` unit="m">x<`,
			`/In/measure: "x" is not an unsigned integer of 8 bits`},
		{"elements in simple content", ` unit="m">1<`, ` unit="m"><x/><`,
			"/In/measure: has child elements where text was expected"},
		{"boolean", "<n1:boolean>true<", "<n1:boolean>True<",
			`/In/boolean: "True" is not a boolean`},
		{"base64", "<n1:bytes>Ynl0ZXM=<", "<n1:bytes>Ynl0ZXM<",
			"/In/bytes: not base64"},
		{"float", "<n1:double>-INF<", "<n1:double>-Infinity<",
			`/In/double: "-Infinity" is not a floating point number`},
		{"unqualified element qualified", "local>", "n1:local>",
			"/In: element {urn:kinds}local is not expected here"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.ReplaceAll(good, tt.old, tt.new)
			if bad == good {
				t.Fatalf("%q is not in %s", tt.old, good)
			}
			err := decode(t, wrap(bad), new(kinds.KindsType))
			if got := fmt.Sprint(err); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// White space is handled as each type asks for.
func TestKindsWhiteSpace(t *testing.T) {
	text := encode(t, &elemIn, allKinds())
	for old, new := range map[string]string{
		"<n1:normalized> a  b <": "<n1:normalized>\ta\n b <",
		"<n1:token>a b<":         "<n1:token>\n a \t b <",
		"<n1:long>":              "<n1:long>\n ",
		"<n1:plain>plain<":       "<n1:plain> plain <",
		"<n1:color>&lt;=<":       "<n1:color> &lt;= <",
		"<n1:bytes>Ynl0ZXM=<":    "<n1:bytes> Ynl0\nZXM= <",
		"<n1:boolean>true<":      "<n1:boolean> 1 <",
	} {
		if !strings.Contains(text, old) {
			t.Fatalf("%q is not in %s", old, text)
		}
		text = strings.Replace(text, old, new, 1)
	}
	var out kinds.KindsType
	if err := decode(t, wrap(text), &out); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&out, allKinds()) {
		t.Errorf("got  %+v\nwant %+v", &out, allKinds())
	}
}
