package soap

import (
	"math"

	"github.com/wsscgen/wsscgen/runtime/codec"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/addressed"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/counter"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/library"
	"github.com/wsscgen/wsscgen/testdata/interop/soap/sets/swa"
)

// The services of CXF (../cxf, package plain), which both sides offer and call. Their
// values are those of Samples.java.

var librarySet = set{
	name: "library", wsdl: "sets/library/library*.wsdl", ports: library.Ports(), served: library.WSDL, secure: true,
	contract: generated[library.LibraryMock](library.NewLibraryHandler, library.NewLibraryClient),
	peers:    []peer{cxfServer, cxfClient},
	exchanges: []exchange{
		{
			feature: "wrapped", op: "Say", in: &library.Say{Text: new("hello, wörld & <co> \U0001F600"), Times: new(int32(2))},
			out: &library.SayResponse{Said: new("\u00a0hello")},
		},
		{feature: "absent", op: "Say", in: &library.Say{}, out: &library.SayResponse{}},
		{
			feature: "numbers, bytes, lists", op: "Keep",
			in: &library.Keep{Values: &library.Values{
				Integer: "123456789012345678901234567890", Decimal: new(codec.Decimal("-0.00000123400")), Number: math.MinInt64,
				Real: math.Inf(-1), Flag: new(true), Bytes: every, Color: new(library.ColorDarkBlue), List: library.ValuesList{1, -2, 3},
				Price: &library.Price{Currency: "EUR", Value: "12.50"},
			}},
			out: &library.KeepResponse{Values: &library.Values{
				Integer: "-1", Number: math.MaxInt64, Real: 1.5e300, Flag: new(false), Bytes: []byte{}, Color: new(library.ColorRed), List: library.ValuesList{},
			}},
		},
		{
			feature: "dates", op: "Dates",
			in: &library.Dates{Dates: &library.DatesType{
				Date: new(codec.Date("2024-02-29+05:45")), Moment: new(codec.DateTime("2024-02-29T23:59:58.125-11:30")),
				Local: new(codec.DateTime("0001-01-01T00:00:00")), Time: new(codec.Time("23:59:59Z")), Year: new(codec.GYear("1999")),
				Duration: new(codec.Duration("P1Y2M3DT4H5M6.5S")),
			}},
			out: &library.DatesResponse{Dates: &library.DatesType{Date: new(codec.Date("1969-12-31")), Duration: new(codec.Duration("-P3D"))}},
		},
		{
			feature: "polymorphism", op: "Draw",
			in: &library.Draw{Shape: []library.AnyShape{
				&library.Circle{Shape: library.Shape{Name: "c"}, Radius: new(codec.Decimal("1.50"))},
				&library.Square{Shape: library.Shape{Name: "s"}, Side: -3},
			}},
			out: &library.DrawResponse{Shape: []library.AnyShape{
				&library.Square{Shape: library.Shape{Name: "s'"}},
				&library.Circle{Shape: library.Shape{Name: "c'"}, Radius: new(codec.Decimal("0"))},
				&library.Square{Shape: library.Shape{Name: "t & u"}, Side: 7},
			}},
		},
		{
			feature: "choice", op: "Choose",
			in: &library.Choose{Either: &library.Either{Choice: []library.EitherChoice{
				{Word: new("one")}, {Number: new(int32(2))}, {Number: new(int32(3))}, {Word: new("four")},
			}}},
			out: &library.ChooseResponse{Either: &library.Either{Choice: []library.EitherChoice{{Number: new(int32(0))}}}},
		},
		{
			feature: "nil, empty and absent", op: "Absent",
			in:  &library.Absent{Absent: &library.AbsentType{Empty: new(""), Item: []*string{new("a"), nil, new("")}}},
			out: &library.AbsentResponse{Absent: &library.AbsentType{Absent: new("here"), Nil: new(int32(0))}},
		},
		{
			feature: "headers", op: "Ask",
			in: &library.AskInput{
				Body:    library.Ask{Text: new("who?")},
				Session: &library.Session{User: "Älice & <Bob>", Key: new(int32(7))}, Trace: &library.Trace{Value: "t"},
			},
			out: &library.AskOutput{Body: library.AskResponse{Text: new("you")}, Trace: &library.Trace{Value: "t'"}},
		},
		{
			feature: "fault", op: "Fail", in: &library.Fail{Text: new("unheard")},
			out: &library.UnheardError{Unheard: library.Unheard{Who: "nobody & nothing", After: 3}},
		},
		{
			feature: "undeclared fault", op: "Fail", in: &library.Fail{Text: new("busy")},
			out: &wssc.Fault{Code: "Receiver", Reason: "later & later"},
		},
		{feature: "one-way", op: "Tell", in: &library.Tell{Text: new("a note")}},
		{feature: "bare", op: "Bare", in: &library.Session{User: "q"}, out: &library.Session{User: "a", Key: new(int32(-1))}},
	},
}

var counterSet = set{
	name: "counter", wsdl: "sets/counter/counter.wsdl", ports: counter.Ports(), served: counter.WSDL,
	contract: generated[counter.CounterMock](counter.NewCounterHandler, counter.NewCounterClient),
	peers:    []peer{cxfServer, cxfClient, zeep},
	exchanges: []exchange{
		{feature: "RPC", op: "Add", in: &counter.Add{A: math.MaxInt32, B: -1}, out: &counter.AddResponse{Sum: math.MaxInt32 - 1}},
		{
			feature: "RPC, in and out", op: "Greet", in: &counter.Greet{Session: counter.Session{User: "u", Key: new(int32(1))}, Count: 4},
			out: &counter.GreetResponse{Session: counter.Session{User: "v", Key: new(int32(2))}, Count: 5},
		},
		{
			feature: "RPC, fault", op: "Fail", in: &counter.Fail{Text: "unheard"},
			out: &counter.UnheardError{Unheard: counter.Unheard{Who: "nobody & nothing", After: 3}},
		},
	},
}

// octets are those of Swa.octets.
func octets(first int) []byte {
	b := make([]byte, 600)
	for i := range b {
		b[i] = byte(first + i)
	}
	copy(b[7:], "\r\n--")
	return b
}

func attachment(first int, media string) *codec.Attachment {
	return &codec.Attachment{ContentType: media, Content: octets(first)}
}

const octetStream = "application/octet-stream"

var swaSet = set{
	name: "swa", wsdl: "sets/swa/swa-mime.wsdl", ports: swa.Ports(), served: swa.WSDL, secure: true, given: true,
	contract: generated[swa.SwAServiceInterfaceMock](swa.NewSwAServiceInterfaceHandler, swa.NewSwAServiceInterfaceClient),
	peers:    []peer{cxfServer, cxfClient},
	exchanges: []exchange{
		{
			feature: "attachment", op: "EchoData",
			in:  &swa.EchoDataInput{Body: swa.Text{Value: "Grüße"}, Data: attachment(1, octetStream)},
			out: &swa.EchoDataOutput{Body: swa.Text{Value: "zurück"}, Data: attachment(2, octetStream)},
		},
		{
			feature: "attachment, header", op: "EchoDataWithHeader",
			in: &swa.EchoDataWithHeaderInput{
				Body: swa.HeaderText{Value: "t"}, HeaderText: &swa.HeaderText{Value: "h"}, Data: attachment(3, octetStream),
			},
			out: &swa.EchoDataWithHeaderOutput{
				Body: swa.HeaderText{Value: "t'"}, HeaderText: &swa.HeaderText{Value: "h'"}, Data: attachment(4, octetStream),
			},
		},
		{
			feature: "five attachments", op: "EchoAllAttachmentTypes",
			in: &swa.EchoAllAttachmentTypesInput{
				Attach1: attachment(10, "text/plain"), Attach2: attachment(11, "text/html"), Attach3: attachment(12, "text/xml"),
				Attach4: attachment(13, "image/jpeg"), Attach5: attachment(14, "image/gif"),
			},
			out: &swa.EchoAllAttachmentTypesOutput{
				Body:    swa.OutputResponseAll{Result: "ok", Reason: "five"},
				Attach1: attachment(20, "text/plain"), Attach2: attachment(21, "text/html"), Attach3: attachment(22, "text/xml"),
				Attach4: attachment(23, "image/jpeg"), Attach5: attachment(24, "image/gif"),
			},
		},
	},
}

var addressedSet = set{
	name: "addressed", wsdl: "sets/addressed/addressed*.wsdl", ports: addressed.Ports(), served: addressed.WSDL, secure: true,
	contract: generated[addressed.AddressedMock](addressed.NewAddressedHandler, addressed.NewAddressedClient),
	peers:    []peer{cxfServer, cxfClient, zeep},
	exchanges: []exchange{
		{
			feature: "action by default", op: "Plain", in: &addressed.Plain{Text: new("p")}, out: &addressed.PlainResponse{Text: new("p'")},
			action: "urn:example:addressed/Addressed/plainResponse",
		},
		{
			feature: "action", op: "Given", in: &addressed.Given{Text: new("g")}, out: &addressed.GivenResponse{Text: new("g'")},
			action: "urn:out",
		},
		{
			feature: "action of a fault by default", op: "Fail", in: &addressed.Fail{Text: new("unheard")},
			out:      &addressed.UnheardError{Unheard: addressed.Unheard{Who: "nobody & nothing", After: 3}},
			action:   "urn:example:addressed/Addressed/fail/Fault/UnheardException",
			answered: "urn:example:addressed:Addressed:fail:Fault:UnheardFault",
		},
		{
			feature: "action of a fault", op: "FailGiven", in: &addressed.FailGiven{Text: new("unheard")},
			out: &addressed.UnheardError{Unheard: addressed.Unheard{Who: "nobody & nothing", After: 3}}, action: "urn:failed",
		},
		{feature: "one-way", op: "Tell", in: &addressed.Tell{Text: new("a note")}},
	},
}
