package policy

import (
	"go/token"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// compiler turns chosen alternatives into one plan. It is used once.
type compiler struct {
	errs   parser.Errors
	places map[place]token.Position

	// reading is the subject whose assertions are being read.
	reading *wants
	// conversations are the contexts that were met; those met inside a
	// bootstrap policy are appended while the list is worked off.
	conversations []*conversation
}

func newCompiler() *compiler { return &compiler{places: make(map[place]token.Position)} }

// wants is what the assertions at one policy subject ask for. A bootstrap
// policy is a subject too.
type wants struct {
	binding    *plan.Binding
	bindingPos token.Position

	signed     plan.Parts
	encrypted  plan.Parts
	required   []plan.Header
	supporting []*plan.SupportingToken

	trust        trust
	confirmation token.Position // of RequireSignatureConfirmation; zero: not asked for
	addressing   plan.Addressing
	reliable     *plan.ReliableMessaging
}

// trust is what Trust10 or Trust13 asks for.
type trust struct {
	version        plan.Trust // empty: no such assertion
	client, server bool       // entropy
	collection     bool
}

// conversation is a context that a SecureConversationToken asks for.
type conversation struct {
	token     *plan.Token
	pos       token.Position
	subject   *wants // where the token stands
	bootstrap *Assertion
	noCancel  bool
	noRenew   bool
}

// read carries out the assertions of one subject.
func (c *compiler) read(alt Alternative) *wants {
	w := &wants{}
	outer := c.reading
	c.reading = w
	apply(c, subjectRows, alt, w)
	c.reading = outer
	if w.confirmation.IsValid() && w.binding != nil {
		w.binding.SignatureConfirm = true
		c.note(w.binding, "RequireSignatureConfirmation", w.confirmation)
	}
	return w
}

// empty reports whether the subject asks for nothing about messages.
func (w *wants) empty() bool {
	return w.binding == nil && w.signed.Empty() && w.encrypted.Empty() &&
		len(w.required)+len(w.supporting) == 0
}

// subjectRows are the assertions that stand at a policy subject: endpoint,
// operation, message, or a bootstrap policy.
var subjectRows = join(bindingRows, supportingRows, partsRows[*wants](), trustRows, addressingRows, reliableRows, privateRows)
