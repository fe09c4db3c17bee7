package wsse

import (
	"encoding/base64"
	"hash"
	"slices"
	"sync"
	"time"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/algo"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Outgoing is a message that is to be sealed.
type Outgoing struct {
	Headers Headers
	Blocks  []codec.Header  // of the service
	Name    *codec.Name     // of the element in the Body; nil: the content is that of the Body
	Content codec.Encodable // its attributes and content; nil without a name: an empty Body
	Now     time.Time

	// Signature receives the value of the signature, for telling reflections.
	Signature []byte

	// Covered, when not nil, receives the names of the parts that were signed.
	Covered *[]string
}

// encode writes what the Body holds.
func (m *Outgoing) encode(e *codec.Encoder) {
	if m.Name == nil {
		m.Content.EncodeXML(e)
		return
	}
	e.Element(m.Name, m.Content)
}

// Seal appends an envelope to dst that is protected as the profile says, with
// keys from base. What was appended is undefined when it returns an error.
//
// The order of the steps is the order of the standard (WS-SecurityPolicy 1.3,
// section 6.3 and appendix C): the body is encrypted before its digest is taken,
// or after.
func (p *Profile) Seal(dst []byte, base *Base, m *Outgoing) ([]byte, error) {
	s := sealers.Get().(*sealer)
	defer s.release()
	if p.plain {
		return s.sealPlain(dst, p, m)
	}
	if err := s.begin(p, base); err != nil {
		return dst, at("deriving keys", err)
	}
	if err := s.encodeBody(m); err != nil {
		return dst, at("encoding the body", err)
	}
	if p.encryptFirst && p.encryptBody {
		s.encryptBodyFirst()
	}
	if p.signBody {
		s.cover(idBody, s.body)
		s.refs[len(s.refs)-1].hi = len(s.prefixes)
	}

	s.out = slices.Grow(dst, len(s.body)*4/3+fixedSize)
	s.out = append(s.out, p.text.open...)
	s.addHeaders(&m.Headers)
	if err := s.addBlocks(m.Blocks); err != nil {
		return dst, at("encoding the headers", err)
	}
	s.out = append(s.out, p.text.security...)
	s.addTimestamp(m.Now)
	s.addToken()
	if p.encryptFirst {
		s.addEncryptionKey()
		s.addSignatureKey()
		if p.encryptSignature {
			s.addReferenceList(idSignatureData)
		}
		s.addSignature()
		if p.encryptBody {
			s.addReferenceList(idBodyData)
		}
	} else {
		s.addSignatureKey()
		s.addEncryptionKey()
		switch {
		case p.encryptBody && p.encryptSignature:
			s.addReferenceList(idBodyData, idSignatureData)
		case p.encryptBody:
			s.addReferenceList(idBodyData)
		case p.encryptSignature:
			s.addReferenceList(idSignatureData)
		}
		s.addSignature()
	}
	s.out = append(s.out, p.text.endHead...)
	s.addBody()
	s.out = append(s.out, p.text.end...)
	m.Signature = append(m.Signature[:0], s.sum[:p.suite.MACs[0].Size]...)
	if m.Covered != nil {
		for i := range s.refs {
			*m.Covered = append(*m.Covered, s.refs[i].name())
		}
	}
	out := s.out
	s.out = nil
	return out, nil
}

// sealPlain appends an envelope that nothing protects.
func (s *sealer) sealPlain(dst []byte, p *Profile, m *Outgoing) ([]byte, error) {
	s.p, s.refs = p, s.refs[:0]
	s.out = append(dst, p.text.open...)
	if p.wsa != doc.NoNS || len(m.Blocks) > 0 {
		s.out = append(s.out, `<soap:Header>`...)
		s.addHeaders(&m.Headers)
		if err := s.addBlocks(m.Blocks); err != nil {
			return dst, at("encoding the headers", err)
		}
		s.out = append(s.out, `</soap:Header>`...)
	}
	s.out = append(s.out, p.text.body...)
	if m.Content != nil {
		s.enc.Reset(s.out, p.text.soap)
		m.encode(&s.enc)
		s.out = s.enc.Bytes()
		if err := s.enc.Err(); err != nil {
			return dst, at("encoding the body", err)
		}
	}
	out := append(append(s.out, p.text.endBody...), p.text.end...)
	s.out = nil
	return out, nil
}

// fixedSize is about what an envelope takes up besides the body.
const fixedSize = 8 << 10

// sealer is the state of one Seal; its buffers are used again.
type sealer struct {
	p      *Profile
	base   *Base
	prf    algo.PRF
	mac    algo.HMAC
	cipher algo.CBC

	out     []byte
	body    []byte // the Body as it is signed
	content int    // where its content begins
	end     int    // where its content ends
	scratch []byte
	enc     codec.Encoder

	prefixes []byte // PrefixLists of the references

	digest   hash.Hash
	digestOf plan.Algorithm
	refs     []reference

	encryptionKey []byte
	signatureKey  []byte
	keyBuf        [64]byte
	sum           [64]byte
	nonces        [2 * nonceLen]byte // of the encryption key, of the signature key
}

// reference is an entry of SignedInfo: which Id, and the digest of its bytes.
type reference struct {
	id  string
	own string // behind id: the name of a header
	sum [32]byte
	n   int

	lo, hi int // its PrefixList in prefixes
}

// name returns the local name of the element.
func (r *reference) name() string {
	switch r.id {
	case idBody:
		return "Body"
	case idTimestamp:
		return "Timestamp"
	}
	return r.own
}

var sealers = sync.Pool{New: func() any { return new(sealer) }}

// keepBytes is the largest buffer that goes back to a pool.
const keepBytes = 8 << 20

func (s *sealer) release() {
	clear(s.body[:min(cap(s.body), max(len(s.body), s.end)+algo.BlockSize)])
	clear(s.scratch[:min(cap(s.scratch), len(s.scratch)+algo.BlockSize)])
	clear(s.keyBuf[:])
	s.enc.Reset(nil)
	if cap(s.body) > keepBytes {
		s.body = nil
	}
	if cap(s.scratch) > keepBytes {
		s.scratch = nil
	}
	s.prf.Wipe()
	s.mac.Wipe()
	s.p, s.base, s.out, s.encryptionKey, s.signatureKey, s.cipher = nil, nil, nil, nil, nil, algo.CBC{}
	sealers.Put(s)
}

func (s *sealer) begin(p *Profile, base *Base) error {
	s.p, s.base = p, base
	s.refs = s.refs[:0]
	if d := p.suite.Digests[0]; s.digestOf != d.URI {
		s.digest, s.digestOf = d.New(), d.URI
	}
	return s.makeKeys()
}

// encodeBody writes the Body in canonical form.
func (s *sealer) encodeBody(m *Outgoing) error {
	s.body = append(s.body[:0], s.p.text.body...)
	s.content = len(s.body)
	s.prefixes = s.prefixes[:0]
	if m.Content != nil {
		s.enc.Reset(s.body, s.p.text.soap, s.p.text.wsu)
		m.encode(&s.enc)
		s.body = s.enc.Bytes()
		if err := s.enc.Err(); err != nil {
			return err
		}
		if !s.p.encryptFirst || !s.p.encryptBody {
			s.prefixes = s.enc.InclusivePrefixes(s.prefixes)
		}
	}
	s.end = len(s.body)
	s.body = append(s.body, s.p.text.endBody...)
	return nil
}

// cover takes the digest of a part. Its bytes are its canonical form.
func (s *sealer) cover(id string, part []byte) { s.coverNamed(id, "", part) }

func (s *sealer) coverNamed(id, own string, part []byte) {
	s.refs = append(s.refs, reference{id: id, own: own})
	r := &s.refs[len(s.refs)-1]
	s.digest.Reset()
	s.digest.Write(part)
	r.n = len(s.digest.Sum(r.sum[:0]))
}

func (s *sealer) addBase64(b []byte) { s.out = base64.StdEncoding.AppendEncode(s.out, b) }
