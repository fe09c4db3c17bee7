package generator

import (
	"github.com/wsscgen/wsscgen/parser"
)

// rpcKey is what a wrapper is made from. Bindings of one port type share it.
type rpcKey struct {
	message   *parser.OperationMessage
	namespace string
}

// rpcWrapper is the element that holds the parts of a message in RPC style.
type rpcWrapper struct {
	name *xmlName
	def  *typeDef
}

// rpc settles the wrapper of a message in RPC style and literal use: an element
// named after the operation, in the namespace that soap:body says, around one
// element in no namespace for each part (WS-I Basic Profile 1.1, R2717, R2729,
// R2735). It returns nil when it is refused.
func (b *builder) rpc(op *parser.Operation, suffix string, m *parser.BindingMessage) (*xmlName, *typeDef) {
	what := "operation " + op.Name + " " + m.Message.Kind
	switch {
	case m.Use == "":
		b.refuse(m.Pos, what+": a message without soap:body")
		return nil, nil
	case m.Use != parser.Literal:
		b.refuse(m.Pos, what+": style rpc, use "+string(m.Use))
		return nil, nil
	}
	key := rpcKey{m.Message, m.Namespace}
	if w, ok := b.wrappers[key]; ok {
		return w.name, w.def
	}
	other := "Request"
	if suffix != "" {
		other = "Message"
	}
	name := b.names.name(goName(op.Name+suffix), other)
	x := b.element(parser.Name{Space: m.Namespace, Local: op.Name + suffix})
	d := &typeDef{
		Name:   name,
		Pos:    m.Message.Pos,
		Doc:    describe(name+" is the "+m.Message.Kind+" of operation "+op.Name+".", m.Message.Message.Doc),
		Struct: &structDef{},
	}
	b.m.Types = append(b.m.Types, d)
	fields := &members{b: b, def: d, names: scope{"EncodeXML": true, "DecodeXML": true}}
	for _, p := range m.Body {
		if p.Type.IsZero() {
			b.refuse(p.Pos, what+": part "+p.Name+" by element in style rpc")
			continue
		}
		e := &parser.ElementDecl{
			Name: parser.Name{Local: p.Name},
			Pos:  p.Pos,
			Type: parser.TypeRef{Name: p.Type, Pos: p.Pos},
		}
		fields.element(parser.Particle{Min: 1, Max: 1, Pos: p.Pos}, e, p.Doc)
	}
	b.wrappers[key] = rpcWrapper{x, d}
	return x, d
}

// message settles the body of a message in the style of the operation.
func (b *builder) message(bo *parser.BindingOperation, suffix string, m *parser.BindingMessage) (*xmlName, *typeDef) {
	if bo.Style == parser.RPCStyle {
		return b.rpc(bo.Operation, suffix, m)
	}
	return b.body(bo.Operation.Name+" "+m.Message.Kind, m)
}
