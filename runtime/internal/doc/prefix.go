package doc

import "encoding/binary"

// prefixKey is a prefix in a form that compares fast: every tag asks what its
// prefix stands for. Up to seven bytes are their own key, with the length on top;
// of longer ones the key only says that they may be equal.
type prefixKey uint64

const (
	lengthShift = 56
	longPrefix  = 0xFF
)

func keyOf(prefix []byte) prefixKey {
	if n := len(prefix); n < 8 && cap(prefix) >= 8 {
		// The bytes behind the prefix are there, and masked out.
		word := binary.LittleEndian.Uint64(prefix[:8])
		return prefixKey(word&(1<<(8*n)-1) | uint64(n)<<lengthShift)
	}
	if len(prefix) < 8 {
		k := prefixKey(len(prefix)) << lengthShift
		for i, c := range prefix {
			k |= prefixKey(c) << (8 * i)
		}
		return k
	}
	var h uint64 = 14695981039346656037 // FNV-1a
	for _, c := range prefix {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return prefixKey(h>>8 | longPrefix<<lengthShift)
}

// sure reports whether prefixes with this key are equal, not only perhaps.
func (k prefixKey) sure() bool { return k>>lengthShift != longPrefix }
