package wsse

import (
	"encoding/base64"
	"fmt"
	"strconv"

	"github.com/wsscgen/wsscgen/runtime/internal/algo"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// DerivedKeyToken (WS-SecureConversation 1.4, section 7).

// addSignatureKey and addEncryptionKey write the tokens of the two keys.
func (s *sealer) addSignatureKey() {
	s.addDerivedKey(idSignatureKey, len(s.signatureKey), s.nonces[nonceLen:])
}

func (s *sealer) addEncryptionKey() {
	if s.p.encryptBody || s.p.encryptSignature {
		s.addDerivedKey(idEncryptionKey, len(s.encryptionKey), s.nonces[:nonceLen])
	}
}

// addDerivedKey writes reference, offset, length and nonce: the form that every
// peer reads. The label is the default.
func (s *sealer) addDerivedKey(id string, length int, nonce []byte) {
	if !s.p.derived {
		return
	}
	s.out = append(s.out, `<wsc:DerivedKeyToken xmlns:wsc="`...)
	s.out = append(s.out, s.p.dkSpace.URI()...)
	s.out = append(s.out, `"`+declWSU+` wsu:Id="`...)
	s.out = append(s.out, id...)
	s.out = append(s.out, `">`...)
	s.out = s.p.appendBaseReference(s.out, s.base)
	s.out = append(s.out, `<wsc:Offset>0</wsc:Offset><wsc:Length>`...)
	s.out = strconv.AppendInt(s.out, int64(length), 10)
	s.out = append(s.out, `</wsc:Length><wsc:Nonce>`...)
	s.addBase64(nonce)
	s.out = append(s.out, `</wsc:Nonce></wsc:DerivedKeyToken>`...)
}

// Bounds of a derivation that we carry out for a peer. WCF has the same.
const (
	maxOffset = 64
	maxLabel  = 128
	maxNonce  = 128
	// defaultKeyLength is the length when the token does not say one, in bytes.
	defaultKeyLength = 32
)

// derivedKey is a DerivedKeyToken of a received message.
type derivedKey struct {
	node           doc.ID
	offset, length int
	label          string
	nonce          []byte
}

// readDerivedKey reads a token and sees to it that it derives from the base.
func (o *opener) readDerivedKey(id doc.ID) error {
	step := "reading a DerivedKeyToken"
	d := o.d
	if !o.p.derived {
		return fail(InvalidSecurity, step, "the plan has no derived keys")
	}
	if o.nDerived == len(o.derived) {
		return fail(InvalidSecurity, step, "%w: too many of them", ErrStructure)
	}
	if a, ok := d.Attr(id, doc.NoNS, "Algorithm"); ok && string(a) != string(plan.PSHA1) && string(a) != string(plan.PSHA1Old) {
		return fail(InvalidSecurity, step, "%w", algo.ErrUnwelcome)
	}
	space := d.Space(id)
	k := derivedKey{node: id, length: -1, offset: -1, label: algo.DefaultLabel}
	generation, str := -1, doc.None
	for c := d.First(id); c != doc.None; c = d.Next(c) {
		var err error
		switch local := d.Local(c); {
		case d.Is(c, doc.WSSE, "SecurityTokenReference") && str == doc.None:
			str = c
		case d.Space(c) != space:
			err = ErrStructure
		case string(local) == "Generation" && generation < 0 && k.offset < 0:
			generation, err = o.smallNumber(c)
		case string(local) == "Offset" && k.offset < 0 && generation < 0:
			k.offset, err = o.smallNumber(c)
		case string(local) == "Length" && k.length < 0:
			k.length, err = o.smallNumber(c)
		case string(local) == "Label":
			var text []byte
			if text, err = d.Text(c); err == nil && len(text) > 0 {
				k.label = string(text)
			}
		case string(local) == "Nonce" && k.nonce == nil:
			k.nonce, err = o.nonce(c)
		default:
			err = ErrStructure
		}
		if err != nil {
			return fail(InvalidSecurity, step, "%s: %w", d.Local(c), err)
		}
	}
	if k.length < 0 {
		k.length = defaultKeyLength
	}
	if generation >= 0 {
		k.offset = generation * k.length
	}
	k.offset = max(k.offset, 0)
	if k.offset > maxOffset || len(k.label) > maxLabel || len(k.nonce) == 0 {
		return fail(InvalidSecurity, step, "%w", ErrDerivation)
	}
	if str == doc.None {
		return fail(InvalidSecurity, step, "%w: it names no source", ErrStructure)
	}
	ref, err := o.resolve(str)
	if err != nil {
		return at(step, err)
	}
	if ref != baseKey {
		return fail(InvalidSecurity, step, "it derives from another derived key")
	}
	o.derived[o.nDerived] = k
	o.nDerived++
	return nil
}

// smallNumber reads an unsigned integer below 4096; more is absurd everywhere it
// is used here.
func (o *opener) smallNumber(id doc.ID) (int, error) {
	text, err := o.d.Text(id)
	if err != nil {
		return 0, err
	}
	text = trim(text)
	n, ok := digits(text)
	if !ok || len(text) == 0 || len(text) > 4 || n >= 4096 {
		return 0, ErrDerivation
	}
	return n, nil
}

func (o *opener) nonce(id doc.ID) ([]byte, error) {
	text, err := o.d.Text(id)
	if err != nil {
		return nil, err
	}
	text = trim(text)
	if len(text) > maxNonce*4/3+4 {
		return nil, ErrDerivation
	}
	free := o.nonces[o.nonceLen:]
	if base64.StdEncoding.DecodedLen(len(text)) > len(free) {
		return nil, ErrDerivation
	}
	n, err := strictBase64.Decode(free, text)
	if err != nil {
		return nil, fmt.Errorf("not base64")
	}
	o.nonceLen += n
	return free[:n:n], nil
}

// derive derives a key of the length that the suite wants.
func (o *opener) derive(dst []byte, k *derivedKey, want int) ([]byte, error) {
	if k.length != want {
		return nil, fmt.Errorf("%w: %d bytes, not %d", ErrKeyLength, k.length, want)
	}
	if !o.hasPRF {
		o.prf.Init(o.base.key.Use())
		o.hasPRF = true
	}
	dst = dst[:want]
	o.prf.Derive(dst, k.label, k.nonce, k.offset)
	return dst, nil
}

// trim removes the white space around a value (whiteSpace="collapse").
func trim(b []byte) []byte {
	for len(b) > 0 && b[0] <= ' ' {
		b = b[1:]
	}
	for len(b) > 0 && b[len(b)-1] <= ' ' {
		b = b[:len(b)-1]
	}
	return b
}
