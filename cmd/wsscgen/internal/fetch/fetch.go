// Package fetch downloads WSDL documents with the schemas and policies that they
// import, and makes the locations in them relative, so that they can be read
// without the network.
package fetch

import (
	"context"
	"crypto/sha256"
	"fmt"
	"go/token"
	"net/url"
	"strings"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/diag"
	"github.com/wsscgen/wsscgen/parser"
)

// What is downloaded in one run.
const (
	maxDocuments = 1000
	maxTotal     = 256 << 20
)

// Document is a file to be saved.
type Document struct {
	URL     string
	File    string // name without a folder
	Content []byte // with relative locations
}

// Fetch downloads documents. Names that earlier runs gave to URLs are kept. The
// error is a [parser.Errors] with everything that could not be had.
func Fetch(ctx context.Context, c *Client, named map[string]string, urls ...string) ([]*Document, error) {
	f := &fetcher{ctx: ctx, client: c, byURL: make(map[string]*document), same: make(map[[sha256.Size]byte]*document)}
	for _, u := range urls {
		f.root(u)
	}
	// The list grows while it is worked off.
	for i := 0; i < len(f.documents) && ctx.Err() == nil; i++ {
		f.imports(f.documents[i])
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := f.errs.Err(); err != nil {
		return nil, err
	}
	return f.save(named), nil
}

// document is one that was downloaded.
type document struct {
	url     *url.URL // what its locations are relative to
	key     string   // what it is known as
	content []byte
	xml     *parser.Document
	refs    []reference
	file    string
}

type fetcher struct {
	ctx       context.Context
	client    *Client
	documents []*document
	byURL     map[string]*document // nil: it could not be had
	same      map[[sha256.Size]byte]*document
	total     int
	errs      parser.Errors
}

func (f *fetcher) fail(pos token.Position, format string, args ...any) {
	f.errs.Add(parser.WithCode(diag.CodeFetch, parser.Errorf(pos, format, args...)))
}

// root downloads a document that the user named.
func (f *fetcher) root(name string) {
	at := token.Position{Filename: name}
	u, err := url.Parse(name)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		f.fail(at, "this is not a URL with http or https")
		return
	}
	f.client.trust(u)
	docs, err := f.metadata(u)
	if err != nil {
		f.fail(at, "%s", err)
		return
	}
	for _, d := range docs {
		f.add(at, d)
	}
}

// add keeps a document, or returns the one that is the same.
func (f *fetcher) add(at token.Position, d *document) *document {
	var err error
	if d.content, err = bytewise(d.content); err != nil {
		f.fail(at, "%s", err)
		return nil
	}
	if d.xml, err = parser.ReadDocument(d.url.String(), d.content); err != nil {
		f.errs.Add(err)
		return nil
	}
	if f.total += len(d.content); f.total > maxTotal || len(f.documents) == maxDocuments {
		f.fail(at, "there is more to download than %d documents or %d MiB", maxDocuments, maxTotal>>20)
		return nil
	}
	d.refs = references(d)
	id := d.identity()
	if same, ok := f.same[id]; ok {
		f.byURL[d.key] = same
		return same
	}
	f.same[id] = d
	f.byURL[d.key] = d
	f.documents = append(f.documents, d)
	return d
}

// identity is the same for one document under two URLs: it says the same and its
// locations lead to the same places.
func (d *document) identity() [sha256.Size]byte {
	h := sha256.New()
	h.Write(d.content)
	for _, r := range d.refs {
		fmt.Fprintf(h, "\n%s%s", r.url.Host, r.url.RequestURI())
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// imports downloads what a document refers to.
func (f *fetcher) imports(d *document) {
	for i := range d.refs {
		r := &d.refs[i]
		if r.to != nil {
			continue
		}
		key := r.url.String()
		to, seen := f.byURL[key]
		if !seen {
			to = f.follow(r)
		}
		r.to = to
	}
}

func (f *fetcher) follow(r *reference) *document {
	key := r.url.String()
	f.byURL[key] = nil
	if f.ctx.Err() != nil {
		return nil
	}
	if r.url.Scheme != "http" && r.url.Scheme != "https" {
		f.fail(r.pos, "%s: only http and https are downloaded", r.url)
		return nil
	}
	d, err := f.client.get(f.ctx, r.url)
	if err == nil {
		err = d.wellFormed()
	}
	switch {
	case err != nil && r.optional:
		return nil // the name of a policy, which looks like a location
	case err != nil:
		f.fail(r.pos, "%s: %s", r.url, err)
		return nil
	}
	kept := f.add(r.pos, d)
	f.byURL[key] = kept
	return kept
}

// wellFormed says in one line why a document cannot be read.
func (d *document) wellFormed() error {
	_, err := parser.ReadDocument(d.url.String(), d.content)
	if err != nil {
		return fmt.Errorf("%s", strings.TrimPrefix(err.Error(), d.url.String()+":"))
	}
	return nil
}

// save names the files and makes the locations relative.
func (f *fetcher) save(named map[string]string) []*Document {
	f.name(named)
	var docs []*Document
	for _, d := range f.documents {
		docs = append(docs, &Document{URL: d.key, File: d.file, Content: rewrite(d)})
	}
	return docs
}
