package parted_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/testdata/parted"
	"github.com/wsscgen/wsscgen/testdata/parted/base"
)

func drawing() *base.Drawing {
	return &base.Drawing{Shape: []base.AnyShape{
		&base.Shape{Name: "any"}, &parted.Circle{Shape: base.Shape{Name: "round"}, Radius: 3},
	}}
}

// TestDocument reads back what it writes, with a type of a package that the one of the
// declared type does not know.
func TestDocument(t *testing.T) {
	data, err := parted.MarshalDrawing(drawing())
	if err != nil {
		t.Fatal(err)
	}
	got, err := parted.UnmarshalDrawing(data)
	if err != nil || !reflect.DeepEqual(got, drawing()) {
		t.Errorf("%s\ngot %+v, %v", data, got, err)
	}
	unknown := strings.Replace(string(data), ":Circle", ":Square", 1)
	if _, err := parted.UnmarshalDrawing([]byte(unknown)); err == nil || !strings.Contains(err.Error(), "not known") {
		t.Errorf("a type that no package has: %v", err)
	}
}

// TestRaw does the same with an element that was kept as it is.
func TestRaw(t *testing.T) {
	raw, err := codec.RawOf(codec.QName{Space: "urn:x", Local: "Drawing"}, drawing())
	if err != nil {
		t.Fatal(err)
	}
	types := func(space, local string) codec.Typed {
		if space == "urn:parted" && local == "Circle" {
			return new(parted.Circle)
		}
		return nil
	}
	var got base.Drawing
	if err := raw.DecodeWith(&got, types); err != nil || !reflect.DeepEqual(&got, drawing()) {
		t.Errorf("%s\ngot %+v, %v", raw, got, err)
	}
	if err := raw.Decode(new(base.Drawing)); err == nil {
		t.Error("the package of Drawing knows Circle")
	}
	if err := (codec.Raw{}).DecodeWith(&got, types); err == nil {
		t.Error("no element was read")
	}
}
