package parser

import (
	"bytes"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// declared is the encoding in an XML declaration, whose own characters are ASCII.
var declared = regexp.MustCompile(`^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// encodings are those beside UTF-8 that documents are read in.
var encodings = map[string]encoding.Encoding{
	"iso-8859-1":   charmap.ISO8859_1,
	"iso_8859-1":   charmap.ISO8859_1,
	"latin1":       charmap.ISO8859_1,
	"iso-8859-15":  charmap.ISO8859_15,
	"windows-1252": charmap.Windows1252,
	"cp1252":       charmap.Windows1252,
	"us-ascii":     charmap.ISO8859_1, // what else is in there is no ASCII
	"ascii":        charmap.ISO8859_1,
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
		if from = encodings[strings.ToLower(string(m[1]))]; from == nil {
			return data, nil
		}
	}
	return from.NewDecoder().Bytes(data)
}
