package wsse

import (
	"errors"
	"fmt"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/algo"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Profile is the plan of one message in one direction, compiled: what a sender
// does and a receiver demands. It is immutable.
type Profile struct {
	soap doc.NS
	wsa  doc.NS // NoNS: no addressing headers

	plain    bool // no binding: the envelope alone
	response bool
	token    plan.TokenKind // X509Token: an EncryptedKey; SecureConversationToken: a context
	include  bool           // the token travels in the message
	derived  bool
	dkSpace  doc.NS // namespace of the DerivedKeyTokens that are written

	suite            *algo.Suite
	encryptFirst     bool // EncryptBeforeSigning
	encryptSignature bool
	encryptBody      bool
	signBody         bool
	strict           bool
	signed           []plan.Header
	clearAnswer      bool // plan.CancelAnswerInClear

	understood []*codec.Name // header blocks of the service

	text templates
}

// CompileMessage compiles one message of an exchange under a binding; without one
// the message is an envelope and nothing more. It fails for a plan that has gaps.
func CompileMessage(e *plan.Endpoint, b *plan.Binding, m *plan.Message, response bool) (*Profile, error) {
	p, err := compileBinding(b, m, response)
	if err != nil {
		return nil, err
	}
	p.soap, _ = doc.Known(e.SOAP.Namespace())
	p.wsa, _ = doc.Known(e.Addressing.Namespace())
	p.text = p.templates()
	return p, nil
}

func compileBinding(b *plan.Binding, m *plan.Message, response bool) (*Profile, error) {
	if b == nil {
		return &Profile{plain: true, response: response}, nil
	}
	t := b.SigningToken(response)
	if t == nil || b.Kind != plan.SymmetricBinding || b.Protection == nil {
		return nil, errors.New("binding is not a symmetric one with a protection token")
	}
	row, ok := b.Algorithms()
	if !ok {
		return nil, fmt.Errorf("%s is not an algorithm suite", b.Suite)
	}
	suite, err := algo.Compile(row)
	if err != nil {
		return nil, fmt.Errorf("suite %s: %w", row.Name, err)
	}
	p := &Profile{
		response: response,
		token:    t.Kind,
		include:  t.Include.In(response),
		derived:  t.DerivedKeys == plan.ExplicitDerivedKeys,
		suite:    suite,

		encryptFirst:     b.Order == plan.EncryptBeforeSigning,
		encryptSignature: b.EncryptSignature,
		encryptBody:      m.Encrypted.Body,
		signBody:         m.Signed.Body,
		strict:           b.Layout == plan.Strict,
		signed:           m.Signed.Headers,
	}
	p.dkSpace, _ = doc.Known(t.DerivedKeysVersion.Namespace())
	for _, l := range m.Leniencies {
		if l == plan.CancelAnswerInClear {
			p.clearAnswer = true
		}
	}
	return p, nil
}

// ForFaults returns the profile of the fault that answers a one-way message: it is
// protected as the request was, in the other direction.
func (p *Profile) ForFaults() *Profile {
	f := *p
	f.response, f.include = true, false
	return &f
}

// signs reports whether the plan wants a header block signed.
func (p *Profile) signs(d *doc.Doc, header doc.ID) bool {
	for i := range p.signed {
		h := &p.signed[i]
		if (h.Name == "" || string(d.Local(header)) == h.Name) && d.SpaceIs(d.Space(header), h.Namespace) {
			return true
		}
	}
	return false
}

// signsNamed is signs for an addressing header that is being written.
func (p *Profile) signsNamed(local string) bool { return p.signsName(p.wsa.URI(), local) }

// signsName is signs for a header block that is being written.
func (p *Profile) signsName(space, local string) bool {
	for i := range p.signed {
		h := &p.signed[i]
		if (h.Name == "" || h.Name == local) && h.Namespace == space {
			return true
		}
	}
	return false
}
