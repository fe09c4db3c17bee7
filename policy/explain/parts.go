package explain

import (
	"fmt"
	"strings"

	"github.com/wsscgen/wsscgen/runtime/plan"
)

// parts lists what is covered, in the order Body, headers, elements.
func parts(p plan.Parts) []string {
	var words []string
	if p.Body {
		words = append(words, "Body")
	}
	if p.AllHeaders {
		words = append(words, "all headers")
	}
	if len(p.Headers) > 0 {
		words = append(words, headers(p.Headers))
	}
	for _, e := range p.Elements {
		words = append(words, path(e))
	}
	for _, e := range p.Contents {
		words = append(words, "the content of "+path(e))
	}
	if p.Attachments {
		words = append(words, "attachments")
	}
	return words
}

// headers lists header blocks, those of one namespace together.
func headers(hs []plan.Header) string {
	var spaces []string
	names := make(map[string][]string)
	for _, h := range hs {
		if names[h.Namespace] == nil {
			spaces = append(spaces, h.Namespace)
		}
		names[h.Namespace] = append(names[h.Namespace], or(h.Name, "*"))
	}
	words := make([]string, len(spaces))
	for i, s := range spaces {
		words[i] = fmt.Sprintf("headers {%s} %s", s, strings.Join(names[s], " "))
	}
	return strings.Join(words, ", ")
}

func path(p plan.Path) string {
	var b strings.Builder
	for _, s := range p {
		b.WriteByte('/')
		if s.Descendant {
			b.WriteByte('/')
		}
		if s.Namespace != "" {
			fmt.Fprintf(&b, "{%s}", s.Namespace)
		}
		b.WriteString(s.Name)
	}
	return b.String()
}
