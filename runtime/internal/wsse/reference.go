package wsse

import (
	"bytes"
	"crypto/subtle"
	"encoding/base64"
	"fmt"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// SecurityTokenReference (WS-Security 1.1, section 7).

const (
	strOpen  = `<wsse:SecurityTokenReference` + declWSSE + `>`
	strClose = `</wsse:SecurityTokenReference>`
	strEK    = `<wsse:SecurityTokenReference` + declWSSE + ` xmlns:wsse11="` + nsWSSE11 + `" wsse11:TokenType="` + encryptedKeyType + `">`
)

// appendBaseReference writes the reference to the base: within the message when
// its token is there, else by what both parties know of it.
func (p *Profile) appendBaseReference(dst []byte, b *Base) []byte {
	switch {
	case b.Context != nil && p.include:
		return append(dst, b.Context.Attached...)
	case b.Context != nil && len(b.Context.Unattached) > 0:
		return append(dst, b.Context.Unattached...)
	case b.Context != nil:
		dst = append(dst, strOpen+`<wsse:Reference URI="`...)
		dst, _ = xmltext.AppendAttr(dst, b.Context.Identifier)
		dst = append(dst, `" ValueType="`...)
		dst = append(dst, b.Context.Version.Namespace()...)
		return append(dst, contextSuffix+`"></wsse:Reference>`+strClose...)
	case p.response:
		dst = append(dst, strEK+`<wsse:KeyIdentifier EncodingType="`+base64Binary+`" ValueType="`+encryptedKeySHA1+`">`...)
		dst = base64.StdEncoding.AppendEncode(dst, b.sha1[:])
		return append(dst, `</wsse:KeyIdentifier>`+strClose...)
	}
	dst = append(dst, strEK+`<wsse:Reference URI="#`...)
	dst = append(dst, b.id...)
	return append(dst, `" ValueType="`+encryptedKeyType+`"></wsse:Reference>`+strClose...)
}

// appendKeyReference writes the reference to a key of the message: its
// DerivedKeyToken, or the base.
func (s *sealer) appendKeyReference(dst []byte, id string) []byte {
	if !s.p.derived {
		return s.p.appendBaseReference(dst, s.base)
	}
	dst = append(dst, strOpen+`<wsse:Reference URI="#`...)
	dst = append(dst, id...)
	dst = append(dst, `" ValueType="`...)
	dst = append(dst, s.p.dkSpace.URI()...)
	return append(dst, derivedKeySuffix+`"></wsse:Reference>`+strClose...)
}

// keyRef names a key of a received message: the base, or the n-th derived key.
type keyRef int

const baseKey keyRef = -1

// resolve finds the key that a SecurityTokenReference names. It looks only at
// tokens that the message has brought so far and at the base. ValueType and
// TokenType are not believed: CXF's streaming engine says EncryptedKey where it
// names a derived key, and the WS-SecureConversation version of another token.
func (o *opener) resolve(str doc.ID) (keyRef, error) {
	d := o.d
	child := d.OnlyChild(str)
	switch {
	case child == doc.None:
		return 0, fmt.Errorf("%w: SecurityTokenReference does not hold one reference", ErrStructure)
	case d.Is(child, doc.WSSE, "Reference"):
		uri, ok := d.Attr(child, doc.NoNS, "URI")
		if !ok || len(uri) == 0 {
			return 0, fmt.Errorf("%w: Reference without URI", ErrStructure)
		}
		return o.resolveURI(uri)
	case d.Is(child, doc.WSSE, "KeyIdentifier"):
		return o.resolveKeyIdentifier(child)
	}
	return 0, fmt.Errorf("%w: SecurityTokenReference holds %s", ErrStructure, d.Local(child))
}

func (o *opener) resolveURI(uri []byte) (keyRef, error) {
	if uri[0] != '#' {
		return o.resolveContext(uri)
	}
	target := o.d.ByID(uri[1:])
	if target == doc.None {
		// "#" and the Identifier: CXF's streaming engine names a context so.
		return o.resolveContext(uri[1:])
	}
	if target == o.encryptedKey || target == o.context {
		return baseKey, nil
	}
	for i := range o.derived[:o.nDerived] {
		if o.derived[i].node == target {
			return keyRef(i), nil
		}
	}
	return 0, ErrUnknownKey
}

// resolveContext takes a reference by Identifier: it can only be to the context
// that this message is under.
func (o *opener) resolveContext(identifier []byte) (keyRef, error) {
	if o.base != nil && o.base.Context != nil && string(identifier) == o.base.Context.Identifier {
		return baseKey, nil
	}
	return 0, ErrUnknownKey
}

// resolveKeyIdentifier takes EncryptedKeySHA1, by which an answer names the key
// of its request.
func (o *opener) resolveKeyIdentifier(id doc.ID) (keyRef, error) {
	valueType, _ := o.d.Attr(id, doc.NoNS, "ValueType")
	if string(valueType) != encryptedKeySHA1 || o.base == nil || o.base.Context != nil || !o.p.response {
		return 0, ErrUnknownKey
	}
	var sum [24]byte
	if n, err := o.decodeShort(sum[:], id); err != nil || subtle.ConstantTimeCompare(sum[:n], o.base.sha1[:]) != 1 {
		return 0, ErrUnknownKey
	}
	return baseKey, nil
}

// decodeShort decodes the base64 text of an element that must fit into dst.
func (o *opener) decodeShort(dst []byte, id doc.ID) (int, error) {
	text, err := o.d.Text(id)
	if err != nil {
		return 0, err
	}
	text = trim(text)
	if base64.StdEncoding.DecodedLen(len(text)) > len(dst)+2 || bytes.IndexByte(text, '\n') >= 0 {
		return 0, fmt.Errorf("%w: value is too long", ErrStructure)
	}
	var buf [72]byte
	n, err := strictBase64.Decode(buf[:], text)
	if err != nil || n > len(dst) {
		return 0, fmt.Errorf("%w: value is not base64 of the right length", ErrStructure)
	}
	return copy(dst, buf[:n]), nil
}
