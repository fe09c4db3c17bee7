package generator

import "github.com/dave/jennifer/jen"

// writer says how scalars are written in one place: as an element, as an
// attribute, or as text.
type writer struct {
	str     string          // method of the encoder that takes a string
	own     map[kind]string // methods for other kinds; the rest become strings
	lexical string          // function of package codec
	check   string          // method of the encoder that takes what a check says
	name    *jen.Statement  // argument in front; nil for text
}

var (
	elementMethods = map[kind]string{boolean: "Bool", signed: "Int", unsigned: "Uint", float: "Float", binary: "Base64", hexadecimal: "Hex", qname: "QName"}
	attrMethods    = map[kind]string{signed: "IntAttr", unsigned: "UintAttr", qname: "QNameAttr"}
	textMethods    = map[kind]string{qname: "QNameText"}
	formats        = map[kind]string{boolean: "FormatBool", signed: "FormatInt", unsigned: "FormatUint", float: "FormatFloat", binary: "FormatBase64", hexadecimal: "FormatHex"}
)

func elementWriter(x *xmlName) writer {
	return writer{"String", elementMethods, "Lexical", "Check", address(x.Var)}
}

func attrWriter(x *xmlName) writer {
	return writer{"Attr", attrMethods, "LexicalAttr", "CheckAttr", address(x.Var)}
}

var textWriter = writer{"Text", textMethods, "LexicalText", "Fail", nil}

// call adds the arguments to f, the name in front.
func (w writer) call(f *jen.Statement, args ...jen.Code) *jen.Statement {
	if w.name != nil {
		args = append([]jen.Code{w.name}, args...)
	}
	return f.Call(args...)
}

// emitWrite prints the call that writes a scalar, in front of it its check.
func emitWrite(g *jen.Group, w writer, t valueType, o operand) {
	if t.checked() {
		g.Add(w.call(encoder(w.check), t.check(o)))
	}
	s := t.scalar()
	if s.Kind == list {
		w.list(g, t, o)
		return
	}
	args := []jen.Code{widen(t, o.value())}
	switch method := w.own[s.Kind]; {
	case s.Kind == text:
		g.Add(w.call(encoder(w.str), args...))
	case w.lexical == "Lexical" && (s.Go == "Decimal" || s.Go == "Integer"): // the commonest, without the way of a type parameter
		g.Add(w.call(encoder(s.Go), args...))
	case s.Kind == lexical:
		call := []jen.Code{jen.Id("e")}
		if w.name != nil {
			call = append(call, w.name)
		}
		g.Add(codec(w.lexical).Call(append(call, args...)...))
	case method != "":
		g.Add(w.call(encoder(method), withBits(s, args)...))
	default:
		g.Add(w.call(encoder(w.str), codec(formats[s.Kind]).Call(withBits(s, args)...)))
	}
}

// list prints the call that writes a list. The names in it are declared in the
// start tag, which has to be open for them.
func (w writer) list(g *jen.Group, t valueType, o operand) {
	item := t.item()
	format := codec("Join").Call(o.value(), jen.Func().Params(jen.Id("x").Add(item.goType())).String().BlockFunc(func(g *jen.Group) {
		x := operand{jen.Id("x"), false}
		if item.checked() {
			g.Add(encoder("Fail").Call(item.check(x)))
		}
		s := item.scalar()
		v := widen(item, x.value())
		switch s.Kind {
		case text:
			g.Return(encoder("Item").Call(v))
		case lexical:
			g.Return(codec("Exact").Call(jen.Id("e"), v))
		case qname:
			g.Return(encoder("FormatQName").Call(v))
		default:
			g.Return(codec(formats[s.Kind]).Call(withBits(s, []jen.Code{v})...))
		}
	}))
	if item.scalar().Kind == qname && w.str == "String" {
		g.Add(encoder("Start").Call(w.name))
		g.Add(encoder("Text").Call(format))
		g.Add(encoder("End").Call(w.name))
		return
	}
	g.Add(w.call(encoder(w.str), format))
}

func withBits(s *builtin, args []jen.Code) []jen.Code {
	if s.Kind == float {
		args = append(args, jen.Lit(s.Bits))
	}
	return args
}

// widen converts a value to what the encoder takes for its kind.
func widen(t valueType, v *jen.Statement) *jen.Statement {
	s := t.scalar()
	if s.Foreign != nil {
		text := codec("MarshalText").Call(jen.Id("e"), v)
		if s.Kind == lexical {
			text = codec(s.Go).Call(text)
		}
		return text
	}
	if t.Named == nil && (s.Bits == 0 || s.Bits == 64) {
		return v
	}
	switch s.Kind {
	case signed:
		return jen.Int64().Call(v)
	case unsigned:
		return jen.Uint64().Call(v)
	case float:
		return jen.Float64().Call(v)
	case binary, hexadecimal:
		return v // assignable as it is
	}
	return s.goType().Call(v)
}

// checked reports whether values have facets to check.
func (t valueType) checked() bool {
	if t.Named != nil {
		return t.Named.Scalar.checked()
	}
	return len(t.Builtin.Checks) > 0
}

// check is the check of a value.
func (t valueType) check(o operand) *jen.Statement {
	if t.Named != nil {
		return o.call("Check")
	}
	c := t.Builtin.Checks[0]
	if t.Builtin.Kind == list {
		return t.Builtin.check(c, o.value())
	}
	return o.call(c.Func, jen.Lit(c.Arg))
}
