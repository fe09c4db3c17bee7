package generator

import (
	"mime"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/wsscgen/wsscgen/parser"
)

// headed is the Go type of a message that has SOAP headers or attachments beside its
// body.
type headed struct {
	Name     string
	Doc      []string
	Body     *typeDef
	Headers  []header
	Attached []attached
}

// attached is an attachment of a message.
type attached struct {
	Field string
	Doc   []string
	Part  string
	Type  string // media type, where none is given
}

// header is a SOAP header of a message.
type header struct {
	Field string
	Doc   []string
	XML   *xmlName
	Type  *typeDef
}

// headedKey is what a message with SOAP headers or attachments is made from.
type headedKey struct {
	of      string
	side    string
	body    *typeDef
	headers string
}

// headers settles the type of a message with SOAP headers or attachments, nil for one
// without or one that is refused. Bindings with the same ones have it in common.
func (b *builder) headers(of *parser.Operation, side string, in *body, m *parser.BindingMessage) *headed {
	if len(m.Headers)+len(m.Attachments) == 0 || in == nil {
		return nil
	}
	fields := make(scope)
	fields.reserve("Body", "EncodeXML", "DecodeXML", "Headers", "DecodeHeader", "Attachments")
	h := &headed{Body: in.Type}
	op := of.ID()
	key := headedKey{of: op, side: side, body: in.Type}
	known := make(map[*xmlName]bool)
	for _, bh := range m.Headers {
		what := "operation " + op + ": soap:header " + bh.Part.Name
		if bh.Use == parser.Encoded {
			b.encoded(bh.Pos, what)
			continue
		}
		x, d := b.part(what, bh.Part)
		if d == nil || known[x] {
			continue
		}
		known[x] = true
		key.headers += x.Var + " "
		h.Headers = append(h.Headers, header{
			Field: fields.name(b.goName(x.Local), "Header"), Doc: comment(bh.Part.Doc), XML: x, Type: d,
		})
	}
	for _, a := range m.Attachments {
		x := attached{
			Field: fields.name(b.goName(a.Part.Name), "Attachment"), Doc: comment(a.Part.Doc), Part: a.Part.Name, Type: mediaType(a.Types),
		}
		key.headers += strconv.Quote(x.Part) + x.Type + " "
		h.Attached = append(h.Attached, x)
	}
	if same := b.headed[key]; same != nil {
		return same
	}
	h.Name = b.names.name(b.goName(op)+side, "Message")
	h.Doc = []string{h.Name + " is the " + strings.ToLower(side) + " of operation " + printable(op) + ", with " + h.beside()}
	b.headed[key] = h
	b.m.Headed = append(b.m.Headed, h)
	return h
}

// mediaType is that of an attachment of which nothing else is said: the first that names one
// in full.
func mediaType(types []string) string {
	for _, t := range types {
		if media, _, err := mime.ParseMediaType(t); err == nil && strings.Contains(media, "/") && !strings.Contains(media, "*") {
			return t
		}
	}
	return "application/octet-stream"
}

// beside says what is beside the body.
func (h *headed) beside() string {
	switch {
	case len(h.Attached) == 0:
		return "its SOAP headers. A header that is nil is not there."
	case len(h.Headers) == 0:
		return "its attachments. Each has to be there."
	}
	return "its SOAP headers and attachments. A header that is nil is not there; each attachment has to be."
}

// types are those of the headers.
func (h *headed) types() []*typeDef {
	if h == nil {
		return nil
	}
	var list []*typeDef
	for _, x := range h.Headers {
		list = append(list, x.Type)
	}
	return list
}

// names is a field of the operation: the names of the headers.
func (h *headed) names(field string) []jen.Code {
	if h == nil || len(h.Headers) == 0 {
		return nil
	}
	var items []jen.Code
	for _, x := range h.Headers {
		items = append(items, address(x.XML.Var))
	}
	return []jen.Code{keyed(field, jen.Index().Op("*").Add(codec("Name")).Add(inline(items...)))}
}

// in is the Go type of the request.
func (op *operation) in() *jen.Statement {
	if op.InHeaders != nil {
		return jen.Id(op.InHeaders.Name)
	}
	return op.In.Type.id()
}

// out is the Go type of the response.
func (op *operation) out() *jen.Statement {
	if op.OutHeaders != nil {
		return jen.Id(op.OutHeaders.Name)
	}
	return op.Out.Type.id()
}

// hasAttachments reports whether the request or the response has some.
func (op *operation) hasAttachments() bool {
	return op.InHeaders != nil && len(op.InHeaders.Attached) > 0 || op.OutHeaders != nil && len(op.OutHeaders.Attached) > 0
}

// emitMessages prints the messages that have SOAP headers or attachments.
func emitMessages(f *jen.File, m *model) {
	for _, h := range m.Headed {
		docComment(f.Group, h.Doc)
		f.Type().Id(h.Name).StructFunc(func(g *jen.Group) {
			g.Id("Body").Add(h.Body.id())
			g.Line()
			for _, x := range h.Headers {
				docComment(g, x.Doc)
				g.Id(x.Field).Op("*").Add(x.Type.id())
			}
			for _, x := range h.Attached {
				docComment(g, x.Doc)
				g.Id(x.Field).Op("*").Add(codec("Attachment"))
			}
		})
		f.Comment("// EncodeXML writes the attributes and the content of the body.")
		f.Add(method("v", h.Name, "EncodeXML")).Params(jen.Id("e").Op("*").Add(codec("Encoder"))).Block(
			jen.Id("v").Dot("Body").Dot("EncodeXML").Call(jen.Id("e")),
		)
		f.Comment("// DecodeXML sets v to what the element in the body holds.")
		f.Add(method("v", h.Name, "DecodeXML")).Params(jen.Id("e").Add(codec("Element"))).Error().Block(
			jen.Op("*").Id("v").Op("=").Id(h.Name).Values(),
			jen.Return(jen.Id("v").Dot("Body").Dot("DecodeXML").Call(jen.Id("e"))),
		)
		if len(h.Attached) > 0 {
			f.Comment("// Attachments says where the attachments are kept.")
			f.Add(method("v", h.Name, "Attachments")).Params().Index().Add(codec("AttachedPart")).Block(
				jen.Return(jen.Index().Add(codec("AttachedPart")).Add(literal(mapped(h.Attached, attached.literal)...))),
			)
		}
		if len(h.Headers) == 0 {
			continue
		}
		f.Comment("// Headers returns the headers that are there.")
		f.Add(method("v", h.Name, "Headers")).Params().Index().Add(codec("Header")).BlockFunc(h.emitHeaders)
		f.Comment("// DecodeHeader reads a header, and reports whether it is one of the message.")
		f.Add(method("v", h.Name, "DecodeHeader")).Params(jen.Id("e").Add(codec("Element"))).
			Params(jen.Bool(), jen.Error()).BlockFunc(h.emitDecodeHeader)
	}
}

func (x attached) literal() jen.Code {
	return inline(keyed("Name", jen.Lit(x.Part)), keyed("Type", jen.Lit(x.Type)), keyed("Value", jen.Op("&").Id("v").Dot(x.Field)))
}

func mapped[T any](items []T, f func(T) jen.Code) []jen.Code {
	codes := make([]jen.Code, len(items))
	for i, x := range items {
		codes[i] = f(x)
	}
	return codes
}

func (h *headed) emitHeaders(g *jen.Group) {
	g.Var().Id("h").Index().Add(codec("Header"))
	for _, x := range h.Headers {
		field := jen.Id("v").Dot(x.Field)
		g.If(field.Clone().Op("!=").Nil()).Block(
			jen.Id("h").Op("=").Append(jen.Id("h"), codec("Header").Values(
				keyed("Name", address(x.XML.Var)), keyed("Content", field.Clone()),
			)),
		)
	}
	g.Return(jen.Id("h"))
}

func (h *headed) emitDecodeHeader(g *jen.Group) {
	for _, x := range h.Headers {
		field := jen.Id("v").Dot(x.Field)
		g.If(jen.Id("e").Dot("Is").Call(address(x.XML.Var))).Block(
			jen.If(field.Clone().Op("!=").Nil()).Block(jen.Return(jen.True(), jen.Id("e").Dot("Twice").Call())),
			field.Clone().Op("=").New(x.Type.id()),
			jen.Return(jen.True(), field.Clone().Dot("DecodeXML").Call(jen.Id("e"))),
		)
	}
	g.Return(jen.False(), jen.Nil())
}
