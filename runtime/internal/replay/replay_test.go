package replay

import (
	"encoding/binary"
	"testing"
	"time"
)

func TestCheck(t *testing.T) {
	c := New(time.Minute, 1<<20)
	t0 := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		after            time.Duration
		scope, signature string
		want             error
	}{
		{0, "a", "1", nil},
		{0, "a", "1", ErrSeen},
		{0, "b", "1", nil},
		{0, "a", "2", nil},
		{0, "a1", "", nil}, // not the same as "a" and "1"
		{59 * time.Second, "a", "1", ErrSeen},
		{61 * time.Second, "c", "3", nil},
		{90 * time.Second, "a", "1", ErrSeen},
		{122 * time.Second, "c", "3", ErrSeen},
		{160 * time.Second, "a", "1", nil},
		{600 * time.Second, "c", "3", nil},
	} {
		if err := c.Check(t0.Add(tt.after), tt.scope, []byte(tt.signature)); err != tt.want {
			t.Errorf("%s %s after %v: got %v, want %v", tt.scope, tt.signature, tt.after, err, tt.want)
		}
	}
}

func TestFull(t *testing.T) {
	c := New(time.Minute, 2*shardCount*4)
	now := time.Now()
	var refused int
	for i := range 64 * shardCount {
		if err := c.Check(now, "", binary.BigEndian.AppendUint64(nil, uint64(i))); err == ErrFull {
			refused++
		}
	}
	if want := 64*shardCount - 4*shardCount; refused != want {
		t.Errorf("refused %d of %d, want %d", refused, 64*shardCount, want)
	}
	if err := c.Check(now.Add(3*time.Minute), "", []byte("x")); err != nil {
		t.Errorf("later: %v", err)
	}
}
