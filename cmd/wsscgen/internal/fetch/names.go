package fetch

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
)

// name gives each document the name of a file: the one of earlier runs, or one
// made from its URL. No two differ in upper and lower case alone.
func (f *fetcher) name(named map[string]string) {
	taken := make(map[string]bool)
	for _, file := range named {
		taken[strings.ToLower(file)] = true
	}
	for _, d := range f.documents {
		if file, ok := named[d.key]; ok {
			d.file = file
			continue
		}
		base, ext := baseName(d.key), extension(d.xml.Root())
		d.file = base + ext
		for n := 2; taken[strings.ToLower(d.file)]; n++ {
			d.file = base + "-" + strconv.Itoa(n) + ext
		}
		taken[strings.ToLower(d.file)] = true
	}
}

func extension(root parser.Element) string {
	switch {
	case root.Is(parser.NamespaceWSDL, "definitions"):
		return ".wsdl"
	case root.Is(parser.NamespaceXSD, "schema"):
		return ".xsd"
	}
	return ".xml"
}

var unwelcome = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// baseName makes a name from the last part of the path and from the value of the
// query: Ping.svc?xsd=xsd0 is Ping.xsd0.
func baseName(key string) string {
	u, err := url.Parse(key)
	if err != nil {
		return "document"
	}
	base := path.Base(u.Path)
	base = strings.TrimSuffix(base, path.Ext(base))
	parts := []string{base}
	for _, part := range []string{u.RawQuery, u.Fragment} {
		if _, value, ok := strings.Cut(part, "="); ok {
			part = value
		}
		if l := strings.ToLower(part); l != "wsdl" && l != "singlewsdl" {
			parts = append(parts, part)
		}
	}
	var words []string
	for _, p := range parts {
		if p = strings.Trim(unwelcome.ReplaceAllString(p, "-"), "-."); p != "" {
			words = append(words, p[:min(len(p), 80)])
		}
	}
	if len(words) == 0 {
		return "service"
	}
	return strings.Join(words, ".")
}
