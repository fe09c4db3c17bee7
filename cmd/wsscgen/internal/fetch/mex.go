package fetch

import (
	"crypto/rand"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"github.com/wsscgen/wsscgen/parser"
)

// metadata returns the documents at a URL that the user named: the WSDL there, the
// one at ?wsdl, or what the service answers to a metadata exchange.
func (f *fetcher) metadata(u *url.URL) ([]*document, error) {
	d, err := f.client.get(f.ctx, u)
	if err == nil {
		if err = d.wellFormed(); err == nil {
			return []*document{d}, nil
		}
	}
	var status statusError
	if !errors.As(err, &status) && d == nil || hopeless(status.code) {
		return nil, err
	}
	errs := []string{err.Error()}
	if u.RawQuery == "" {
		w := *u
		w.RawQuery = "wsdl"
		if d, err := f.client.get(f.ctx, &w); err == nil && d.wellFormed() == nil {
			return []*document{d}, nil
		}
		errs = append(errs, "?wsdl has no WSDL either")
	}
	docs, err := f.exchange(u)
	if err == nil {
		return docs, nil
	}
	errs = append(errs, "metadata exchange: "+err.Error())
	return nil, errors.New(strings.Join(errs, "; "))
}

// hopeless reports whether an answer would be the same to any other question.
func hopeless(code int) bool {
	switch code {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusGone:
		return true
	}
	return code >= 502
}

const (
	nsMEX      = "http://schemas.xmlsoap.org/ws/2004/09/mex"
	actionGet  = "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get"
	actionMEX  = "http://schemas.xmlsoap.org/ws/2004/09/mex/GetMetadata/Request"
	bodyMEX    = `<m:GetMetadata xmlns:m="` + nsMEX + `"/>`
	soapType   = `application/soap+xml; charset=utf-8; action=%q`
	soapFormat = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing">` +
		`<s:Header><a:Action s:mustUnderstand="1">%s</a:Action><a:MessageID>urn:uuid:%s</a:MessageID>` +
		`<a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous</a:Address></a:ReplyTo>` +
		`<a:To s:mustUnderstand="1">%s</a:To></s:Header><s:Body>%s</s:Body></s:Envelope>`
)

// exchange asks for metadata: WS-Transfer Get, which WCF understands, then
// GetMetadata (WS-MetadataExchange 1.1, sections 3 and 4), at the URL and at /mex.
func (f *fetcher) exchange(u *url.URL) ([]*document, error) {
	plain := *u
	plain.RawQuery = ""
	mex := plain
	mex.Path = strings.TrimSuffix(mex.Path, "/") + "/mex"
	var errs []error
	for _, at := range []*url.URL{&plain, &mex} {
		for _, ask := range []struct{ action, body string }{{actionGet, ""}, {actionMEX, bodyMEX}} {
			docs, err := f.ask(at, ask.action, ask.body)
			if err == nil {
				return docs, nil
			}
			errs = append(errs, err)
		}
	}
	return nil, errs[0]
}

func (f *fetcher) ask(u *url.URL, action, body string) ([]*document, error) {
	to := new(strings.Builder)
	if err := xml.EscapeText(to, []byte(u.String())); err != nil {
		return nil, err
	}
	message := fmt.Sprintf(soapFormat, action, uuid(), to, body)
	resp, err := f.client.do(f.ctx, http.MethodPost, u, fmt.Sprintf(soapType, action), []byte(message))
	if err != nil {
		return nil, err
	}
	if err := resp.err(); err != nil {
		return nil, err
	}
	return f.sections(u, resp.body)
}

func uuid() string {
	b := make([]byte, 16)
	rand.Read(b)
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// section is a document in an answer.
type section struct {
	doc  *document
	root *etree.Element // nil when the answer only says where it is
}

// sections takes the documents out of an answer.
func (f *fetcher) sections(u *url.URL, answer []byte) ([]*document, error) {
	// The strict gate first: no DTD, and within bounds.
	if _, err := parser.ReadDocument(u.String(), answer); err != nil {
		return nil, err
	}
	envelope := etree.NewDocument()
	if err := envelope.ReadFromBytes(answer); err != nil {
		return nil, err
	}
	var list []section
	number := make(map[string]int)
	for _, holder := range envelope.FindElements("//MetadataSection") {
		if holder.NamespaceURI() != nsMEX {
			continue
		}
		for _, e := range holder.ChildElements() {
			if e.NamespaceURI() == nsMEX {
				d, err := f.located(u, e)
				if err != nil {
					return nil, err
				}
				list = append(list, section{doc: d})
				continue
			}
			// A name for what has no URL of its own.
			kind := strings.ToLower(e.Tag)
			number[kind]++
			at := *u
			at.RawQuery = "mex=" + kind + strconv.Itoa(number[kind])
			list = append(list, section{&document{url: &at, key: at.String()}, standalone(e)})
		}
	}
	if len(list) == 0 {
		return nil, errors.New("the answer holds no metadata")
	}
	var docs []*document
	for _, s := range list {
		if s.root != nil {
			link(s.root, list)
			doc := etree.NewDocument()
			doc.SetRoot(s.root)
			var err error
			if s.doc.content, err = doc.WriteToBytes(); err != nil {
				return nil, err
			}
		}
		docs = append(docs, s.doc)
	}
	return docs, nil
}

// located downloads a document of which the answer says only where it is.
func (f *fetcher) located(u *url.URL, e *etree.Element) (*document, error) {
	if e.Tag != "Location" {
		return nil, fmt.Errorf("the answer holds mex:%s, which is not followed", e.Tag)
	}
	location, err := u.Parse(strings.TrimSpace(e.Text()))
	if err != nil {
		return nil, err
	}
	d, err := f.client.get(f.ctx, location)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", location, err)
	}
	return d, nil
}

// standalone copies an element with the prefixes that are in scope.
func standalone(e *etree.Element) *etree.Element {
	root := e.Copy()
	for p := e.Parent(); p != nil; p = p.Parent() {
		for _, a := range p.Attr {
			isDefault := a.Space == "" && a.Key == "xmlns"
			if (a.Space == "xmlns" || isDefault) && root.SelectAttr(a.FullKey()) == nil {
				root.CreateAttr(a.FullKey(), a.Value)
			}
		}
	}
	return root
}

// link gives the imports of a document, which in such an answer name a namespace
// and no location, the places of the documents in the same answer.
func link(root *etree.Element, list []section) {
	for _, e := range root.FindElements("//import") {
		attr, kind := "location", "definitions"
		if e.NamespaceURI() == parser.NamespaceXSD {
			attr, kind = "schemaLocation", "schema"
		}
		namespace := e.SelectAttrValue("namespace", "")
		first := true
		for _, s := range list {
			if s.root == nil || s.root == root || s.root.Tag != kind || s.root.SelectAttrValue("targetNamespace", "") != namespace {
				continue
			}
			if !first { // a namespace in several documents
				again := e.Copy()
				e.Parent().InsertChildAt(e.Index(), again)
				again.CreateAttr(attr, s.doc.key)
				continue
			}
			e.CreateAttr(attr, s.doc.key)
			first = false
		}
	}
}
