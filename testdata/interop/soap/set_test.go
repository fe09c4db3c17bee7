package soap

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// set is a service with what is called on it. Both sides are made of the same
// values: a peer that calls is answered by a service that knows them, and a peer
// that is called is sent them.
type set struct {
	name      string // its folder, and what peers know it by
	wsdl      string // the entry, from this folder; * stands for the version of SOAP
	contract  contract
	served    wssc.WSDL // what is handed out to peers that call
	ports     []*wssc.Port
	peers     []peer // those that take part
	secure    bool   // tried over TLS as well
	given     bool   // CXF has the WSDL from here
	exchanges []exchange
}

// exchange is a call of an operation.
type exchange struct {
	feature string
	op      string // the Go name of the operation
	in      any    // *Request
	out     any    // *Response, nil for a one-way operation, or the declared fault

	// The action of the answer, where messages have one.
	action string
	// What a server of a peer sends in its place: another than its WSDL says.
	answered string
	// The request has no addressing headers though the port has them, and so has the
	// answer none.
	unaddressed bool

	// With node-soap: what it makes of the request, and the answer that it is given
	// to send, both as JSON.
	seen, answer string

	skip map[peer]string // why a peer does not take part
}

// contract is what was generated.
type contract struct {
	handler func(mock any, port *wssc.Port, opts ...wssc.HandlerOption) (http.Handler, error)
	client  func(port *wssc.Port, opts ...wssc.ClientOption) (any, error)
	mock    func() any
}

// generated takes the constructors of a generated package, M being its mock.
func generated[M, S, C any](
	handler func(S, *wssc.Port, ...wssc.HandlerOption) (http.Handler, error),
	client func(*wssc.Port, ...wssc.ClientOption) (C, error),
) contract {
	return contract{
		handler: func(mock any, port *wssc.Port, opts ...wssc.HandlerOption) (http.Handler, error) {
			return handler(mock.(S), port, opts...)
		},
		client: func(port *wssc.Port, opts ...wssc.ClientOption) (any, error) { return client(port, opts...) },
		mock:   func() any { return new(M) },
	}
}

// serve returns the handler of a port whose service gives the answers of the
// exchanges, each to the very request of it, and a fault to everything else.
func (s *set) serve(port *wssc.Port) (http.Handler, error) {
	mock := s.contract.mock()
	functions := reflect.ValueOf(mock).Elem()
	for _, x := range s.exchanges {
		f := functions.FieldByName(x.op + "Func")
		if !f.IsValid() {
			return nil, fmt.Errorf("%s has no operation %s", s.name, x.op)
		}
		f.Set(reflect.MakeFunc(f.Type(), func(args []reflect.Value) []reflect.Value {
			out, err := s.find(x.op, args[1].Interface())
			results := []reflect.Value{reflect.Zero(reflect.TypeFor[error]())}
			if err != nil {
				results[0] = reflect.ValueOf(&err).Elem()
			}
			if f.Type().NumOut() == 2 {
				response := reflect.Zero(f.Type().Out(0))
				if out != nil && err == nil {
					response = reflect.ValueOf(out)
				}
				results = append([]reflect.Value{response}, results...)
			}
			return results
		}))
	}
	return s.contract.handler(mock, port, quiet, wssc.WithWSDL(s.served, ""))
}

// find returns what answers a request.
func (s *set) find(op string, in any) (any, error) {
	for _, x := range s.exchanges {
		if x.op == op && reflect.DeepEqual(x.in, withoutIDs(in)) {
			if fault, ok := x.out.(error); ok {
				return nil, fault
			}
			return x.out, nil
		}
	}
	return nil, &wssc.Fault{Code: "Sender", Reason: fmt.Sprintf("nobody asks %s with %s", op, dump(in))}
}

// call makes the call of an exchange and compares what comes back.
func (x *exchange) call(ctx context.Context, client any) error {
	m := reflect.ValueOf(client).MethodByName(x.op)
	if !m.IsValid() {
		return fmt.Errorf("there is no operation %s", x.op)
	}
	results := m.Call([]reflect.Value{reflect.ValueOf(ctx), reflect.ValueOf(x.in)})
	err, _ := results[len(results)-1].Interface().(error)
	if want, ok := x.out.(error); ok {
		return sameFault(err, want)
	}
	if err != nil || x.out == nil {
		return err
	}
	if got := withoutIDs(results[0].Interface()); !reflect.DeepEqual(got, x.out) {
		return fmt.Errorf("got %s, not %s", dump(got), dump(x.out))
	}
	return nil
}

// withoutIDs takes the Content-IDs of attachments away, which are made up.
func withoutIDs(message any) any {
	if m, ok := message.(codec.Attached); ok {
		for _, p := range m.Attachments() {
			(*p.Value).ID = ""
		}
	}
	return message
}

// sameFault finds the declared fault in an error, as a caller does, and compares it.
func sameFault(err, want error) error {
	if err == nil {
		return errors.New("no fault")
	}
	if w, ok := want.(*wssc.Fault); ok {
		var f *wssc.Fault
		if errors.As(err, &f) && f.Code == w.Code && f.Subcode == w.Subcode && f.Reason == w.Reason {
			return nil
		}
		return fmt.Errorf("got %w, not %w", err, want)
	}
	got := reflect.New(reflect.TypeOf(want))
	if !errors.As(err, got.Interface()) {
		return fmt.Errorf("not the declared fault: %w", err)
	}
	if !reflect.DeepEqual(got.Elem().Interface(), want) {
		return fmt.Errorf("got %s, not %s", dump(got.Elem().Interface()), dump(want))
	}
	return nil
}

// dump is a value for a message.
func dump(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprintf("%+v", v)
	}
	return fmt.Sprintf("%T%s", v, b)
}

// file is the WSDL that has a port.
func (s *set) file(port *wssc.Port) string {
	return strings.ReplaceAll(s.wsdl, "*", map[plan.SOAP]string{plan.SOAP11: "11", plan.SOAP12: "12"}[port.Plan.SOAP])
}

// version is the version of SOAP of a port.
func version(port *wssc.Port) string { return string(port.Plan.SOAP) }

// with reports whether a peer takes part.
func (s *set) with(p peer) bool { return slices.Contains(s.peers, p) }

// exchange returns the one of a feature.
func (s *set) exchange(feature string) *exchange {
	for i := range s.exchanges {
		if s.exchanges[i].feature == feature {
			return &s.exchanges[i]
		}
	}
	return nil
}
