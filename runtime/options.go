package wssc

import (
	"crypto"
	"crypto/x509"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"
)

// ClientOption configures a client.
type ClientOption interface{ applyClient(*clientConfig) }

// HandlerOption configures a handler.
type HandlerOption interface{ applyHandler(*handlerConfig) }

// Option configures either.
type Option interface {
	ClientOption
	HandlerOption
}

// config is what clients and handlers have in common.
type config struct {
	logger   *slog.Logger
	clock    func() time.Time
	skew     time.Duration
	maxBytes int
	keyLog   io.Writer
}

type clientConfig struct {
	config
	address   string
	recipient *x509.Certificate
	roots     *x509.CertPool
	http      Doer
	ownHTTP   *http.Client // set when http is not the caller's
}

type handlerConfig struct {
	config
	certificate *x509.Certificate
	key         crypto.Decrypter
	lifetime    time.Duration
	contexts    int
	messages    int
	wsdl        WSDL
	publicURL   string
	tlsInFront  bool
}

type option func(*config)

func (o option) applyClient(c *clientConfig)   { o(&c.config) }
func (o option) applyHandler(c *handlerConfig) { o(&c.config) }

type clientOption func(*clientConfig)

func (o clientOption) applyClient(c *clientConfig) { o(c) }

type handlerOption func(*handlerConfig)

func (o handlerOption) applyHandler(c *handlerConfig) { o(c) }

// WithLogger sets where the causes of refusals go, and at level Debug a trace of
// what is agreed and protected. Key material is never logged. Default:
// slog.Default().
func WithLogger(l *slog.Logger) Option { return option(func(c *config) { c.logger = l }) }

// WithClock sets the source of the time; it is called concurrently. When it goes
// back, the latest time that it has shown holds until it has caught up. Default:
// time.Now.
func WithClock(now func() time.Time) Option { return option(func(c *config) { c.clock = now }) }

// WithClockSkew sets how far the clocks of the two parties may be apart. Default:
// one minute.
func WithClockSkew(d time.Duration) Option { return option(func(c *config) { c.skew = d }) }

// WithMaxBytes sets the size of the largest message that is taken, in bytes, at most
// 512 MiB. Default: 16 MiB.
func WithMaxBytes(n int) Option { return option(func(c *config) { c.maxBytes = n }) }

// WithInsecureKeyLog writes the secret of every security context to w, a line
// "SCT identifier secret" with the secret in hexadecimal. Whoever reads it reads
// all messages: it is for debugging with test keys alone. Writes are serialized.
func WithInsecureKeyLog(w io.Writer) Option {
	if w == nil {
		return option(func(*config) {})
	}
	w = &lockedWriter{w: w}
	return option(func(c *config) { c.keyLog = w })
}

// WithAddress sets the URL of the service. Default: that of the port.
func WithAddress(url string) ClientOption {
	return clientOption(func(c *clientConfig) { c.address = url })
}

// WithRecipient sets the certificate of the service: keys are encrypted for it.
// It must chain to a root of WithTrust. Plans whose bootstrap is protected by an
// X509Token need it.
func WithRecipient(cert *x509.Certificate) ClientOption {
	return clientOption(func(c *clientConfig) { c.recipient = cert })
}

// WithTrust sets the roots that the certificate of the service must chain to; the
// system's roots are not consulted. A pool with that certificate alone pins it.
func WithTrust(roots *x509.CertPool) ClientOption {
	return clientOption(func(c *clientConfig) { c.roots = roots })
}

// Doer sends requests; *http.Client is one. It is called concurrently.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// WithHTTPClient sets what sends the requests. Default: a client of its own that
// follows no redirects and has no timeout: give calls a context with a deadline.
func WithHTTPClient(d Doer) ClientOption { return clientOption(func(c *clientConfig) { c.http = d }) }

// WithKey sets the certificate of the service and its private key, which opens
// encrypted keys; the key is used concurrently. Plans whose bootstrap is protected
// by an X509Token need it.
func WithKey(cert *x509.Certificate, key crypto.Decrypter) HandlerOption {
	return handlerOption(func(c *handlerConfig) { c.certificate, c.key = cert, key })
}

// WithContextLifetime sets how long an issued security context lives, at most a
// year. Default: five minutes, as CXF has it.
func WithContextLifetime(d time.Duration) HandlerOption {
	return handlerOption(func(c *handlerConfig) { c.lifetime = d })
}

// WithReplayCapacity sets how many messages are remembered against replays, over
// twice the time that one could be acceptable (14 minutes): about half as many may
// come in half that time, 35 bytes of memory each. When it is full, messages are
// refused: none that could still be replayed is forgotten. Default: 4 Mi.
func WithReplayCapacity(messages int) HandlerOption {
	return handlerOption(func(c *handlerConfig) { c.messages = messages })
}

// WithMaxContexts sets about how many security contexts are kept at once, at least
// 64; beyond, no new ones are issued. Default: 100,000.
func WithMaxContexts(n int) HandlerOption {
	return handlerOption(func(c *handlerConfig) { c.contexts = n })
}

// check refuses values that mean nothing.
func (c *config) check(port *Port) error {
	switch {
	case c.logger == nil || c.clock == nil:
		return fmt.Errorf("port %s: WithLogger and WithClock take no nil", port.Name)
	case c.maxBytes <= 0 || c.maxBytes > 512<<20:
		return fmt.Errorf("port %s: largest message is not between 1 byte and 512 MiB (WithMaxBytes)", port.Name)
	case c.skew < 0 || c.skew > time.Hour:
		return fmt.Errorf("port %s: clock skew is not between nothing and an hour (WithClockSkew)", port.Name)
	}
	return nil
}

func defaultConfig() config {
	return config{logger: slog.Default(), clock: time.Now, skew: time.Minute, maxBytes: 16 << 20}
}
