package sct

import (
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/wsscgen/wsscgen/runtime/internal/secret"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// ErrFull is returned when no context can be kept beside the live ones.
var ErrFull = errors.New("too many live contexts")

// Memory keeps the contexts that a service has issued, in the process. It is
// safe for concurrent use.
//
// An entry holds no pointers, so a million of them cost the garbage collector
// nothing. Entries are spread over shards; expired ones are found a few at a
// time while new ones come in, never by looking at all of them.
type Memory struct {
	shards  [shardCount]shard
	limit   int // per shard
	version plan.SecureConversation
}

const shardCount = 64

// maxSecret is the longest secret of a context, in bytes.
const maxSecret = 32

type shard struct {
	mu      sync.Mutex
	entries map[[16]byte]entry
}

type entry struct {
	created, expires int64 // Unix nanoseconds
	secret           [maxSecret]byte
	secretLen        uint8
}

// prefix is what the Identifiers of a service start with; a UUID follows.
const prefix = "urn:uuid:"

// NewMemory returns a store for at most limit contexts of a version.
func NewMemory(limit int, version plan.SecureConversation) *Memory {
	m := &Memory{limit: max(1, limit/shardCount), version: version}
	for i := range m.shards {
		m.shards[i].entries = map[[16]byte]entry{}
	}
	return m
}

// Put keeps a context until it expires or is deleted.
func (m *Memory) Put(t *Token, now time.Time) error {
	id, ok := parse(t.Identifier)
	if !ok || t.Secret.Len() > maxSecret {
		return errors.New("context is not one that this store can keep")
	}
	e := entry{created: t.Created.UnixNano(), expires: t.Expires.UnixNano(), secretLen: uint8(t.Secret.Len())}
	copy(e.secret[:], t.Secret.Use())
	s := m.shard(id)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep(now, sweepSteps)
	if len(s.entries) >= m.limit {
		s.sweep(now, len(s.entries))
		if len(s.entries) >= m.limit {
			return ErrFull
		}
	}
	s.entries[id] = e
	return nil
}

// sweepSteps is how many entries each Put looks at: twice as many as it adds, so
// expired entries never outnumber the others for long.
const sweepSteps = 2

// sweep deletes what has expired among n entries. Go visits a map from a random
// place, which is what is wanted here.
func (s *shard) sweep(now time.Time, n int) {
	nano := now.UnixNano()
	for id, e := range s.entries {
		if n--; n < 0 {
			return
		}
		if e.expires <= nano {
			delete(s.entries, id)
		}
	}
}

// Get returns the context with an Identifier, nil when there is none that is
// live.
func (m *Memory) Get(identifier string, now time.Time) *Token {
	id, ok := parse(identifier)
	if !ok {
		return nil
	}
	s := m.shard(id)
	s.mu.Lock()
	e, ok := s.entries[id]
	s.mu.Unlock()
	if !ok || e.expires <= now.UnixNano() {
		return nil
	}
	kept := &struct { // one allocation for both
		Token
		secret [maxSecret]byte
	}{secret: e.secret}
	kept.Token = Token{
		Identifier: identifier, Version: m.version, Secret: secret.New(kept.secret[:e.secretLen]),
		Created: time.Unix(0, e.created), Expires: time.Unix(0, e.expires),
	}
	return &kept.Token
}

// Delete forgets a context and reports whether it was there.
func (m *Memory) Delete(identifier string) bool {
	id, ok := parse(identifier)
	if !ok {
		return false
	}
	s := m.shard(id)
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok = s.entries[id]
	delete(s.entries, id)
	return ok
}

// Len returns the number of contexts kept, expired ones included.
func (m *Memory) Len() int {
	n := 0
	for i := range m.shards {
		m.shards[i].mu.Lock()
		n += len(m.shards[i].entries)
		m.shards[i].mu.Unlock()
	}
	return n
}

func (m *Memory) shard(id [16]byte) *shard { return &m.shards[id[0]%shardCount] }

// parse reads the UUID of an Identifier of ours.
func parse(identifier string) (id [16]byte, ok bool) {
	s, ok := strings.CutPrefix(identifier, prefix)
	if !ok || len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return id, false
	}
	at := 0
	for i := 0; i < len(s); i += 2 {
		if s[i] == '-' {
			i++
		}
		hi, lo := nibble(s[i]), nibble(s[i+1])
		if hi > 15 || lo > 15 {
			return id, false
		}
		id[at] = hi<<4 | lo
		at++
	}
	return id, true
}

// nibble returns the value of a lower-case hexadecimal digit, more than 15 for
// anything else: an Identifier has one spelling.
func nibble(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10
	}
	return 255
}
