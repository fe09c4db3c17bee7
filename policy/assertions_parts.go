package policy

import (
	"slices"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// covering is what part assertions fill: a subject or a supporting token.
type covering interface {
	comparable
	parts() (signed, encrypted *plan.Parts, required *[]plan.Header)
}

func (w *wants) parts() (signed, encrypted *plan.Parts, required *[]plan.Header) {
	return &w.signed, &w.encrypted, &w.required
}

func (s *supported) parts() (signed, encrypted *plan.Parts, required *[]plan.Header) {
	return &s.signed, &s.encrypted, &s.required
}

// partsRows are the assertions about parts of messages (WS-SecurityPolicy 1.3,
// section 4). Several assertions of a kind are united.
func partsRows[T covering]() table[T] {
	return table[T]{
		"sp:SignedParts":              partsRow[T](addSigned),
		"sp:EncryptedParts":           partsRow[T](addEncrypted),
		"sp:RequiredParts":            partsRow[T](addRequired),
		"sp:SignedElements":           pathsRow[T](signedElement),
		"sp:EncryptedElements":        pathsRow[T](encryptedElement),
		"sp:ContentEncryptedElements": pathsRow[T](encryptedContent),
		"sp:RequiredElements":         pathsRow[T](requiredElement),
	}
}

func partsRow[T covering](add func(a *Assertion, named plan.Parts, signed, encrypted *plan.Parts, required *[]plan.Header) error) row[T] {
	return func(_ *compiler, a *Assertion, to T) error {
		named, err := namedParts(a)
		if err != nil {
			return err
		}
		signed, encrypted, required := to.parts()
		return add(a, named, signed, encrypted, required)
	}
}

func addSigned(a *Assertion, named plan.Parts, signed, _ *plan.Parts, _ *[]plan.Header) error {
	if named.Empty() {
		named.Body, named.AllHeaders = true, true // section 4.1.1
	}
	*signed = unite(*signed, named)
	return nil
}

func addEncrypted(a *Assertion, named plan.Parts, _, encrypted *plan.Parts, _ *[]plan.Header) error {
	if named.Empty() {
		named.Body = true // section 4.2.1
	}
	*encrypted = unite(*encrypted, named)
	return nil
}

func addRequired(a *Assertion, named plan.Parts, _, _ *plan.Parts, required *[]plan.Header) error {
	if named.Body || named.Attachments {
		return parser.Errorf(a.Pos, "%s holds headers only", known(a.Name))
	}
	*required = appendNew(*required, named.Headers...)
	return nil
}

// namedParts reads sp:Body, sp:Header and sp:Attachments.
func namedParts(a *Assertion) (plan.Parts, error) {
	var p plan.Parts
	for _, e := range a.Parameters {
		switch known(e.Name()) {
		case "sp:Body":
			p.Body = true
		case "sp:Attachments":
			p.Attachments = true
		case "sp:Header":
			space, ok := e.Attr("", "Namespace")
			if !ok || space == "" {
				return p, parser.Errorf(e.Pos(), "sp:Header without Namespace")
			}
			p.Headers = appendNew(p.Headers, plan.Header{Namespace: space, Name: e.Value("Name")})
		default:
			return p, parser.Errorf(e.Pos(), "%s is not a part (known: sp:Body, sp:Header, sp:Attachments)", known(e.Name()))
		}
	}
	if len(a.Nested) > 0 {
		return p, parser.Errorf(a.Nested[0].Pos, "%s has no meaning in %s", known(a.Nested[0].Name), known(a.Name))
	}
	return p, nil
}

func pathsRow[T covering](add func(e parser.Element, p plan.Path, signed, encrypted *plan.Parts, required *[]plan.Header) error) row[T] {
	return func(c *compiler, a *Assertion, to T) error {
		if len(a.Parameters) == 0 {
			return parser.Errorf(a.Pos, "%s holds no sp:XPath", known(a.Name))
		}
		signed, encrypted, required := to.parts()
		for _, e := range a.Parameters {
			if known(e.Name()) != "sp:XPath" {
				c.errs.Add(parser.Errorf(e.Pos(), "%s is not read in %s (known: sp:XPath)", known(e.Name()), known(a.Name)))
				continue
			}
			p, err := parsePath(e)
			if err == nil {
				err = add(e, p, signed, encrypted, required)
			}
			c.errs.Add(err)
		}
		return nil
	}
}

func signedElement(_ parser.Element, p plan.Path, signed, _ *plan.Parts, _ *[]plan.Header) error {
	signed.Elements = append(signed.Elements, p)
	return nil
}

func encryptedElement(_ parser.Element, p plan.Path, _, encrypted *plan.Parts, _ *[]plan.Header) error {
	encrypted.Elements = append(encrypted.Elements, p)
	return nil
}

func encryptedContent(_ parser.Element, p plan.Path, _, encrypted *plan.Parts, _ *[]plan.Header) error {
	encrypted.Contents = append(encrypted.Contents, p)
	return nil
}

// requiredElement takes a path that names a header block; the plan demands
// nothing of the body, which the schema describes.
func requiredElement(e parser.Element, p plan.Path, _, _ *plan.Parts, required *[]plan.Header) error {
	if len(p) != 3 || p[0].Name != "Envelope" || p[1].Name != "Header" || p[1].Descendant || p[2].Descendant {
		return parser.Errorf(e.Pos(), "sp:RequiredElements: only header blocks can be required (/S:Envelope/S:Header/x:Name)")
	}
	*required = appendNew(*required, plan.Header{Namespace: p[2].Namespace, Name: p[2].Name})
	return nil
}

// unite returns what either covers.
func unite(a, b plan.Parts) plan.Parts {
	return plan.Parts{
		Body:        a.Body || b.Body,
		AllHeaders:  a.AllHeaders || b.AllHeaders,
		Headers:     appendNew(slices.Clone(a.Headers), b.Headers...),
		Elements:    appendPaths(a.Elements, b.Elements),
		Contents:    appendPaths(a.Contents, b.Contents),
		Attachments: a.Attachments || b.Attachments,
	}
}

func appendNew(headers []plan.Header, more ...plan.Header) []plan.Header {
	for _, h := range more {
		if !slices.Contains(headers, h) {
			headers = append(headers, h)
		}
	}
	return headers
}

func appendPaths(paths, more []plan.Path) []plan.Path {
	all := slices.Clone(paths)
	for _, p := range more {
		if !slices.ContainsFunc(all, func(q plan.Path) bool { return slices.Equal(p, q) }) {
			all = append(all, p)
		}
	}
	return all
}
