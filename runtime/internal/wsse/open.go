package wsse

import (
	"hash"
	"sync"
	"time"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/algo"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Verified is a message that was found protected as its plan demands. Only Open
// makes one; an empty one opens nothing. The body that it hands out is the very
// range whose digest was compared. It is valid until its document is released.
type Verified struct {
	Action    string
	MessageID string
	To        string
	RelatesTo string
	ReplyTo   string // address

	Base  *Base     // what an answer must use
	Until time.Time // when the message stops being acceptable

	signature [64]byte
	size      int // of the signature
	doc       *doc.Doc
	body      doc.ID
	covered   [maxReferences]doc.ID
	nCovered  int
}

// Context returns the context that the message is under, nil for a handshake.
func (v *Verified) Context() *sct.Token { return v.Base.Context }

// SignatureValue returns the octets of the signature; no two messages under one
// key have the same, but for a replay.
func (v *Verified) SignatureValue() []byte { return v.signature[:v.size] }

// Payload returns the one element in the Body, false when the Body holds none,
// more than one, or text.
func (v *Verified) Payload() (codec.Element, bool) {
	if v.doc == nil {
		return codec.Element{}, false
	}
	child := v.doc.First(v.body)
	if child == doc.None || v.doc.Next(child) != doc.None || v.doc.HasText(v.body) {
		return codec.Element{}, false
	}
	return codec.Open(v.doc, child), true
}

// Doc returns the document and the element in its Body, for the packages that read
// the messages of the handshake.
func (v *Verified) Doc() (*doc.Doc, doc.ID) {
	if v.doc == nil {
		return nil, doc.None
	}
	return v.doc, v.doc.First(v.body)
}

// Open takes a parsed message apart and checks that it is protected as the
// profile demands. Any error is a *Failure.
//
// What is encrypted is decrypted before the signature is verified, or after, as
// the plan says and not as the message does: a message that was processed in the
// other order has other digests.
func (p *Profile) Open(d *doc.Doc, keys Keys, now time.Time, w Window) (*Verified, error) {
	o := openers.Get().(*opener)
	defer o.release()
	o.begin(p, d, keys, now)

	if err := o.readEnvelope(); err != nil {
		return nil, err
	}
	if err := o.readSecurity(); err != nil {
		return nil, err
	}
	bodyData, err := o.checkShape()
	if err != nil {
		return nil, err
	}
	if p.encryptFirst {
		err = o.openEncryptedFirst(bodyData)
	} else {
		err = o.openSignedFirst(bodyData)
	}
	if err != nil {
		return nil, err
	}
	if err := o.checkCoverage(); err != nil {
		return nil, err
	}
	until, err := o.checkTimestamp(now, w)
	if err != nil {
		return nil, err
	}
	return o.verified(until)
}

// openSignedFirst undoes SignBeforeEncrypting: decrypt, then compare digests. The
// signature value needs no plaintext of the Body, so it is verified first: who
// does not hold the key does not get anything decrypted that he made himself.
func (o *opener) openSignedFirst(bodyData doc.ID) error {
	if err := o.decryptSignature(); err != nil {
		return err
	}
	parts, err := o.verifyValue(o.signature)
	if err != nil {
		return err
	}
	if err := o.decryptBody(bodyData); err != nil {
		return err
	}
	return o.verifyReferences(&parts)
}

// openEncryptedFirst undoes EncryptBeforeSigning: verify, then decrypt.
func (o *opener) openEncryptedFirst(bodyData doc.ID) error {
	if err := o.decryptSignature(); err != nil {
		return err
	}
	parts, err := o.verifyValue(o.signature)
	if err != nil {
		return err
	}
	if err := o.verifyReferences(&parts); err != nil {
		return err
	}
	return o.decryptBody(bodyData)
}

func (o *opener) decryptBody(bodyData doc.ID) error {
	if bodyData == doc.None {
		return nil
	}
	return at("decrypting the body", o.decrypt(bodyData, typeContent))
}

func (o *opener) decryptSignature() error {
	if o.signatureData == doc.None {
		return nil
	}
	step := "decrypting the signature"
	if err := o.decrypt(o.signatureData, typeElement); err != nil {
		return at(step, err)
	}
	// The plaintext stands in the place of the EncryptedData now.
	for c := o.d.First(o.security); c != doc.None; c = o.d.Next(c) {
		if o.d.Is(c, doc.DS, "Signature") {
			return at(step, once(&o.signature, c))
		}
	}
	return fail(InvalidSecurity, step, "%w: the plaintext is not a Signature", ErrStructure)
}

// checkShape holds what is there against what the plan has: token, signature and
// encryption, neither less nor more. It returns the EncryptedData of the Body.
func (o *opener) checkShape() (bodyData doc.ID, err error) {
	step := "checking the Security header"
	p, d := o.p, o.d
	switch {
	case o.base == nil && p.token == plan.SecureConversationToken && p.include:
		return doc.None, fail(BadContextToken, step, "%w: no SecurityContextToken", ErrStructure)
	case o.base == nil:
		return doc.None, fail(InvalidSecurity, step, "%w: no EncryptedKey", ErrStructure)
	case o.timestamp == doc.None:
		return doc.None, fail(InvalidSecurity, step, "%w: no Timestamp", ErrStructure)
	case p.encryptSignature && !p.clearAnswer && o.signatureData == doc.None:
		return doc.None, fail(InvalidSecurity, step, "the signature %w", ErrNotEncrypted)
	case !p.encryptSignature && o.signatureData != doc.None:
		return doc.None, fail(InvalidSecurity, step, "%w: EncryptedData where the plan has none", ErrStructure)
	case o.signature == doc.None && o.signatureData == doc.None:
		return doc.None, fail(InvalidSecurity, step, "the message %w", ErrNotSigned)
	case o.signature != doc.None && o.signatureData != doc.None:
		return doc.None, fail(InvalidSecurity, step, "%w: a signature beside the encrypted one", ErrStructure)
	}
	bodyData = doc.None
	child := d.OnlyChild(o.body)
	encrypted := child != doc.None && d.Is(child, doc.XENC, "EncryptedData")
	if p.encryptBody && !encrypted && !p.clearAnswer {
		return doc.None, fail(InvalidSecurity, step, "the content of the Body %w, or not as a whole", ErrNotEncrypted)
	}
	if p.encryptBody && encrypted {
		bodyData = child
	}
	return bodyData, o.checkLists(bodyData, o.signatureData)
}

// checkCoverage sees to it that the signature covers what the plan wants signed:
// the Body, the timestamp and every listed header that is there.
func (o *opener) checkCoverage() error {
	step := "checking what is signed"
	d := o.d
	if o.p.signBody && !o.covers(o.body) {
		return fail(InvalidSecurity, step, "Body %w", ErrNotSigned)
	}
	if !o.covers(o.timestamp) {
		return fail(InvalidSecurity, step, "Timestamp %w", ErrNotSigned)
	}
	if o.header == doc.None {
		return nil
	}
	for h := d.First(o.header); h != doc.None; h = d.Next(h) {
		if o.p.signs(d, h) && !o.covers(h) {
			return fail(InvalidSecurity, step, "%s %w", d.Local(h), ErrNotSigned)
		}
	}
	return nil
}

func (o *opener) verified(until time.Time) (*Verified, error) {
	v := &Verified{Base: o.base, Until: until, doc: o.d, body: o.body, covered: o.covered, nCovered: o.nCovered}
	v.size = copy(v.signature[:], o.signatureValue)
	var err error
	for _, h := range []struct {
		dst *string
		id  doc.ID
	}{
		{&v.Action, o.wsa.action}, {&v.MessageID, o.wsa.messageID},
		{&v.To, o.wsa.to}, {&v.RelatesTo, o.wsa.relatesTo},
	} {
		if *h.dst, err = o.headerText(h.id); err != nil {
			return nil, err
		}
	}
	if v.ReplyTo, err = o.address(o.wsa.replyTo); err != nil {
		return nil, err
	}
	if o.p.wsa != doc.NoNS && v.Action == "" {
		return nil, fail(InvalidAddressing, "reading the addressing headers", "Action is missing")
	}
	return v, nil
}

// opener is the state of one Open; its buffers are used again.
type opener struct {
	p    *Profile
	d    *doc.Doc
	keys Keys
	now  time.Time
	base *Base
	prf  *algo.PRF

	header, body, security      doc.ID
	wsa                         addressing
	timestamp                   doc.ID
	encryptedKey, context       doc.ID
	signature, signatureData    doc.ID
	derived                     [4]derivedKey
	nDerived                    int
	listed                      [4]doc.ID
	listedBy                    [4]doc.ID // the ReferenceList
	nListed                     int
	covered                     [maxReferences]doc.ID
	nCovered                    int
	encryptionKey, signatureKey [32]byte
	encryptionKeyOf             keyRef // which derived key encryptionKey holds
	nonces                      [4 * maxNonce]byte
	nonceLen                    int
	scratch                     []byte
	signatureValue              []byte
	digest                      hash.Hash
	digestOf                    plan.Algorithm
}

var openers = sync.Pool{New: func() any { return new(opener) }}

func (o *opener) begin(p *Profile, d *doc.Doc, keys Keys, now time.Time) {
	o.p, o.d, o.keys, o.now = p, d, keys, now
	o.base, o.prf = keys.Base, nil
	o.header, o.body, o.security = doc.None, doc.None, doc.None
	o.wsa = noAddressing()
	o.timestamp, o.encryptedKey, o.context = doc.None, doc.None, doc.None
	o.signature, o.signatureData = doc.None, doc.None
	o.nDerived, o.nListed, o.nCovered, o.nonceLen = 0, 0, 0, 0
	o.encryptionKeyOf = baseKey
}

func (o *opener) release() {
	o.p, o.d, o.keys, o.base, o.prf = nil, nil, Keys{}, nil, nil
	clear(o.derived[:])
	clear(o.encryptionKey[:])
	clear(o.signatureKey[:])
	openers.Put(o)
}

// hash returns the hash of a digest algorithm, ready for use.
func (o *opener) hash(a algo.Digest) hash.Hash {
	if o.digestOf != a.URI {
		o.digest, o.digestOf = a.New(), a.URI
	}
	o.digest.Reset()
	return o.digest
}
