package generator

import codecs "github.com/wsscgen/wsscgen/runtime/codec"

// kind is what a scalar is in Go.
type kind int

const (
	text        kind = iota // string
	boolean                 // bool
	signed                  // int8 to int64
	unsigned                // uint8 to uint64
	float                   // float32, float64
	binary                  // []byte, in base64
	hexadecimal             // []byte
	lexical                 // a string type of package codec that checks itself
	qname                   // codec.QName
	list                    // a slice
)

// builtin is how values of a type of XML Schema are kept, read and written.
type builtin struct {
	Kind   kind
	Go     string // predeclared type, or a type of package codec for lexical
	Read   string // method of codec.Value
	Bits   int
	Item   *builtin // of a list
	Checks []check  // bounds that the Go type does not have

	Foreign *foreign // hand-written type that values are kept as
}

// nilable reports whether nil is told from every value.
func (v *builtin) nilable() bool { return v.Kind == binary || v.Kind == hexadecimal || v.Kind == list }

// builtins are the types of XML Schema that are generated.
var builtins = map[string]*builtin{
	"string":           {Kind: text, Go: "string", Read: "String"},
	"normalizedString": {Kind: text, Go: "string", Read: "Normalized"},
	"token":            collapsed,
	"anyURI":           collapsed,
	"language":         collapsed,
	"Name":             collapsed,
	"NCName":           collapsed,
	"NMTOKEN":          collapsed,
	"ID":               collapsed,
	"IDREF":            collapsed,
	"ENTITY":           collapsed,
	"anySimpleType":    {Kind: text, Go: "string", Read: "String"},

	"boolean": {Kind: boolean, Go: "bool", Read: "Bool"},

	"byte":          {Kind: signed, Go: "int8", Read: "Int", Bits: 8},
	"short":         {Kind: signed, Go: "int16", Read: "Int", Bits: 16},
	"int":           {Kind: signed, Go: "int32", Read: "Int", Bits: 32},
	"long":          {Kind: signed, Go: "int64", Read: "Int", Bits: 64},
	"unsignedByte":  {Kind: unsigned, Go: "uint8", Read: "Uint", Bits: 8},
	"unsignedShort": {Kind: unsigned, Go: "uint16", Read: "Uint", Bits: 16},
	"unsignedInt":   {Kind: unsigned, Go: "uint32", Read: "Uint", Bits: 32},
	"unsignedLong":  {Kind: unsigned, Go: "uint64", Read: "Uint", Bits: 64},

	"integer":            integer(),
	"nonNegativeInteger": integer(check{"AtLeast", "0"}),
	"positiveInteger":    integer(check{"AtLeast", "1"}),
	"nonPositiveInteger": integer(check{"AtMost", "0"}),
	"negativeInteger":    integer(check{"AtMost", "-1"}),

	"float":  {Kind: float, Go: "float32", Read: "Float", Bits: 32},
	"double": {Kind: float, Go: "float64", Read: "Float", Bits: 64},

	"decimal":  {Kind: lexical, Go: "Decimal", Read: "Decimal"},
	"dateTime": {Kind: lexical, Go: "DateTime", Read: "DateTime"},
	"date":     {Kind: lexical, Go: "Date", Read: "Date"},

	"time":       {Kind: lexical, Go: "Time", Read: "Time"},
	"duration":   {Kind: lexical, Go: "Duration", Read: "Duration"},
	"gYear":      {Kind: lexical, Go: "GYear", Read: "GYear"},
	"gYearMonth": {Kind: lexical, Go: "GYearMonth", Read: "GYearMonth"},
	"gMonthDay":  {Kind: lexical, Go: "GMonthDay", Read: "GMonthDay"},
	"gDay":       {Kind: lexical, Go: "GDay", Read: "GDay"},
	"gMonth":     {Kind: lexical, Go: "GMonth", Read: "GMonth"},

	"base64Binary": {Kind: binary, Go: "[]byte", Read: "Base64"},
	"hexBinary":    {Kind: hexadecimal, Go: "[]byte", Read: "Hex"},

	"QName":    qualified,
	"NOTATION": qualified,

	"NMTOKENS": tokens,
	"IDREFS":   tokens,
	"ENTITIES": tokens,
}

// keptTypes are what values of a type with a pattern are kept as: a pattern is a rule for
// what is written.
var keptTypes = map[*builtin]*builtin{
	builtins["boolean"]:      {Kind: lexical, Go: "Boolean", Read: "Boolean"},
	builtins["float"]:        {Kind: lexical, Go: "Float", Read: "FloatText"},
	builtins["double"]:       {Kind: lexical, Go: "Double", Read: "Double"},
	builtins["hexBinary"]:    {Kind: lexical, Go: "HexBinary", Read: "HexBinary"},
	builtins["base64Binary"]: {Kind: lexical, Go: "Base64Binary", Read: "Base64Binary"},
}

// octets reports whether a type that checks itself holds octets.
func (v *builtin) octets() bool { return v.Go == "HexBinary" || v.Go == "Base64Binary" }

// checkLexical returns an error when text is not of a type that checks itself.
func checkLexical(goType, text string) error {
	var err error
	switch goType {
	case "DateTime":
		_, err = codecs.DateTime(text).Lexical()
	case "Date":
		_, err = codecs.Date(text).Lexical()
	case "Time":
		_, err = codecs.Time(text).Lexical()
	case "Duration":
		_, err = codecs.Duration(text).Lexical()
	case "GYear":
		_, err = codecs.GYear(text).Lexical()
	case "GYearMonth":
		_, err = codecs.GYearMonth(text).Lexical()
	case "GMonthDay":
		_, err = codecs.GMonthDay(text).Lexical()
	case "GDay":
		_, err = codecs.GDay(text).Lexical()
	case "GMonth":
		_, err = codecs.GMonth(text).Lexical()
	case "Boolean":
		_, err = codecs.Boolean(text).Lexical()
	case "Float":
		_, err = codecs.Float(text).Lexical()
	case "Double":
		_, err = codecs.Double(text).Lexical()
	case "HexBinary":
		_, err = codecs.HexBinary(text).Lexical()
	case "Base64Binary":
		_, err = codecs.Base64Binary(text).Lexical()
	case "Decimal":
		_, err = codecs.Decimal(text).Lexical()
	case "Integer":
		_, err = codecs.Integer(text).Lexical()
	}
	return err
}

var collapsed = &builtin{Kind: text, Go: "string", Read: "Token"}

var qualified = &builtin{Kind: qname, Go: "QName", Read: "QName"}

var tokens = &builtin{Kind: list, Item: collapsed, Checks: []check{{"MinLength", "1"}}}

func integer(checks ...check) *builtin {
	return &builtin{Kind: lexical, Go: "Integer", Read: "Integer", Checks: checks}
}
