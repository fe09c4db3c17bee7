package trust

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/secret"
)

// Bounds of what a peer may send, in bytes.
const (
	minEntropy = 16
	maxEntropy = 128
)

// fields are the children of an RST or RSTR, each at most once. Those that this
// version has no use for are passed over (WS-Trust 1.4, section 3.1: a recipient
// may ignore what it does not understand).
type fields struct {
	d  *doc.Doc
	w  *words
	id doc.ID
}

// child returns the only child with a name in the namespace of the request.
func (f fields) child(local string) (doc.ID, error) {
	found := doc.None
	for c := f.d.First(f.id); c != doc.None; c = f.d.Next(c) {
		if !f.d.Is(c, f.w.space, local) {
			continue
		}
		if found != doc.None {
			return doc.None, fmt.Errorf("a second %s", local)
		}
		found = c
	}
	return found, nil
}

// text returns the text of a child, "" when it is not there.
func (f fields) text(local string) (string, error) {
	id, err := f.child(local)
	if err != nil || id == doc.None {
		return "", err
	}
	return f.textOf(id)
}

func (f fields) textOf(id doc.ID) (string, error) {
	b, err := f.d.Text(id)
	if err != nil {
		return "", fmt.Errorf("%s %w", f.d.Local(id), err)
	}
	return strings.Trim(string(b), " \t\r\n"), nil
}

// keySize returns KeySize in bits, 0 when it is not there.
func (f fields) keySize() (int, error) {
	s, err := f.text("KeySize")
	if err != nil || s == "" {
		return 0, err
	}
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || n == 0 || n%8 != 0 {
		return 0, fmt.Errorf("KeySize is not a number of octets")
	}
	return int(n), nil
}

// entropy returns the octets of Entropy/BinarySecret; none is an error.
func (f fields) entropy() (secret.Secret, error) {
	id, err := f.child("Entropy")
	if err != nil {
		return secret.Secret{}, err
	}
	if id == doc.None {
		return secret.Secret{}, fmt.Errorf("no Entropy")
	}
	bin := f.d.OnlyChild(id)
	if bin == doc.None || !f.d.Is(bin, f.w.space, "BinarySecret") {
		return secret.Secret{}, fmt.Errorf("no BinarySecret alone in Entropy")
	}
	text, err := f.textOf(bin)
	if err != nil {
		return secret.Secret{}, err
	}
	b, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil {
		return secret.Secret{}, fmt.Errorf("entropy is not base64")
	}
	if len(b) < minEntropy || len(b) > maxEntropy {
		return secret.Secret{}, fmt.Errorf("entropy of %d bytes", len(b))
	}
	return secret.New(b), nil
}

// lifetime returns Lifetime, zero times for what is not there.
func (f fields) lifetime() (created, expires time.Time, err error) {
	id, err := f.child("Lifetime")
	if err != nil || id == doc.None {
		return created, expires, err
	}
	for local, dst := range map[string]*time.Time{"Created": &created, "Expires": &expires} {
		c := f.d.Child(id, doc.WSU, local)
		if c == doc.None {
			continue
		}
		text, err := f.textOf(c)
		if err != nil {
			return created, expires, err
		}
		if *dst, err = time.Parse(time.RFC3339Nano, text); err != nil {
			return created, expires, fmt.Errorf("lifetime: %s is not a time", local)
		}
	}
	return created, expires, nil
}
