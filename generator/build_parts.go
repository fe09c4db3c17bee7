package generator

import (
	"github.com/wsscgen/wsscgen/parser"
)

// body is what a message puts into the Body.
type body struct {
	XML   *xmlName // the element, the first of several; nil: none, or it may be any
	Type  *typeDef
	Parts bool // Type is that of the whole Body
}

// message settles the body of a message, nil when it is refused. what names the
// message, suffix is behind the name of the operation in the name of a wrapper.
func (b *builder) message(bo *parser.BindingOperation, suffix string, m *parser.BindingMessage) *body {
	what := "operation " + bo.Operation.Name + " " + m.Message.Kind
	switch {
	case m.Use == "":
		b.refuse(m.Pos, what+": a message without soap:body")
		return nil
	case m.Use != parser.Literal:
		b.encoded(m.Pos, what)
		return nil
	case bo.Style == parser.RPCStyle:
		return b.rpc(bo.Operation, suffix, what, m)
	case len(m.Body) != 1:
		return b.parts(bo.Operation, suffix, what, m)
	case m.Body[0].Element.IsZero():
		return b.typed(what, m.Body[0])
	}
	x, d := b.part(what, m.Body[0])
	if d == nil {
		return nil
	}
	return &body{XML: x, Type: d}
}

// parts settles a body in document style with no part or with several: the struct
// has an element for each.
func (b *builder) parts(op *parser.Operation, suffix, what string, m *parser.BindingMessage) *body {
	return b.wrapper(op, suffix, m, parser.Name{}, func(fields *members, p *parser.Part) {
		if p.Element.IsZero() {
			b.refuse(p.Pos, what+": part "+p.Name+" by type beside others in style document")
			return
		}
		fields.reference(parser.Particle{Min: 1, Max: 1, Pos: p.Pos}, &parser.ElementRef{Name: p.Element, Pos: p.Pos, Doc: p.Doc})
	})
}

// typed settles a body in document style whose part has a type and no element: the
// type is that of the Body (WSDL 1.1, section 3.5). WCF calls it an untyped message.
func (b *builder) typed(what string, p *parser.Part) *body {
	t, _ := b.defs.Schemas.Type(p.Type)
	c, ok := t.(*parser.ComplexType)
	if !ok {
		b.refuse(p.Pos, what+": part "+p.Name+" of a simple type, which leaves text in the Body,")
		return nil
	}
	d := b.named[c]
	if d == nil || d.poly() || len(d.attrs()) > 0 || d.hasText() || b.isMixed(c) || d.Struct.anyWild() != nil {
		b.refuse(p.Pos, what+": part "+p.Name+" of type "+p.Type.String()+", which has more than elements,")
		return nil
	}
	typed := &body{Type: d, Parts: true}
	if first := d.first(); len(first.names) == 1 && len(first.wilds) == 0 && !first.empty {
		typed.XML = first.names[0]
	}
	return typed
}
