// Package diag says what is wrong: as lines that editors and people understand,
// or as JSON. It knows every code.
package diag

import (
	"encoding/json"
	"fmt"
	"go/token"
	"io"

	"github.com/wsscgen/wsscgen/parser"
)

// Severity is how bad a diagnostic is.
type Severity string

const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// Max is how many diagnostics of a kind are shown to people; JSON has them all.
const Max = 50

// Printer writes diagnostics.
type Printer struct {
	W      io.Writer
	JSON   bool
	Color  bool
	Source func(name string) ([]byte, error) // the text of a document
	lines  map[string][]string
}

// Print writes a list of diagnostics.
func (p *Printer) Print(severity Severity, list parser.Errors) {
	for i, e := range list {
		switch {
		case p.JSON:
			p.json(severity, e)
		case i == Max:
			fmt.Fprintf(p.W, "and %d more %ss; -json shows all of them\n", len(list)-Max, severity)
			return
		default:
			p.text(severity, e)
		}
	}
}

// record is a diagnostic as editors read it.
type record struct {
	File     string      `json:"file"`
	Line     int         `json:"line,omitempty"`
	Column   int         `json:"column,omitempty"`
	Severity Severity    `json:"severity"`
	Code     parser.Code `json:"code"`
	Message  string      `json:"message"`
	Hint     string      `json:"hint,omitempty"`
	Related  []related   `json:"related,omitempty"`
}

type related struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

func (p *Printer) json(severity Severity, e *parser.Error) {
	r := record{
		File: e.Pos.Filename, Line: e.Pos.Line, Column: e.Pos.Column,
		Severity: severity, Code: e.Code, Message: e.Err.Error(), Hint: e.Hint,
	}
	for _, x := range e.Related {
		r.Related = append(r.Related, related{x.Pos.Filename, x.Pos.Line, x.Pos.Column, x.What})
	}
	enc := json.NewEncoder(p.W)
	enc.SetEscapeHTML(false)
	enc.Encode(r)
}

// The colours of a terminal.
const (
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	faint  = "\x1b[2m"
	reset  = "\x1b[0m"
)

func (p *Printer) paint(color, s string) string {
	if !p.Color || s == "" {
		return s
	}
	return color + s + reset
}

func (p *Printer) text(severity Severity, e *parser.Error) {
	color := red
	if severity == Warning {
		color = yellow
	}
	fmt.Fprintf(p.W, "%s: %s %s: %s\n",
		p.paint(bold, place(e.Pos)), p.paint(color, string(severity)), p.paint(color, string(e.Code)), e.Err)
	if line, caret, ok := excerpt(p.line(e.Pos), e.Pos.Column); ok {
		fmt.Fprintf(p.W, "\t%s\n\t%s\n", line, p.paint(color, caret))
	}
	for _, r := range e.Related {
		fmt.Fprintf(p.W, "\t%s: %s\n", place(r.Pos), r.What)
	}
	if e.Hint != "" {
		fmt.Fprintf(p.W, "\t%s%s\n", p.paint(faint, "hint: "), e.Hint)
	}
}

// place is file:line:col, or the command itself.
func place(pos token.Position) string {
	if pos.Filename == "" {
		return "wsscgen"
	}
	return pos.String()
}
