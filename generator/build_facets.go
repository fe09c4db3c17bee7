package generator

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
)

// facets adds what restricts a type, step by step. The values of an enumeration are those
// of the last step that has one; of the patterns of a step one has to match, of every step
// (XML Schema part 2, sections 4.3.4 and 4.3.5).
func (b *builder) facets(d *typeDef, steps [][]parser.Facet) {
	var values []parser.Facet
	for _, step := range steps {
		var patterns, enum []parser.Facet
		for _, f := range step {
			switch f.Kind {
			case "pattern":
				patterns = append(patterns, f)
			case "enumeration":
				enum = append(enum, f)
			default:
				b.facet(d, f)
			}
		}
		if len(patterns) > 0 {
			b.pattern(d, patterns)
		}
		if len(enum) > 0 {
			values = enum
		}
	}
	for _, f := range values {
		b.enumeration(d, f)
	}
}

// facet adds one facet to a type.
func (b *builder) facet(d *typeDef, f parser.Facet) {
	s := d.Scalar
	v := s.Builtin
	isText := v.Kind == text
	isInt := v.Kind == signed || v.Kind == unsigned || v.Go == "Integer"
	isExact := v.Go == "Decimal" || v.Go == "Integer"
	counts := isText || v.Kind == binary || v.Kind == hexadecimal || v.Kind == list || v.octets()
	switch {
	case f.Kind == "whiteSpace" && (isText || f.Value == "collapse"):
	case f.Kind == "length" && counts:
		s.Checks = append(s.Checks, check{"Length", count(f)})
	case f.Kind == "minLength" && counts:
		s.Checks = append(s.Checks, check{"MinLength", count(f)})
	case f.Kind == "maxLength" && counts:
		s.Checks = append(s.Checks, check{"MaxLength", count(f)})
	case f.Kind == "minInclusive" && isInt:
		b.bound(d, f, "AtLeast", 0)
	case f.Kind == "minExclusive" && isInt:
		b.bound(d, f, "AtLeast", +1)
	case f.Kind == "maxInclusive" && isInt:
		b.bound(d, f, "AtMost", 0)
	case f.Kind == "maxExclusive" && isInt:
		b.bound(d, f, "AtMost", -1)
	case bounds[f.Kind] != "" && v.Go == "Decimal":
		if _, ok := new(big.Rat).SetString(strings.TrimSpace(f.Value)); !ok {
			b.schemaf(f.Pos, "xs:%s: %q is not a decimal", f.Kind, f.Value)
			return
		}
		s.Checks = append(s.Checks, check{bounds[f.Kind], strings.TrimSpace(f.Value)})
	case bounds[f.Kind] != "" && partial[v.Go] != nil:
		value := strings.TrimSpace(f.Value)
		if err := checkLexical(v.Go, value); err != nil {
			b.schemaf(f.Pos, "xs:%s: %v", f.Kind, err)
			return
		}
		if !partial[v.Go].MatchString(value) {
			b.unchecked(d, f) // far out
			return
		}
		s.Checks = append(s.Checks, check{partialBounds[f.Kind], value})
	case bounds[f.Kind] != "" && v.Kind == float:
		n, err := strconv.ParseFloat(strings.TrimSpace(f.Value), v.Bits)
		if err != nil {
			if !strings.Contains(f.Value, "INF") {
				b.schemaf(f.Pos, "xs:%s: %q is not a number", f.Kind, f.Value)
			}
			return
		}
		s.Checks = append(s.Checks, check{bounds[f.Kind], strconv.FormatFloat(n, 'g', -1, v.Bits)})
	case f.Kind == "totalDigits" && isExact:
		s.Checks = append(s.Checks, check{"TotalDigits", count(f)})
	case f.Kind == "totalDigits" && isInt:
		n, err := strconv.Atoi(count(f))
		if err != nil || n > 18 {
			return // more than the Go type holds
		}
		high := strings.Repeat("9", n)
		if low, most := limits(v); most.Cmp(number(high)) > 0 {
			s.Checks = append(s.Checks, check{"AtMost", high})
			if low.Sign() < 0 {
				s.Checks = append(s.Checks, check{"AtLeast", "-" + high})
			}
		}
	case f.Kind == "fractionDigits" && v.Go == "Decimal":
		s.Checks = append(s.Checks, check{"FractionDigits", count(f)})
	case f.Kind == "fractionDigits" && isInt: // has none
	default:
		b.unchecked(d, f)
	}
}

func number(s string) *big.Int {
	n, _ := new(big.Int).SetString(s, 10)
	return n
}

var bounds = map[string]string{"minInclusive": "AtLeast", "maxInclusive": "AtMost", "minExclusive": "Above", "maxExclusive": "Below"}

// unchecked notes a facet that values are not held against.
func (b *builder) unchecked(d *typeDef, f parser.Facet) {
	d.Doc = append(d.Doc, "", printable(fmt.Sprintf("Not checked: %s %q.", f.Kind, f.Value)))
	b.warn(parser.CodeNotChecked, f.Pos, "xs:%s of %s is not checked", f.Kind, d.Name)
}

// count returns the value of a facet that counts; the parser has checked it.
func count(f parser.Facet) string { return number(strings.TrimSpace(f.Value)).String() }

// bound adds a bound of an integer. One that the Go type cannot go beyond says
// nothing; one that leaves no value is an error.
func (b *builder) bound(d *typeDef, f parser.Facet, fn string, by int64) {
	s := d.Scalar
	n, ok := new(big.Int).SetString(strings.TrimPrefix(strings.TrimSpace(f.Value), "+"), 10)
	if !ok {
		b.schemaf(f.Pos, "xs:%s: %q is not an integer", f.Kind, f.Value)
		return
	}
	n.Add(n, big.NewInt(by))
	if low, high := limits(s.Builtin); low != nil && (n.Cmp(low) < 0 || n.Cmp(high) > 0) {
		if fn == "AtLeast" && n.Cmp(low) < 0 || fn == "AtMost" && n.Cmp(high) > 0 {
			return
		}
		b.schemaf(f.Pos, "xs:%s: %s is beyond what the base of the type can hold", f.Kind, f.Value)
		return
	}
	s.Checks = append(s.Checks, check{fn, n.String()})
}

// limits returns the least and the largest value of a Go integer type, nil for
// any other type.
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

// pattern adds the patterns of a step, or says that they are not checked.
func (b *builder) pattern(d *typeDef, step []parser.Facet) {
	var alternatives, values []string
	for _, f := range step {
		re, ok := translate(f.Value)
		if !ok {
			b.unchecked(d, f)
			return
		}
		alternatives, values = append(alternatives, re), append(values, f.Value)
	}
	if k := d.Scalar.Builtin.Kind; k != text && k != lexical && !(k == list && d.Scalar.asWritten()) {
		b.unchecked(d, step[0])
		return
	}
	re := `^(?:` + strings.Join(alternatives, "|") + `)$`
	p, ok := b.patterns[re]
	if !ok {
		p = &pattern{Var: b.names.name("pattern"+d.Name, ""), XSD: printable(strings.Join(values, " or ")), RE: re}
		b.patterns[re] = p
		b.m.Patterns = append(b.m.Patterns, p)
	}
	d.Scalar.Checks = append(d.Scalar.Checks, check{"Pattern", p.Var})
}
