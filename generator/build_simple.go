package generator

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
	codecs "github.com/wsscgen/wsscgen/runtime/codec"
)

// simpleType settles a simple type. Its facets are checked when values are read
// and written; the comment of the type names those that are not.
func (b *builder) simpleType(d *typeDef, t *parser.SimpleType) {
	s := d.Scalar
	switch t.Variety {
	case parser.List:
		item := b.itemType(t, d)
		s.Item = &item
		return
	case parser.Union:
		if n := b.qnames(t); n > 0 && n < len(t.Members) {
			b.refuse(t.Pos, "xs:union of names and other types")
		}
		d.Doc = append(d.Doc, "", "It holds the text of one of several types, which are not told apart.")
		if unionChecks(b.defs.Schemas, t) {
			for i, m := range t.Members {
				s.Members = append(s.Members, b.valueType(m, d.Key, d.Name+"Member"+strconv.Itoa(i+1), "a member of "+d.Name))
			}
		}
		return
	}
	if t.Base.Anonymous != nil {
		b.valueType(t.Base, d.Key, d.Name+"Base", "what "+d.Name+" restricts")
	}
	facets := t.Facets
	base, _ := b.defs.Schemas.Resolve(t.Base).(*parser.SimpleType)
	for base != nil && !base.Builtin && b.root(base) != s.Builtin {
		facets = append(slices.Clone(base.Facets), facets...) // its Go type is another one
		base, _ = b.defs.Schemas.Resolve(base.Base).(*parser.SimpleType)
	}
	if base != nil && !base.Builtin && hasChecks(b.defs.Schemas, base) {
		s.Base = b.named[base]
	}
	if s.Base == nil {
		s.Checks = append(s.Checks, s.Builtin.Checks...)
	}
	if s.Builtin.Kind == list {
		item := b.listItem(t, d)
		s.Item = &item
	}
	var patterns []string
	for i, f := range facets {
		if f.Kind != "pattern" {
			b.facet(d, f)
			continue
		}
		patterns = append(patterns, f.Value)
		if i+1 == len(facets) || facets[i+1].Kind != "pattern" {
			b.pattern(d, f, patterns) // several in one step: one of them
			patterns = nil
		}
	}
}

// itemType returns the type of the items of a list.
func (b *builder) itemType(t *parser.SimpleType, d *typeDef) valueType {
	return b.valueType(t.Item, d.Key, d.Name+"Item", "the items of "+d.Name)
}

// listItem finds it for a restriction of a list.
func (b *builder) listItem(t *parser.SimpleType, d *typeDef) valueType {
	for {
		if t.Builtin && builtins[t.Name.Local] != nil && builtins[t.Name.Local].Item != nil {
			return valueType{Builtin: builtins[t.Name.Local].Item}
		}
		if t.Variety == parser.List {
			return b.itemType(t, d)
		}
		t = b.defs.Schemas.Resolve(t.Base).(*parser.SimpleType)
	}
}

// listType is a list that a schema defines.
var listType = &builtin{Kind: list}

// root returns how values of a simple type are kept: as those of the built-in
// type at the end of a chain of restrictions, as whiteSpace changes it. With a pattern
// they are kept as they are written.
func (b *builder) root(t *parser.SimpleType) *builtin {
	space, pattern := "", false
	for !t.Builtin {
		switch t.Variety {
		case parser.List:
			return listType
		case parser.Union:
			return b.unionOf(t)
		}
		for _, f := range t.Facets {
			if f.Kind == "whiteSpace" && space == "" {
				space = f.Value
			}
			pattern = pattern || f.Kind == "pattern"
		}
		base, _ := b.defs.Schemas.Resolve(t.Base).(*parser.SimpleType)
		if base == nil {
			return builtins["string"]
		}
		t = base
	}
	v := builtins[t.Name.Local]
	switch {
	case v == nil:
		return builtins["string"]
	case pattern && (v.Kind == signed || v.Kind == unsigned):
		return digits(v)
	case pattern && keptTypes[v] != nil:
		return keptTypes[v]
	case v.Kind == list:
		return listType
	case v.Kind != text || v.Read == "Token":
	case space == "collapse":
		return collapsed
	case space == "replace":
		return builtins["normalizedString"]
	}
	return v
}

// digitTypes are integers that keep their digits, within the bounds of a type.
var digitTypes = func() map[*builtin]*builtin {
	m := make(map[*builtin]*builtin)
	for _, v := range builtins {
		if low, high := limits(v); low != nil {
			m[v] = integer(check{"AtLeast", low.String()}, check{"AtMost", high.String()})
		}
	}
	return m
}()

func digits(v *builtin) *builtin { return digitTypes[v] }

// unionOf is how a union is kept: as text, or as a name when all of its members
// are names.
func (b *builder) unionOf(t *parser.SimpleType) *builtin {
	if b.qnames(t) == len(t.Members) {
		return qualified
	}
	return builtins["string"]
}

// qnames counts the members of a union that are names.
func (b *builder) qnames(t *parser.SimpleType) (n int) {
	for _, m := range t.Members {
		if s, ok := b.defs.Schemas.Resolve(m).(*parser.SimpleType); ok && b.root(s).Kind == qname {
			n++
		}
	}
	return n
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
		if s.Variety == parser.Union {
			return unionChecks(set, s)
		}
		if s.Variety != parser.Atomic {
			return false
		}
		if base, simple := set.Resolve(s.Base).(*parser.SimpleType); simple && base.Builtin {
			v := builtins[base.Name.Local]
			return v != nil && len(v.Checks) > 0
		}
		s, ok = set.Resolve(s.Base).(*parser.SimpleType)
	}
	return false
}

// unionChecks reports whether there is a text that no member of a union takes.
func unionChecks(set *parser.SchemaSet, t *parser.SimpleType) bool {
	for _, m := range t.Members {
		s, ok := set.Resolve(m).(*parser.SimpleType)
		if !ok || !hasChecks(set, s) && takesAll(set, s) {
			return false
		}
	}
	return true
}

// takesAll reports whether values of a type without facets are any text.
func takesAll(set *parser.SchemaSet, s *parser.SimpleType) bool {
	for !s.Builtin {
		switch s.Variety {
		case parser.List:
			return false
		case parser.Union:
			return !unionChecks(set, s)
		}
		base, ok := set.Resolve(s.Base).(*parser.SimpleType)
		if !ok {
			return true
		}
		s = base
	}
	v := builtins[s.Name.Local]
	return v == nil || v.Kind == text || v.Kind == qname
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
	case f.Kind == "enumeration":
		b.enumeration(d, f)
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

// enumeration adds a value, with its constant or variable where Go can have one.
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
		name := d.Name + "Empty"
		if value != "" {
			name = d.Name + b.enumName(strings.ReplaceAll(value, "-", negative(v)))
		}
		item.Const = b.topName(b.home(d), d.Key+"="+value, name, "Value")
	}
	d.Scalar.Enum = append(d.Scalar.Enum, item)
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
			b.unchecked(d, f) // no constant of Go
			return "", nil, false
		}
		return codecs.FormatFloat(x, v.Bits), x, true
	case qname:
		if f.Name.Local == "" {
			return wrong()
		}
		return f.Name.Local, f.Name, true
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
		if !d.Scalar.words() {
			b.unchecked(d, f)
			return "", nil, false
		}
		value = strings.Join(strings.Fields(value), " ")
		return value, value, true
	}
	b.unchecked(d, f)
	return "", nil, false
}

// words reports whether the items of a list are kept as they are written, so that the
// list is as well.
func (s *scalarDef) words() bool {
	return s.Item != nil && (s.Item.scalar().Kind == text || s.Item.scalar().Kind == lexical) && s.Item.scalar().Foreign == nil
}

// negative is what a dash in a value becomes in the name of its constant.
func negative(v *builtin) string {
	if v.Kind == signed {
		return "Minus "
	}
	return "-"
}

// pattern adds a regular expression, or says that it is not checked.
func (b *builder) pattern(d *typeDef, f parser.Facet, values []string) {
	var alternatives []string
	for _, v := range values {
		re, ok := translate(v)
		if !ok {
			b.unchecked(d, f)
			return
		}
		alternatives = append(alternatives, re)
	}
	if k := d.Scalar.Builtin.Kind; k != text && k != lexical && !(k == list && d.Scalar.words()) {
		b.unchecked(d, f)
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
