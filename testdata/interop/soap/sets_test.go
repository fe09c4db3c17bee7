package soap

import (
	"github.com/wsscgen/wsscgen/runtime/codec"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/addnumbers"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/collections"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/greeter"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/inherit"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/locator"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/retailer"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/wcfenum"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/wcfxml"
	"github.com/wsscgen/wsscgen/testdata/notes"
)

// The services, each with what is said in its calls.
var sets = []*set{
	&notesSet, &valuesSet, &round4Set, &baseTypesSet,
	&inheritSet, &greeterSet, &addNumbersSet, &retailerSet, &enumSet, &xmlSet, &collectionsSet, &locatorSet,
	&spyne11Set, &spyne12Set, &librarySet, &counterSet, &addressedSet, &swaSet,
}

// The service of this repository.
var notesSet = set{
	name: "notes", wsdl: "../../notes.wsdl", ports: notes.Ports(), served: notes.WSDL, secure: true,
	contract: generated[notes.NotesMock](notes.NewNotesHandler, notes.NewNotesClient),
	peers:    []peer{zeep, node},
	exchanges: []exchange{
		{
			feature: "bare", op: "Say", in: &notes.Text{Text: "hello, wörld & <co>"}, out: &notes.Text{Text: "hello, wörld & <co>!"},
			seen: `{"text":"hello, wörld & <co>"}`, answer: `{"text":"hello, wörld & <co>!"}`,
		},
		{
			feature: "fault", op: "Say", in: &notes.Text{Text: "unheard"},
			out:  &notes.UnheardError{UnheardFault: notes.UnheardFault{After: 3, Error: "nobody"}},
			seen: `{"text":"unheard"}`, answer: `{"$fault":"<UnheardFault xmlns=\"urn:example:notes\" after=\"3\"><Error>nobody</Error></UnheardFault>"}`,
		},
		{
			feature: "second fault", op: "Say", in: &notes.Text{Text: "busy"}, out: &notes.BusyError{Text: notes.Text{Text: "later"}},
			seen: `{"text":"busy"}`, answer: `{"$fault":"<n:BusyException xmlns:n=\"urn:example:notes\"><n:text>later</n:text></n:BusyException>"}`,
		},
		{
			feature: "headers", op: "Ask",
			in:     &notes.AskInput{Body: notes.Text{Text: "who?"}, Session: &notes.Session{User: "Älice & <Bob>", Key: 7}, Trace: &notes.Trace{Value: "t"}},
			out:    &notes.AskOutput{Body: notes.Text{Text: "Älice & <Bob> 7"}, Trace: &notes.Trace{Value: "t'"}},
			seen:   `{"text":"who?","$headers":{"Session":{"attributes":{"key":"7"},"user":"Älice & <Bob>"},"Trace":"t"}}`,
			answer: `{"text":"Älice & <Bob> 7","$header":"<Trace xmlns=\"urn:example:notes\">t'</Trace>"}`,
		},
		{
			feature: "polymorphism, choice, nil, dates", op: "Draw", in: &drawing, out: &drawing,
			seen: `{"color":"dark blue","seen":"2024-02-29T23:59:58.125Z","shape":[{"attributes":{"xsi:type":"n1:Circle"},"made":"2024-02-29T00:00:00.000Z","radius":1.5},{"attributes":{"xsi:type":"n1:Square"},"made":"2024-02-29T00:00:00.000Z","side":-0.001}]}`,
			answer: quoted(`<shape xmlns="urn:example:notes" xmlns:n="urn:example:notes" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="n:Circle"><made>2024-02-29</made><radius>1.50</radius></shape>` +
				`<shape xmlns="urn:example:notes" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Square"><made>2024-02-29</made><side>-0.001</side></shape>` +
				`<color xmlns="urn:example:notes">dark blue</color><title xmlns="urn:example:notes" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>` +
				`<seen xmlns="urn:example:notes">2024-02-29T23:59:58.125000Z</seen>`),
		},
		{
			feature: "RPC", op: "Add", in: &notes.Add{A: 1<<31 - 2, B: 1}, out: &notes.AddResponse{Sum: 1<<31 - 1},
			skip: map[peer]string{node: "node-soap takes no notice of the namespace in soap:body and qualifies the parts"},
		},
		{feature: "one-way", op: "Tell", in: &notes.Text{Text: "a note"}, seen: `{"text":"a note"}`, answer: `null`},
	},
}

var drawing = notes.Drawing{
	Shape: []notes.AnyShape{
		&notes.Circle{Shape: notes.Shape{Made: "2024-02-29"}, Radius: "1.50"},
		&notes.Square{Shape: notes.Shape{Made: "2024-02-29"}, Side: "-0.001"},
	},
	Choice: notes.DrawingChoice{Color: new("dark blue")}, Seen: new(codec.DateTime("2024-02-29T23:59:58.125000Z")),
}

var inheritSet = set{
	name: "inherit", wsdl: "sets/inherit/inherit.wsdl", ports: inherit.Ports(), served: inherit.WSDL,
	contract: generated[inherit.InheritMock](inherit.NewInheritHandler, inherit.NewInheritClient),
	peers:    []peer{zeep, node},
	exchanges: []exchange{
		{
			feature: "derived type", op: "GetObject", in: &inherit.GetObject{Type: 0},
			out:  object("A", &inherit.SubTypeA{BaseType: inherit.BaseType{Name: "a"}, Avalue: "AA"}),
			seen: `{"type":0}`, answer: nodeObject("A", `xsi:type="o:SubTypeA"`, "<o:name>a</o:name><o:avalue>AA</o:avalue>"),
		},
		{
			feature: "other derived type", op: "GetObject", in: &inherit.GetObject{Type: 1},
			out:  object("B", &inherit.SubTypeB{BaseType: inherit.BaseType{Name: "b"}, Bvalue: "BB"}),
			seen: `{"type":1}`, answer: nodeObject("B", `xsi:type="o:SubTypeB"`, "<o:name>b</o:name><o:bvalue>BB</o:bvalue>"),
		},
		{
			feature: "base type", op: "GetObject", in: &inherit.GetObject{Type: -1},
			out:  object("base", &inherit.BaseType{Name: "c"}),
			seen: `{"type":-1}`, answer: nodeObject("base", "", "<o:name>c</o:name>"),
		},
	},
}

func object(typ string, o inherit.AnyBaseType) *inherit.GetObjectResponse {
	return &inherit.GetObjectResponse{Return: inherit.ObjectInfo{BaseObject: o, Type: typ}}
}

// nodeObject is an answer in XML: node-soap writes no xsi:type of its own.
func nodeObject(typ, attr, content string) string {
	return quoted(`<t:return xmlns:t="http://apache.org/cxf/tests/inherit/types" xmlns:o="http://apache.org/cxf/tests/inherit/objects" ` +
		`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><t:baseObject ` + attr + `>` + content + `</t:baseObject><t:type>` + typ + `</t:type></t:return>`)
}

var greeterSet = set{
	name: "greeter", wsdl: "sets/greeter/hello_world_soap12.wsdl", ports: greeter.Ports(), served: greeter.WSDL, secure: true,
	contract: generated[greeter.GreeterMock](greeter.NewGreeterHandler, greeter.NewGreeterClient),
	peers:    []peer{zeep, node},
	exchanges: []exchange{
		{
			feature: "empty request", op: "SayHi", in: &greeter.SayHi{}, out: &greeter.SayHiResponse{ResponseType: " Bonjour\t& <more>"},
			seen: `null`, answer: `{"responseType":" Bonjour\t& <more>"}`,
		},
		{
			feature: "fault", op: "PingMe", in: &greeter.PingMe{}, out: &greeter.FaultDetailError{FaultDetail: greeter.FaultDetail{Minor: 1, Major: -2}},
			seen:   `null`,
			answer: `{"$fault":"<faultDetail xmlns=\"http://apache.org/hello_world_soap12_http/types\"><minor>1</minor><major>-2</major></faultDetail>"}`,
		},
	},
}

var addNumbersSet = set{
	name: "addnumbers", wsdl: "sets/addnumbers/AddNumbers.wsdl", ports: addnumbers.Ports(), served: addnumbers.WSDL,
	contract: generated[addnumbers.AddNumbersPortTypeMock](addnumbers.NewAddNumbersPortTypeHandler, addnumbers.NewAddNumbersPortTypeClient),
	peers:    []peer{zeep},
	exchanges: []exchange{
		{feature: "action", op: "AddNumbers", in: &addnumbers.AddNumbers{Number1: 1, Number2: 2}, out: &addnumbers.AddNumbersResponse{Return: 3}, action: "http://example.com/AddNumbersPortType/addResponse"},
		{
			feature: "action of a fault by default", op: "AddNumbers", in: &addnumbers.AddNumbers{Number1: -1, Number2: 2},
			out:    &addnumbers.AddNumbersError{AddNumbersFault: addnumbers.AddNumbersFault{Detail: "-1", Message: "negative"}},
			action: "http://example.com/AddNumbersPortType/addNumbers/Fault/addFault",
		},
		{
			feature: "action of a fault", op: "AddNumbers2", in: &addnumbers.AddNumbers{Number1: 1, Number2: 2000},
			out:    &addnumbers.TooBigNumbers2Error{TooBigNumbersFault: addnumbers.TooBigNumbersFault{Detail: "2000", Message: "too big"}},
			action: "toobig2fault",
		},
		{
			feature: "no addressing headers", op: "AddNumbers3", in: &addnumbers.AddNumbers{Number1: 3, Number2: 4},
			out: &addnumbers.AddNumbersResponse{Return: 7}, unaddressed: true,
		},
	},
}

var retailerSet = set{
	name: "retailer", wsdl: "sets/retailer/Retailer.wsdl", ports: retailer.Ports(), served: retailer.WSDL,
	contract: generated[retailer.RetailerPortTypeMock](retailer.NewRetailerPortTypeHandler, retailer.NewRetailerPortTypeClient),
	peers:    []peer{zeep},
	exchanges: []exchange{
		{feature: "RPC without parts", op: "GetCatalog", in: &retailer.GetCatalog{}, out: &retailer.GetCatalogResponse{Return: catalog}},
		{feature: "RPC", op: "EchoCatalog", in: &retailer.EchoCatalog{Input: catalog}, out: &retailer.EchoCatalogResponse{Return: catalog}},
		{
			feature: "RPC, two parts", op: "TestCatalog", in: &retailer.TestCatalog{Name: "TV", Index: "605001"},
			out: &retailer.TestCatalogResponse{Output: catalog, Name: "TV'"},
		},
		{
			feature: "RPC, in and out", op: "TestHolders", in: &retailer.TestHolders{Name: "n", Inout: 5},
			out: &retailer.TestHoldersResponse{Out: -0.5, Inout: 6},
		},
		{
			feature: "RPC, order of parameters", op: "TestParameterOrder", in: &retailer.TestParameterOrder{Foo: "f", Bar: 9},
			out: &retailer.TestParameterOrderResponse{Foo1: "f1", Bar1: 10},
		},
		{feature: "RPC, fault", op: "TestUnboundedParts", in: &retailer.TestUnboundedParts{Foo: "f"}, out: &retailer.CommentError{Comment: retailer.Comment{Value: "no & no"}}, skip: map[peer]string{zeep: "zeep takes no notice of the parts of soap:body and demands the others"}},
		{feature: "RPC, one-way", op: "HelloOneWay", in: &retailer.HelloOneWay{Parameters: "hello"}},
	},
}

var catalog = retailer.CatalogType{Item: []retailer.CatalogItem{
	{Name: "TV, Brand1", Description: `24", Color`, ProductNumber: "605001", Category: "TV", Brand: "Brand1", Price: "299.95"},
	{Name: "Vidéo", Description: "<b>", ProductNumber: "605008", Category: "DVD", Brand: "Brand2", Price: "1499.990"},
}}

var enumSet = set{
	name: "wcfenum", wsdl: "sets/wcfenum/EnumTest.BasicHttpRequestEnumType.xml", ports: wcfenum.Ports(), served: wcfenum.WSDL,
	contract: generated[wcfenum.EnumServiceMock](wcfenum.NewEnumServiceHandler, wcfenum.NewEnumServiceClient),
	peers:    []peer{zeep, node},
	exchanges: []exchange{
		{
			feature: "enumeration", op: "AcceptWrapped",
			in:   &wcfenum.AcceptWrapped{Accept: codec.Some(wcfenum.TestWrappedEnum{Enum: new(wcfenum.TestEnumFive)})},
			out:  &wcfenum.AcceptWrappedResponse{},
			seen: `{"accept":{"Enum":"Five"}}`, answer: `{}`,
		},
		{
			feature: "nil", op: "AcceptWrapped", in: &wcfenum.AcceptWrapped{Accept: codec.Nil[wcfenum.TestWrappedEnum]()},
			out: &wcfenum.AcceptWrappedResponse{}, seen: `null`, answer: `{}`,
		},
		{
			feature: "enumeration in the answer", op: "RequestWrapped", in: &wcfenum.RequestWrapped{},
			out:  &wcfenum.RequestWrappedResponse{RequestWrappedResult: codec.Some(wcfenum.TestWrappedEnum{Enum: new(wcfenum.TestEnumTwo)})},
			seen: `null`, answer: quoted(`<r:RequestWrappedResult xmlns:r="http://tempuri.org/"><Enum xmlns="http://schemas.datacontract.org/2004/07/ServiceContract">Two</Enum></r:RequestWrappedResult>`),
		},
	},
}

var xmlSet = set{
	name: "wcfxml", wsdl: "sets/wcfxml/XmlSerializerFormatSoapTest.XmlGeneratedTest.xml", ports: wcfxml.Ports(), served: wcfxml.WSDL,
	contract: generated[wcfxml.IWcfServiceXMLGeneratedMock](wcfxml.NewIWcfServiceXMLGeneratedHandler, wcfxml.NewIWcfServiceXMLGeneratedClient),
	peers:    []peer{zeep},
	exchanges: []exchange{
		{
			feature: "wrapped", op: "EchoXMLSerializerFormat", in: &wcfxml.EchoXMLSerializerFormat{Message: new("m")},
			out: &wcfxml.EchoXMLSerializerFormatResponse{EchoXMLSerializerFormatResult: new("m!")},
		},
		{
			feature: "undeclared fault", op: "EchoXMLSerializerFormatSupportFaults",
			in:  &wcfxml.EchoXMLSerializerFormatSupportFaults{PleaseThrowException: true},
			out: &wssc.Fault{Code: "Receiver", Reason: "as was asked for"},
		},
		{
			feature: "RPC beside document", op: "EchoXMLSerializerFormatUsingRpc", in: &wcfxml.EchoXMLSerializerFormatUsingRpc{Message: "r"},
			out: &wcfxml.EchoXMLSerializerFormatUsingRpcResponse{EchoXMLSerializerFormatUsingRpcResult: "r!"},
		},
		{
			feature: "nested", op: "GetDataUsingXMLSerializer",
			in:  &wcfxml.GetDataUsingXMLSerializer{Composite: &wcfxml.XMLCompositeType{BoolValue: true, StringValue: new("")}},
			out: &wcfxml.GetDataUsingXMLSerializerResponse{GetDataUsingXMLSerializerResult: &wcfxml.XMLCompositeType{BoolValue: false}},
		},
	},
}

var collectionsSet = set{
	name: "collections", wsdl: "sets/collections/DataTypesTest.CollectionsDataContract.xml", ports: collections.Ports(), served: collections.WSDL,
	contract: generated[collections.CollectionsServiceMock](collections.NewCollectionsServiceHandler, collections.NewCollectionsServiceClient),
	peers:    []peer{zeep, node},
	exchanges: []exchange{
		{
			feature: "list with nil", op: "EchoStringList",
			in:     &collections.EchoStringList{Echo: codec.Some(collections.ArrayOfstring{String: []*string{new("a"), nil, new("")}})},
			out:    &collections.EchoStringListResponse{EchoStringListResult: codec.Some(collections.ArrayOfstring{String: []*string{new(""), nil, new("b")}})},
			seen:   `{"echo":{"string":["a",""]}}`,
			answer: quoted(`<r:EchoStringListResult xmlns:r="http://tempuri.org/" xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><a:string/><a:string xsi:nil="true"/><a:string>b</a:string></r:EchoStringListResult>`),
		},
		{
			feature: "empty list", op: "EchoStringArray",
			in:     &collections.EchoStringArray{Echo: codec.Some(collections.ArrayOfstring{})},
			out:    &collections.EchoStringArrayResponse{EchoStringArrayResult: codec.Nil[collections.ArrayOfstring]()},
			seen:   `{"echo":null}`,
			answer: quoted(`<r:EchoStringArrayResult xmlns:r="http://tempuri.org/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>`),
		},
		{
			feature: "dictionary", op: "EchoDictionary",
			in:     &collections.EchoDictionary{Echo: codec.Some(dictionary("k", "v"))},
			out:    &collections.EchoDictionaryResponse{EchoDictionaryResult: codec.Some(dictionary("v", "k"))},
			seen:   `{"echo":{"KeyValueOfstringstring":[{"Key":"k","Value":"v"},{"Key":"and","Value":"so on"}]}}`,
			answer: quoted(`<r:EchoDictionaryResult xmlns:r="http://tempuri.org/" xmlns="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><KeyValueOfstringstring><Key>v</Key><Value>k</Value></KeyValueOfstringstring><KeyValueOfstringstring><Key>and</Key><Value>so on</Value></KeyValueOfstringstring></r:EchoDictionaryResult>`),
		},
	},
}

func dictionary(key, value string) collections.ArrayOfKeyValueOfstringstring {
	return collections.ArrayOfKeyValueOfstringstring{
		KeyValueOfstringstring: []collections.ArrayOfKeyValueOfstringstringKeyValueOfstringstring{
			{Key: &key, Value: &value}, {Key: new("and"), Value: new("so on")},
		},
	}
}

var locatorSet = set{
	name: "locator", wsdl: "sets/locator/locator.wsdl", ports: locator.Ports(), served: locator.WSDL,
	contract: generated[locator.LocatorServiceMock](locator.NewLocatorServiceHandler, locator.NewLocatorServiceClient),
	peers:    []peer{zeep},
	exchanges: []exchange{
		{
			feature: "endpoint reference", op: "RegisterPeerManager",
			in:  &locator.RegisterPeerManager{PeerManager: reference("http://localhost/a?b=c&d")},
			out: &locator.RegisterPeerManagerResponse{PeerManagerReference: reference("http://localhost/e"), NodeID: "n1"},
		},
		{
			feature: "QName", op: "LookupEndpoint",
			in:  &locator.LookupEndpoint{ServiceQname: codec.QName{Space: "urn:s", Local: "Service"}},
			out: &locator.LookupEndpointResponse{ServiceEndpoint: reference("http://localhost/f")},
		},
		{
			feature: "fault", op: "LookupEndpoint", in: &locator.LookupEndpoint{ServiceQname: codec.QName{Space: "urn:s", Local: "Nothing"}},
			out: &locator.EndpointNotExistError{EndpointNotExistFaultException: locator.EndpointNotExistFaultException{Error: "no such endpoint"}},
		},
	},
}

func reference(address string) locator.EndpointReferenceType {
	return locator.EndpointReferenceType{Address: locator.AttributedURIType{Value: address}}
}
