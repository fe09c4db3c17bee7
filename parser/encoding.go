package parser

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
)

// declared is the encoding in an XML declaration, whose own characters are ASCII.
var declared = regexp.MustCompile(`^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// encodingOf returns the encoding of a name that IANA knows, nil for another one and
// for UTF-8.
func encodingOf(label string) encoding.Encoding {
	switch label = strings.ToLower(label); label {
	case "ascii", "us-ascii":
		return charmap.ISO8859_1 // what else is in there is no ASCII
	case "cp1252":
		return charmap.Windows1252
	}
	if strings.HasPrefix(label, "utf") {
		return nil // UTF-16 is told by its bytes
	}
	e, err := ianaindex.IANA.Encoding(label)
	if err != nil {
		return nil
	}
	return e
}

// UTF8 returns a document in UTF-8. Columns of positions count its bytes. An encoding that is
// not known stays as it is and is refused where it is declared.
func UTF8(data []byte) ([]byte, error) {
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		from = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte("<\x00")):
		from = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case bytes.HasPrefix(data, []byte("\x00<")):
		from = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	default:
		m := declared.FindSubmatch(data)
		if m == nil {
			return data, nil
		}
		if from = encodingOf(string(m[1])); from == nil {
			return data, nil
		}
	}
	return from.NewDecoder().Bytes(data)
}
