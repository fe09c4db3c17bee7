package generator

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"
)

func emitClient(f *jen.File, m *model) {
	f.Comment("// This code needs at least this version of the runtime; an older one does not\n// compile with it.")
	f.Const().Id("_").Op("=").Add(wssc(needs))
	for _, s := range m.Services {
		docComment(f.Group, append([]string{
			s.Client + " calls a service of port type " + s.Name + ". It may be used concurrently.",
		}, s.Doc...))
		f.Type().Id(s.Client).Struct(jen.Id("rt").Op("*").Add(wssc("Client")))
		emitNewClient(f, s)
		for _, op := range s.Operations {
			docComment(f.Group, op.doc())
			f.Add(method("c", s.Client, op.Method)).Add(op.signature()).Block(
				jen.Return(op.invoke().Call(jen.Id("ctx"), jen.Id("c").Dot("rt"), address(op.Var), jen.Id("in"))),
			)
		}
		f.Comment("// Close gives the security context up and ends the client.")
		f.Add(method("c", s.Client, "Close")).Params(contextParam()).Error().Block(
			jen.Return(jen.Id("c").Dot("rt").Dot("Close").Call(jen.Id("ctx"))),
		)
	}
}

func emitNewClient(f *jen.File, s *service) {
	docComment(f.Group, []string{
		s.NewClient + " returns a client of the port. What the plan of the port needs and the options lack is an error that names the option.",
	})
	f.Func().Id(s.NewClient).Params(portParam(), jen.Id("opts").Op("...").Add(wssc("ClientOption"))).
		Params(jen.Op("*").Id(s.Client), jen.Error()).
		Block(
			jen.List(jen.Id("rt"), jen.Err()).Op(":=").Add(wssc("NewClient")).Call(
				jen.Id("port"),
				jen.Index().Op("*").Add(wssc("Operation")).Add(jen.Custom(
					jen.Options{Open: "{", Close: "}", Separator: ",", Multi: len(s.Operations) > 4},
					mapped(s.Operations, func(op *operation) jen.Code { return address(op.Var) })...,
				)),
				jen.Id("opts").Op("..."),
			),
			ifErr(jen.Nil(), jen.Err()),
			jen.Return(address(s.Client).Values(keyed("rt", jen.Id("rt"))), jen.Nil()),
		)
}

func emitServer(f *jen.File, m *model) {
	for _, s := range m.Services {
		docComment(f.Group, append([]string{
			s.Interface + " is what a service of port type " + s.Name + " does. Its methods are called concurrently.",
		}, s.Doc...))
		f.Type().Id(s.Interface).InterfaceFunc(func(g *jen.Group) {
			for _, op := range s.Operations {
				docComment(g, op.withFaults(op.Doc))
				g.Id(op.Method).Add(op.signature())
			}
		})
		emitNewHandler(f, s)
		emitUnimplemented(f, s)
	}
}

func emitNewHandler(f *jen.File, s *service) {
	docComment(f.Group, []string{
		s.NewHandler + " returns the handler of the port, which carries messages to svc. What the plan of the port needs and the options lack is an error that names the option.",
	})
	f.Func().Id(s.NewHandler).
		Params(jen.Id("svc").Id(s.Interface), portParam(), jen.Id("opts").Op("...").Add(wssc("HandlerOption"))).
		Params(jen.Qual("net/http", "Handler"), jen.Error()).
		Block(jen.Return(wssc("NewHandler").Call(
			jen.Id("port"),
			jen.Index().Add(wssc("Method")).CustomFunc(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, func(g *jen.Group) {
				for _, op := range s.Operations {
					g.Add(op.handle().Call(address(op.Var), jen.Id("svc").Dot(op.Method)))
				}
			}),
			jen.Id("opts").Op("..."),
		)))
}

// signature is that of an operation, for the client and the server.
func (op *operation) signature() *jen.Statement {
	in := jen.Params(contextParam(), jen.Id("in").Op("*").Add(op.in()))
	if op.oneWay() {
		return in.Error()
	}
	return in.Params(jen.Op("*").Add(op.out()), jen.Error())
}

// invoke is the function of the runtime that calls the operation.
func (op *operation) invoke() *jen.Statement {
	if op.oneWay() {
		return wssc("InvokeOneWay")
	}
	return wssc("Invoke").Types(jen.Add(op.out()))
}

// handle is the function of the runtime that binds the operation to a method.
func (op *operation) handle() *jen.Statement {
	if op.oneWay() {
		return wssc("HandleOneWay")
	}
	return wssc("Handle")
}

func (op *operation) doc() []string {
	lines := []string{op.Method + " calls operation " + op.Name + "."}
	if len(op.Doc) > 0 {
		lines = append(append(lines, ""), op.Doc...)
	}
	return op.withFaults(lines)
}

// withFaults adds the declared faults to a comment.
func (op *operation) withFaults(lines []string) []string {
	if len(op.Faults) == 0 {
		return lines
	}
	lines = slices.Clone(lines)
	if len(lines) > 0 {
		lines = append(lines, "")
	}
	names := make([]string, len(op.Faults))
	for i, f := range op.Faults {
		names[i] = "*" + f.Name
	}
	return append(lines, "Declared faults: "+strings.Join(names, ", ")+".")
}

func contextParam() *jen.Statement { return jen.Id("ctx").Qual("context", "Context") }

func portParam() *jen.Statement { return jen.Id("port").Op("*").Add(wssc("Port")) }
