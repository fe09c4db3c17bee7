package generator

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// comment returns the lines of a documentation text, without what must not stand
// in a Go file.
func comment(doc string) []string {
	var lines []string
	for line := range strings.Lines(doc) {
		lines = append(lines, strings.TrimSpace(printable(line)))
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// printable replaces control and format characters, among them line ends that Go
// does not know and marks that turn the reading direction.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s)
}

// describe returns a comment that starts with a sentence of ours and goes on
// with the documentation of the WSDL.
func describe(sentence, doc string) []string {
	lines := []string{printable(sentence)}
	if d := comment(doc); len(d) > 0 {
		lines = append(append(lines, ""), d...)
	}
	return lines
}

// commentLines returns what is printed for the lines of a comment. All comments with words
// of documents come through here: whatever is in them, each line stays a comment, and
// none is a directive.
func commentLines(lines []string) []string {
	out := wrap(lines)
	for i, l := range out {
		l = strings.TrimRight(printable(l), " ")
		if strings.HasPrefix(strings.TrimSpace(l), "+build") {
			l = "-" + l
		}
		if l != "" {
			l = " " + l
		}
		out[i] = "//" + l
	}
	return out
}

// width is where lines of comments are broken, as far as words allow.
const width = 77

// wrap breaks lines that are longer than width.
func wrap(lines []string) []string {
	var out []string
	for _, line := range lines {
		for utf8.RuneCountInString(line) > width {
			at := strings.LastIndexByte(line[:byteOf(line, width+1)], ' ')
			if at <= 0 {
				if at = strings.IndexByte(line, ' '); at < 0 {
					break
				}
			}
			out = append(out, line[:at])
			line = strings.TrimLeft(line[at:], " ")
		}
		out = append(out, line)
	}
	return out
}

// byteOf returns where the n-th character of s starts, or its length.
func byteOf(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
