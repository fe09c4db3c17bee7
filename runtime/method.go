package wssc

import (
	"context"
	"errors"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
)

// Method is an operation with the function that carries it out.
type Method struct {
	op   *Operation
	call func(context.Context, *wsse.Verified, codec.Element) (codec.Encodable, error)
}

// Handle binds an operation to its function. The function is called concurrently.
// A *Fault that it returns is what the caller is told; of any other error he
// learns nothing.
func Handle[In, Out any, PI interface {
	*In
	codec.Decodable
}, PO interface {
	*Out
	codec.Encodable
}](op *Operation, f func(context.Context, *In) (*Out, error)) Method {
	return Method{op, func(ctx context.Context, v *wsse.Verified, e codec.Element) (codec.Encodable, error) {
		in := new(In)
		if err := decode(v, e, op, PI(in)); err != nil {
			return nil, &undecodable{err}
		}
		out, err := f(ctx, in)
		if err == nil && out == nil {
			err = errors.New("method returned neither a response nor an error")
		}
		if err != nil {
			return nil, err
		}
		return PO(out), nil
	}}
}

// HandleOneWay binds an operation that has no response to its function. An error
// that it returns is told to the sender as a fault, and nothing else.
func HandleOneWay[In any, PI interface {
	*In
	codec.Decodable
}](op *Operation, f func(context.Context, *In) error) Method {
	return Method{op, func(ctx context.Context, v *wsse.Verified, e codec.Element) (codec.Encodable, error) {
		in := new(In)
		if err := decode(v, e, op, PI(in)); err != nil {
			return nil, &undecodable{err}
		}
		return nil, f(ctx, in)
	}}
}

// undecodable is the error of a request, proven, that does not fit its type.
type undecodable struct{ err error }

func (u *undecodable) Error() string { return u.err.Error() }
