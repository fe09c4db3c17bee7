package diag

import (
	"bytes"
	"errors"
	"flag"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/parser"
)

var update = flag.Bool("update", false, "write docs/diagnostics.md")

func TestPage(t *testing.T) {
	const page = "../../../../docs/diagnostics.md"
	if *update {
		if err := os.WriteFile(page, []byte(Markdown()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != Markdown() {
		t.Errorf("%s is not what the table says; run go test ./cmd/wsscgen/internal/diag -update", page)
	}
}

// TestTable looks for every constant of type Code in the table.
func TestTable(t *testing.T) {
	codes := make(map[parser.Code]bool)
	for _, name := range []string{"codes.go", "../../../../parser/codes.go"} {
		file, err := goparser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			if lit, ok := spec.Values[0].(*ast.BasicLit); ok {
				code, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				codes[parser.Code(code)] = true
			}
			return true
		})
	}
	for code := range codes {
		if _, ok := Lookup(code); !ok {
			t.Errorf("%s is not in the table", code)
		}
	}
	if len(codes) != len(Table) {
		t.Errorf("%d codes and %d entries", len(codes), len(Table))
	}
	for _, in := range Table {
		if in.Level == "" || in.Title == "" || in.Text == "" || in.Example == "" {
			t.Errorf("the entry of %s is not complete", in.Code)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("a", 500)
	for _, tt := range []struct {
		line        string
		column      int
		text, caret string
	}{
		{"<a/>", 1, "<a/>", "^"},
		{"\t  <a/>", 4, "<a/>", "^"},
		{"é<a/>", 3, "é<a/>", " ^"},
		{"<a>", 4, "<a>", "   ^"},
		{"<a>\x1b[31m", 1, "<a> [31m", "^"},
		{long, 251, "…" + long[:60] + long[:60] + "…", strings.Repeat(" ", 61) + "^"},
		{"", 1, "", ""},
		{"   ", 1, "", ""},
		{"<a>", 9, "", ""},
	} {
		if text, caret, ok := excerpt(tt.line, tt.column); text != tt.text || caret != tt.caret || ok != (tt.text != "") {
			t.Errorf("excerpt(%.20q, %d): got %q %q", tt.line, tt.column, text, caret)
		}
	}
}

func TestPrint(t *testing.T) {
	var list parser.Errors
	for range Max + 7 {
		list = append(list, &parser.Error{Pos: token.Position{Filename: "a.wsdl", Line: 1, Column: 2}, Code: "xml", Err: errors.New("so")})
	}
	var text, js, color bytes.Buffer
	(&Printer{W: &text}).Print(Error, list)
	if lines := strings.Split(text.String(), "\n"); len(lines) != Max+2 || lines[Max] != "and 7 more errors; -json shows all of them" {
		t.Errorf("got %d lines, the last is %q", len(lines), lines[len(lines)-2])
	}
	(&Printer{W: &js, JSON: true}).Print(Error, list)
	if n := strings.Count(js.String(), "\n"); n != Max+7 {
		t.Errorf("%d lines of JSON", n)
	}
	(&Printer{W: &color, Color: true}).Print(Warning, list[:1])
	if want := "\x1b[1ma.wsdl:1:2\x1b[0m: \x1b[1;33mwarning\x1b[0m \x1b[1;33mxml\x1b[0m: so\n"; color.String() != want {
		t.Errorf("got %q", color.String())
	}
}
