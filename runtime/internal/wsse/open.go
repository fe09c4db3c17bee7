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
	Base *Base // what an answer must use

	// Attached came with the message, beside the envelope: nothing proves it.
	Attached []codec.Attachment

	doc       *doc.Doc
	header    doc.ID
	body      doc.ID
	wsa       addressing
	own       Base // Base of a request
	signature [64]byte
	size      int // of the signature
	covered   [maxReferences]doc.ID
	nCovered  int
	room      codec.Room // of all that is read of the message
}

// Context returns the context that the message is under, nil when there is none.
func (v *Verified) Context() *sct.Token {
	if v.Base == nil {
		return nil
	}
	return v.Base.Context
}

// The addressing headers; "" for one that is not there. ReplyTo is an address.

// Action returns the wsa:Action.
func (v *Verified) Action() string { return v.text(v.wsa.action) }

// MessageID returns the wsa:MessageID.
func (v *Verified) MessageID() string { return v.text(v.wsa.messageID) }

// HasMessageID reports whether there is a wsa:MessageID.
func (v *Verified) HasMessageID() bool { return len(v.bytes(v.wsa.messageID)) > 0 }

// RelatesTo returns the wsa:RelatesTo.
func (v *Verified) RelatesTo() string { return v.text(v.wsa.relatesTo) }

// HasAction reports whether the wsa:Action is a given one.
func (v *Verified) HasAction(action string) bool { return string(v.bytes(v.wsa.action)) == action }

// RepliesTo reports whether an answer is to go to an address: the one in ReplyTo,
// or any when there is none.
func (v *Verified) RepliesTo(address string) bool {
	if v.wsa.replyTo == doc.None {
		return true
	}
	return string(v.bytes(v.doc.Child(v.wsa.replyTo, v.doc.Space(v.wsa.replyTo), "Address"))) == address
}

func (v *Verified) text(id doc.ID) string { return string(v.bytes(id)) }

// bytes returns the text of a header. Open has seen to it that it is text.
func (v *Verified) bytes(id doc.ID) []byte {
	if id == doc.None || v.doc == nil {
		return nil
	}
	b, _ := v.doc.Text(id)
	return trim(b)
}

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
	return codec.Open(v.doc, child, &v.room), true
}

// Body returns the Body. It is for messages that are more or less than one element.
func (v *Verified) Body() codec.Element { return codec.OpenBlock(v.doc, v.body, &v.room) }

// Element returns an element of the message for decoding, false for none.
func (v *Verified) Element(id doc.ID) (codec.Element, bool) {
	if v.doc == nil || id == doc.None {
		return codec.Element{}, false
	}
	return codec.Open(v.doc, id, &v.room), true
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
// Whether the digest of the Body is taken of its plaintext or of its ciphertext
// follows from the plan and not from the message: one that was processed in the
// other order has other digests.
//
// The Body is decrypted last, and once for a signature: what the sender wants to
// have decrypted he has signed before, the timestamp has been checked, and Fresh
// has let it pass. So CBC has no oracle to offer, though the plan may want the
// plaintext signed.
func (p *Profile) Open(d *doc.Doc, keys Keys, now time.Time, w Window) (*Verified, error) {
	o := openers.Get().(*opener)
	defer o.release()
	o.begin(p, d, keys, now)

	if err := o.readEnvelope(); err != nil {
		return nil, err
	}
	if p.plain {
		return o.verified() // there is nothing to prove
	}
	if err := o.readSecurity(); err != nil {
		return nil, err
	}
	bodyData, err := o.checkShape()
	if err != nil {
		return nil, err
	}
	if err := o.decryptSignature(); err != nil {
		return nil, err
	}
	parts, err := o.verifyValue(o.signature)
	if err != nil {
		return nil, err
	}
	bodyReference, err := o.verifyReferences(&parts, bodyData != doc.None && !p.encryptFirst)
	if err != nil {
		return nil, err
	}
	if err := o.checkTimestamp(now, w); err != nil {
		return nil, err
	}
	if err := o.checkFresh(); err != nil {
		return nil, err
	}
	if bodyData != doc.None {
		if err := o.decrypt(bodyData, typeContent); err != nil {
			return nil, at("decrypting the body", err)
		}
	}
	if bodyReference != doc.None {
		if err := o.verifyReference(bodyReference, o.body); err != nil {
			return nil, at("verifying the signature", err)
		}
	}
	if err := o.checkCoverage(); err != nil {
		return nil, err
	}
	return o.verified()
}

// checkFresh asks whether the signature was seen before.
func (o *opener) checkFresh() error {
	if o.keys.Fresh == nil {
		return nil
	}
	if err := o.keys.Fresh(o.base.scope(), o.v.SignatureValue()); err != nil {
		return fail(InvalidSecurity, "checking for a replay", "%w", err)
	}
	return nil
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
// the Body and every listed header that is there. That it covers the timestamp has
// been seen before.
func (o *opener) checkCoverage() error {
	step := "checking what is signed"
	d := o.d
	if o.p.signBody && !o.covers(o.body) {
		return fail(InvalidSecurity, step, "Body %w", ErrNotSigned)
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

// verified hands the proof out, with the addressing headers that came with it.
func (o *opener) verified() (*Verified, error) {
	for _, id := range [...]doc.ID{o.wsa.action, o.wsa.messageID, o.wsa.to, o.wsa.relatesTo} {
		if id != doc.None && o.d.First(id) != doc.None {
			return nil, fail(InvalidAddressing, "reading the addressing headers", "%s is not text", o.d.Local(id))
		}
	}
	v := o.v
	v.Base, v.doc, v.header, v.body, v.wsa = o.base, o.d, o.header, o.body, o.wsa
	if o.p.wsa != doc.NoNS && len(v.bytes(v.wsa.action)) == 0 {
		return nil, fail(MissingAddressing, "reading the addressing headers", "Action is missing")
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
	v    *Verified // what is going to be proven

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
	encryptionKey, signatureKey [32]byte
	nonces                      [4 * maxNonce]byte
	nonceLen                    int
	scratch                     []byte
	digest                      hash.Hash
	digestOf                    plan.Algorithm
	prf                         algo.PRF
	hasPRF                      bool
	mac                         algo.HMAC
	cipher                      algo.CBC
	hasCipher                   bool
	cipherOf                    keyRef   // which key the cipher has
	given, sum                  [64]byte // values being compared
}

var openers = sync.Pool{New: func() any { return new(opener) }}

func (o *opener) begin(p *Profile, d *doc.Doc, keys Keys, now time.Time) {
	o.p, o.d, o.keys, o.now = p, d, keys, now
	o.base, o.v = keys.Base, new(Verified)
	o.header, o.body, o.security = doc.None, doc.None, doc.None
	o.wsa = noAddressing()
	o.timestamp, o.encryptedKey, o.context = doc.None, doc.None, doc.None
	o.signature, o.signatureData = doc.None, doc.None
	o.nDerived, o.nListed, o.nonceLen = 0, 0, 0
	o.hasPRF, o.hasCipher = false, false
}

func (o *opener) release() {
	o.p, o.d, o.keys, o.base, o.v, o.cipher = nil, nil, Keys{}, nil, nil, algo.CBC{}
	o.prf.Wipe()
	o.mac.Wipe()
	clear(o.derived[:])
	if cap(o.scratch) > keepBytes {
		o.scratch = nil
	}
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
