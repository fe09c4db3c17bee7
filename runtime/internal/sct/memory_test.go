package sct

import (
	"fmt"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/runtime/internal/secret"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

func token(n int, now time.Time, life time.Duration) *Token {
	return &Token{
		Identifier: fmt.Sprintf("urn:uuid:%08x-0000-0000-0000-%012x", n, n),
		Secret:     secret.New([]byte{byte(n), 2, 3}),
		Created:    now, Expires: now.Add(life),
	}
}

func TestMemory(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	m := NewMemory(1000, plan.SecureConversation200512)
	want := token(7, now, time.Minute)
	if err := m.Put(want, now); err != nil {
		t.Fatal(err)
	}
	got := m.Get(want.Identifier, now.Add(59*time.Second))
	if got == nil || got.Identifier != want.Identifier || !got.Secret.Equal(want.Secret) || !got.Expires.Equal(want.Expires) {
		t.Errorf("got %v, want %v", got, want)
	}
	if m.Get(want.Identifier, now.Add(time.Minute)) != nil {
		t.Error("an expired context was found")
	}
	for _, id := range []string{"", "x", "urn:uuid:zz000007-0000-0000-0000-000000000007", "uuid:00000007-0000-0000-0000-000000000007"} {
		if m.Get(id, now) != nil {
			t.Errorf("%q was found", id)
		}
	}
	if !m.Delete(want.Identifier) || m.Delete(want.Identifier) || m.Get(want.Identifier, now) != nil {
		t.Error("a context was not deleted once")
	}
}

func TestMemoryIsBounded(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	m := NewMemory(shardCount, plan.SecureConversation200512) // one a shard
	a, b := token(0, now, time.Minute), token(0, now, time.Minute)
	b.Identifier = "urn:uuid:00000000-1111-0000-0000-000000000000"
	if err := m.Put(a, now); err != nil {
		t.Fatal(err)
	}
	if err := m.Put(b, now); err != ErrFull {
		t.Errorf("second context in a full store: %v", err)
	}
	if err := m.Put(b, now.Add(time.Minute)); err != nil {
		t.Errorf("after the first has expired: %v", err)
	}
	if m.Len() != 1 {
		t.Errorf("%d contexts kept", m.Len())
	}
}
