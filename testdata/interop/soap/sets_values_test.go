package soap

import (
	"encoding/json"
	"math"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/basetypes"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/round4"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/values"
)

// raw is an element that is kept as it is.
func raw(s string) codec.Raw {
	r, err := codec.ParseRaw(s)
	if err != nil {
		panic(err)
	}
	return r
}

// quoted is XML as the whole of an answer of node-soap.
func quoted(xml string) string {
	b, err := json.Marshal(map[string]string{"$xml": xml})
	if err != nil {
		panic(err)
	}
	return string(b)
}

var valuesSet = set{
	name: "values", wsdl: "sets/values/values.wsdl", ports: values.Ports(), served: values.WSDL, secure: true,
	contract: generated[values.ValuesMock](values.NewValuesHandler, values.NewValuesClient),
	peers:    []peer{zeep, node},
	exchanges: []exchange{
		{
			feature: "large numbers", op: "Numbers", in: &numbers, out: &numbers,
			seen:   `{"decimal":-1.23e-20,"double":[1.5e+300,0],"flag":true,"integer":1.2345678901234568e+29,"long":-9223372036854776000,"unsigned":"18446744073709551615"}`,
			answer: `{"integer":"123456789012345678901234567890","decimal":"-0.000000000000000000012300","unsigned":"18446744073709551615","long":"-9223372036854775808","double":["1.5E+300","-0"],"flag":"true"}`,
		},
		{
			feature: "dates", op: "Dates", in: &dates, out: &dates,
			seen:   `{"date":"2024-02-29T00:00:00.000Z","duration":"P1Y2M3DT4H5M6S","local":"0001-01-01T00:00:00.000Z","moment":"2024-02-29T18:14:58.125Z","time":"23:59:59","year":"1999","zoned":null}`,
			answer: `{"date":"2024-02-29","zoned":"1969-12-31-11:30","moment":"2024-02-29T23:59:58.125000+05:45","local":"0001-01-01T00:00:00","time":"23:59:59","duration":"P1Y2M3DT4H5M6S","year":"1999"}`,
		},
		{
			feature: "choice", op: "Choose",
			in:     &values.Choose{Choice: []values.ChooseChoice{{Word: new("one")}}, Choice2: values.ChooseChoice2{Left: new("here")}},
			out:    &values.Choose{Choice: []values.ChooseChoice{{Number: new(int32(0))}}, Choice2: values.ChooseChoice2{Sequence: &values.ChooseChoice2Sequence{Right: "there", Further: -1}}},
			seen:   `{"word":"one","left":"here"}`,
			answer: quoted(`<v:number xmlns:v="urn:example:values">0</v:number><v:right xmlns:v="urn:example:values">there</v:right><v:further xmlns:v="urn:example:values">-1</v:further>`),
		},
		{
			feature: "choice again and again", op: "Choose", in: &choices, out: &choices,
			seen:   `{"word":["one","two"],"number":[2,3],"right":"there","further":7}`,
			answer: quoted(`<v:word xmlns:v="urn:example:values">one</v:word><v:number xmlns:v="urn:example:values">2</v:number><v:number xmlns:v="urn:example:values">3</v:number><v:word xmlns:v="urn:example:values">two</v:word><v:right xmlns:v="urn:example:values">there</v:right><v:further xmlns:v="urn:example:values">7</v:further>`),
		},
		{
			feature: "nil, empty and absent", op: "Absent",
			in:     &values.Absent{Empty: new(""), NilOrAbsent: codec.Nil[string](), Item: []*int32{new(int32(1)), nil, new(int32(3))}, Mark: new("x < y & 'z\"")},
			out:    &values.Absent{Absent: new("here"), Nil: new(int32(0))},
			seen:   `{"attributes":{"mark":"x \u003c y \u0026 'z\""},"empty":"","item":[1,3]}`,
			answer: `{"absent":"here","nil":0}`,
		},
		{
			feature: "nil or absent", op: "Absent", in: &values.Absent{Nil: new(int32(4))}, out: &values.Absent{NilOrAbsent: codec.Some(""), Item: []*int32{nil}},
			seen:   `{"nil":4}`,
			answer: quoted(`<nil xmlns="urn:example:values" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="1"/><nilOrAbsent xmlns="urn:example:values"></nilOrAbsent><item xmlns="urn:example:values" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></item>`),
		},
		{
			feature: "bytes", op: "Bytes", in: &values.Bytes{Base64: every, Hex: every}, out: &values.Bytes{Base64: []byte{0, 255}, Hex: []byte{}},
			seen:   `{"base64":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn+AgYKDhIWGh4iJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOkpaanqKmqq6ytrq+wsbKztLW2t7i5uru8vb6/wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t/g4eLj5OXm5+jp6uvs7e7v8PHy8/T19vf4+fr7/P3+/w==","hex":"000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F202122232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F404142434445464748494A4B4C4D4E4F505152535455565758595A5B5C5D5E5F606162636465666768696A6B6C6D6E6F707172737475767778797A7B7C7D7E7F808182838485868788898A8B8C8D8E8F909192939495969798999A9B9C9D9E9FA0A1A2A3A4A5A6A7A8A9AAABACADAEAFB0B1B2B3B4B5B6B7B8B9BABBBCBDBEBFC0C1C2C3C4C5C6C7C8C9CACBCCCDCECFD0D1D2D3D4D5D6D7D8D9DADBDCDDDEDFE0E1E2E3E4E5E6E7E8E9EAEBECEDEEEFF0F1F2F3F4F5F6F7F8F9FAFBFCFDFEFF"}`,
			answer: `{"base64":"AP8=","hex":""}`,
		},
		{
			feature: "lists, unions, attributes", op: "Lists", in: &lists, out: &lists,
			seen:   `{"numerals":"1 -2 3","price":{"$value":12.5,"attributes":{"currency":"EUR"}},"size":["7","very large"],"word":"very large"}`,
			answer: `{"numerals":"1 -2 3","size":["7","very large"],"word":"very large","price":{"attributes":{"currency":"EUR"},"$value":"12.50"}}`,
		},
	},
}

var numbers = values.Numbers{
	Integer: "123456789012345678901234567890", Decimal: "-0.000000000000000000012300",
	Unsigned: math.MaxUint64, Long: math.MinInt64, Double: []float64{1.5e300, math.Copysign(0, -1)}, Flag: true,
}

var dates = values.Dates{
	Date: "2024-02-29", Zoned: "1969-12-31-11:30", Moment: "2024-02-29T23:59:58.125000+05:45", Local: "0001-01-01T00:00:00",
	Time: "23:59:59", Duration: "P1Y2M3DT4H5M6S", Year: "1999",
}

var choices = values.Choose{
	Choice: []values.ChooseChoice{
		{Word: new("one")}, {Number: new(int32(2))}, {Number: new(int32(3))}, {Word: new("two")},
	},
	Choice2: values.ChooseChoice2{Sequence: &values.ChooseChoice2Sequence{Right: "there", Further: 7}},
}

var lists = values.Lists{
	Numerals: values.Numerals{1, -2, 3}, Size: []values.Size{"7", "very large"}, Word: "very large",
	Price: values.ListsPrice{Currency: "EUR", Value: "12.50"},
}

// every byte once.
var every = func() []byte {
	b := make([]byte, 256)
	for i := range b {
		b[i] = byte(i)
	}
	return b
}()

var complexValue = round4.SOAPComplexType{VarInt: -5, VarString: new("s & t"), VarFloat: 0.5}

var round4Set = set{
	name: "round4", wsdl: "sets/round4/round4XSD.wsdl", ports: round4.Ports(), served: round4.WSDL, secure: true,
	contract: generated[round4.Round4XSDTestSoapMock](round4.NewRound4XSDTestSoapHandler, round4.NewRound4XSDTestSoapClient),
	peers:    []peer{zeep, node},
	exchanges: []exchange{
		{feature: "wrapped, void", op: "EchoVoid", in: &round4.EchoVoid{}, out: &round4.EchoVoidResponse{}, seen: `null`, answer: `{}`},
		{
			feature: "wrapped, string", op: "EchoString", in: &round4.EchoString{InputString: new("  ]]> \n 'é'\U0001F600")},
			out:  &round4.EchoStringResponse{Return: new("\u00a0x")},
			seen: `{"inputString":"]]\u003e \n 'é'😀"}`, answer: `{"return":"\u00a0x"}`,
		},
		{feature: "wrapped, absent", op: "EchoString", in: &round4.EchoString{}, out: &round4.EchoStringResponse{}, seen: `null`, answer: `{}`},
		{
			feature: "wrapped, array", op: "EchoIntegerMultiOccurs",
			in:   &round4.EchoIntegerMultiOccurs{InputIntegerMultiOccurs: &round4.ArrayOfInt{Int: []int32{1, -1, math.MaxInt32}}},
			out:  &round4.EchoIntegerMultiOccursResponse{Return: []int32{math.MinInt32, 0}},
			seen: `{"inputIntegerMultiOccurs":{"int":[1,-1,2147483647]}}`, answer: `{"return":[-2147483648,0]}`,
		},
		{
			feature: "array with nil", skip: map[peer]string{zeep: "zeep writes no nil in place of a complex type"}, op: "EchoComplexTypeMultiOccurs",
			in: &round4.EchoComplexTypeMultiOccurs{InputComplexTypeMultiOccurs: &round4.ArrayOfSOAPComplexType{
				SOAPComplexType: []*round4.SOAPComplexType{&complexValue, nil},
			}},
			out:    &round4.EchoComplexTypeMultiOccursResponse{Return: []round4.SOAPComplexType{complexValue, {}}},
			seen:   `{"inputComplexTypeMultiOccurs":{"SOAPComplexType":{"varFloat":0.5,"varInt":-5,"varString":"s \u0026 t"}}}`,
			answer: quoted(`<r:return xmlns:r="http://soapinterop.org/" xmlns="http://soapinterop.org/xsd"><varInt>-5</varInt><varString>s &amp; t</varString><varFloat>0.5</varFloat></r:return><r:return xmlns:r="http://soapinterop.org/" xmlns="http://soapinterop.org/xsd"><varInt>0</varInt><varFloat>0</varFloat></r:return>`),
		},
		{
			feature: "nested", op: "EchoNestedComplexType",
			in: &round4.EchoNestedComplexType{InputComplexType: &round4.SOAPComplexTypeComplexType{
				VarString: new("outer"), VarInt: 1, VarFloat: -2, VarComplexType: &complexValue,
			}},
			out:    &round4.EchoNestedComplexTypeResponse{Return: &round4.SOAPComplexTypeComplexType{VarComplexType: &round4.SOAPComplexType{VarInt: 1}}},
			seen:   `{"inputComplexType":{"varComplexType":{"varFloat":0.5,"varInt":-5,"varString":"s \u0026 t"},"varFloat":-2,"varInt":1,"varString":"outer"}}`,
			answer: quoted(`<r:return xmlns:r="http://soapinterop.org/" xmlns="http://soapinterop.org/xsd"><varInt>0</varInt><varFloat>0</varFloat><varComplexType><varInt>1</varInt><varFloat>0</varFloat></varComplexType></r:return>`),
		},
		{
			feature: "choice", op: "EchoChoice", in: &round4.EchoChoice{InputChoice: &round4.ChoiceComplexType{Name0: new("zero")}},
			out:  &round4.EchoChoiceResponse{Return: &round4.ChoiceComplexType{Name1: new("one")}},
			seen: `{"inputChoice":{"name0":"zero"}}`, answer: quoted(`<r:return xmlns:r="http://soapinterop.org/" xmlns="http://soapinterop.org/xsd"><name1>one</name1></r:return>`),
		},
		{
			feature: "enumeration", op: "EchoEnum", in: &round4.EchoEnum{InputEnum: round4.EnumBitFour}, out: &round4.EchoEnumResponse{Return: round4.EnumBitOne},
			seen: `{"inputEnum":"BitFour"}`, answer: `{"return":"BitOne"}`,
		},
		{
			feature: "any element", op: "EchoAnyElement",
			in:     &round4.EchoAnyElement{InputAny: &round4.EchoAnyElementInputAny{Any: raw(`<x:a xmlns:x="urn:x" b="1">text<x:c></x:c></x:a>`)}},
			out:    &round4.EchoAnyElementResponse{Return: &round4.EchoAnyElementResponseReturn{Any: raw(`<d>e &amp; f</d>`)}},
			seen:   `{"inputAny":{"a":{"$value":"text","attributes":{"b":"1"},"c":null}}}`,
			answer: `{"return":{"$xml":"<d xmlns=\"\">e &amp; f</d>"}}`,
		},
		{
			feature: "headers", op: "EchoVoidSoapHeader",
			in: &round4.EchoVoidSoapHeaderInput{
				EchoMeComplexTypeRequest: &round4.EchoMeComplexTypeRequest{VarString: new("h"), VarInt: 3, VarFloat: 1.25},
				EchoMeStringRequest:      &round4.EchoMeStringRequest{VarString: new("s")},
			},
			out: &round4.EchoVoidSoapHeaderOutput{
				EchoMeComplexTypeResponse: &round4.EchoMeComplexTypeResponse{VarInt: 4},
				EchoMeStringResponse:      &round4.EchoMeStringResponse{VarString: new("s'")},
			},
			seen:   `{"$headers":{"echoMeComplexTypeRequest":{"varFloat":"1.25","varInt":"3","varString":"h"},"echoMeStringRequest":{"varString":"s"}}}`,
			answer: `{"$header":"<h:echoMeComplexTypeResponse xmlns:h=\"http://soapinterop.org/\" xmlns:e=\"http://soapinterop.org/echoheader/\"><e:varInt>4</e:varInt><e:varFloat>0</e:varFloat></h:echoMeComplexTypeResponse><h:echoMeStringResponse xmlns:h=\"http://soapinterop.org/\" xmlns:e=\"http://soapinterop.org/echoheader/\"><e:varString>s'</e:varString></h:echoMeStringResponse>"}`,
		},
	},
}

var baseTypesSet = set{
	name: "basetypes", wsdl: "sets/basetypes/BaseDataTypes.wsdl", ports: basetypes.Ports(), served: basetypes.WSDL,
	contract: generated[basetypes.BaseDataTypesPortTypeMock](basetypes.NewBaseDataTypesPortTypeHandler, basetypes.NewBaseDataTypesPortTypeClient),
	peers:    []peer{zeep},
	exchanges: []exchange{
		{feature: "boolean", op: "RetBool", in: &basetypes.RetBool{InBool: true}, out: &basetypes.RetBoolResponse{}},
		{feature: "byte", op: "RetSByte", in: &basetypes.RetSByte{InSByte: -128}, out: &basetypes.RetSByteResponse{Return: 127}},
		{feature: "long", op: "RetLong", in: &basetypes.RetLong{InLong: math.MinInt64}, out: &basetypes.RetLongResponse{Return: math.MaxInt64}},
		{feature: "float", op: "RetFloat", in: &basetypes.RetFloat{InFloat: 3.4028235e38}, out: &basetypes.RetFloatResponse{Return: float32(math.Inf(-1))}},
		{
			feature: "decimal", op: "RetDecimal", in: &basetypes.RetDecimal{InDecimal: codec.Some(codec.Decimal("12345678901234567890.0123456789"))},
			out: &basetypes.RetDecimalResponse{Return: codec.Some(codec.Decimal("-0.5"))},
		},
		{
			feature: "dateTime", op: "RetDateTime", in: &basetypes.RetDateTime{InDateTime: codec.Some(codec.DateTime("2005-08-31T23:00:00.000250-08:00"))},
			out: &basetypes.RetDateTimeResponse{Return: codec.Nil[codec.DateTime]()},
		},
		{
			feature: "nil", op: "RetString", in: &basetypes.RetString{InString: codec.Nil[string]()},
			out: &basetypes.RetStringResponse{},
		},
		{
			feature: "bytes", op: "RetByteArray", in: &basetypes.RetByteArray{InByteArray: codec.Some(every)},
			out: &basetypes.RetByteArrayResponse{Return: codec.Some([]byte{})},
		},
	},
}
