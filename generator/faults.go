package generator

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/wsscgen/wsscgen/parser"
)

// faults settles the declared faults of an operation. Those with the same element
// are one to a program: nothing on the wire tells them apart.
func (b *builder) faults(bo *parser.BindingOperation) []declaredFault {
	var list []declaredFault
	for _, of := range bo.Operation.Faults {
		if f := b.fault("operation "+bo.Operation.Name+": fault "+of.Name, of, bo); f != nil && !slices.ContainsFunc(list, func(x declaredFault) bool { return x.fault == f }) {
			list = append(list, declaredFault{fault: f, Action: bo.Action(of)})
		}
	}
	for _, m := range []*parser.BindingMessage{bo.Input, bo.Output} {
		if m != nil {
			list = b.headerFaults(list, bo.Operation.Name, m)
		}
	}
	return list
}

// headerFaults adds the faults about the SOAP headers of a message.
func (b *builder) headerFaults(list []declaredFault, op string, m *parser.BindingMessage) []declaredFault {
	for _, h := range m.Headers {
		for _, hf := range h.Faults {
			what := "operation " + op + ": soap:headerfault " + hf.Part.Name
			if hf.Use == parser.Encoded {
				b.encoded(hf.Pos, what)
				continue
			}
			x, d := b.part(what, hf.Part)
			if d == nil {
				continue
			}
			f := declaredFault{fault: b.faultOf(x, d), Header: true}
			if !slices.Contains(list, f) {
				list = append(list, f)
			}
		}
	}
	return list
}

// fault returns the error of a declared fault, nil when it is refused.
func (b *builder) fault(what string, of *parser.OperationMessage, bo *parser.BindingOperation) *fault {
	for _, bf := range bo.Faults {
		if bf.Fault == of && bf.Use == parser.Encoded {
			b.encoded(bf.Pos, what)
			return nil
		}
	}
	if len(of.Message.Parts) != 1 || of.Message.Parts[0].Element.IsZero() {
		b.warn(parser.CodeNotGenerated, of.Pos, "%s: its message is other than one part with an element; it is a fault without a type of its own", what)
		return nil
	}
	x, d := b.part(what, of.Message.Parts[0])
	if d == nil {
		return nil
	}
	return b.faultOf(x, d)
}

// faultOf returns the error for an element that a fault brings along.
func (b *builder) faultOf(x *xmlName, d *typeDef) *fault {
	for _, f := range b.m.Faults {
		if f.XML == x {
			return f
		}
	}
	f := &fault{Name: b.names.name(errorName(b.goName(x.Local)), ""), Detail: d, XML: x}
	b.m.Faults = append(b.m.Faults, f)
	return f
}

// errorName returns the name of the Go error for the element of a fault, which has
// that name itself.
func errorName(name string) string {
	for _, suffix := range []string{"Fault", "Exception", "Error"} {
		if short, ok := strings.CutSuffix(name, suffix); ok && short != "" {
			name = short
			break
		}
	}
	return name + "Error"
}

// emitFaults prints the errors. Each embeds the type of its detail, with its codec.
func emitFaults(f *jen.File, m *model) {
	for _, x := range m.Faults {
		docComment(f.Group, []string{
			x.Name + " is the declared fault with the element " + printable(x.XML.Local) +
				". errors.As finds it in the error of a call; a service returns one.",
		})
		if x.Detail.Name == "Error" {
			emitNamedFault(f, x)
		} else {
			f.Type().Id(x.Name).Struct(x.Detail.id())
		}
		f.Comment("// Error names the fault. What the fault says is in its fields.")
		f.Add(method("f", x.Name, "Error")).Params().String().Block(jen.Return(jen.Lit("fault " + x.XML.Local)))
	}
}

// emitNamedFault prints an error whose detail cannot be embedded: its type is called like
// the method.
func emitNamedFault(f *jen.File, x *fault) {
	f.Type().Id(x.Name).Struct(jen.Id("Detail").Add(x.Detail.id()))
	f.Comment("// EncodeXML writes the attributes and the content of the detail.")
	f.Add(method("f", x.Name, "EncodeXML")).Params(jen.Id("e").Op("*").Add(codec("Encoder"))).Block(
		jen.Id("f").Dot("Detail").Dot("EncodeXML").Call(jen.Id("e")))
	f.Comment("// DecodeXML sets the detail to what the element holds.")
	f.Add(method("f", x.Name, "DecodeXML")).Params(jen.Id("e").Add(codec("Element"))).Error().Block(
		jen.Return(jen.Id("f").Dot("Detail").Dot("DecodeXML").Call(jen.Id("e"))))
}

// details is the list of the faults of an operation.
func (op *operation) details() *jen.Statement {
	var items []jen.Code
	for _, f := range op.Faults {
		if f.Header {
			items = append(items, wssc("HeaderFault").Types(jen.Id(f.Name)).Call(address(f.XML.Var)))
			continue
		}
		items = append(items, wssc("Detail").Types(jen.Id(f.Name)).Call(address(f.XML.Var), jen.Lit(f.Action)))
	}
	return literal(items...)
}
