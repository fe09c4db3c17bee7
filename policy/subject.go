package policy

import (
	"fmt"
	"go/token"

	"github.com/wsscgen/wsscgen/parser"
)

// subject is a policy subject of a port: one of the things that policies are
// attached to, with the merged policy of the WSDL elements that stand for it
// (WS-PolicyAttachment 1.5, section 4).
type subject struct {
	what         string // "endpoint", "operation Ping", "input of Ping"
	pos          token.Position
	alternatives []Alternative
}

// subjects are those of one port. The operations that its binding has are in
// the order of the port type.
type subjects struct {
	endpoint   *subject
	operations []operationSubjects
}

type operationSubjects struct {
	operation *parser.Operation
	self      *subject
	input     *subject   // nil when the operation has none
	output    *subject   // nil when the operation has none
	faults    []*subject // those of the port type, in its order
}

// list returns the subjects in the order in which they are chosen for.
func (s *subjects) list() []*subject {
	all := []*subject{s.endpoint}
	for _, o := range s.operations {
		all = append(all, o.self)
		if o.input != nil {
			all = append(all, o.input)
		}
		if o.output != nil {
			all = append(all, o.output)
		}
		all = append(all, o.faults...)
	}
	return all
}

// Effective returns the alternatives of the policies that are attached to some
// WSDL elements, merged.
func Effective(defs *parser.Definitions, elements ...parser.Subject) ([]Alternative, error) {
	var policies []parser.Element
	for _, e := range elements {
		for _, a := range e.Policies {
			if a.Missing != nil {
				return nil, a.Missing
			}
			policies = append(policies, a.Policy)
		}
	}
	return Normalize(defs.Policy, policies...)
}

// subjectsOf merges what is attached to the elements of a port.
func subjectsOf(defs *parser.Definitions, port *parser.Port) (*subjects, error) {
	var errs parser.Errors
	merge := func(what string, pos token.Position, elements ...parser.Subject) *subject {
		alts, err := Effective(defs, elements...)
		errs.Add(err)
		if err == nil && len(alts) == 0 {
			errs.Add(parser.WithCode(parser.CodePolicyConflict, parser.Errorf(pos, "%s: the policies contradict each other, no alternative is left", what)))
		}
		return &subject{what, pos, alts}
	}

	b := port.Binding
	s := &subjects{endpoint: merge("endpoint", b.Pos, port.Service.Subject, port.Subject, b.Subject, b.PortType.Subject)}
	for _, o := range b.PortType.Operations {
		bo := b.Operation(o)
		if bo == nil {
			continue // the binding leaves it out
		}
		os := operationSubjects{
			operation: o,
			self:      merge("operation "+o.Name, bo.Pos, bo.Subject, o.Subject),
		}
		if m := bo.Input; m != nil {
			os.input = merge("input of "+o.Name, m.Pos, m.Subject, m.Message.Subject, m.Message.Message.Subject)
		}
		if m := bo.Output; m != nil {
			os.output = merge("output of "+o.Name, m.Pos, m.Subject, m.Message.Subject, m.Message.Message.Subject)
		}
		for _, f := range o.Faults {
			elements := []parser.Subject{f.Subject, f.Message.Subject}
			for _, bf := range bo.Faults {
				if bf.Fault == f {
					elements = append([]parser.Subject{bf.Subject}, elements...)
				}
			}
			os.faults = append(os.faults, merge(fmt.Sprintf("fault %s of %s", f.Name, o.Name), f.Pos, elements...))
		}
		s.operations = append(s.operations, os)
	}
	return s, errs.Err()
}
