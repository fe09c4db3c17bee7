package wsse

import (
	"crypto/subtle"
	"encoding/base64"
	"fmt"

	"github.com/wsscgen/wsscgen/runtime/internal/algo"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/secret"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// The tokens that bring the base of a message: EncryptedKey (WS-Security 1.1,
// section 9; XML Encryption 1.0, section 3.5.1) and SecurityContextToken
// (WS-SecureConversation 1.4, section 2).

// addToken writes the token when it travels in this message.
func (s *sealer) addToken() {
	switch {
	case s.base.Context != nil && s.p.include:
		s.out = append(s.out, s.base.Context.Element...)
	case s.base.Context == nil && !s.p.response:
		s.addEncryptedKey()
	}
}

func (s *sealer) addEncryptedKey() {
	s.out = append(s.out, `<xenc:EncryptedKey`+declXENC+` Id="`...)
	s.out = append(s.out, s.base.id...)
	s.out = append(s.out, `"><xenc:EncryptionMethod`+algorithm...)
	s.out = append(s.out, s.p.suite.KeyTransports[0].URI...)
	s.out = append(s.out, `"></xenc:EncryptionMethod><ds:KeyInfo`+declDS+`>`+strOpen+
		`<wsse:KeyIdentifier EncodingType="`+base64Binary+`" ValueType="`+thumbprintSHA1+`">`...)
	s.addBase64(s.base.thumb[:])
	s.out = append(s.out, `</wsse:KeyIdentifier>`+strClose+`</ds:KeyInfo><xenc:CipherData><xenc:CipherValue>`...)
	s.addBase64(s.base.wrapped)
	s.out = append(s.out, `</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey>`...)
}

// maxWrapped is the longest encrypted key that is looked at, in bytes: one for
// RSA with 16384 bits.
const maxWrapped = 2048

// readEncryptedKey opens the key that the initiator made for this message.
func (o *opener) readEncryptedKey(id doc.ID) error {
	step := "opening the EncryptedKey"
	switch {
	case o.p.token != plan.X509Token || o.p.response:
		return fail(InvalidSecurity, step, "the plan has none in this message")
	case o.encryptedKey != doc.None:
		return fail(InvalidSecurity, step, "%w: a second one", ErrStructure)
	case o.keys.Decrypter == nil || o.keys.Recipient == nil:
		return fail(InvalidSecurity, step, "no private key is configured")
	}
	method, keyInfo, value, err := o.encrypted(id)
	if err != nil {
		return at(step, err)
	}
	if keyInfo == doc.None {
		return fail(InvalidSecurity, step, "%w: no KeyInfo", ErrStructure)
	}
	transport, err := o.p.suite.KeyTransport(method)
	if err != nil {
		return at(step, err)
	}
	if err := o.isForUs(keyInfo); err != nil {
		return at(step, err)
	}
	if base64.StdEncoding.DecodedLen(len(value)) > maxWrapped {
		return fail(InvalidSecurity, step, "%w: cipher value is too long", ErrStructure)
	}
	wrapped, err := decodeBase64(make([]byte, 0, base64.StdEncoding.DecodedLen(len(value))), value)
	if err != nil {
		return at(step, err)
	}
	// Leading zeros could be left out: one key would have two names.
	if size, ok := o.keys.Decrypter.Public().(interface{ Size() int }); ok && len(wrapped) != size.Size() {
		return fail(InvalidSecurity, step, "%w: %d bytes", algo.ErrKeyTransport, len(wrapped))
	}
	key, err := transport.Decrypt(o.keys.Decrypter, wrapped)
	if err != nil {
		return at(step, err)
	}
	if len(key) < o.p.suite.MinKey || len(key) > o.p.suite.MaxKey {
		return fail(InvalidSecurity, step, "%w: %d bytes", ErrKeyLength, len(key))
	}
	o.encryptedKey = id
	o.base = newEncryptedKey(secret.New(key), wrapped, o.keys.Recipient.Thumbprint)
	return nil
}

// isForUs sees to it that a KeyInfo names our certificate by its thumbprint.
func (o *opener) isForUs(keyInfo doc.ID) error {
	d := o.d
	str := d.OnlyChild(keyInfo)
	if str == doc.None || !d.Is(str, doc.WSSE, "SecurityTokenReference") {
		return fmt.Errorf("%w: KeyInfo does not hold one SecurityTokenReference", ErrStructure)
	}
	id := d.OnlyChild(str)
	if id == doc.None || !d.Is(id, doc.WSSE, "KeyIdentifier") {
		return fmt.Errorf("%w: certificate is not named by its thumbprint", ErrUnknownKey)
	}
	if t, _ := d.Attr(id, doc.NoNS, "ValueType"); string(t) != thumbprintSHA1 {
		return fmt.Errorf("%w: certificate is not named by its thumbprint", ErrUnknownKey)
	}
	var sum [24]byte
	n, err := o.decodeShort(sum[:], id)
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare(sum[:n], o.keys.Recipient.Thumbprint[:]) != 1 {
		return fmt.Errorf("%w: it was made for another certificate", ErrUnknownKey)
	}
	return nil
}

// readContext looks the context of a SecurityContextToken up.
func (o *opener) readContext(id doc.ID) error {
	step := "reading the SecurityContextToken"
	d := o.d
	switch {
	case o.p.token != plan.SecureConversationToken || !o.p.include:
		return fail(InvalidSecurity, step, "the plan has none in this message")
	case o.context != doc.None:
		return fail(InvalidSecurity, step, "%w: a second one", ErrStructure)
	case o.keys.Contexts == nil:
		return fail(InvalidSecurity, step, "no contexts are kept here")
	}
	first := d.First(id)
	if first == doc.None || d.Space(first) != d.Space(id) || string(d.Local(first)) != "Identifier" {
		return fail(BadContextToken, step, "%w: its first child is not Identifier", ErrStructure)
	}
	identifier, err := d.Text(first)
	if err != nil {
		return at(step, err)
	}
	for c := d.Next(first); c != doc.None; c = d.Next(c) {
		if d.Space(c) == d.Space(id) && string(d.Local(c)) == "Identifier" {
			return fail(BadContextToken, step, "%w: a second Identifier", ErrStructure)
		}
	}
	t := o.keys.Contexts(string(trim(identifier)))
	if t == nil || !t.Live(o.now) {
		return fail(BadContextToken, step, "%w", ErrUnknownContext)
	}
	o.context = id
	o.v.own = Base{Context: t, key: t.Secret}
	o.base = &o.v.own
	return nil
}

// encrypted reads what EncryptedKey and EncryptedData have in common: method,
// KeyInfo and cipher value. Anything that would let the message choose more than
// its algorithm is refused.
func (o *opener) encrypted(id doc.ID) (method []byte, keyInfo doc.ID, value []byte, err error) {
	d := o.d
	keyInfo = doc.None
	for c := d.First(id); c != doc.None; c = d.Next(c) {
		switch {
		case d.Is(c, doc.XENC, "EncryptionMethod") && method == nil:
			method, _ = d.Attr(c, doc.NoNS, "Algorithm")
			if err := o.plainMethod(c); err != nil {
				return nil, doc.None, nil, err
			}
		case d.Is(c, doc.DS, "KeyInfo") && keyInfo == doc.None:
			keyInfo = c
		case d.Is(c, doc.XENC, "CipherData") && value == nil:
			v := d.OnlyChild(c)
			if v == doc.None || !d.Is(v, doc.XENC, "CipherValue") {
				return nil, doc.None, nil, fmt.Errorf("%w: CipherData does not hold one CipherValue", ErrStructure)
			}
			if value, err = d.Text(v); err != nil {
				return nil, doc.None, nil, err
			}
		default:
			return nil, doc.None, nil, fmt.Errorf("%w: %s holds %s", ErrStructure, d.Local(id), d.Local(c))
		}
	}
	if method == nil || value == nil {
		return nil, doc.None, nil, fmt.Errorf("%w: %s lacks its method or value", ErrStructure, d.Local(id))
	}
	return method, keyInfo, value, nil
}

// plainMethod refuses parameters of an EncryptionMethod but for the digest of
// OAEP, which has to be the one of rsa-oaep-mgf1p.
func (o *opener) plainMethod(id doc.ID) error {
	d := o.d
	for c := d.First(id); c != doc.None; c = d.Next(c) {
		a, _ := d.Attr(c, doc.NoNS, "Algorithm")
		if !d.Is(c, doc.DS, "DigestMethod") || string(a) != string(plan.SHA1) || d.First(c) != doc.None {
			return fmt.Errorf("%w: EncryptionMethod holds %s", ErrStructure, d.Local(c))
		}
	}
	return nil
}
