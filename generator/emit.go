package generator

import (
	"bytes"
	"fmt"

	"github.com/dave/jennifer/jen"
)

// The packages that generated code imports.
const (
	runtimePath = "github.com/wsscgen/wsscgen/runtime"
	codecPath   = "github.com/wsscgen/wsscgen/runtime/codec"
	planPath    = "github.com/wsscgen/wsscgen/runtime/plan"
)

// needs is the constant of the oldest runtime that generated code works with.
const needs = "IsAtLeastVersion0_1_0"

// emit prints the model, each file by a function of its own.
func emit(m *model) ([]File, error) {
	var files []File
	for _, f := range []struct {
		name  string
		print func(*jen.File, *model)
		there bool // something to print
	}{
		{"client.go", emitClient, len(m.Services) > 0},
		{"documents.go", emitDocuments, len(m.Documents) > 0},
		{"faults.go", emitFaults, len(m.Faults) > 0},
		{"messages.go", emitMessages, len(m.Headed) > 0},
		{"mock.go", emitMocks, len(m.Services) > 0},
		{"ports.go", emitPorts, len(m.Services) > 0},
		{"server.go", emitServer, len(m.Services) > 0},
		{"types.go", emitTypes, true},
		{"wire.go", emitWire, true},
	} {
		if !f.there {
			continue
		}
		content, err := printed(m, f.print)
		if err != nil {
			return nil, fmt.Errorf("printing %s: %w", f.name, err)
		}
		files = append(files, File{f.name, content})
	}
	return files, nil
}

func printed(m *model, print func(*jen.File, *model)) ([]byte, error) {
	f := jen.NewFile(m.Package)
	f.HeaderComment(Header)
	f.HeaderComment("// Source: " + m.Source)
	f.ImportAlias(runtimePath, "wssc")
	f.ImportName(codecPath, "codec")
	f.ImportName(planPath, "plan")
	print(f, m)
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// The vocabulary of the emitters.

func wssc(name string) *jen.Statement    { return jen.Qual(runtimePath, name) }
func codec(name string) *jen.Statement   { return jen.Qual(codecPath, name) }
func address(name string) *jen.Statement { return jen.Op("&").Id(name) }

// docComment puts lines in front of a declaration or field.
func docComment(g *jen.Group, lines []string) {
	for _, l := range wrap(lines) {
		if l != "" {
			l = " " + l
		}
		g.Comment("//" + l)
	}
}

// method declares a method of *recv.
func method(v, recv, name string) *jen.Statement {
	return jen.Func().Params(jen.Id(v).Op("*").Id(recv)).Id(name)
}

// literal writes a composite literal with a line for each field or element.
func literal(items ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ",", Multi: true}, items...)
}

// inline writes a composite literal on one line.
func inline(items ...jen.Code) *jen.Statement {
	return jen.Custom(jen.Options{Open: "{", Close: "}", Separator: ","}, items...)
}

// keyed is a field of a composite literal.
func keyed(name string, value jen.Code) jen.Code { return jen.Id(name).Op(":").Add(value) }

// ifErr is the check that follows a call.
func ifErr(results ...jen.Code) *jen.Statement {
	return jen.If(jen.Err().Op("!=").Nil()).Block(jen.Return(results...))
}
