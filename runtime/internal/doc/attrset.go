package doc

import (
	"bytes"
	"hash/maphash"
)

// attrSet finds attributes with the same expanded name on one element. Up to a
// handful they are compared pair by pair; beyond, through a small hash table, so
// that many attributes cost linear time.
type attrSet struct {
	slots [1024]uint16 // index of the attribute plus one; at least twice Limits.Attributes
	used  []uint16
	seed  maphash.Seed
}

const pairwise = 8

func (s *attrSet) doubled(d *Doc, attrs []attr) bool {
	if len(attrs) <= pairwise || len(attrs) > len(s.slots)/2 {
		for i := range attrs {
			for j := range attrs[:i] {
				if d.sameName(&attrs[i], &attrs[j]) {
					return true
				}
			}
		}
		return false
	}
	if len(s.used) == 0 {
		s.seed = maphash.MakeSeed()
	}
	defer func() {
		for _, slot := range s.used {
			s.slots[slot] = 0
		}
		s.used = s.used[:0]
	}()
	for i := range attrs {
		h := maphash.Bytes(s.seed, d.attrLocal(&attrs[i])) + uint64(attrs[i].space)*0x9E3779B97F4A7C15
		for slot := uint16(h % uint64(len(s.slots))); ; slot = (slot + 1) % uint16(len(s.slots)) {
			taken := s.slots[slot]
			if taken == 0 {
				s.slots[slot] = uint16(i + 1)
				s.used = append(s.used, slot)
				break
			}
			if d.sameName(&attrs[i], &attrs[taken-1]) {
				return true
			}
		}
	}
	return false
}

func (d *Doc) sameName(a, b *attr) bool {
	return a.space == b.space && bytes.Equal(d.attrLocal(a), d.attrLocal(b))
}
