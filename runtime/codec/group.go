package codec

import (
	"fmt"
	"strings"
	"unsafe"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// HasOneOf reports whether the next child has one of the names.
func (m *Members) HasOneOf(names ...*Name) bool {
	for _, n := range names {
		if m.Has(n) {
			return true
		}
	}
	return false
}

// HasAny reports whether the wildcard lets the next child in.
func (m *Members) HasAny(w *Wildcard) bool {
	if m.last.err != nil || m.next == doc.None {
		return false
	}
	if w.Any {
		return true
	}
	src := m.of.src
	return w.admits(src.spaceURI(src.d.Space(m.next)))
}

// Raw keeps the next child, which must have the name, as it is.
func (m *Members) Raw(n *Name) Raw {
	if !m.take(n) {
		return Raw{}
	}
	return m.keep(m.last.at)
}

// Any keeps the next child, which the wildcard must let in, as it is.
func (m *Members) Any(w *Wildcard) Raw {
	if !m.HasAny(w) {
		m.expected(w.String())
		return Raw{}
	}
	e := Element{src: m.of.src, id: m.next}
	m.next = e.src.d.Next(m.next)
	return m.keep(e)
}

func (m *Members) keep(e Element) Raw {
	r, err := e.Raw()
	if err != nil && m.last.err == nil {
		m.last.err = err
	}
	return r
}

// String names what is let in.
func (w *Wildcard) String() string {
	switch {
	case w.Any:
		return "any element"
	case w.Other:
		return "an element of another namespace"
	}
	return "an element of namespace " + strings.Join(w.Spaces, " or ")
}

// Expected notes that the next child has none of the names that may stand here.
func (m *Members) Expected(names ...*Name) {
	if m.last.err != nil {
		return
	}
	var what []string
	for _, n := range names {
		what = append(what, n.String())
	}
	switch {
	case len(what) == 0:
		m.expected("an element")
	case len(what) == 1:
		m.expected("element " + what[0])
	default:
		m.expected("one of the elements " + strings.Join(what, ", "))
	}
}

func (m *Members) expected(list string) {
	if m.last.err != nil {
		return
	}
	if m.next == doc.None {
		m.last.err = m.of.Errorf("%s is missing", list)
		return
	}
	m.last.err = m.of.Errorf("%s is missing before %s", list, Element{src: m.of.src, id: m.next}.name())
}

// AtLeast notes that a group is there too seldom.
func (m *Members) AtLeast(count, min int, names ...*Name) {
	if count < min {
		m.Expected(names...)
	}
}

// Mixed keeps all of the content as it is.
func (m *Members) Mixed() Mixed {
	if m.last.err != nil {
		return nil
	}
	d := m.of.src.d
	var nodes Mixed
	text := func(after, before doc.ID) {
		if s := d.TextBetween(m.of.id, after, before); len(s) > 0 {
			nodes = append(nodes, Node{Text: string(s)})
		}
	}
	last := doc.None
	for id := m.next; id != doc.None; id = d.Next(id) {
		text(last, id)
		nodes = append(nodes, Node{Element: m.keep(Element{src: m.of.src, id: id})})
		if m.last.err != nil {
			return nil
		}
		last = id
	}
	text(last, doc.None)
	m.next, m.mixed = doc.None, true
	return nodes
}

// Set reads children that may come in any order, each at most once.
type Set struct {
	m     *Members
	names []*Name
	seen  []bool
	I     int // which of the names the next child has
}

// All returns a set for the names.
func (m *Members) All(names ...*Name) *Set {
	return &Set{m: m, names: names, seen: make([]bool, len(names))}
}

// Next reports whether the next child is one of the set.
func (s *Set) Next() bool {
	for i, n := range s.names {
		if !s.m.Has(n) {
			continue
		}
		if s.seen[i] {
			s.m.last.err = s.m.of.Errorf("element %s is there more than once", n)
			return false
		}
		s.seen[i], s.I = true, i
		return true
	}
	return false
}

// Require notes which of the children at these places are missing.
func (s *Set) Require(places ...int) {
	for _, i := range places {
		if !s.seen[i] {
			s.m.missing(s.names[i])
		}
	}
}

// CheckOne notes that not exactly one alternative of a choice is set; none is
// fine when the choice may be empty.
func (e *Encoder) CheckOne(choice string, count int, empty bool) {
	switch {
	case count > 1:
		e.Fail(fmt.Errorf("%s: %d alternatives are set, one is allowed", choice, count))
	case count == 0 && !empty:
		e.Fail(fmt.Errorf("%s: no alternative is set", choice))
	}
}

// CheckGroup notes that a group would occur too seldom or too often.
func (e *Encoder) CheckGroup(group string, count, min, max int) {
	if count < min || max != Unbounded && count > max {
		e.Fail(fmt.Errorf("%s is there %d times", group, count))
	}
}

// CheckAny notes that an element is not one that the wildcard lets in.
func (e *Encoder) CheckAny(r Raw, w *Wildcard) {
	if r.IsZero() {
		e.Fail(fmt.Errorf("%s is missing", w))
		return
	}
	if name := r.Name(); !w.Any && !w.admits(name.Space) {
		e.Fail(fmt.Errorf("element %s is not allowed, %s is expected", name, w))
	}
}

// List reads the items of a list.
func List[T any](v *Value, item func(*Value) T) []T {
	if v.err != nil {
		return nil
	}
	fields := strings.FieldsFuncSeq(v.s, isSpace)
	count := 0
	for range fields {
		count++
	}
	v.typ = QName{}
	var zero T
	if v.at.src != nil && !v.at.src.spend(count, unsafe.Sizeof(zero)) {
		v.err = v.at.noRoom()
		return nil
	}
	items := make([]T, 0, count)
	for f := range fields {
		v.s = f
		items = append(items, item(v))
		if v.err != nil {
			return nil
		}
	}
	return items
}

// Join returns the lexical form of a list.
func Join[T any](items []T, format func(T) string) string {
	var b strings.Builder
	for i, x := range items {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(format(x))
	}
	return b.String()
}

// Item returns an item of a list that is text, which has to be one word.
func (e *Encoder) Item(s string) string {
	if s == "" || strings.ContainsAny(s, " \t\r\n") {
		e.Fail(invalid(s, "is not one item of a list"))
	}
	return s
}

// Words returns the lexical form of a list whose items are kept as they are written.
func Words[T ~string](items []T) string {
	return Join(items, func(item T) string { return string(item) })
}

// Exact returns the lexical form of a value that checks its own.
func Exact[T LexicalValue](e *Encoder, v T) string {
	s, err := v.Lexical()
	e.Fail(err)
	return s
}
