package generator

import (
	"go/token"
	"slices"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// unable notes why the ports of a binding cannot be run: this is what the client
// and the handler of such a port say.
func (b *builder) unable(bd *parser.Binding, pos token.Position, what, reason string) {
	n := plan.NotYet{Place: pos.String(), Assertion: what, Reason: reason}
	if !slices.Contains(b.notYet[bd], n) {
		b.notYet[bd] = append(b.notYet[bd], n)
	}
}

// postpone leaves an operation out that has messages without Go, for the reasons
// noted since. The port says so and the rest is generated. Encoded messages are not
// of that kind: nothing is going to come of them, so they stay errors.
func (b *builder) postpone(bo *parser.BindingOperation, since int) {
	b.errs = append(b.errs[:since], slices.DeleteFunc(slices.Clone(b.errs[since:]), func(e *parser.Error) bool {
		if e.Code != parser.CodeNotGenerated {
			return false
		}
		b.unable(bo.Binding, e.Pos, bo.Operation.Name, e.Err.Error())
		return true
	})...)
}

// encoded refuses a message whose parts are encoded (SOAP 1.1, section 5).
func (b *builder) encoded(pos token.Position, what string) {
	b.errs.Add(parser.WithCode(parser.CodeEncoded, parser.Errorf(pos, "%s: use encoded is not generated; the service has to offer use literal (WS-I Basic Profile 1.1, R2706)", what)))
}

// forgetUnused takes back what was settled for operations that were left out.
func (b *builder) forgetUnused() {
	used := make(map[any]bool)
	for _, s := range b.m.Services {
		for _, op := range s.Operations {
			used[op.InHeaders], used[op.OutHeaders] = true, true
			for _, f := range op.Faults {
				used[f.fault] = true
			}
		}
	}
	b.m.Headed = slices.DeleteFunc(b.m.Headed, func(h *headed) bool { return !used[h] })
	b.m.Faults = slices.DeleteFunc(b.m.Faults, func(f *fault) bool { return !used[f] })
}
