package generator

import (
	"math"
	"math/big"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
	codecs "github.com/wsscgen/wsscgen/runtime/codec"
)

// enumeration adds a value, with its constant or variable where Go can have one. One that
// Go has none for leaves the enumeration open: no value is held against it.
func (b *builder) enumeration(d *typeDef, f parser.Facet) {
	value, lit, ok := b.enumValue(d, f)
	if !ok {
		return
	}
	for _, item := range d.Scalar.Enum {
		if item.Value == value {
			return // said twice, means the same
		}
	}
	item := enumItem{Value: value, Lit: lit, Doc: comment(f.Doc)}
	if v := d.Scalar.Builtin; v.named() {
		word := value
		if v.Kind == qname {
			word = f.Name.Local
		}
		name := d.Name + "Empty"
		if word != "" {
			name = d.Name + b.enumName(strings.ReplaceAll(word, "-", negative(v)))
		}
		item.Const = b.topName(b.home(d), d.Key+"="+value, name, "Value")
	}
	d.Scalar.Enum = append(d.Scalar.Enum, item)
	if s := d.Scalar; s.Builtin.Kind == lexical && s.EnumVar == "" {
		s.EnumVar = b.names.name("enum"+d.Name, "")
	}
}

// open notes a value that no value is held against, nor against the others.
func (b *builder) open(d *typeDef, f parser.Facet) (string, any, bool) {
	d.Scalar.Open = true
	b.unchecked(d, f)
	return "", nil, false
}

// named reports whether the values of an enumeration get names: all but those of
// slices.
func (v *builtin) named() bool { return !v.nilable() }

// enumValue returns the value of an enumeration in words, by which it gets its name, and
// what is printed for it.
func (b *builder) enumValue(d *typeDef, f parser.Facet) (value string, lit any, ok bool) {
	v := d.Scalar.Builtin
	wrong := func() (string, any, bool) {
		b.schemaf(f.Pos, "xs:enumeration: %q is not a value of the type", f.Value)
		return "", nil, false
	}
	switch value = strings.TrimSpace(f.Value); v.Kind {
	case text:
		if d.Scalar.Mixed {
			d.Scalar.Open = true // 01 may be 1
			b.unchecked(d, f)
		}
		switch value = f.Value; v.Read {
		case "Token":
			value = strings.Join(strings.Fields(value), " ")
		case "Normalized":
			value = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(value)
		}
		return value, value, true
	case lexical:
		if checkLexical(v.Go, value) != nil {
			return wrong()
		}
		return value, value, true
	case signed, unsigned:
		n, ok := new(big.Int).SetString(strings.TrimPrefix(value, "+"), 10)
		low, high := limits(v)
		if !ok || n.Cmp(low) < 0 || n.Cmp(high) > 0 {
			return wrong()
		}
		return n.String(), n, true
	case boolean:
		x, err := codecs.ParseBool(value)
		if err != nil {
			return wrong()
		}
		return codecs.FormatBool(x), x, true
	case float:
		x, err := codecs.ParseFloat(value, v.Bits)
		if err != nil {
			return wrong()
		}
		if math.IsInf(x, 0) || math.IsNaN(x) {
			return b.open(d, f) // no constant of Go
		}
		x += 0 // -0 is 0
		return codecs.FormatFloat(x, v.Bits), x, true
	case qname:
		if f.Name.Local == "" {
			return wrong()
		}
		return f.Name.String(), f.Name, true
	case binary, hexadecimal:
		parse := codecs.ParseBase64
		if v.Kind == hexadecimal {
			parse = codecs.ParseHex
		}
		octets, err := parse(value)
		if err != nil {
			return wrong()
		}
		return string(octets), string(octets), true
	case list:
		if item := d.Scalar.Item.scalar(); item.Kind != text || item.Foreign != nil || d.Scalar.Item.Named != nil && d.Scalar.Item.Named.Scalar.Mixed {
			return b.open(d, f) // 01 may be 1
		}
		value = strings.Join(strings.Fields(value), " ")
		return value, value, true
	}
	return b.open(d, f)
}

// asWritten reports whether the items of a list are kept as they are written, so that the
// list is as well.
func (s *scalarDef) asWritten() bool {
	return s.Item != nil && (s.Item.scalar().Kind == text || s.Item.scalar().Kind == lexical) && s.Item.scalar().Foreign == nil
}

// negative is what a dash in a value becomes in the name of its constant.
func negative(v *builtin) string {
	if v.Kind == signed {
		return "Minus "
	}
	return "-"
}
