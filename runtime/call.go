package wssc

import (
	"context"
	"net/http"
)

// CallOption configures single calls.
type CallOption func(*call)

// call is what was asked for single calls. It must not be changed once a context has it.
type call struct {
	header   http.Header
	response *http.Header
	address  string
}

type callKey struct{}

// WithCallOptions returns a context whose calls have these options, beside those that
// ctx has already. They are for the messages of the calls themselves: the exchanges by
// which a client obtains and gives up a security context, which calls share, do
// without. Methods of clients keep the signature of the service so.
func WithCallOptions(ctx context.Context, opts ...CallOption) context.Context {
	var c call
	if outer, ok := ctx.Value(callKey{}).(*call); ok {
		c = *outer
		c.header = outer.header.Clone()
	}
	for _, o := range opts {
		o(&c)
	}
	return context.WithValue(ctx, callKey{}, &c)
}

// CallHeader adds a header to the HTTP request, which nothing protects but TLS. The
// headers of the SOAP binding (Content-Type, SOAPAction) cannot be set.
func CallHeader(name, value string) CallOption {
	return func(c *call) {
		if c.header == nil {
			c.header = make(http.Header)
		}
		c.header.Add(name, value)
	}
}

// CallResponseHeader puts the headers of the HTTP response into h, also when the call
// ends with a fault. They are unproven, whatever the message is.
func CallResponseHeader(h *http.Header) CallOption {
	return func(c *call) { c.response = h }
}

// CallAddress sends the request to another URL than that of the client, for services
// that are in several places.
func CallAddress(url string) CallOption {
	return func(c *call) { c.address = url }
}

// callOf returns what was asked for the calls of a context.
func callOf(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}
	return &noCall
}

var noCall call

// apply puts the headers into a request. Those of the binding come behind.
func (c *call) apply(r *http.Request) {
	for name, values := range c.header {
		r.Header[name] = append(r.Header[name], values...)
	}
}

// answered keeps the headers of a response.
func (c *call) answered(r *http.Response) {
	if c.response != nil {
		*c.response = r.Header
	}
}
