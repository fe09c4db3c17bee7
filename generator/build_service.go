package generator

import (
	"slices"
	"strconv"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
)

// reserveServices settles the names around each port type that a port is bound to.
func (b *builder) reserveServices(ports []*parser.Port) {
	for _, p := range ports {
		pt := p.Binding.PortType
		if b.services[pt] != nil {
			continue
		}
		name := b.goName(pt.Name.Local)
		if chosen, ok := b.chosen(portTypeKey(pt.Name)); ok {
			delete(b.names, chosen) // it was kept for this one
			name = chosen
		}
		s := &service{
			Name:       pt.Name.Local,
			Doc:        paragraph(pt.Doc),
			Interface:  b.names.name(name, "Service"),
			Client:     b.names.name(name+"Client", ""),
			NewClient:  b.names.name("New"+name+"Client", ""),
			NewHandler: b.names.name("New"+name+"Handler", ""),
			Mock:       b.names.name(name+"Mock", ""),
			Without:    b.names.name("Unimplemented"+name, ""),
		}
		b.services[pt] = s
		b.m.Services = append(b.m.Services, s)
	}
}

// bindings settles the operations of each port type from the bindings of the
// ports. Bindings of one port type may differ in their policies, not in their
// messages.
func (b *builder) bindings(ports []*parser.Port) {
	seen := make(map[*parser.Binding]bool)
	for _, p := range ports {
		if !seen[p.Binding] {
			if t := p.Binding.Transport; t != "" && !slices.Contains(httpTransports, strings.TrimSuffix(t, "/")) {
				b.unable(p.Binding, p.Binding.Pos, "transport", strconv.Quote(t)+" is not HTTP, which is all that is carried out")
			}
			b.service(b.services[p.Binding.PortType], p.Binding)
		}
		seen[p.Binding] = true
	}
}

// httpTransports are how bindings say that they are HTTP, without a slash at the end.
var httpTransports = []string{"http://schemas.xmlsoap.org/soap/http", "http://www.w3.org/2003/05/soap/bindings/HTTP"}

// service adds the operations of a binding. A port offers those of its own binding; the
// service has those of all. A binding with other messages for an operation than one
// before is refused.
func (b *builder) service(s *service, bd *parser.Binding) {
	known := make(map[string]*operation)
	methods := scope{"Close": true} // the client has one of its own
	for _, op := range s.Operations {
		known[op.Name] = op
		methods.reserve(op.Method)
	}
	for _, bo := range bd.Operations {
		op := b.operation(bo)
		switch {
		case op == nil:
		case known[op.Name] == nil:
			op.Method = b.memberName(methods, portTypeKey(bd.PortType.Name)+"/"+op.Name, b.goName(op.Name), "Operation")
			op.Var = b.names.name("op"+b.goName(op.Name), "")
			s.Operations = append(s.Operations, op)
		case !sameMessages(known[op.Name], op):
			b.unable(bd, bo.Pos, op.Name, "its messages differ from those of another binding of the port type")
		}
	}
}

// operation settles what an operation sends and receives, nil when it is refused.
func (b *builder) operation(bo *parser.BindingOperation) *operation {
	before := len(b.errs)
	name := bo.Operation.Name
	switch {
	case bo.Input == nil:
		b.warn(parser.CodeNotGenerated, bo.Pos, "operation %s is a notification, which the service sends; it is left out", name)
		return nil
	case bo.Operation.OutputFirst:
		b.warn(parser.CodeNotGenerated, bo.Operation.Pos, "operation %s is solicit-response, which the service begins; it is left out", name)
		return nil
	}
	op := &operation{
		Name:   bo.Operation.ID(),
		Doc:    comment(bo.Operation.Doc),
		Action: bo.Action(bo.Input.Message),

		SOAPAction: bo.SOAPAction,
	}
	op.In = b.message(bo, "", bo.Input)
	op.InHeaders = b.headers(bo.Operation, "Input", op.In, bo.Input)
	if bo.Output != nil {
		op.ReplyAction = bo.Action(bo.Output.Message)
		op.Out = b.message(bo, "Response", bo.Output)
		op.OutHeaders = b.headers(bo.Operation, "Output", op.Out, bo.Output)
	}
	op.Faults = b.faults(bo)
	if len(b.errs) > before {
		b.postpone(bo, before)
		return nil
	}
	return op
}

// part returns the element of a part and its Go type, nil when it is refused.
func (b *builder) part(what string, part *parser.Part) (*xmlName, *typeDef) {
	if part.Element.IsZero() {
		b.refuse(part.Pos, what+": part "+part.Name+" by type")
		return nil, nil
	}
	e, _ := b.defs.Schemas.Element(part.Element)
	d := b.bodyType(e)
	if e.Abstract {
		b.refuse(part.Pos, what+": element "+part.Element.String()+", which is abstract,")
	}
	return b.element(e.Name), d
}

// bodyType returns the struct for an element that is a message. Around anything
// that is not a struct itself there is one with the value alone.
func (b *builder) bodyType(e *parser.ElementDecl) *typeDef {
	t := b.elementType(e, &typeDef{})
	if d := t.Named; d != nil && d.Struct != nil && !d.poly() {
		return d
	}
	if d := b.bodies[e.Name]; d != nil {
		return d
	}
	name := b.topName(b.names, elementKey(e.Name), b.goName(e.Name.Local), "Element")
	d := &typeDef{
		Name:   name,
		Path:   b.opts.Path,
		Pos:    e.Pos,
		Doc:    describe(name+" is the element "+e.Name.String()+".", e.Doc),
		Struct: &structDef{},
	}
	value := &field{Name: "Value", Pos: e.Pos, Type: t, Default: e.Default, Fixed: e.Fixed}
	if t.scalar() != nil {
		d.Struct.Text, d.Struct.Simple = value, true
		if t.Named != nil {
			t.Named.Named = t.Named.TypeVar != ""
		}
	} else {
		d.Struct.Whole = value
	}
	b.bodies[e.Name] = d
	b.m.Types = append(b.m.Types, d)
	return d
}

// types are those that a user of the operation meets.
func (op *operation) types() []*typeDef {
	list := []*typeDef{op.In.Type}
	if !op.oneWay() {
		list = append(list, op.Out.Type)
	}
	for _, f := range op.Faults {
		list = append(list, f.Detail)
	}
	return append(append(list, op.InHeaders.types()...), op.OutHeaders.types()...)
}

// documents settles the functions that read and write whole documents, for a
// schema alone.
func (b *builder) documents() {
	for _, s := range b.defs.Schemas.Schemas {
		for _, e := range s.Elements {
			if e.Abstract {
				continue
			}
			name := b.goName(e.Name.Local)
			b.m.Documents = append(b.m.Documents, &document{
				XML:       b.element(e.Name),
				Type:      b.bodyType(e),
				Marshal:   b.names.name("Marshal"+name, "Element"),
				Unmarshal: b.names.name("Unmarshal"+name, "Element"),
			})
		}
	}
}
