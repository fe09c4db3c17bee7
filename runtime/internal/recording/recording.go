// Package recording reads recorded conversations of foreign peers, for tests.
package recording

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Root is where the recordings lie, seen from a package two levels below runtime.
const Root = "../../../testdata/captures"

// Conversation is a folder of recorded messages.
type Conversation struct {
	Name     string
	Expected Expected
	dir      string
}

// Expected is what an independent program found in the messages.
type Expected struct {
	Conversation struct {
		Identifier string
		Secret     string
	}
	Messages []struct {
		Name     string
		Security struct {
			Timestamp struct{ Created time.Time }
		}
		Body struct{ Payload string }
	}
}

// Load reads a folder below Root.
func Load(t testing.TB, root, name string) *Conversation {
	t.Helper()
	c := &Conversation{Name: name, dir: filepath.Join(root, filepath.FromSlash(name))}
	b, err := os.ReadFile(filepath.Join(c.dir, "EXPECTED.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &c.Expected); err != nil {
		t.Fatal(err)
	}
	return c
}

// Message returns the bytes of a message, as "02-request". It fails the test when
// there is none.
func (c *Conversation) Message(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(c.dir, name+".xml"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Created returns the time of a message's timestamp, and Payload its decrypted
// body, as the independent program read them.
func (c *Conversation) Created(t testing.TB, name string) time.Time {
	t.Helper()
	return c.message(t, name).Security.Timestamp.Created
}

// Payload returns the decrypted body of a message.
func (c *Conversation) Payload(t testing.TB, name string) string {
	t.Helper()
	return c.message(t, name).Body.Payload
}

func (c *Conversation) message(t testing.TB, name string) *struct {
	Name     string
	Security struct {
		Timestamp struct{ Created time.Time }
	}
	Body struct{ Payload string }
} {
	t.Helper()
	for i := range c.Expected.Messages {
		if c.Expected.Messages[i].Name == name {
			return &c.Expected.Messages[i]
		}
	}
	t.Fatalf("%s: no message %s", c.Name, name)
	return nil
}

// Secret returns the secret of the first context.
func (c *Conversation) Secret(t testing.TB) []byte {
	t.Helper()
	b, err := hex.DecodeString(c.Expected.Conversation.Secret)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
