package wssc

import (
	"context"
	"net/http"

	"github.com/wsscgen/wsscgen/runtime/codec"
)

// Client is the runtime of a generated client.
type Client struct{}

// ClientOption configures a client.
type ClientOption interface{ applyClient() }

// HandlerOption configures a handler.
type HandlerOption interface{ applyHandler() }

// NewClient returns the runtime of a client of the port.
func NewClient(port *Port, ops []*Operation, opts ...ClientOption) (*Client, error) { return nil, nil }

// Close gives the context up.
func (c *Client) Close(ctx context.Context) error { return nil }

// Invoke calls an operation.
func Invoke[Out any, P interface {
	*Out
	codec.Decodable
}](ctx context.Context, c *Client, op *Operation, in codec.Encodable) (*Out, error) {
	return nil, nil
}

// Method is an operation with the function that carries it out.
type Method struct{}

// Handle binds an operation to its function.
func Handle[In, Out any, PI interface {
	*In
	codec.Decodable
}, PO interface {
	*Out
	codec.Encodable
}](op *Operation, f func(context.Context, *In) (*Out, error)) Method {
	return Method{}
}

// NewHandler returns the handler of a port.
func NewHandler(port *Port, methods []Method, opts ...HandlerOption) (http.Handler, error) {
	return nil, nil
}
