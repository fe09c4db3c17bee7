package fetch

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

const (
	maxBytes     = 32 << 20 // of a document
	maxRedirects = 10
)

// Client downloads. Credentials go to the hosts that the user named and to no
// other, whatever a document imports or a server redirects to.
type Client struct {
	User, Password string
	Certificate    *tls.Certificate // of the client
	Roots          *x509.CertPool   // default: those of the system
	Timeout        time.Duration    // of one request
	Progress       func(url string) // called before each request

	trusted map[string]bool // hosts with their ports
	own     *http.Client    // for trusted hosts
	other   *http.Client
}

func (c *Client) trust(u *url.URL) {
	if c.trusted == nil {
		c.trusted = make(map[string]bool)
		c.other = c.client(nil)
		c.own = c.client(c.Certificate)
	}
	c.trusted[u.Scheme+"://"+u.Host] = true
}

func (c *Client) client(cert *tls.Certificate) *http.Client {
	config := &tls.Config{RootCAs: c.Roots}
	if cert != nil {
		config.Certificates = []tls.Certificate{*cert}
	}
	return &http.Client{
		Timeout:       c.Timeout,
		Transport:     &http.Transport{Proxy: http.ProxyFromEnvironment, TLSClientConfig: config, ForceAttemptHTTP2: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// statusError is an answer other than success.
type statusError struct {
	code int
	text string
}

func (e statusError) Error() string { return "the server answers " + e.text }

// get downloads a document.
func (c *Client) get(ctx context.Context, u *url.URL) (*document, error) {
	first := u
	for range maxRedirects {
		resp, err := c.do(ctx, http.MethodGet, u, "", nil)
		if err != nil {
			return nil, err
		}
		if resp.location == nil {
			return &document{url: u, key: first.String(), content: resp.body}, resp.err()
		}
		u = resp.location
	}
	return nil, fmt.Errorf("more than %d redirects", maxRedirects)
}

type response struct {
	code     int
	status   string
	location *url.URL // of a redirect
	body     []byte
}

func (r *response) err() error {
	if r.code == http.StatusOK {
		return nil
	}
	return statusError{r.code, r.status}
}

func (c *Client) do(ctx context.Context, method string, u *url.URL, contentType string, body []byte) (*response, error) {
	if c.Progress != nil {
		c.Progress(u.Redacted())
	}
	plain := *u
	plain.Fragment = ""
	req, err := http.NewRequestWithContext(ctx, method, plain.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	client := c.other
	if c.trusted[u.Scheme+"://"+u.Host] {
		client = c.own
		if c.User != "" {
			req.SetBasicAuth(c.User, c.Password)
		}
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, reason(err)
	}
	defer resp.Body.Close()
	r := &response{code: resp.StatusCode, status: resp.Status}
	if location := resp.Header.Get("Location"); resp.StatusCode/100 == 3 && location != "" {
		if r.location, err = u.Parse(location); err != nil {
			return nil, fmt.Errorf("redirect to %q, which is no URL", location)
		}
		if r.location.Scheme != "http" && r.location.Scheme != "https" {
			return nil, fmt.Errorf("redirect to %s", r.location)
		}
		return r, nil
	}
	if r.body, err = io.ReadAll(io.LimitReader(resp.Body, maxBytes+1)); err != nil {
		return nil, reason(err)
	}
	if len(r.body) > maxBytes {
		return nil, fmt.Errorf("the answer has more than %d MiB", maxBytes>>20)
	}
	return r, nil
}

// reason takes the URL, which is said elsewhere, out of an error.
func reason(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		if u.Timeout() {
			return errors.New("the server takes too long")
		}
		return u.Err
	}
	return err
}
