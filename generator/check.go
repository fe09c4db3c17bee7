package generator

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strconv"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// refuse notes something that has no Go yet. Nothing that a document says is
// left out without such a line.
func (b *builder) refuse(pos token.Position, what string) {
	err := parser.WithCode(parser.CodeNotGenerated, parser.Errorf(pos, "%s is not generated yet", what))
	if b.current != nil {
		b.current.refused.Add(err) // it counts when the type is used
		return
	}
	b.errs.Add(err)
}

// schemaf is errorf for what is against XML Schema.
func (b *builder) schemaf(pos token.Position, format string, args ...any) {
	b.errs.Add(parser.WithCode(parser.CodeSchema, parser.Errorf(pos, format, args...)))
}

func (b *builder) errorf(pos token.Position, format string, args ...any) {
	b.errs.Add(parser.WithCode(parser.CodeName, parser.Errorf(pos, format, args...)))
}

// checkRecursion reports types whose values would hold themselves by value: no
// document can be of such a type, and no Go type either.
func checkRecursion(types []*typeDef, errs *parser.Errors) {
	const (
		walking = iota + 1
		finished
	)
	state := make(map[*typeDef]int)
	var walk func(t *typeDef)
	walk = func(t *typeDef) {
		state[t] = walking
		defer func() { state[t] = finished }()
		if t.Struct == nil {
			return
		}
		for _, f := range t.Struct.holds() {
			n := f.Type.Named
			if n == nil || n.poly() || f.Pointer || f.Wrap || f.Occurs == repeated {
				continue
			}
			switch state[n] {
			case 0:
				walk(n)
			case walking:
				errs.Add(parser.WithCode(parser.CodeSchema, parser.Errorf(f.Pos, "%s: a %s that must hold another one never ends", f.what(), n.Name)))
			}
		}
	}
	for _, t := range types {
		if state[t] == 0 {
			walk(t)
		}
	}
}

// holds returns the members, and the base as if it were one.
func (s *structDef) holds() []*field {
	if s.Base == nil {
		return s.Members
	}
	return append([]*field{{Name: s.Base.Name, Type: valueType{Named: s.Base}}}, s.Members...)
}

func (x *field) what() string {
	if x.XML != nil {
		return "element " + x.XML.Local
	}
	return "member " + x.Name
}

// refuseNotYet refuses a port that was asked for by name and cannot be run.
func (b *builder) refuseNotYet(p *parser.Port, list []plan.NotYet) {
	for _, n := range list {
		b.errs.Add(parser.WithCode(parser.CodePort,
			parser.Errorf(position(n.Place), "port %s cannot be run: %s: %s", p.Name, n.Assertion, n.Reason)))
	}
}

func (b *builder) warn(code parser.Code, pos token.Position, format string, args ...any) {
	b.m.Warnings.Add(parser.WithCode(code, parser.Errorf(pos, format, args...)))
}

// warnNotYet warns that a port is generated and cannot be run.
func (b *builder) warnNotYet(p *parser.Port, list []plan.NotYet) {
	if len(list) == 0 {
		return
	}
	more := ""
	if len(list) > 1 {
		more = fmt.Sprintf(" (and %d more)", len(list)-1)
	}
	n := list[0]
	b.warn(parser.CodePort, position(cmp.Or(n.Place, p.Pos.String())), "port %s cannot be run yet: %s: %s%s",
		p.Name, n.Assertion, n.Reason, more)
}

// position reads file:line:col.
func position(place string) token.Position {
	parts := strings.Split(place, ":")
	if n := len(parts); n > 2 {
		line, err1 := strconv.Atoi(parts[n-2])
		column, err2 := strconv.Atoi(parts[n-1])
		if err1 == nil && err2 == nil {
			return token.Position{Filename: strings.Join(parts[:n-2], ":"), Line: line, Column: column}
		}
	}
	return token.Position{Filename: place}
}

// sameMessages reports whether two bindings of a port type put the same on the
// wire, so that one operation of Go stands for both. The actions of requests are
// a matter of the port.
func sameMessages(x, y *operation) bool {
	return x.ReplyAction == y.ReplyAction && sameBody(x.In, y.In) && sameBody(x.Out, y.Out) &&
		slices.Equal(x.Faults, y.Faults) && x.InHeaders == y.InHeaders && x.OutHeaders == y.OutHeaders
}

func sameBody(x, y *body) bool {
	return x == y || x != nil && y != nil && *x == *y
}
