// Package replay remembers messages, so that none is acted on twice.
package replay

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"sync"
	"time"
)

// Errors of Check.
var (
	ErrSeen = errors.New("message was received before")
	ErrFull = errors.New("too many messages to remember")
)

// Cache remembers messages in the process until they would be refused as stale.
// It is safe for concurrent use.
//
// Each shard keeps two generations and drops the older one whole when the window
// has passed: nothing is ever swept. A full cache refuses: it never forgets a
// message that could still be replayed.
type Cache struct {
	key    [16]byte // so that nobody can aim at one shard
	window time.Duration
	limit  int // per shard and generation
	shards [shardCount]shard
}

const shardCount = 64

type shard struct {
	mu       sync.Mutex
	current  map[[16]byte]struct{}
	previous map[[16]byte]struct{}
	started  time.Time // when current began
}

// New returns a cache for messages that are acceptable no longer than window. It
// holds up to limit of them.
func New(window time.Duration, limit int) *Cache {
	c := &Cache{window: window, limit: max(1, limit/shardCount/2)}
	rand.Read(c.key[:])
	return c
}

// Check remembers a message by what makes it unique, given in two parts. It
// returns ErrSeen when the same was checked within the window.
func (c *Cache) Check(now time.Time, scope string, signature []byte) error {
	var buf [256]byte
	b := append(buf[:0], c.key[:]...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(scope)))
	b = append(append(b, scope...), signature...)
	sum := sha256.Sum256(b)
	id := [16]byte(sum[:16])
	s := &c.shards[sum[16]%shardCount]
	s.mu.Lock()
	defer s.mu.Unlock()
	s.turn(now, c.window)
	if _, ok := s.current[id]; ok {
		return ErrSeen
	}
	if _, ok := s.previous[id]; ok {
		return ErrSeen
	}
	if len(s.current) >= c.limit {
		return ErrFull
	}
	s.current[id] = struct{}{}
	return nil
}

// turn begins a new generation once the current one is as old as the window. What
// was remembered in the one before is stale by then.
func (s *shard) turn(now time.Time, window time.Duration) {
	if s.current == nil {
		s.current, s.started = map[[16]byte]struct{}{}, now
	}
	age := now.Sub(s.started)
	if age < window {
		return
	}
	s.previous = s.current
	if age >= 2*window {
		s.previous = nil
	}
	s.current, s.started = map[[16]byte]struct{}{}, now
}
