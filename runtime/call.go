package wssc

import (
	"context"
	"fmt"
	"net/http"
	"net/textproto"
)

// CallOption configures single calls.
type CallOption func(*call)

// call is what was asked for single calls. It must not be changed once a context has it.
type call struct {
	header   http.Header
	response *http.Header
	address  string
	err      error // the first thing that cannot be done; calls fail with it
}

type callKey struct{}

// WithCallOptions returns a context whose calls have these options, beside those that
// ctx has already. They are for the messages of the calls themselves: the exchanges by
// which a client obtains and gives up a security context, which calls share, do
// without. Methods of clients keep the signature of the service so.
//
// The options follow the context into every client that is called with it, also those of
// other services: make it just before the call. Options that cannot be carried out make
// calls fail before anything is sent.
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

// CallHeader adds a header to the HTTP request, which nothing protects but TLS. Those
// that the call sets itself, or HTTP for it, are refused, under either version of SOAP:
// Content-Type, SOAPAction, Content-Length, Transfer-Encoding, Host, Accept-Encoding,
// Content-Encoding, Connection.
func CallHeader(name, value string) CallOption {
	return func(c *call) {
		if ownHeaders[textproto.CanonicalMIMEHeaderKey(name)] {
			c.fail(fmt.Errorf("header %s is set by the call itself (CallHeader)", name))
			return
		}
		if c.header == nil {
			c.header = make(http.Header)
		}
		c.header.Add(name, value)
	}
}

// ownHeaders are those of the SOAP binding, and what says how the message is sent.
var ownHeaders = map[string]bool{
	"Content-Type": true, "Soapaction": true, "Content-Length": true, "Transfer-Encoding": true, "Host": true,
	"Accept-Encoding": true, "Content-Encoding": true, "Connection": true,
}

// CallResponseHeader puts the headers of the HTTP response into h, also when the call
// ends with a fault. They are unproven, whatever the message is.
func CallResponseHeader(h *http.Header) CallOption {
	return func(c *call) { c.response = h }
}

// CallAddress sends the request to another http or https URL than that of the client, for
// services that are in several places. On a port with protection the message is under the
// security context that was agreed on with the address of the client: the places have to
// share it.
func CallAddress(url string) CallOption {
	return func(c *call) {
		if !isHTTP(url) {
			c.fail(fmt.Errorf("address %q is not an http or https URL (CallAddress)", clip(url)))
			return
		}
		c.address = url
	}
}

// fail notes an error; the first one stays.
func (c *call) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// callOf returns what was asked for the calls of a context.
func callOf(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}
	return &noCall
}

var noCall call

// apply puts the headers into a request.
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
