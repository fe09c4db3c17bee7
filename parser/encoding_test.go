package parser

import (
	"testing"

	"golang.org/x/text/encoding/unicode"
)

func TestEncodings(t *testing.T) {
	wide := func(order unicode.Endianness, bom unicode.BOMPolicy) string {
		s, err := unicode.UTF16(order, bom).NewEncoder().String(`<?xml version="1.0" encoding="UTF-16"?><a>é€</a>`)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, tt := range []struct{ name, data, want string }{
		{"UTF-8", "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>é€</a>", "é€"},
		{"ISO-8859-1", "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>", "é"},
		{"windows-1252", "<?xml version='1.0' encoding = \"Windows-1252\" standalone='yes'?><a>\xe9\x80</a>", "é€"},
		{"a name of UTF-8 that others write", "<?xml version='1.0' encoding='utf8'?><a>é€</a>", "é€"},
		{"windows-1251", "<?xml version='1.0' encoding='windows-1251'?><a>\xc4\xe0</a>", "Да"},
		{"Shift_JIS", "<?xml version='1.0' encoding='Shift_JIS'?><a>\x93\xfa</a>", "日"},
		{"UTF-16, little endian", wide(unicode.LittleEndian, unicode.UseBOM), "é€"},
		{"UTF-16, big endian", wide(unicode.BigEndian, unicode.UseBOM), "é€"},
		{"UTF-16 without a mark", wide(unicode.LittleEndian, unicode.IgnoreBOM), "é€"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := ReadDocument("a.xml", []byte(tt.data))
			if err != nil {
				t.Fatal(err)
			}
			if got := d.Root().Text(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
