package parser

// The anchors of the type hierarchy.
var (
	AnyType       = Name{NamespaceXSD, "anyType"}
	AnySimpleType = Name{NamespaceXSD, "anySimpleType"}
)

// builtinNamespace reports whether a namespace needs no schema document.
func builtinNamespace(space string) bool {
	return space == NamespaceXML || space == NamespaceXSD || space == NamespaceXSI
}

// builtinBases are the atomic types of XML Schema 1.0 (part 2, section 3) with
// what each is derived from.
var builtinBases = [][2]string{
	{"string", ""},
	{"boolean", ""},
	{"decimal", ""},
	{"float", ""},
	{"double", ""},
	{"duration", ""},
	{"dateTime", ""},
	{"time", ""},
	{"date", ""},
	{"gYearMonth", ""},
	{"gYear", ""},
	{"gMonthDay", ""},
	{"gDay", ""},
	{"gMonth", ""},
	{"hexBinary", ""},
	{"base64Binary", ""},
	{"anyURI", ""},
	{"QName", ""},
	{"NOTATION", ""},
	{"normalizedString", "string"},
	{"token", "normalizedString"},
	{"language", "token"},
	{"NMTOKEN", "token"},
	{"Name", "token"},
	{"NCName", "Name"},
	{"ID", "NCName"},
	{"IDREF", "NCName"},
	{"ENTITY", "NCName"},
	{"integer", "decimal"},
	{"nonPositiveInteger", "integer"},
	{"negativeInteger", "nonPositiveInteger"},
	{"long", "integer"},
	{"int", "long"},
	{"short", "int"},
	{"byte", "short"},
	{"nonNegativeInteger", "integer"},
	{"unsignedLong", "nonNegativeInteger"},
	{"unsignedInt", "unsignedLong"},
	{"unsignedShort", "unsignedInt"},
	{"unsignedByte", "unsignedShort"},
	{"positiveInteger", "nonNegativeInteger"},
}

// builtinLists are the list types of XML Schema 1.0 with their items.
var builtinLists = [][2]string{
	{"NMTOKENS", "NMTOKEN"},
	{"IDREFS", "IDREF"},
	{"ENTITIES", "ENTITY"},
}

var builtinTypes = makeBuiltinTypes()

func makeBuiltinTypes() map[Name]Type {
	types := map[Name]Type{
		AnyType: &ComplexType{
			Name:  AnyType,
			Mixed: true,
			Content: &Particle{Min: 0, Max: Unbounded, Term: &Wildcard{
				Namespaces: []string{"##any"}, ProcessContents: "lax",
			}},
			AnyAttribute: &Wildcard{Namespaces: []string{"##any"}, ProcessContents: "lax"},
		},
		AnySimpleType: &SimpleType{Name: AnySimpleType, Builtin: true, Variety: Atomic},
	}
	for _, row := range builtinBases {
		t := &SimpleType{Name: Name{NamespaceXSD, row[0]}, Builtin: true, Variety: Atomic}
		t.Base.Name = AnySimpleType
		if row[1] != "" {
			t.Base.Name = Name{NamespaceXSD, row[1]}
		}
		types[t.Name] = t
	}
	for _, row := range builtinLists {
		t := &SimpleType{Name: Name{NamespaceXSD, row[0]}, Builtin: true, Variety: List}
		t.Item.Name = Name{NamespaceXSD, row[1]}
		types[t.Name] = t
	}
	return types
}

// builtinAttributes are the attributes of the xml prefix; the file that
// declares them is on the network, where nothing is read.
var builtinAttributes = map[Name]*AttributeDecl{
	{NamespaceXML, "lang"}:  xmlAttribute("lang", "language"),
	{NamespaceXML, "space"}: xmlAttribute("space", "NCName"),
	{NamespaceXML, "base"}:  xmlAttribute("base", "anyURI"),
	{NamespaceXML, "id"}:    xmlAttribute("id", "ID"),
}

func xmlAttribute(local, typ string) *AttributeDecl {
	return &AttributeDecl{
		Name:   Name{NamespaceXML, local},
		Global: true,
		Type:   TypeRef{Name: Name{NamespaceXSD, typ}},
	}
}

// builtinElements holds xsd:schema, to which the services of .NET refer where
// they send a DataSet: the schema comes with the data.
var builtinElements = map[Name]*ElementDecl{
	{NamespaceXSD, "schema"}: {
		Name:   Name{NamespaceXSD, "schema"},
		Global: true,
		Type:   TypeRef{Name: AnyType},
	},
}
