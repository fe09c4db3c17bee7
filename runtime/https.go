package wssc

import (
	"errors"
	"fmt"
	"strings"
)

// Ports whose policy asks for HTTPS and nothing else (a TransportBinding with an anonymous
// client, WS-SecurityPolicy 1.3, section 7.3): messages are plain, and never travel in
// clear.

// overHTTPS returns such a port as one without protection, false for any other.
func (p *Port) overHTTPS() (*Port, bool) {
	if p == nil || p.Plan == nil || !p.Plan.HTTPSAlone() {
		return p, false
	}
	e := *p.Plan
	e.Binding = nil
	other := *p
	other.Plan = &e
	return &other, true
}

// checkHTTPS refuses an address to which messages would travel in clear.
func (c *Client) checkHTTPS(address string) error {
	if c.https && !strings.HasPrefix(strings.ToLower(address), "https:") {
		return fmt.Errorf("the policy of the port demands HTTPS, and the address is %q", clip(address))
	}
	return nil
}

var errInClear = errors.New("the message came over HTTP, and the policy of the port demands HTTPS (WithTLSInFront)")

// WithTLSInFront says that something in front of the handler ends TLS, so that messages
// arrive over HTTP which were sent over HTTPS. It is for ports whose policy demands HTTPS.
// Default: such a port takes no message that did not arrive over TLS.
func WithTLSInFront() HandlerOption {
	return handlerOption(func(c *handlerConfig) { c.tlsInFront = true })
}
