package doc

import (
	"errors"
	"strings"
	"testing"
)

func parse(t testing.TB, s string) *Doc {
	t.Helper()
	d := New(DefaultLimits)
	if err := d.Fill(strings.NewReader(s), len(s)); err != nil {
		t.Fatal(err)
	}
	if err := d.Parse(); err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return d
}

func TestCanonical(t *testing.T) {
	for _, tt := range []struct{ name, in, prefixes, want string }{
		{"empty element", `<a/>`, "", `<a></a>`},
		{"visibly used prefixes only", `<a:x xmlns:a="u:a" xmlns:b="u:b"><a:y b:z='1'/></a:x>`, "", `<a:x xmlns:a="u:a"><a:y xmlns:b="u:b" b:z="1"></a:y></a:x>`},
		{"attributes in order", `<x xmlns:b="u:1" xmlns:a="u:2" z="1" a:k="2" b:k="3" y="4"/>`, "", `<x xmlns:a="u:2" xmlns:b="u:1" y="4" z="1" b:k="3" a:k="2"></x>`},
		{"default namespace undone", `<x xmlns="u:d"><y xmlns=""><z/></y></x>`, "", `<x xmlns="u:d"><y xmlns=""><z></z></y></x>`},
		{"sibling scopes", `<x xmlns:a="u:a"><a:y/><a:z/></x>`, "", `<x><a:y xmlns:a="u:a"></a:y><a:z xmlns:a="u:a"></a:z></x>`},
		{"rebound prefix", `<a:x xmlns:a="u:1"><a:y xmlns:a="u:2"><a:z xmlns:a="u:1"/></a:y></a:x>`, "", `<a:x xmlns:a="u:1"><a:y xmlns:a="u:2"><a:z xmlns:a="u:1"></a:z></a:y></a:x>`},
		{"prefix list", `<x xmlns:a="u:a"><y/></x>`, "a", `<x xmlns:a="u:a"><y></y></x>`},
		{"prefix list, below", `<x><y xmlns:a="u:a"><z/></y></x>`, "a b", `<x><y xmlns:a="u:a"><z></z></y></x>`},
		{"#default listed", `<p:x xmlns:p="u:p" xmlns="u:d"><p:y/></p:x>`, "#default", `<p:x xmlns="u:d" xmlns:p="u:p"><p:y></p:y></p:x>`},
		{"#default undone below", `<p:x xmlns:p="u:p" xmlns="u:d"><p:y xmlns=""/></p:x>`, "#default", `<p:x xmlns="u:d" xmlns:p="u:p"><p:y xmlns=""></p:y></p:x>`},
		{"comments go", `<x>a<!-- c -->b</x>`, "", `<x>ab</x>`},
		{"CDATA", `<x><![CDATA[<&>]]></x>`, "", `<x>&lt;&amp;&gt;</x>`},
		{"line ends", "<x>a\r\nb\rc\n&#13;</x>", "", "<x>a\nb\nc\n&#xD;</x>"},
		{"references", `<x a="&quot;&lt;&#9;&#x41;'">&apos;&quot;&gt;&#xe9;</x>`, "", `<x a="&quot;&lt;&#x9;A'">'"&gt;` + "\u00e9" + `</x>`},
		{"literal white space in attributes", "<x a='1\t2\n3\"'/>", "", `<x a="1 2 3&quot;"></x>`},
		{"xml attributes", `<x xml:lang="en" b="1"/>`, "", `<x b="1" xml:lang="en"></x>`},
		{"namespace with references", `<a:x xmlns:a="u:?a&amp;b"/>`, "", `<a:x xmlns:a="u:?a&amp;b"></a:x>`},
		{"declaration and mark", "\uFEFF<?xml version='1.0' encoding='utf-8'?>\n<x/>\n", "", `<x></x>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := parse(t, tt.in)
			defer d.Release()
			if got := string(d.Canonical(nil, d.Root(), []byte(tt.prefixes))); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	deep := strings.Repeat("<a>", 1000) + strings.Repeat("</a>", 1000)
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", "byte 0: no document element"},
		{"truncated", "<a><b></b>", "byte 10: element a does not end"},
		{"truncated tag", "<a b='1", "attribute value does not end"},
		{"not XML", "hello", "byte 0: text outside the document element"},
		{"two roots", "<a/><b/>", "byte 4: a second document element"},
		{"mismatch", "<a><b></a></b>", "byte 6: end tag does not match b"},
		{"DTD", "<!DOCTYPE a><a/>", "a document type declaration"},
		{"DTD inside", "<a><!DOCTYPE a></a>", "a document type declaration"},
		{"processing instruction", "<a><?php x?></a>", "byte 3: processing instructions are not accepted"},
		{"entity", "<a>&foo;</a>", "byte 3: reference to no character or predefined entity"},
		{"reference to control", "<a>&#0;</a>", "reference to no character"},
		{"attribute doubled", `<a b="1" b="2"/>`, "byte 0: attribute doubled"},
		{"attribute doubled by namespace", `<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>`, "attribute doubled"},
		{"many attributes doubled", `<a a="" b="" c="" d="" e="" f="" g="" h="" i="" a=""/>`, "attribute doubled"},
		{"undeclared prefix", `<a><p:b/></a>`, "byte 3: undeclared prefix p"},
		{"undeclared attribute prefix", `<a p:b="1"/>`, "undeclared prefix p"},
		{"prefix declared twice", `<a xmlns:p="u" xmlns:p="v"/>`, "prefix declared twice"},
		{"prefix undeclared", `<a xmlns:p=""/>`, "a prefix cannot be undeclared"},
		{"xmlns declared", `<a xmlns:xmlns="u"/>`, "xmlns cannot be declared"},
		{"xml rebound", `<a xmlns:xml="u"/>`, "the prefix xml belongs"},
		{"Id doubled", `<a xmlns:u="` + known[WSU] + `"><b u:Id="x"/><c u:Id="x"/></a>`, "Id doubled"},
		{"Ids of two kinds", `<a xmlns:u="` + known[WSU] + `" xmlns:x="` + known[XENC] + `"><b u:Id="x"/><x:c Id="x"/></a>`, "Id doubled"},
		{"invalid UTF-8", "<a>\xff</a>", "byte 3: not UTF-8"},
		{"surrogate", "<a>\xed\xa0\x80</a>", "byte 3: not UTF-8"},
		{"non-character", "<a>\xef\xbf\xbf</a>", "byte 3: not UTF-8"},
		{"control character", "<a>\x01</a>", "byte 3: control character"},
		{"control in attribute", "<a b='\x01'/>", "control character"},
		{"control in CDATA", "<a><![CDATA[\x01]]></a>", "control character"},
		{"cdata end in text", "<a>]]></a>", "\"]]>\" in text"},
		{"less-than in attribute", "<a b='<'/>", "'<' in an attribute value"},
		{"no blank between attributes", "<a b='1'c='2'/>", "separated by white space"},
		{"other encoding", "<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "encoding is not UTF-8"},
		{"XML 1.1", "<?xml version='1.1'?><a/>", "not that of XML 1.0"},
		{"double dash in comment", "<a><!-- a -- b --></a>", "comment does not end"},
		{"1,000 levels", deep, "nested too deep"},
		{"bad name", "<1a/>", "not a start tag"},
		{"many attributes", "<a " + many(300, `a%d=""`) + "/>", "too many attributes"},
		{"many prefixes", "<a " + many(100, `xmlns:p%d="u"`) + "/>", "too many prefixes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := New(DefaultLimits)
			defer d.Release()
			if err := d.Fill(strings.NewReader(tt.in), 0); err != nil {
				t.Fatal(err)
			}
			err := d.Parse()
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func many(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(format, "%d", string(rune('a'+i%26))+strings.Repeat("x", i/26)))
		b.WriteByte(' ')
	}
	return b.String()
}

func TestTooLarge(t *testing.T) {
	l := DefaultLimits
	l.Bytes = 100
	d := New(l)
	defer d.Release()
	if err := d.Fill(strings.NewReader(strings.Repeat("x", 101)), 0); err != ErrTooLarge {
		t.Errorf("got %v", err)
	}
	if err := d.Fill(strings.NewReader(strings.Repeat("x", 100)), 0); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestSplice(t *testing.T) {
	d := parse(t, `<s:E xmlns:s="u:s"><s:B><x xmlns="http://www.w3.org/2001/04/xmlenc#" Id="e"/></s:B><s:T/></s:E>`)
	defer d.Release()
	body := d.First(d.Root())
	enc := d.First(body)
	put := func(s string, single bool) error {
		dst, _, err := d.Grow(len(s) + 5)
		if err != nil {
			t.Fatal(err)
		}
		dst = append(dst, "-----"...)
		dst = append(dst, s...)
		return d.Splice(enc, dst[5:], 5, single)
	}
	if err := put(`a<s:p xmlns:q="u:q"><q:r/></s:p>b<t/>c`, false); err != nil {
		t.Fatal(err)
	}
	want := `<s:B xmlns:s="u:s">a<s:p><q:r xmlns:q="u:q"></q:r></s:p>b<t></t>c</s:B>`
	if got := string(d.Canonical(nil, body, nil)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	p := d.First(body)
	if !d.IsNamed(p, "u:s", "p") || d.Parent(p) != body {
		t.Errorf("first child of the body is %s", d.Outer(p))
	}
	next := d.Next(p)
	if next == None || !d.IsNamed(next, "", "t") || d.Next(next) != None {
		t.Error("second child of the body is not t, or not the last")
	}
	if d.ByID([]byte("e")) != None {
		t.Error("the replaced element is still found by Id")
	}
}

func TestSpliceRefused(t *testing.T) {
	for _, tt := range []struct {
		in     string
		single bool
		want   string
	}{
		{"<a>", false, "does not end"},
		{"</s:B>", false, "end tag without a start tag"},
		{"<p:a/>", false, "undeclared prefix"},
		{"<a/><b/>", true, "not one element"},
		{"text", true, "not one element"},
		{"<!DOCTYPE x>", false, "document type"},
		{"\xff", false, "not UTF-8"},
		{strings.Repeat("<a>", 99) + strings.Repeat("</a>", 99), false, "nested too deep"},
	} {
		d := parse(t, `<s:E xmlns:s="u:s"><s:B><x/></s:B></s:E>`)
		dst, _, _ := d.Grow(len(tt.in))
		err := d.Splice(d.First(d.First(d.Root())), append(dst, tt.in...), 0, tt.single)
		var e *Error
		if !errors.As(err, &e) || !e.Decrypted || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.in, err, tt.want)
		}
		d.Release()
	}
}
