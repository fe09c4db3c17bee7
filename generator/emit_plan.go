package generator

import (
	"reflect"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/wsscgen/wsscgen/runtime/plan"
)

// planPrinter prints plans as Go literals. Fields that are zero are left out,
// values that have a name in package plan are printed by that name.
type planPrinter struct {
	spaces []headerSpace // those in use
}

// headerSpace is a namespace of header blocks with the constant that stands for it.
type headerSpace struct{ name, uri string }

var headerSpaces = []headerSpace{
	{"nsWSA", "http://schemas.xmlsoap.org/ws/2004/08/addressing"},
	{"nsWSA10", "http://www.w3.org/2005/08/addressing"},
	{"nsWSRM", "http://schemas.xmlsoap.org/ws/2005/02/rm"},
	{"nsWSRM11", "http://docs.oasis-open.org/ws-rx/wsrm/200702"},
}

// newPlanPrinter looks for the namespaces that the headers of the plans are in.
func newPlanPrinter(m *model) *planPrinter {
	var used []string
	for _, p := range m.Ports {
		walkHeaders(reflect.ValueOf(p.Plan), func(h plan.Header) { used = append(used, h.Namespace) })
	}
	p := &planPrinter{}
	for _, s := range headerSpaces {
		if slices.Contains(used, s.uri) {
			p.spaces = append(p.spaces, s)
		}
	}
	return p
}

// walkHeaders calls f for each header in a plan.
func walkHeaders(v reflect.Value, f func(plan.Header)) {
	if h, ok := v.Interface().(plan.Header); ok {
		f(h)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			walkHeaders(v.Elem(), f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			walkHeaders(v.Field(i), f)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walkHeaders(v.Index(i), f)
		}
	}
}

// emitNamespaces prints the constants of the namespaces in use.
func (p *planPrinter) emitNamespaces(f *jen.File) {
	if len(p.spaces) == 0 {
		return
	}
	f.Comment("// The namespaces of the headers below.")
	f.Const().DefsFunc(func(g *jen.Group) {
		for _, s := range p.spaces {
			g.Id(s.name).Op("=").Lit(s.uri)
		}
	})
}

// pointer prints a plan, or a part of one, that a pointer leads to.
func (p *planPrinter) pointer(v any) *jen.Statement { return p.value(reflect.ValueOf(v)) }

func (p *planPrinter) value(v reflect.Value) *jen.Statement {
	switch v.Kind() {
	case reflect.Pointer:
		return jen.Op("&").Add(p.value(v.Elem()))
	case reflect.Struct:
		return typeName(v.Type()).Add(p.fields(v))
	case reflect.Slice:
		if headers, ok := v.Interface().([]plan.Header); ok {
			return p.headers(headers)
		}
		return typeName(v.Type()).Add(p.items(v))
	case reflect.String:
		return word(v)
	default:
		return jen.Lit(v.Interface())
	}
}

func typeName(t reflect.Type) *jen.Statement {
	switch {
	case t.PkgPath() != "":
		return jen.Qual(planPath, t.Name())
	case t.Kind() == reflect.Slice:
		return jen.Index().Add(typeName(t.Elem()))
	case t.Kind() == reflect.Pointer:
		return jen.Op("*").Add(typeName(t.Elem()))
	}
	return jen.Id(t.Name())
}

// fields prints the fields of a struct that are not zero: on one line when they
// are few and flat.
func (p *planPrinter) fields(v reflect.Value) *jen.Statement {
	var fields []jen.Code
	flat := true
	for i := range v.NumField() {
		x := v.Field(i)
		if x.IsZero() {
			continue
		}
		flat = flat && isFlat(x)
		fields = append(fields, keyed(v.Type().Field(i).Name, p.value(x)))
	}
	if flat && len(fields) <= 2 {
		return inline(fields...)
	}
	return literal(fields...)
}

// isFlat reports whether a value is one word, or a list of headers.
func isFlat(v reflect.Value) bool {
	_, headers := v.Interface().([]plan.Header)
	return headers || v.Kind() == reflect.Bool || v.Kind() == reflect.String || v.Kind() == reflect.Int
}

// items prints the elements of a slice; their type is that of the slice.
func (p *planPrinter) items(v reflect.Value) *jen.Statement {
	var items []jen.Code
	words := true
	for i := range v.Len() {
		x := v.Index(i)
		words = words && x.Kind() == reflect.String
		switch x.Kind() {
		case reflect.Struct:
			items = append(items, p.fields(x))
		case reflect.Pointer:
			items = append(items, p.fields(x.Elem()))
		case reflect.Slice:
			items = append(items, p.items(x))
		default:
			items = append(items, p.value(x))
		}
	}
	if words {
		return inline(items...)
	}
	return literal(items...)
}

// headers prints header blocks, those of one namespace in one call.
func (p *planPrinter) headers(list []plan.Header) *jen.Statement {
	var runs []*jen.Statement
	for len(list) > 0 {
		space := list[0].Namespace
		n := 0
		args := []jen.Code{p.namespace(space)}
		for n < len(list) && list[n].Namespace == space {
			args = append(args, jen.Lit(list[n].Name))
			n++
		}
		runs = append(runs, jen.Qual(planPath, "Headers").Call(args...))
		list = list[n:]
	}
	all := runs[0]
	for _, r := range runs[1:] {
		all = jen.Append(all, r.Op("..."))
	}
	return all
}

func (p *planPrinter) namespace(uri string) *jen.Statement {
	for _, s := range p.spaces {
		if s.uri == uri {
			return jen.Id(s.name)
		}
	}
	return jen.Lit(uri)
}
