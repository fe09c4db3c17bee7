package soap

import (
	"math"

	"github.com/wsscgen/wsscgen/runtime/codec"

	wssc "github.com/wsscgen/wsscgen/runtime"
	offered "github.com/wsscgen/wsscgen/testdata/interop/soap/sets/spyne"
)

// The service of spyne/serve.py, whose values are these. It has a port type for each
// version of SOAP.
var (
	spyne11Set = set{
		name: "spyne", wsdl: "sets/spyne/notes11.wsdl", ports: []*wssc.Port{offered.PortNotes11}, secure: true,
		contract: generated[offered.Notes11Mock](offered.NewNotes11Handler, offered.NewNotes11Client),
		peers:    []peer{spyne}, exchanges: spyneExchanges(wssc.FaultCode{}),
	}
	spyne12Set = set{
		name: "spyne", wsdl: "sets/spyne/notes12.wsdl", ports: []*wssc.Port{offered.PortNotes12}, secure: true,
		contract: generated[offered.Notes12Mock](offered.NewNotes12Handler, offered.NewNotes12Client),
		peers:    []peer{spyne}, exchanges: spyneExchanges(wssc.FaultCode{Local: "Unheard"}),
	}
)

// spyneExchanges are the calls. The fault has a subcode in SOAP 1.2.
func spyneExchanges(subcode wssc.FaultCode) []exchange {
	return []exchange{
		{
			feature: "wrapped", op: "Say", in: &offered.Say{Text: codec.Some("hello, wörld & <co>"), Times: codec.Some(int64(2))},
			out: &offered.SayResponse{SayResult: codec.Some("hello, wörld & <co>!")},
		},
		{feature: "absent", op: "Nothing", in: &offered.Nothing{Times: codec.Nil[int64]()}, out: &offered.NothingResponse{}},
		{
			feature: "two results", op: "Two", in: &offered.Two{},
			out: &offered.TwoResponse{Text: codec.Some("t"), Number: codec.Some(int64(-7))},
		},
		{
			feature: "numbers, bytes, enumeration", op: "Keep",
			in: &offered.Keep{Values: codec.Some(offered.Values{
				Integer: codec.Some(codec.Integer("123456789012345678901234567890")), Decimal: codec.Some(codec.Decimal("-0.00000123400")),
				Unsigned: codec.Some(uint64(math.MaxUint64)), Long: codec.Some(int64(math.MinInt64)), Double: codec.Some(1.5e300),
				Flag: codec.Some(true), Bytes: codec.Some(every), Color: codec.Some(offered.ColorDarkBlue),
			})},
			out: &offered.KeepResponse{KeepResult: codec.Some(offered.Values{
				Integer: codec.Some(codec.Integer("-1")), Decimal: codec.Some(codec.Decimal("2.50")), Double: codec.Some(-0.5),
				Flag: codec.Some(false), Bytes: codec.Some([]byte{}),
			})},
		},
		{
			feature: "dates", op: "Dates",
			in: &offered.DatesType{Dates: codec.Some(offered.Dates{
				Date: codec.Some(codec.Date("2024-02-29")), Moment: codec.Some(codec.DateTime("2024-02-29T23:59:58.125+05:45")),
				Time: codec.Some(codec.Time("23:59:59")), Duration: codec.Some(codec.Duration("P1DT2.5S")),
			})},
			out: &offered.DatesResponse{DatesResult: codec.Some(offered.Dates{
				Date: codec.Some(codec.Date("0001-01-01")), Moment: codec.Some(codec.DateTime("2024-02-29T23:59:58.125000+05:45")),
				Time: codec.Some(codec.Time("00:00:01.000005")), Duration: codec.Some(codec.Duration("-P3D")),
			})},
		},
		{
			feature: "polymorphism", op: "Draw",
			in: &offered.Draw{Shapes: codec.Some(offered.ShapeArray{Shape: []offered.AnyShape{
				&offered.Circle{Shape: offered.Shape{Name: "c", Number: 1}, Radius: new(codec.Decimal("1.50"))},
				&offered.Square{Shape: offered.Shape{Name: "s", Number: 2}, Side: new(codec.Integer("-3"))},
				&offered.Shape{Name: "p", Number: 3},
			}})},
			out: &offered.DrawResponse{DrawResult: codec.Some(offered.ShapeArray{Shape: []offered.AnyShape{
				&offered.Square{Shape: offered.Shape{Name: "s'", Number: 4}, Side: new(codec.Integer("1180591620717411303424"))},
				&offered.Shape{Name: "p'", Number: 5},
				&offered.Circle{Shape: offered.Shape{Name: "c'", Number: 6}, Radius: new(codec.Decimal("0"))},
			}})},
		},
		{
			feature: "choice", op: "Choose", in: &offered.Choose{Either: codec.Some(offered.Either{Word: codec.Some("w")})},
			out: &offered.ChooseResponse{ChooseResult: codec.Some(offered.Either{Number: codec.Some(int64(0))})},
		},
		{
			feature: "nil, empty and absent", op: "Absent",
			in:  &offered.AbsentType{Value: codec.Some(offered.Absent{Items: []*string{new("a"), new(""), new("b")}})},
			out: &offered.AbsentResponse{AbsentResult: codec.Some(offered.Absent{Text: new(""), Items: []*string{new("x")}})},
		},
		{
			feature: "fault", op: "Fail", in: &offered.Fail{Text: codec.Some("unheard")},
			out: &wssc.Fault{Code: "Receiver", Subcode: subcode, Reason: "nobody & nothing"},
		},
		{
			feature: "bare", op: "Bare", in: &offered.Question{Text: new("Älice"), Number: codec.Some(int64(7))},
			out: &offered.Question{Text: new(""), Number: codec.Some(int64(8))},
		},
		{
			feature: "headers", op: "Ask",
			in: &offered.AskInput{
				Body:    offered.Ask{Text: codec.Some("who?")},
				Session: &offered.Session{User: new("Älice & <Bob>"), Number: codec.Some(int64(7))},
			},
			out: &offered.AskOutput{
				Body: offered.AskResponse{AskResult: codec.Some("Älice & <Bob> 7")}, Trace: &offered.Trace{Text: codec.Some("t'")},
			},
		},
	}
}
