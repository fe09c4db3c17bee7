package codec

import (
	"reflect"
	"unsafe"
)

// A few bytes of a message can ask for a value of some thousand: an empty element
// of a type with hundreds of optional members, an item of a choice with hundreds of
// alternatives. So the structs and slices that reading makes are counted: together
// they may be so many times the size of the message, and so many bytes in any case.
const (
	roomTimes = 16
	roomFloor = 16 << 20
)

// Room counts what is made while a message is read: its Body, its header blocks and the
// children of a detail, all of them together. The zero Room is that of a message of which
// nothing was read. It is not for concurrent use.
type Room struct {
	spent int64 // bytes of structs and slices
	kept  int   // bytes of canonical XML that Raw has made
}

// spend counts values that are about to be made, and reports whether there is room
// for them.
func (s *source) spend(count int, size uintptr) bool {
	s.room.spent += int64(count) * int64(size)
	return s.room.spent <= roomTimes*int64(len(s.d.Bytes()))+roomFloor
}

// New returns a new value for something that m holds.
func New[T any](m *Members) *T {
	v := new(T)
	if m.last.err == nil && !m.of.src.spend(1, unsafe.Sizeof(*v)) {
		m.last.err = m.of.noRoom()
	}
	return v
}

// Add appends an item to those that m holds and returns it.
func Add[T any](m *Members, items *[]T) *T {
	var zero T
	// Slices double: there is as much again to grow into.
	if m.last.err == nil && !m.of.src.spend(2, unsafe.Sizeof(zero)) {
		m.last.err = m.of.noRoom()
		return &zero
	}
	*items = append(*items, zero)
	return &(*items)[len(*items)-1]
}

// spendTyped counts the value behind a pointer that xsi:type has chosen.
func (s *source) spendTyped(v Typed) bool {
	return s.spend(1, reflect.TypeOf(v).Elem().Size())
}

func (e Element) noRoom() error {
	return e.Errorf("what it holds takes up memory out of proportion to the message")
}
