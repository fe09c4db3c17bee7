package wsse

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"slices"

	"github.com/wsscgen/wsscgen/runtime/internal/algo"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// EncryptedData and ReferenceList (WS-Security 1.1, section 9; XML Encryption
// 1.0, section 3).

// addReferenceList lists what is encrypted.
func (s *sealer) addReferenceList(ids ...string) {
	s.out = append(s.out, `<xenc:ReferenceList`+declXENC+`>`...)
	for _, id := range ids {
		s.out = append(s.out, `<xenc:DataReference URI="#`...)
		s.out = append(s.out, id...)
		s.out = append(s.out, `"></xenc:DataReference>`...)
	}
	s.out = append(s.out, `</xenc:ReferenceList>`...)
}

// appendEncryptedData writes an EncryptedData. ciphertext starts with its
// initialization vector.
func (s *sealer) appendEncryptedData(dst []byte, id, typ string, ciphertext []byte) []byte {
	dst = append(dst, `<xenc:EncryptedData`+declXENC+` Id="`...)
	dst = append(dst, id...)
	dst = append(dst, `" Type="`...)
	dst = append(dst, typ...)
	dst = append(dst, s.p.text.data...)
	dst = s.appendKeyReference(dst, idEncryptionKey)
	dst = append(dst, `</ds:KeyInfo><xenc:CipherData><xenc:CipherValue>`...)
	dst = base64.StdEncoding.AppendEncode(dst, ciphertext)
	return append(dst, `</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>`...)
}

// encryptBodyFirst replaces the Body by one with encrypted content, before its
// digest is taken.
func (s *sealer) encryptBodyFirst() {
	plain := append(s.scratch[:0], s.body[:algo.BlockSize]...) // room for the vector
	plain = append(plain, s.body[s.content:s.end]...)
	plain = algo.Pad(plain, s.end-s.content)
	s.scratch = plain
	s.cipher.Encrypt(plain)
	s.body = append(s.body[:0], s.p.text.body...)
	s.body = s.appendEncryptedData(s.body, idBodyData, typeContent, plain)
	s.body = append(s.body, s.p.text.endBody...)
}

// addBody writes the Body. What is still to be encrypted is encrypted in place:
// its digest has been taken, so the vector may overwrite the end of the start tag.
func (s *sealer) addBody() {
	if !s.p.encryptBody || s.p.encryptFirst {
		s.out = append(s.out, s.body...)
		return
	}
	s.body = algo.Pad(s.body[:s.end], s.end-s.content)
	ciphertext := s.body[s.content-algo.BlockSize:]
	s.cipher.Encrypt(ciphertext)
	s.out = append(s.out, s.p.text.body...)
	s.out = slices.Grow(s.out, base64.StdEncoding.EncodedLen(len(ciphertext))+1<<10)
	s.out = s.appendEncryptedData(s.out, idBodyData, typeContent, ciphertext)
	s.out = append(s.out, s.p.text.endBody...)
}

// readReferenceList notes what the message says is encrypted.
func (o *opener) readReferenceList(id doc.ID) error {
	step := "reading a ReferenceList"
	d := o.d
	n := 0
	for c := d.First(id); c != doc.None; c = d.Next(c) {
		uri, ok := d.Attr(c, doc.NoNS, "URI")
		if !d.Is(c, doc.XENC, "DataReference") || !ok || len(uri) < 2 || uri[0] != '#' {
			return fail(InvalidSecurity, step, "%w: %s is not a local DataReference", ErrStructure, d.Local(c))
		}
		target := d.ByID(uri[1:])
		if target == doc.None || !d.Is(target, doc.XENC, "EncryptedData") {
			return fail(InvalidSecurity, step, "%w: it names no EncryptedData", ErrStructure)
		}
		if o.lists(target) {
			return fail(InvalidSecurity, step, "%w: it names an EncryptedData twice", ErrStructure)
		}
		if o.nListed == len(o.listed) {
			return fail(InvalidSecurity, step, "%w: it names too many", ErrStructure)
		}
		o.listed[o.nListed], o.listedBy[o.nListed] = target, id
		o.nListed++
		n++
	}
	if n == 0 {
		return fail(InvalidSecurity, step, "%w: it is empty", ErrStructure)
	}
	return nil
}

// lists reports whether a ReferenceList names the element.
func (o *opener) lists(id doc.ID) bool {
	return slices.Contains(o.listed[:o.nListed], id)
}

// checkLists sees to it that what the lists name is what there is to decrypt:
// the content of the Body and the signature, as far as the plan has them.
func (o *opener) checkLists(targets ...doc.ID) error {
	n := 0
	for _, t := range targets {
		if t == doc.None {
			continue
		}
		n++
		if !o.lists(t) {
			return fail(InvalidSecurity, "reading a ReferenceList", "%w: no ReferenceList names an EncryptedData", ErrStructure)
		}
	}
	if n != o.nListed {
		return fail(InvalidSecurity, "reading a ReferenceList", "%w: EncryptedData where the plan has none", ErrStructure)
	}
	return nil
}

// decrypt puts the plaintext in the place of an EncryptedData.
func (o *opener) decrypt(id doc.ID, typ string) error {
	d := o.d
	if t, _ := d.Attr(id, doc.NoNS, "Type"); string(t) != typ {
		return fmt.Errorf("%w: EncryptedData is not of type %s", ErrStructure, typ)
	}
	method, keyInfo, value, err := o.encrypted(id)
	if err != nil {
		return err
	}
	cipher, err := o.p.suite.Cipher(method)
	if err != nil {
		return err
	}
	cbc, err := o.cipherFor(id, keyInfo, cipher)
	if err != nil {
		return err
	}
	buf, moved, err := d.Grow(base64.StdEncoding.DecodedLen(len(value)))
	if err != nil {
		return err
	}
	if moved {
		if _, _, value, err = o.encrypted(id); err != nil {
			return err
		}
	}
	if buf, err = decodeBase64(buf, value); err != nil {
		return err
	}
	plain, err := cbc.Decrypt(buf)
	if err != nil {
		return err
	}
	return d.Splice(id, plain, algo.BlockSize, typ == typeElement)
}

// cipherFor returns the cipher with the key that a KeyInfo names: a derived one of
// the suite's length, or the first octets of the base.
func (o *opener) cipherFor(data, keyInfo doc.ID, c algo.Cipher) (algo.CBC, error) {
	ref, err := o.keyOf(keyInfo)
	if err != nil {
		return algo.CBC{}, err
	}
	if ref != baseKey {
		if err := o.precedes(ref, o.listedBy[slices.Index(o.listed[:o.nListed], data)]); err != nil {
			return algo.CBC{}, err
		}
	}
	if o.hasCipher && ref == o.cipherOf {
		return o.cipher, nil // body and signature share it
	}
	key := o.base.key.Use()
	if ref != baseKey {
		if key, err = o.derive(o.encryptionKey[:0], &o.derived[ref], c.KeyLen); err != nil {
			return algo.CBC{}, err
		}
	}
	if len(key) < c.KeyLen {
		return algo.CBC{}, fmt.Errorf("%w: %d bytes for a cipher of %d", ErrKeyLength, len(key), c.KeyLen)
	}
	o.cipher, err = algo.NewCBC(key[:c.KeyLen])
	o.cipherOf, o.hasCipher = ref, err == nil
	return o.cipher, err
}

// precedes sees to it that a derived key stands before the element that uses it,
// where the layout is strict (WS-SecurityPolicy 1.3, section 6.7.1).
func (o *opener) precedes(ref keyRef, user doc.ID) error {
	if o.p.strict && o.derived[ref].node > user {
		return fmt.Errorf("%w: a token behind its use", ErrStructure)
	}
	return nil
}

// keyOf resolves the one SecurityTokenReference of a KeyInfo, and sees to it that
// keys are derived if and only if the plan says so.
func (o *opener) keyOf(keyInfo doc.ID) (keyRef, error) {
	d := o.d
	if keyInfo == doc.None {
		return 0, fmt.Errorf("%w: no KeyInfo", ErrStructure)
	}
	str := d.OnlyChild(keyInfo)
	if str == doc.None || !d.Is(str, doc.WSSE, "SecurityTokenReference") {
		return 0, fmt.Errorf("%w: KeyInfo does not hold one SecurityTokenReference", ErrStructure)
	}
	ref, err := o.resolve(str)
	if err != nil {
		return 0, err
	}
	if ref == baseKey && o.p.derived && !o.p.clearAnswer {
		return 0, ErrNotDerived
	}
	return ref, nil
}

// strictBase64 takes one text for one value: trailing bits must be zero.
var strictBase64 = base64.StdEncoding.Strict()

// decodeBase64 appends the octets of a base64 text to dst, which has room. White
// space is allowed between the characters.
func decodeBase64(dst, text []byte) ([]byte, error) {
	room := dst[len(dst):cap(dst)]
	if n := base64.StdEncoding.DecodedLen(len(text)); n > len(room) {
		return nil, fmt.Errorf("no room for %d bytes", n)
	}
	// The decoder skips line ends; blanks and tabs are taken out first.
	if bytes.IndexByte(text, ' ') >= 0 || bytes.IndexByte(text, '\t') >= 0 {
		kept := make([]byte, 0, len(text))
		for _, c := range text {
			if c > ' ' {
				kept = append(kept, c)
			}
		}
		text = kept
	}
	n, err := strictBase64.Decode(room, text)
	if err != nil {
		return nil, fmt.Errorf("%w: value is not base64", ErrStructure)
	}
	return dst[:len(dst)+n], nil
}
