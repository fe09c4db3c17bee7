package diag

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
)

// Info is what there is to say about a code.
type Info struct {
	Code    parser.Code
	Level   Severity
	Allowed bool   // may stand in allow:
	Title   string // in a few words
	Text    string // what it means and what to do, a paragraph
	Example string // what leads to it
}

// String returns the whole of it, for a terminal.
func (in Info) String() string {
	allowed := ""
	if in.Allowed {
		allowed = ", may be allowed"
	}
	return fmt.Sprintf("%s (%s%s): %s\n\n%s\n\nExample:\n\n\t%s\n", in.Code, in.Level, allowed, in.Title, in.Text, in.Example)
}

// Lookup returns the entry of a code.
func Lookup(code parser.Code) (Info, bool) {
	i := slices.IndexFunc(Table, func(in Info) bool { return in.Code == code })
	if i < 0 {
		return Info{}, false
	}
	return Table[i], true
}

// Allowable returns the codes that may stand in allow:.
func Allowable() []string {
	var codes []string
	for _, in := range Table {
		if in.Allowed {
			codes = append(codes, string(in.Code))
		}
	}
	return codes
}

// Markdown returns the page about all codes.
func Markdown() string {
	var b strings.Builder
	b.WriteString(`# Diagnostics

What wsscgen says about documents has a code that does not change its meaning. "wsscgen explain CODE" prints what stands
here. The page is written from the table in the code by "go test ./cmd/wsscgen/internal/diag -update".

`)
	for _, in := range Table {
		allowed := ""
		if in.Allowed {
			allowed = "; may stand in `allow:`"
		}
		fmt.Fprintf(&b, "## %s\n\n%s: %s%s.\n\n%s\n\n```\n%s\n```\n\n", in.Code, in.Level, in.Title, allowed, in.Text, in.Example)
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}
