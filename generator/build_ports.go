package generator

import (
	"fmt"
	"go/token"
	"path"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/policy"
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
	asked := func(p *parser.Port) string {
		for _, name := range []string{p.Name, shortName(p), strings.TrimLeft(shortName(p), "_")} {
			if slices.Contains(b.opts.Ports, name) {
				return name
			}
		}
		return ""
	}
	var ports []*parser.Port
	var known []string
	found := make(map[string]bool)
	for _, p := range b.defs.Ports() {
		if p.Binding.Protocol == parser.OtherProtocol {
			b.m.Warnings = append(b.m.Warnings, fmt.Sprintf("%s: port %s is not bound to SOAP and left out", p.Pos, p.Name))
			continue
		}
		known = append(known, shortName(p))
		if name := asked(p); name != "" || len(b.opts.Ports) == 0 {
			found[name] = true
			ports = append(ports, p)
		}
	}
	for _, name := range b.opts.Ports {
		if !found[name] {
			b.errs.Add(&parser.Error{Pos: filePos(b.defs), Err: fmt.Errorf("there is no SOAP port %s (known: %s)", name, strings.Join(known, ", "))})
		}
	}
	if len(known) == 0 {
		b.errs.Add(&parser.Error{Pos: filePos(b.defs), Err: fmt.Errorf("there is no port that is bound to SOAP")})
	}
	return ports
}

// reservePorts settles the names of the ports. They do not depend on which ports
// are asked for.
func (b *builder) reservePorts(ports []*parser.Port) {
	b.names.reserve("Ports")
	for _, p := range b.defs.Ports() {
		if p.Binding.Protocol == parser.OtherProtocol {
			continue
		}
		name := b.names.name("Port"+enumName(shortName(p)), "")
		if !slices.Contains(ports, p) {
			continue
		}
		b.m.Ports = append(b.m.Ports, &port{
			Name:    p.Name,
			Var:     name,
			Doc:     describe(name+" is the port "+p.Name+".", p.Doc),
			Address: p.Address,
		})
	}
}

// plans compiles the policies of each port.
func (b *builder) plans(ports []*parser.Port) {
	for i, p := range ports {
		r, err := policy.Compile(b.defs, p)
		if err != nil {
			b.errs.Add(err)
			continue
		}
		e := *r.Plan
		e.NotYet = slices.Clone(e.NotYet)
		for j, n := range e.NotYet {
			e.NotYet[j].Place = basePlace(n.Place)
		}
		b.m.Ports[i].Plan = &e
		if len(b.opts.Ports) > 0 {
			b.refuseNotYet(p, r.Plan.NotYet)
		} else {
			b.warnNotYet(p, r.Plan.NotYet)
		}
	}
}

// basePlace takes the folders out of a place, so that generated code is the same
// wherever it is generated.
func basePlace(place string) string { return path.Base(strings.ReplaceAll(place, `\`, "/")) }
