package doc

import (
	"bytes"
	"unicode/utf8"

	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
)

// AppendCharData appends the character data of raw content that holds no
// elements: references decoded, CDATA taken literally, comments dropped, line
// ends normalized (XML 1.0, sections 2.11 and 4.6). The content has been parsed,
// so its syntax is right.
func AppendCharData(dst, raw []byte) []byte {
	Segments(raw, func(text []byte, literal bool) {
		if literal {
			dst = appendLines(dst, text)
		} else {
			dst = appendReferences(dst, text)
		}
	})
	return dst
}

var (
	openCDATA    = []byte("<![CDATA[")
	closeCDATA   = []byte("]]>")
	openComment  = []byte("<!--")
	closeComment = []byte("-->")
)

// Segments calls f for each run of character data of raw content without
// elements; literal says that the run comes from a CDATA section.
func Segments(raw []byte, f func(text []byte, literal bool)) {
	for len(raw) > 0 {
		i := bytes.IndexByte(raw, '<')
		if i < 0 {
			f(raw, false)
			return
		}
		if i > 0 {
			f(raw[:i], false)
		}
		raw = raw[i:]
		if bytes.HasPrefix(raw, openCDATA) {
			end := bytes.Index(raw, closeCDATA)
			f(raw[len(openCDATA):end], true)
			raw = raw[end+len(closeCDATA):]
		} else {
			end := bytes.Index(raw[len(openComment):], closeComment) + len(openComment)
			raw = raw[end+len(closeComment):]
		}
	}
}

// appendLines appends text with its line ends normalized to line feeds.
func appendLines(dst, text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return append(dst, text...)
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '\r' {
			if i+1 < len(text) && text[i+1] == '\n' {
				continue
			}
			c = '\n'
		}
		dst = append(dst, c)
	}
	return dst
}

func appendReferences(dst, text []byte) []byte {
	for {
		i := bytes.IndexByte(text, '&')
		if i < 0 {
			return appendLines(dst, text)
		}
		dst = appendLines(dst, text[:i])
		r, n := xmltext.Reference(text[i:])
		dst = utf8.AppendRune(dst, r)
		text = text[i+n:]
	}
}

// appendAttrValue appends the normalized value of an attribute (XML 1.0,
// section 3.3.3): literal white space becomes a blank, references stand for
// themselves.
func appendAttrValue(dst, raw []byte) []byte {
	for i := 0; i < len(raw); {
		switch c := raw[i]; c {
		case '&':
			r, n := xmltext.Reference(raw[i:])
			dst = utf8.AppendRune(dst, r)
			i += n
			continue
		case '\r':
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
			dst = append(dst, ' ')
		case '\t', '\n':
			dst = append(dst, ' ')
		default:
			dst = append(dst, c)
		}
		i++
	}
	return dst
}
