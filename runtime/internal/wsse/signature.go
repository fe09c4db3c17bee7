package wsse

import (
	"crypto/subtle"
	"encoding/base64"
	"fmt"

	"github.com/wsscgen/wsscgen/runtime/internal/algo"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// Signature (XML Signature, section 3; WS-Security 1.1, section 8).

// addSignature signs all that was covered, and encrypts the signature when the
// plan wants that.
func (s *sealer) addSignature() {
	if !s.p.encryptSignature {
		s.out = s.appendSignature(s.out)
		return
	}
	plain := append(s.scratch[:0], s.body[:algo.BlockSize]...) // room for the vector
	plain = s.appendSignature(plain)
	plain = algo.Pad(plain, len(plain)-algo.BlockSize)
	s.scratch = plain
	s.cipher.Encrypt(plain)
	s.out = s.appendEncryptedData(s.out, idSignatureData, typeElement, plain)
}

func (s *sealer) appendSignature(dst []byte) []byte {
	dst = append(dst, `<ds:Signature`+declDS+` Id="`+idSignature+`">`...)
	start := len(dst)
	dst = append(dst, s.p.text.signedInfo...)
	for i := range s.refs {
		r := &s.refs[i]
		dst = append(dst, `<ds:Reference URI="#`...)
		dst = append(dst, r.id...)
		dst = append(dst, r.own...)
		if prefixes := s.prefixes[r.lo:r.hi]; len(prefixes) > 0 {
			dst = append(dst, s.p.text.referenceList...)
			dst = append(dst, prefixes...)
			dst = append(dst, s.p.text.referenceTail...)
		} else {
			dst = append(dst, s.p.text.reference...)
		}
		dst = base64.StdEncoding.AppendEncode(dst, r.sum[:r.n])
		dst = append(dst, `</ds:DigestValue></ds:Reference>`...)
	}
	dst = append(dst, `</ds:SignedInfo>`...)
	s.mac.Init(s.p.suite.MACs[0], s.signatureKey)
	s.mac.Write(dst[start:])
	dst = append(dst, `<ds:SignatureValue>`...)
	dst = base64.StdEncoding.AppendEncode(dst, s.mac.Sum(s.sum[:0]))
	dst = append(dst, `</ds:SignatureValue><ds:KeyInfo>`...)
	dst = s.appendKeyReference(dst, idSignatureKey)
	return append(dst, `</ds:KeyInfo></ds:Signature>`...)
}

// maxSignedInfo bounds what is canonicalized before anything is proven, in bytes.
const maxSignedInfo = 64 << 10

// maxReferences bounds the work that one signature may ask for.
const maxReferences = 32

// signatureParts are the places in a received signature.
type signatureParts struct {
	info, value, keyInfo doc.ID
	prefixes             []byte // PrefixList of the canonicalization method
	mac                  algo.MAC
	first                doc.ID // first Reference
}

// verifyValue reads the signature and compares its value, which proves SignedInfo.
func (o *opener) verifyValue(id doc.ID) (parts signatureParts, err error) {
	step := "verifying the signature"
	if err := o.readSignature(id, &parts); err != nil {
		return parts, at(step, err)
	}
	return parts, at(step, o.compareValue(&parts))
}

// verifyReferences compares the digests that SignedInfo lists and fills
// o.v.covered with what the signature thereby proves. With later, the Reference to
// the Body is left for when it is decrypted, and returned.
func (o *opener) verifyReferences(parts *signatureParts, later bool) (body doc.ID, err error) {
	body = doc.None
	for r := parts.first; r != doc.None; r = o.d.Next(r) {
		target, err := o.target(r)
		switch {
		case err != nil:
		case later && target == o.body:
			err = once(&body, r)
		default:
			err = o.verifyReference(r, target)
		}
		if err != nil {
			return doc.None, at("verifying the signature", err)
		}
	}
	return body, nil
}

func (o *opener) readSignature(id doc.ID, parts *signatureParts) error {
	d := o.d
	info := d.First(id)
	if info == doc.None || !d.Is(info, doc.DS, "SignedInfo") {
		return fmt.Errorf("%w: Signature does not start with SignedInfo", ErrStructure)
	}
	if len(d.Outer(info)) > maxSignedInfo {
		return fmt.Errorf("%w: SignedInfo is too long", ErrStructure)
	}
	value := d.Next(info)
	if value == doc.None || !d.Is(value, doc.DS, "SignatureValue") {
		return fmt.Errorf("%w: no SignatureValue behind SignedInfo", ErrStructure)
	}
	keyInfo := d.Next(value)
	if keyInfo == doc.None || !d.Is(keyInfo, doc.DS, "KeyInfo") || d.Next(keyInfo) != doc.None {
		return fmt.Errorf("%w: no KeyInfo behind SignatureValue, or more than that", ErrStructure)
	}
	*parts = signatureParts{info: info, value: value, keyInfo: keyInfo}

	c14n := d.First(info)
	if c14n == doc.None || !d.Is(c14n, doc.DS, "CanonicalizationMethod") {
		return fmt.Errorf("%w: SignedInfo does not start with CanonicalizationMethod", ErrStructure)
	}
	var err error
	if parts.prefixes, err = o.prefixList(c14n); err != nil {
		return err
	}
	method := d.Next(c14n)
	if method == doc.None || !d.Is(method, doc.DS, "SignatureMethod") || d.First(method) != doc.None {
		return fmt.Errorf("%w: SignatureMethod is missing or has parameters", ErrStructure)
	}
	uri, _ := d.Attr(method, doc.NoNS, "Algorithm")
	if parts.mac, err = o.p.suite.MAC(uri); err != nil {
		return fmt.Errorf("signature method: %w", err)
	}
	parts.first = d.Next(method)
	if parts.first == doc.None {
		return fmt.Errorf("%w: SignedInfo refers to nothing", ErrStructure)
	}
	return nil
}

// prefixList sees to it that an element names exclusive canonicalization and
// returns the PrefixList of its InclusiveNamespaces.
func (o *opener) prefixList(id doc.ID) ([]byte, error) {
	d := o.d
	if a, _ := d.Attr(id, doc.NoNS, "Algorithm"); string(a) != excC14N {
		return nil, ErrTransform
	}
	c := d.First(id)
	if c == doc.None {
		return nil, nil
	}
	if !d.Is(c, doc.ExcC14N, "InclusiveNamespaces") || d.Next(c) != doc.None || d.First(c) != doc.None {
		return nil, fmt.Errorf("%w: %s holds %s", ErrTransform, d.Local(id), d.Local(c))
	}
	list, _ := d.Attr(c, doc.NoNS, "PrefixList")
	if len(list) > 1024 {
		return nil, fmt.Errorf("%w: PrefixList is too long", ErrTransform)
	}
	return list, nil
}

func (o *opener) compareValue(parts *signatureParts) error {
	key, err := o.macKey(parts.keyInfo)
	if err != nil {
		return err
	}
	n, err := o.decodeShort(o.given[:], parts.value)
	if err != nil {
		return err
	}
	o.scratch = o.d.Canonical(o.scratch[:0], parts.info, parts.prefixes)
	o.mac.Init(parts.mac, key)
	o.mac.Write(o.scratch)
	want := o.mac.Sum(o.v.signature[:0])
	if subtle.ConstantTimeCompare(o.given[:n], want) != 1 {
		return ErrSignatureValue
	}
	o.v.size = len(want)
	return nil
}

func (o *opener) macKey(keyInfo doc.ID) ([]byte, error) {
	ref, err := o.keyOf(keyInfo)
	if err != nil {
		return nil, err
	}
	if ref == baseKey {
		return o.base.key.Use(), nil
	}
	user := o.signature
	if o.signatureData != doc.None {
		user = o.signatureData
	}
	if err := o.precedes(ref, user); err != nil {
		return nil, err
	}
	return o.derive(o.signatureKey[:0], &o.derived[ref], o.p.suite.SignatureKey)
}

// target returns the element that a Reference is to.
func (o *opener) target(r doc.ID) (doc.ID, error) {
	d := o.d
	if !d.Is(r, doc.DS, "Reference") {
		return doc.None, fmt.Errorf("%w: SignedInfo holds %s", ErrStructure, d.Local(r))
	}
	uri, ok := d.Attr(r, doc.NoNS, "URI")
	if !ok || len(uri) < 2 || uri[0] != '#' {
		return doc.None, fmt.Errorf("%w: URI is not that of an element of the message", ErrTarget)
	}
	target := d.ByID(uri[1:])
	if target == doc.None {
		return doc.None, fmt.Errorf("%w: nothing has the Id", ErrTarget)
	}
	return target, nil
}

// verifyReference compares the digest of one Reference and notes what it covers.
func (o *opener) verifyReference(r, target doc.ID) error {
	d := o.d
	if err := o.coverable(target); err != nil {
		return err
	}
	transforms := d.First(r)
	if transforms == doc.None || !d.Is(transforms, doc.DS, "Transforms") {
		return fmt.Errorf("%w: Reference without Transforms", ErrTransform)
	}
	transform := d.OnlyChild(transforms)
	if transform == doc.None || !d.Is(transform, doc.DS, "Transform") {
		return fmt.Errorf("%w: not exactly one", ErrTransform)
	}
	prefixes, err := o.prefixList(transform)
	if err != nil {
		return err
	}
	method := d.Next(transforms)
	if method == doc.None || !d.Is(method, doc.DS, "DigestMethod") {
		return fmt.Errorf("%w: Reference without DigestMethod", ErrStructure)
	}
	algorithm, _ := d.Attr(method, doc.NoNS, "Algorithm")
	digest, err := o.p.suite.Digest(algorithm)
	if err != nil {
		return fmt.Errorf("digest method: %w", err)
	}
	value := d.Next(method)
	if value == doc.None || !d.Is(value, doc.DS, "DigestValue") || d.Next(value) != doc.None {
		return fmt.Errorf("%w: Reference does not end with DigestValue", ErrStructure)
	}
	n, err := o.decodeShort(o.given[:], value)
	if err != nil {
		return err
	}
	h := o.hash(digest)
	if err := d.Digest(h, target, prefixes); err != nil {
		return err
	}
	if subtle.ConstantTimeCompare(o.given[:n], h.Sum(o.sum[:0])) != 1 {
		return fmt.Errorf("%w: %s", ErrDigest, d.Local(target))
	}
	if o.v.nCovered == len(o.v.covered) {
		return fmt.Errorf("%w: too many References", ErrStructure)
	}
	d.Enclose(target, prefixes)
	o.v.covered[o.v.nCovered] = target
	o.v.nCovered++
	return nil
}

// coverable sees to it that a signature covers entire headers, the entire Body or
// a token of the Security header, each once (WS-SecurityPolicy 1.3, section 6.6).
func (o *opener) coverable(target doc.ID) error {
	parent := o.d.Parent(target)
	if target != o.body && (parent == doc.None || parent != o.header && parent != o.security) {
		return ErrTarget
	}
	if o.covers(target) {
		return fmt.Errorf("%w: %s twice", ErrTarget, o.d.Local(target))
	}
	return nil
}

// covers reports whether the verified signature covers an element.
func (o *opener) covers(id doc.ID) bool { return o.v.covers(id) }

func (v *Verified) covers(id doc.ID) bool {
	for _, c := range v.covered[:v.nCovered] {
		if c == id {
			return true
		}
	}
	return false
}
