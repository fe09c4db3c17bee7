package fetch

import (
	"bytes"
	"encoding/xml"
	"go/token"
	"html"
	"net/url"
	"regexp"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
)

// reference is a location in a document.
type reference struct {
	pos      token.Position
	written  string // as it stands in the document, without a fragment
	url      *url.URL
	optional bool // may be a name and no location
	to       *document
}

// references returns the locations in a document that are to be downloaded, in
// the order of the document.
func references(d *document) []reference {
	var refs []reference
	var walk func(e parser.Element)
	walk = func(e parser.Element) {
		if location, ok := locationOf(e); ok {
			written, _, _ := strings.Cut(location, "#")
			u, err := d.url.Parse(written)
			if err == nil && written != "" && !parser.IsStandard(e.Value("namespace"), u.String()) {
				u.Fragment = ""
				refs = append(refs, reference{pos: e.Pos(), written: written, url: u, optional: isPolicyReference(e)})
			}
		}
		for _, c := range e.Children() {
			walk(c)
		}
	}
	walk(d.xml.Root())
	return refs
}

// locationOf returns the location that an element names.
func locationOf(e parser.Element) (string, bool) {
	switch {
	case e.Is(parser.NamespaceWSDL, "import"):
		return e.Value("location"), true
	case e.Is(parser.NamespaceXSD, "import"), e.Is(parser.NamespaceXSD, "include"), e.Is(parser.NamespaceXSD, "redefine"):
		return e.Value("schemaLocation"), true
	case isPolicyReference(e):
		return e.Value("URI"), true
	}
	return "", false
}

func isPolicyReference(e parser.Element) bool {
	return parser.IsPolicyNamespace(e.Name().Space) && e.Name().Local == "PolicyReference"
}

var (
	// tags are the start tags that carry locations; one in a comment does no harm.
	tags       = regexp.MustCompile(`<(?:[\w.-]+:)?(?:import|include|redefine|PolicyReference)\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*>`)
	attributes = regexp.MustCompile(`(\s(?:schemaLocation|location|URI)\s*=\s*)("[^"]*"|'[^']*')`)
)

// declaration is that of an encoding.
var declaration = regexp.MustCompile(`^(<\?xml[^>]*?\sencoding\s*=\s*["'])[A-Za-z0-9._:-]+`)

// bytewise returns a document in an encoding that has ASCII in it: as it is, or
// in UTF-8 when it is UTF-16.
func bytewise(data []byte) ([]byte, error) {
	if !bytes.Contains(data[:min(len(data), 4)], []byte{0}) {
		return data, nil
	}
	text, err := parser.UTF8(data)
	if err != nil {
		return nil, err
	}
	return declaration.ReplaceAll(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("${1}UTF-8")), nil
}

// rewrite makes the locations of a document relative, and changes nothing else.
// It works on the bytes of any encoding that has ASCII in it.
func rewrite(d *document) []byte {
	files := make(map[string]string)
	for _, r := range d.refs {
		if r.to != nil && r.written != "" {
			files[r.written] = r.to.file
		}
	}
	return tags.ReplaceAllFunc(d.content, func(tag []byte) []byte {
		return attributes.ReplaceAllFunc(tag, func(attr []byte) []byte {
			m := attributes.FindSubmatch(attr)
			value := html.UnescapeString(string(m[2][1 : len(m[2])-1]))
			location, fragment, found := strings.Cut(strings.TrimSpace(value), "#")
			file, ok := files[location]
			if !ok {
				return attr
			}
			if found {
				file += "#" + fragment
			}
			var b bytes.Buffer
			b.Write(m[1])
			b.WriteByte('"')
			xml.EscapeText(&b, []byte(file))
			b.WriteByte('"')
			return b.Bytes()
		})
	})
}
