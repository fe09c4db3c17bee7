package trust_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// TestTampered changes every byte of the recorded messages that goes into a digest,
// a MAC, a derivation or a cipher, one at a time. Each message must be refused, and
// for the cause that belongs to the place of the byte.
func TestTampered(t *testing.T) {
	for _, pairing := range pairings {
		for _, port := range recordedPorts {
			t.Run(pairing+"/"+port.Name, func(t *testing.T) {
				t.Parallel()
				c := openRecorded(t, pairing+"/"+port.Name, port.Plan)
				n := 0
				c.open(t, "01-request", c.issue, recipientKeys(nil), func(v *wsse.Verified) {
					n += c.tamper(t, "01-request", c.issue, recipientKeys(nil))
					n += c.tamper(t, "01-response", c.issued, wsse.Keys{Base: v.Base})
				})
				for _, x := range port.pings {
					c.open(t, x+"-request", c.request, recipientKeys(c.token), func(v *wsse.Verified) {
						n += c.tamper(t, x+"-request", c.request, recipientKeys(c.token))
						n += c.tamper(t, x+"-response", c.response, wsse.Keys{Base: v.Base})
					})
				}
				t.Logf("%d bytes changed", n)
			})
		}
	}
}

// region is a part of a message with the causes that a changed byte of its text may
// be refused for. A changed byte of its markup may also make the message malformed
// or another structure.
type region struct {
	name   string
	lo, hi int
	causes []error
	words  []string // causes that are not exported, by their text
}

func (c *recorded) tamper(t *testing.T, name string, p *wsse.Profile, k wsse.Keys) (n int) {
	t.Helper()
	message := c.rec.Message(t, name)
	now := c.rec.Created(t, name)
	encryptFirst := c.plan.Binding.Order == plan.EncryptBeforeSigning
	bad := bytes.Clone(message)
	for _, r := range regions(t, message, encryptFirst) {
		for i := r.lo; i < r.hi; i += stride {
			text := isText(message, i)
			bad[i] = another(message[i])
			d, _, err := openBytes(bad, p, k, now)
			bad[i] = message[i]
			n++
			switch {
			case err == nil:
				d.Release()
				t.Errorf("%s: byte %d (%s in %s) changed, message accepted", name, i, around(message, i), r.name)
			case text && !r.allows(err):
				t.Errorf("%s: byte %d (%s in %s) changed: refused for %q", name, i, around(message, i), r.name, err)
			case !isRefusal(err):
				t.Errorf("%s: byte %d: %v is no refusal", name, i, err)
			}
			if t.Failed() {
				return n
			}
		}
	}
	return n
}

func (r *region) allows(err error) bool {
	return slices.ContainsFunc(r.causes, func(c error) bool { return errors.Is(err, c) }) ||
		slices.ContainsFunc(r.words, func(w string) bool { return strings.Contains(err.Error(), w) })
}

func isRefusal(err error) bool {
	var f *wsse.Failure
	var e *doc.Error
	return errors.As(err, &f) || errors.As(err, &e)
}

// another returns a byte of the same kind, so that text stays text.
func another(b byte) byte {
	switch {
	case b == 'z' || b == 'Z' || b == '9':
		return b - 1
	case 'a' <= b && b < 'z', 'A' <= b && b < 'Z', '0' <= b && b < '9':
		return b + 1
	case b == '+':
		return '/'
	case b == '=':
		return 'A' // '=' xor 1 is '<'
	case b == '/':
		return '+'
	}
	return b ^ 1
}

// isText reports whether a byte is character data, not markup.
func isText(b []byte, i int) bool {
	open, end := bytes.LastIndexByte(b[:i], '<'), bytes.LastIndexByte(b[:i], '>')
	return end > open && b[i] != '<'
}

func around(b []byte, i int) string {
	return fmt.Sprintf("%q", b[max(0, i-20):min(len(b), i+10)])
}

// regions finds the protected parts of a message by its tags alone.
func regions(t *testing.T, message []byte, encryptFirst bool) []region {
	t.Helper()
	m := string(message)
	var all []region
	add := func(name, from, to string, causes []error, words ...string) {
		t.Helper()
		at := 0
		for {
			i := strings.Index(m[at:], from)
			if i < 0 {
				break
			}
			lo := at + i
			hi := lo + strings.Index(m[lo:], to)
			if strings.HasPrefix(to, "</") && strings.HasPrefix(from, "<") && !strings.HasSuffix(from, ">") {
				hi += len(to) // the whole element
			} else {
				lo += len(from) // its text
			}
			all = append(all, region{name, lo, hi, causes, words})
			at = hi
		}
	}
	digest := []error{wsse.ErrDigest}
	for _, h := range []string{"Action", "MessageID", "To", "ReplyTo", "RelatesTo"} {
		add(h, "<"+h+" xmlns=", "</"+h+">", digest, "reading the addressing headers", wsse.ErrTarget.Error())
	}
	add("Timestamp", "<wsu:Timestamp ", "</wsu:Timestamp>", digest)
	ds := "ds"
	if strings.Contains(m, "<dsig:Signature") {
		ds = "dsig"
	}
	// The value over SignedInfo is compared before any digest.
	add("SignedInfo", "<"+ds+":SignedInfo>", "</"+ds+":SignedInfo>", []error{wsse.ErrSignatureValue, wsse.ErrStructure, wsse.ErrTransform})
	add("SignatureValue", "<"+ds+":SignatureValue>", "</"+ds+":SignatureValue>", []error{wsse.ErrSignatureValue, wsse.ErrStructure})
	decrypting := []string{"decrypting the body"}
	derivation := []error{wsse.ErrSignatureValue, wsse.ErrDigest, wsse.ErrKeyLength, wsse.ErrDerivation}
	for _, part := range []string{"Nonce", "Length", "Offset"} {
		add(part, "<wsc:"+part+">", "</wsc:"+part+">", derivation, append(decrypting, "not base64")...)
	}
	add("Identifier", "<wsc:Identifier>", "</wsc:Identifier>", []error{wsse.ErrUnknownContext})
	body := strings.Index(m, "<soap:Body")
	if ek := strings.Index(m, "<xenc:EncryptedKey"); ek >= 0 {
		lo := ek + strings.Index(m[ek:], "<xenc:CipherValue>") + len("<xenc:CipherValue>")
		all = append(all, region{"EncryptedKey", lo, lo + strings.Index(m[lo:], "<"), []error{wsse.ErrStructure}, []string{"does not open"}})
	}
	if encryptFirst {
		all = append(all, region{"Body", body, len(m) - len("</soap:Envelope>"), digest, nil})
	} else {
		lo := body + strings.Index(m[body:], "<xenc:CipherValue>") + len("<xenc:CipherValue>")
		all = append(all, region{"Body", lo, lo + strings.Index(m[lo:], "<"), digest, decrypting})
	}
	return all
}
