package generator

import (
	"math/big"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
)

// simpleType settles a restriction. Its facets are checked when values are read
// and written; a facet that is not checked is refused.
func (b *builder) simpleType(d *typeDef, t *parser.SimpleType) {
	s := d.Scalar
	s.Builtin = builtins["string"] // stays in place when the type is refused
	if t.Variety != parser.Atomic {
		b.refuse(t.Pos, "xs:"+string(t.Variety))
		return
	}
	if t.Base.Anonymous != nil {
		b.refuse(t.Base.Pos, "a restriction of a type in place")
		return
	}
	s.Builtin = b.scalarOf(t)
	if base, ok := b.defs.Schemas.Type(t.Base.Name); ok && hasChecks(b.defs.Schemas, base) {
		s.Base = b.named[base]
	}
	if s.Base == nil {
		s.Checks = append(s.Checks, s.Builtin.Checks...)
	}
	for _, f := range t.Facets {
		b.facet(d, f)
	}
}

// scalarOf returns the built-in type at the end of a chain of restrictions, as
// its whiteSpace facets change it.
func (b *builder) scalarOf(t *parser.SimpleType) *builtin {
	space := ""
	for {
		for _, f := range t.Facets {
			if f.Kind == "whiteSpace" && space == "" {
				space = f.Value
			}
		}
		base, _ := b.defs.Schemas.Resolve(t.Base).(*parser.SimpleType)
		if base == nil || base.Builtin {
			break
		}
		t = base
	}
	v := b.valueType(t.Base, t.Pos, "", "").Builtin
	if v == nil {
		return builtins["string"] // refused where it is defined
	}
	switch {
	case v.Kind != text || v.Read == "Token":
	case space == "collapse":
		return collapsed
	case space == "replace":
		return builtins["normalizedString"]
	}
	return v
}

// hasChecks reports whether a type that is restricted has facets to check, its
// own or those of its bases.
func hasChecks(set *parser.SchemaSet, t parser.Type) bool {
	s, ok := t.(*parser.SimpleType)
	for ok && !s.Builtin {
		for _, f := range s.Facets {
			if f.Kind != "whiteSpace" {
				return true
			}
		}
		if base, simple := set.Resolve(s.Base).(*parser.SimpleType); simple && base.Builtin {
			v := builtins[base.Name.Local]
			return v != nil && len(v.Checks) > 0
		}
		s, ok = set.Resolve(s.Base).(*parser.SimpleType)
	}
	return false
}

// facet adds one facet to a type.
func (b *builder) facet(d *typeDef, f parser.Facet) {
	s := d.Scalar
	v := s.Builtin
	isText := v.Kind == text
	isInt := v.Kind == signed || v.Kind == unsigned || v.Go == "Integer"
	switch {
	case f.Kind == "whiteSpace" && (isText || f.Value == "collapse"):
	case f.Kind == "enumeration" && isText:
		b.enumeration(d, f)
	case f.Kind == "length" && isText:
		s.Checks = append(s.Checks, check{"Length", count(f)})
	case f.Kind == "minLength" && isText:
		s.Checks = append(s.Checks, check{"MinLength", count(f)})
	case f.Kind == "maxLength" && isText:
		s.Checks = append(s.Checks, check{"MaxLength", count(f)})
	case f.Kind == "minInclusive" && isInt:
		b.bound(s, f, "AtLeast", 0)
	case f.Kind == "minExclusive" && isInt:
		b.bound(s, f, "AtLeast", +1)
	case f.Kind == "maxInclusive" && isInt:
		b.bound(s, f, "AtMost", 0)
	case f.Kind == "maxExclusive" && isInt:
		b.bound(s, f, "AtMost", -1)
	default:
		b.refuse(f.Pos, "xs:"+f.Kind+" on "+v.Go)
	}
}

// count returns the value of a facet that counts; the parser has checked it.
func count(f parser.Facet) string {
	n, _ := new(big.Int).SetString(strings.TrimSpace(f.Value), 10)
	return n.String()
}

// bound adds a bound of an integer. One that the Go type cannot hold either says
// nothing or leaves no value; both are refused.
func (b *builder) bound(s *scalarDef, f parser.Facet, fn string, by int64) {
	n, ok := new(big.Int).SetString(strings.TrimSpace(f.Value), 10)
	if !ok {
		b.errorf(f.Pos, "xs:%s: %q is not an integer", f.Kind, f.Value)
		return
	}
	n.Add(n, big.NewInt(by))
	low, high := limits(s.Builtin)
	if low != nil && (n.Cmp(low) < 0 || n.Cmp(high) > 0) {
		b.errorf(f.Pos, "xs:%s: %s is beyond what the base of the type can hold", f.Kind, f.Value)
		return
	}
	s.Checks = append(s.Checks, check{fn, n.String()})
}

// limits returns the least and the largest value of a Go integer type, nil for
// an integer without any.
func limits(v *builtin) (low, high *big.Int) {
	one := big.NewInt(1)
	switch v.Kind {
	case signed:
		high = new(big.Int).Lsh(one, uint(v.Bits-1))
		return new(big.Int).Neg(high), new(big.Int).Sub(high, one)
	case unsigned:
		high = new(big.Int).Lsh(one, uint(v.Bits))
		return new(big.Int), high.Sub(high, one)
	}
	return nil, nil
}

// enumeration adds a value with its constant.
func (b *builder) enumeration(d *typeDef, f parser.Facet) {
	value := f.Value
	switch d.Scalar.Builtin.Read {
	case "Token":
		value = strings.Join(strings.Fields(value), " ")
	case "Normalized":
		value = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ").Replace(value)
	}
	for _, item := range d.Scalar.Enum {
		if item.Value == value {
			return // said twice, means the same
		}
	}
	name := d.Name + "Empty"
	if value != "" {
		name = d.Name + enumName(value)
	}
	d.Scalar.Enum = append(d.Scalar.Enum, enumItem{
		Const: b.names.name(name, "Value"),
		Value: value,
		Doc:   comment(f.Doc),
	})
}
