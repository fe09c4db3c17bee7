package codec

import (
	"fmt"
	"slices"
)

// DeclareInContent makes the open start tag declare a namespace whose prefix is
// going to be written as part of a value. Exclusive canonicalization does not see
// such a use, so a signature has to list the prefix: see InclusivePrefixes.
func (e *Encoder) DeclareInContent(s *Namespace) {
	e.Declare(s)
	for _, other := range e.inContent {
		if other.Prefix == s.Prefix {
			return
		}
	}
	e.inContent = append(e.inContent, s)
}

// noDefault notes that a value without a prefix is in no namespace: no default
// namespace may come to stand around it.
func (e *Encoder) noDefault() {
	if e.bound("") != "" {
		e.Declare(&Namespace{Decl: ` xmlns=""`})
	}
	for _, other := range e.inContent {
		if other.Prefix == "" {
			return
		}
	}
	e.inContent = append(e.inContent, &noNamespace)
}

var noNamespace Namespace

// InclusivePrefixes appends the prefixes that stand in values, separated by
// blanks: the PrefixList that makes what was written its own canonical form.
func (e *Encoder) InclusivePrefixes(dst []byte) []byte {
	for i, s := range e.inContent {
		if i > 0 {
			dst = append(dst, ' ')
		}
		if s.Prefix == "" {
			dst = append(dst, "#default"...)
		}
		dst = append(dst, s.Prefix...)
	}
	return dst
}

// inScope reports whether a namespace, nil for none, is declared. What e.near is
// needs no asking.
func (e *Encoder) inScope(s *Namespace) bool {
	if s == nil {
		return true
	}
	for i := len(e.declared) - 1; i >= 0; i-- {
		if d := e.declared[i]; d == s || d.Prefix == s.Prefix {
			if d != s && d.URI != s.URI {
				return false
			}
			e.near = s
			return true
		}
	}
	return false
}

// Declare makes the open start tag declare the namespaces that its attributes
// use. It must be called before the first Attr of such a namespace.
func (e *Encoder) Declare(spaces ...*Namespace) {
	for _, s := range spaces {
		if !e.inScope(s) {
			e.insertDecl(s)
		} else if s != nil {
			e.claimed = append(e.claimed, s)
		}
	}
}

// taken reports whether the open start tag uses the prefix of a namespace for another one,
// in its name, a declaration or an attribute.
func (e *Encoder) taken(s *Namespace) bool {
	other := func(d *Namespace) bool { return d.Prefix == s.Prefix && d.URI != s.URI }
	return e.name != nil && e.name.Space != nil && other(e.name.Space) ||
		slices.ContainsFunc(e.declared[e.outer:], other) || slices.ContainsFunc(e.claimed, other)
}

// insertDecl puts a declaration into the open start tag in the order of
// prefixes, which canonical form asks for.
func (e *Encoder) insertDecl(s *Namespace) {
	if e.taken(s) {
		e.Fail(fmt.Errorf("prefix %s would stand for two namespaces in one tag: %q is the second", s.Prefix, s.URI))
		return
	}
	at := e.tag
	for _, other := range e.declared[e.outer:] {
		if other.Prefix < s.Prefix {
			at += len(other.Decl)
		}
	}
	tail := len(e.buf)
	e.buf = append(e.buf, s.Decl...)
	copy(e.buf[at+len(s.Decl):], e.buf[at:tail])
	copy(e.buf[at:], s.Decl)
	e.declared, e.near = append(e.declared, s), s
}

// bound returns what a prefix stands for, nothing when it is not declared.
func (e *Encoder) bound(prefix string) string {
	for i := len(e.declared) - 1; i >= 0; i-- {
		if e.declared[i].Prefix == prefix {
			return e.declared[i].URI
		}
	}
	return ""
}
