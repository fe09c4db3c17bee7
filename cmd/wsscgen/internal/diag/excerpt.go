package diag

import (
	"go/token"
	"strings"
	"unicode/utf8"
)

// The longest part of a line that is shown, in characters: documents without
// line breaks are common.
const (
	maxBefore = 60
	maxAfter  = 60
)

// line returns a line of a document, empty when there is none.
func (p *Printer) line(pos token.Position) string {
	if p.Source == nil || pos.Line == 0 {
		return ""
	}
	lines, ok := p.lines[pos.Filename]
	if !ok {
		if data, err := p.Source(pos.Filename); err == nil && utf8.Valid(data) {
			lines = strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
		}
		if p.lines == nil {
			p.lines = make(map[string][]string)
		}
		p.lines[pos.Filename] = lines
	}
	if pos.Line > len(lines) {
		return ""
	}
	return strings.TrimRight(lines[pos.Line-1], "\r")
}

// excerpt returns the part of a line around a column, which counts bytes from 1,
// and a line with a caret below it. Control characters, which a terminal would
// act upon, are replaced.
func excerpt(line string, column int) (text, caret string, ok bool) {
	if strings.TrimSpace(line) == "" || column < 1 || column > len(line)+1 {
		return "", "", false
	}
	before, after := []rune(strings.TrimLeft(line[:column-1], " \t")), []rune(line[column-1:])
	if len(before) > maxBefore {
		before = append([]rune("…"), before[len(before)-maxBefore:]...)
	}
	if len(after) > maxAfter {
		after = append(append([]rune(nil), after[:maxAfter]...), '…')
	}
	text = strings.Map(printable, string(before)+string(after))
	return text, strings.Repeat(" ", len(before)) + "^", true
}

func printable(r rune) rune {
	if r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 {
		return ' '
	}
	return r
}
