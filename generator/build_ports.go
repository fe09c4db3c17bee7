package generator

import (
	"errors"
	"go/token"
	"path"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/policy"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// filePos is the place of the document as a whole.
func filePos(defs *parser.Definitions) token.Position { return token.Position{Filename: defs.File} }

// shortName returns the name of a port without the name of its port type, which
// peers append to it.
func shortName(p *parser.Port) string {
	if short := strings.TrimSuffix(p.Name, "_"+p.Binding.PortType.Name.Local); short != "" {
		return short
	}
	return p.Name
}

// selectPorts returns the SOAP ports that are asked for, in the order of the WSDL.
func (b *builder) selectPorts() []*parser.Port {
	var all []*parser.Port
	for _, p := range b.defs.Ports() {
		if p.Binding.Protocol == parser.OtherProtocol {
			b.warn(parser.CodePortOmitted, p.Pos, "port %s is not bound to SOAP and left out", p.Name)
			continue
		}
		all = append(all, p)
	}
	if len(all) == 0 && len(b.defs.PortTypes) > 0 {
		hint := ""
		if len(b.defs.Ports()) == 0 {
			hint = "; if another document has the bindings, name that one"
		}
		b.warn(parser.CodePortOmitted, filePos(b.defs), "there is no port that is bound to SOAP; the types alone are generated%s", hint)
	}
	if len(b.opts.Ports) == 0 {
		return all
	}
	names := portNames(all)
	asked := make(map[*parser.Port]bool)
	for _, name := range b.opts.Ports {
		if len(names[name]) == 0 {
			var known []string
			for _, p := range all {
				known = append(known, shortName(p))
			}
			b.errorf(filePos(b.defs), "there is no SOAP port %s (known: %s)", name, strings.Join(known, ", "))
		}
		for _, p := range names[name] {
			asked[p] = true
		}
	}
	return slices.DeleteFunc(all, func(p *parser.Port) bool { return !asked[p] })
}

// portNames returns what ports may be called. A shorter form means a port only
// when it is not the longer form of another one.
func portNames(ports []*parser.Port) map[string][]*parser.Port {
	names := make(map[string][]*parser.Port)
	for _, form := range []func(*parser.Port) string{
		func(p *parser.Port) string { return p.Name },
		shortName,
		func(p *parser.Port) string { return strings.TrimLeft(shortName(p), "_") },
	} {
		found := make(map[string][]*parser.Port)
		for _, p := range ports {
			found[form(p)] = append(found[form(p)], p)
		}
		for name, list := range found {
			if names[name] == nil {
				names[name] = list
			}
		}
	}
	return names
}

// reserveOwn takes the names that every package with ports has.
func (b *builder) reserveOwn(ports []*parser.Port) {
	if len(ports) > 0 {
		b.names.reserve("Ports", "WSDL")
	}
}

// reservePorts settles the names of the ports. They do not depend on which ports
// are asked for.
func (b *builder) reservePorts(ports []*parser.Port) {
	if len(ports) == 0 {
		return
	}
	for _, p := range b.defs.Ports() {
		if p.Binding.Protocol == parser.OtherProtocol {
			continue
		}
		name := b.names.name("Port"+b.enumName(shortName(p)), "")
		if !slices.Contains(ports, p) {
			continue
		}
		b.m.Ports = append(b.m.Ports, &port{
			Name:    p.Name,
			Service: p.Service.Name.String(),
			Var:     name,
			Doc:     append(describe(name+" is the port "+p.Name+".", p.Doc), leftOut(p.Binding.LeftOut)...),
			Address: p.Address,
		})
	}
}

// plans compiles the policies of each port.
func (b *builder) plans(ports []*parser.Port) {
	for i, p := range ports {
		full, err := b.plan(p)
		if err != nil {
			b.errs.Add(err)
			continue
		}
		e := *full
		e.NotYet = slices.Concat(e.NotYet, b.notYet[p.Binding])
		if e.Binding != nil && !e.HTTPSAlone() {
			e.NotYet = append(e.NotYet, unprotected(p.Binding)...)
		}
		all := slices.Clone(e.NotYet)
		for j, n := range e.NotYet {
			e.NotYet[j].Place = basePlace(n.Place)
		}
		b.m.Ports[i].Plan = &e
		b.m.Ports[i].Actions = b.otherActions(p.Binding)
		b.m.Ports[i].Doc = append(b.m.Ports[i].Doc, missing(e.NotYet)...)
		if b.mustRun() {
			b.refuseNotYet(p, all)
		} else {
			b.warnNotYet(p, all)
		}
	}
}

// otherActions are those of a binding that are not those of the operations.
func (b *builder) otherActions(bd *parser.Binding) (list []actions) {
	generated := make(map[string]*operation)
	for _, op := range b.services[bd.PortType].Operations {
		generated[op.Name] = op
	}
	for _, bo := range bd.Operations {
		op := generated[bo.Operation.ID()]
		if op == nil || bo.Input == nil {
			continue
		}
		if a := (actions{op.Name, bo.Action(bo.Input.Message), bo.SOAPAction}); a != (actions{op.Name, op.Action, op.SOAPAction}) {
			list = append(list, a)
		}
	}
	return list
}

// unprotected says which operations have attachments, beside messages that are protected.
func unprotected(bd *parser.Binding) (list []plan.NotYet) {
	for _, bo := range bd.Operations {
		for _, m := range []*parser.BindingMessage{bo.Input, bo.Output} {
			if m != nil && len(m.Attachments) > 0 {
				list = append(list, plan.NotYet{
					Place: m.Multipart.String(), Assertion: "multipartRelated",
					Reason: "operation " + bo.Operation.Name + " has attachments, which would not be protected",
				})
			}
		}
	}
	return list
}

// mustRun reports whether a port that cannot be run is an error: when ports are named,
// and that was not allowed.
func (b *builder) mustRun() bool {
	return len(b.opts.Ports) > 0 && !slices.Contains(b.opts.Allow, parser.CodePort)
}

// plan compiles the policies of a port. Those that make no plan cannot be carried out,
// and that is all that can be said of them; for a port that is named it is an error.
func (b *builder) plan(p *parser.Port) (*plan.Endpoint, error) {
	r, err := policy.Compile(b.defs, p)
	if err == nil {
		if r.Forgone != nil && slices.Contains(b.opts.Allow, parser.CodeUnprotected) {
			r.Plan.NotYet = slices.DeleteFunc(r.Plan.NotYet, func(n plan.NotYet) bool { return n == *r.Forgone })
			b.warn(parser.CodeUnprotected, position(r.Forgone.Place), "port %s: messages are unprotected, as an alternative of the policy has it; %s is not carried out", p.Name, r.Forgone.Assertion)
		}
		return r.Plan, nil
	}
	var errs parser.Errors
	if !errors.As(err, &errs) || b.mustRun() {
		return nil, err
	}
	e := &plan.Endpoint{SOAP: plan.SOAP11}
	if p.Binding.Protocol == parser.SOAP12 {
		e.SOAP = plan.SOAP12
	}
	for _, one := range errs {
		switch one.Code {
		case parser.CodePolicy, parser.CodePolicyConflict, parser.CodePolicyReference, parser.CodeAssertion:
		default:
			return nil, err
		}
		e.NotYet = append(e.NotYet, plan.NotYet{Place: one.Pos.String(), Assertion: "Policy", Reason: one.Err.Error()})
	}
	return e, nil
}

// leftOut says in the comment of a port what of its binding was left out by
// permission.
func leftOut(list parser.Errors) []string {
	var lines []string
	for _, e := range list {
		lines = append(lines, "", printable("Left out: "+basePlace(e.Pos.String())+": "+e.Err.Error()+"."))
	}
	return lines
}

// missing says in the comment of a port what this version of the runtime cannot
// carry out of its policy.
func missing(list []plan.NotYet) []string {
	var lines []string
	for _, n := range list {
		lines = append(lines, "", printable("Not yet: "+n.Assertion+" at "+n.Place+": "+n.Reason+"."))
	}
	return lines
}

// basePlace takes the folders out of a place, so that generated code is the same
// wherever it is generated.
func basePlace(place string) string { return path.Base(strings.ReplaceAll(place, `\`, "/")) }
