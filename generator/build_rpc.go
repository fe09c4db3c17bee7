package generator

import (
	"github.com/wsscgen/wsscgen/parser"
)

// wrapperKey is what a wrapper is made from. Bindings of one port type share it.
type wrapperKey struct {
	message *parser.OperationMessage
	name    parser.Name
	parts   string // those in the body
}

// rpc settles the wrapper of a message in RPC style and literal use: an element
// named after the operation, in the namespace that soap:body says, around one
// element in no namespace for each part (WS-I Basic Profile 1.1, R2717, R2729,
// R2735).
func (b *builder) rpc(op *parser.Operation, suffix, what string, m *parser.BindingMessage) *body {
	return b.wrapper(op, suffix, m, parser.Name{Space: m.Namespace, Local: op.Name + suffix}, func(fields *members, p *parser.Part) {
		if p.Type.IsZero() {
			b.refuse(p.Pos, what+": part "+p.Name+" by element in style rpc")
			return
		}
		e := &parser.ElementDecl{
			Name: parser.Name{Local: p.Name},
			Pos:  p.Pos,
			Type: parser.TypeRef{Name: p.Type, Pos: p.Pos},
		}
		fields.element(parser.Particle{Min: 1, Max: 1, Pos: p.Pos}, e, p.Doc)
	})
}

// wrapper settles the struct around the parts of a message, inside an element of the
// name or, without one, inside the Body.
func (b *builder) wrapper(op *parser.Operation, suffix string, m *parser.BindingMessage, x parser.Name, add func(*members, *parser.Part)) *body {
	key := wrapperKey{message: m.Message, name: x}
	for _, p := range m.Body {
		key.parts += p.Name + " "
	}
	if known := b.wrappers[key]; known != nil {
		return known
	}
	other := "Request"
	if suffix != "" {
		other = "Message"
	}
	name := b.names.name(b.goName(op.Name+suffix), other)
	w := &body{Parts: x.IsZero() && len(m.Body) > 0, Type: &typeDef{
		Name:   name,
		Path:   b.opts.Path,
		Pos:    m.Message.Pos,
		Doc:    describe(name+" is the "+m.Message.Kind+" of operation "+op.Name+".", m.Message.Message.Doc),
		Struct: &structDef{},
	}}
	b.m.Types = append(b.m.Types, w.Type)
	if !x.IsZero() {
		w.XML = b.element(x)
	}
	fields := &members{b: b, def: w.Type, names: memberScope(w.Type)}
	for _, p := range m.Body {
		add(fields, p)
	}
	if first := w.Type.first(); w.Parts && len(first.names) == 1 && !first.empty {
		w.XML = first.names[0]
	}
	b.wrappers[key] = w
	return w
}
