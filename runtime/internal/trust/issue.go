package trust

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/algo"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/secret"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Issue (WS-SecureConversation 1.4, section 3; WS-Trust 1.4, section 4).

// Begin makes the token request. keyBits is the size of the key to ask for.
func Begin(c *plan.Conversation, keyBits int) (Message, *Pending) {
	if c.KeySize != 0 {
		keyBits = c.KeySize
	}
	entropy := secret.Random(keyBits / 8)
	return issueMessage(c, keyBits, entropy), NewPending(c, keyBits, entropy)
}

func issueMessage(c *plan.Conversation, keyBits int, entropy secret.Secret) Message {
	w := wordsOf(c.Trust)
	return Message{&w.request, content(func(e *codec.Encoder) {
		e.String(&w.tokenType, tokenTypeOf(c.Version))
		e.String(&w.requestType, w.ns+"/Issue")
		encodeEntropy(e, w, entropy)
		e.String(&w.keySize, strconv.Itoa(keyBits))
		e.String(&w.computedKeyAlgorithm, w.pSHA1())
	})}
}

func encodeEntropy(e *codec.Encoder, w *words, s secret.Secret) {
	e.Start(&w.entropy)
	e.Start(&w.binarySecret)
	e.Attr(&typeAttr, w.nonce())
	e.Text(base64.StdEncoding.EncodeToString(s.Use()))
	e.End(&w.binarySecret)
	e.End(&w.entropy)
}

// Pending is a token request that waits for its answer. It finishes once.
type Pending struct {
	c       *plan.Conversation
	keyBits int
	entropy secret.Secret
}

// NewPending returns the continuation of a request that carried this entropy and
// asked for this size.
func NewPending(c *plan.Conversation, keyBits int, entropy secret.Secret) *Pending {
	return &Pending{c, keyBits, entropy}
}

// Finish computes the context from both entropies (WS-Trust 1.4, section 4.4.5).
func (p *Pending) Finish(v *wsse.Verified) (*sct.Token, error) {
	t, err := p.finish(v)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrResponse, err)
	}
	return t, nil
}

func (p *Pending) finish(v *wsse.Verified) (*sct.Token, error) {
	w := wordsOf(p.c.Trust)
	d, root := v.Doc()
	if root != doc.None && d.Is(root, w.space, w.collection.Local) {
		root = d.First(root)
	}
	if root == doc.None || !d.Is(root, w.space, w.response.Local) {
		return nil, fmt.Errorf("body is not a RequestSecurityTokenResponse")
	}
	f := fields{d, w, root}
	if typ, err := f.text("TokenType"); err != nil || typ != "" && typ != tokenTypeOf(p.c.Version) {
		return nil, fmt.Errorf("token of another type than was asked for")
	}
	bits, err := f.keySize()
	if err != nil {
		return nil, err
	}
	if bits != 0 && bits != p.keyBits {
		return nil, fmt.Errorf("key of %d bits where %d were asked for", bits, p.keyBits)
	}
	if err := f.proof(); err != nil {
		return nil, err
	}
	server, err := f.entropy()
	if err != nil {
		return nil, err
	}
	if server.Len()*8 < p.keyBits {
		return nil, fmt.Errorf("entropy of %d bytes for a key of %d bits", server.Len(), p.keyBits)
	}
	t := &sct.Token{Version: p.c.Version, Secret: computedKey(p.entropy, server, p.keyBits)}
	if t.Created, t.Expires, err = f.lifetime(); err != nil {
		return nil, err
	}
	if err := f.token(t); err != nil {
		return nil, err
	}
	return t, nil
}

// computedKey is CK/PSHA1: the requestor's entropy is the secret, the issuer's
// the seed.
func computedKey(client, server secret.Secret, bits int) secret.Secret {
	key := make([]byte, bits/8)
	algo.NewPRF(client.Use()).Derive(key, "", server.Use(), 0)
	return secret.New(key)
}

// proof sees to it that the key is computed from both entropies.
func (f fields) proof() error {
	id, err := f.child("RequestedProofToken")
	if err != nil {
		return err
	}
	if id == doc.None {
		return fmt.Errorf("no RequestedProofToken: the key would be the client's entropy alone")
	}
	c := f.d.OnlyChild(id)
	if c == doc.None || !f.d.Is(c, f.w.space, "ComputedKey") {
		return fmt.Errorf("RequestedProofToken does not say that the key is computed")
	}
	if s, err := f.textOf(c); err != nil || s != f.w.pSHA1() {
		return fmt.Errorf("ComputedKey is not CK/PSHA1")
	}
	return nil
}

// token reads the SecurityContextToken and the references to it.
func (f fields) token(t *sct.Token) error {
	id, err := f.child("RequestedSecurityToken")
	if err != nil {
		return err
	}
	space, _ := doc.Known(t.Version.Namespace())
	var token doc.ID = doc.None
	if id != doc.None {
		token = f.d.OnlyChild(id)
	}
	if token == doc.None || !f.d.Is(token, space, "SecurityContextToken") {
		return fmt.Errorf("no SecurityContextToken of the version that was asked for")
	}
	identifier := f.d.First(token)
	if identifier == doc.None || !f.d.Is(identifier, space, "Identifier") {
		return fmt.Errorf("SecurityContextToken does not start with Identifier")
	}
	if t.Identifier, err = f.textOf(identifier); err != nil || t.Identifier == "" {
		return fmt.Errorf("empty Identifier")
	}
	t.Element = f.d.Canonical(nil, token, nil)
	own, _ := f.d.Attr(token, doc.WSU, "Id")
	t.ID = string(own)
	if t.Attached, err = f.reference("RequestedAttachedReference", t.Version, "#"+string(own)); err != nil {
		return err
	}
	t.Unattached, err = f.reference("RequestedUnattachedReference", t.Version, t.Identifier)
	return err
}

// reference returns the SecurityTokenReference that the issuer gave, else one with
// the URI.
func (f fields) reference(local string, v plan.SecureConversation, uri string) ([]byte, error) {
	id, err := f.child(local)
	if err != nil || id == doc.None {
		return alone(func(e *codec.Encoder) { encodeReference(e, v, uri) }), err
	}
	str := f.d.OnlyChild(id)
	if str == doc.None || !f.d.Is(str, doc.WSSE, "SecurityTokenReference") {
		return nil, fmt.Errorf("%s does not hold one SecurityTokenReference", local)
	}
	return f.d.Canonical(nil, str, nil), nil
}

// Request is a token request as the recipient reads it.
type Request struct {
	keyBits int
	entropy secret.Secret
}

// Pending returns the continuation of the requestor, whose entropy the recipient
// has read. Tests of recorded conversations play both parties.
func (r *Request) Pending(c *plan.Conversation) *Pending { return NewPending(c, r.keyBits, r.entropy) }

// ReadIssue reads a token request. minBits and maxBits bound the key size,
// defaultBits is taken when the request does not say.
func ReadIssue(c *plan.Conversation, v *wsse.Verified, minBits, maxBits, defaultBits int) (*Request, error) {
	r, err := readIssue(c, v, minBits, maxBits, defaultBits)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRequest, err)
	}
	return r, nil
}

func readIssue(c *plan.Conversation, v *wsse.Verified, minBits, maxBits, defaultBits int) (*Request, error) {
	w := wordsOf(c.Trust)
	d, root := v.Doc()
	if root == doc.None || d.Next(root) != doc.None || !d.Is(root, w.space, w.request.Local) {
		return nil, fmt.Errorf("body is not a RequestSecurityToken")
	}
	f := fields{d, w, root}
	if s, err := f.text("RequestType"); err != nil || s != w.ns+"/Issue" {
		return nil, fmt.Errorf("RequestType is not Issue")
	}
	if s, err := f.text("TokenType"); err != nil || s != "" && s != tokenTypeOf(c.Version) {
		return nil, fmt.Errorf("TokenType is not that of a SecurityContextToken")
	}
	if s, err := f.text("ComputedKeyAlgorithm"); err != nil || s != "" && s != w.pSHA1() {
		return nil, fmt.Errorf("ComputedKeyAlgorithm is not CK/PSHA1")
	}
	bits, err := f.keySize()
	if err != nil {
		return nil, err
	}
	if bits == 0 {
		bits = defaultBits
	}
	if bits < minBits || bits > maxBits {
		return nil, fmt.Errorf("KeySize %d is outside %d..%d", bits, minBits, maxBits)
	}
	entropy, err := f.entropy()
	if err != nil {
		return nil, err
	}
	return &Request{keyBits: bits, entropy: entropy}, nil
}

// Issue makes a context and the answer that tells the requestor of it.
func (r *Request) Issue(c *plan.Conversation, now time.Time, lifetime time.Duration) (Message, *sct.Token) {
	var id [16]byte
	rand.Read(id[:])
	t := NewToken(id, c.Version)
	server := secret.Random(max(r.keyBits/8, minEntropy))
	t.Secret = computedKey(r.entropy, server, r.keyBits)
	t.Created, t.Expires = now, now.Add(lifetime)
	return issuedMessage(c, t, server, r.keyBits), t
}

// NewToken returns the token with an identifier made of 16 bytes, as the requestor
// holds it, without its secret and lifetime.
func NewToken(id [16]byte, version plan.SecureConversation) *sct.Token {
	u := uuid(id)
	t := &sct.Token{ID: "sct-" + u, Identifier: "urn:uuid:" + u, Version: version}
	t.Element = alone(func(e *codec.Encoder) { encodeToken(e, version, t.ID, t.Identifier) })
	t.Attached = alone(func(e *codec.Encoder) { encodeReference(e, version, "#"+t.ID) })
	t.Unattached = alone(func(e *codec.Encoder) { encodeReference(e, version, t.Identifier) })
	return t
}

// uuid formats 16 bytes as a UUID.
func uuid(b [16]byte) string {
	s := hex.EncodeToString(b[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

func issuedMessage(c *plan.Conversation, t *sct.Token, server secret.Secret, bits int) Message {
	w := wordsOf(c.Trust)
	return w.answer(c.Collection, func(e *codec.Encoder) {
		e.String(&w.tokenType, tokenTypeOf(c.Version))
		e.Start(&w.requestedToken)
		encodeToken(e, t.Version, t.ID, t.Identifier)
		e.End(&w.requestedToken)
		e.Start(&w.attached)
		encodeReference(e, t.Version, "#"+t.ID)
		e.End(&w.attached)
		e.Start(&w.unattached)
		encodeReference(e, t.Version, t.Identifier)
		e.End(&w.unattached)
		e.Start(&w.requestedProof)
		e.String(&w.computedKey, w.pSHA1())
		e.End(&w.requestedProof)
		encodeEntropy(e, w, server)
		e.Start(&w.lifetime)
		e.String(&created, formatTime(t.Created))
		e.String(&expires, formatTime(t.Expires))
		e.End(&w.lifetime)
		e.String(&w.keySize, strconv.Itoa(bits))
	})
}

// answer wraps the content of an RSTR, in a collection where the version has one.
func (w *words) answer(collection bool, f content) Message {
	if !collection {
		return Message{&w.response, f}
	}
	return Message{&w.collection, content(func(e *codec.Encoder) { e.Element(&w.response, f) })}
}

func formatTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
