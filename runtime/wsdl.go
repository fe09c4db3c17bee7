package wssc

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// WSDL is what a service says about itself: its WSDL and the documents that this
// imports. Generated code has one.
type WSDL []WSDLDocument

// WSDLDocument is a document of a [WSDL].
type WSDLDocument struct {
	Query     string // of the URL that asks for it: wsdl, wsdl=2, xsd=1, policy=1
	Text      string
	Addresses []WSDLAddress // in the order of the text
}

// WSDLAddress is where the address of a port stands in the text, in bytes.
type WSDLAddress struct {
	Service    string // expanded name of the wsdl:service, {namespace}local
	Port       string // local name of the wsdl:port
	Start, End int
}

// WithWSDL makes a handler answer GET requests for ?wsdl with its WSDL, and those for
// what that imports. The address in it is the given URL or, when it is empty, the one
// that the request was sent to, as far as the handler sees it: behind a proxy, name the
// URL. Default: the WSDL is not handed out.
func WithWSDL(docs WSDL, publicURL string) HandlerOption {
	return handlerOption(func(c *handlerConfig) { c.wsdl, c.publicURL = docs, publicURL })
}

func (c *handlerConfig) checkWSDL(port *Port) error {
	if c.publicURL == "" {
		return nil
	}
	u, err := url.Parse(c.publicURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("port %s: %q is not an http or https URL (WithWSDL)", port.Name, c.publicURL)
	}
	return nil
}

// serveWSDL answers a request for a document, false when it is for something else.
func (h *handler) serveWSDL(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	doc := h.document(strings.ToLower(r.URL.RawQuery))
	if doc == nil {
		return false
	}
	address := h.config.publicURL
	if address == "" {
		scheme := "http"
		if r.TLS != nil {
			scheme = "https"
		}
		address = (&url.URL{Scheme: scheme, Host: r.Host, Path: r.URL.Path}).String()
	}
	escaped, ok := xmltext.AppendAttr(nil, address)
	if !ok {
		http.Error(w, "the URL holds a character that XML does not have", http.StatusBadRequest)
		return true
	}
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Write([]byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n"))
	done := 0
	for _, a := range doc.Addresses {
		if a.Port == h.port && a.Service == h.service {
			w.Write([]byte(doc.Text[done:a.Start]))
			w.Write(escaped)
			done = a.End
		}
	}
	w.Write([]byte(doc.Text[done:]))
	return true
}

// document returns the document that a query asks for, nil for none. The WSDL is the
// one that has the port.
func (h *handler) document(query string) *WSDLDocument {
	if query == "wsdl" {
		for i, d := range h.config.wsdl {
			for _, a := range d.Addresses {
				if a.Port == h.port && a.Service == h.service {
					return &h.config.wsdl[i]
				}
			}
		}
	}
	for i, d := range h.config.wsdl {
		if d.Query == query {
			return &h.config.wsdl[i]
		}
	}
	return nil
}
