package parser

import (
	"strings"
	"testing"
)

func TestGateRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, doc, want string }{
		{"nothing", "", "a.xml: the file is empty"},
		{"blank", "\xef\xbb\xbf \n", "a.xml: the file is empty"},
		{"text", "hello", "a.xml:1:1: text outside of the root element; an XML document is expected"},
		{"json", "\n  {\"a\": 1}", "a.xml:2:3: text outside of the root element; an XML document is expected"},
		{"comment only", "<!-- nothing -->", "a.xml:1:17: there is no element; an XML document is expected"},
		{"DTD", "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a>&b;</a>", "a.xml:3:7: &b; is an entity of a DTD, which is not read; put in what it stands for"},
		{"DTD elsewhere", "<!DOCTYPE a SYSTEM \"a.dtd\">\n<a/>", "a.xml:1:1: a DTD is not read; remove the <!DOCTYPE ...>"},
		{"DTD with defaults", "<!DOCTYPE a [<!ATTLIST a xmlns:x CDATA #FIXED 'urn:x'> <!ATTLIST a b CDATA 'c'>]>\n<a/>", "a.xml:1:1: a DTD is not read; remove the <!DOCTYPE ...>"},
		{"DTD that declares the namespace", "<!DOCTYPE a [<!ATTLIST a xmlns:x CDATA #FIXED 'urn:x'>]>\n<x:a/>", `a.xml:2:1: prefix "x" is not declared`},
		{"HTML", "<!DOCTYPE html>\n<html><body>404</body></html>", "a.xml:1:1: this is an HTML page; a WSDL, schema or policy document is expected"},
		{"entity", "<a>&b;</a>", "a.xml:1:7: not well-formed XML: invalid character entity &b;"},
		{"an encoding that nobody knows", "<?xml version=\"1.0\" encoding=\"x-klingon\"?><a/>", "a.xml:1:1: encoding \"x-klingon\" is not read; save the file as UTF-8"},
		{"UTF-16 in name alone", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", "a.xml:1:1: encoding \"UTF-16\" is not read; save the file as UTF-8"},
		{"not UTF-8", "<a>\n b\xe9</a>", "a.xml:2:3: this is not UTF-8; save the file as UTF-8"},
		{"not UTF-8 in a comment", "<a><!-- \xe9 --></a>", "a.xml:1:9: this is not UTF-8; save the file as UTF-8"},
		{"XML 1.1", "<?xml version=\"1.1\"?><a/>", "a.xml:1:22: not well-formed XML: unsupported version \"1.1\"; only version 1.0 is supported"},
		{"late declaration", "<a/>\n<?xml version=\"1.0\"?>", "a.xml:2:1: the XML declaration is not at the start of the file"},
		{"element prefix", "<a>\n <p:b/>\n</a>", "a.xml:2:2: prefix \"p\" is not declared"},
		{"attribute prefix", "<a p:b=\"\"/>", "a.xml:1:1: prefix \"p\" is not declared"},
		{"prefix out of scope", "<a><b xmlns:p=\"u\"/><p:c/></a>", "a.xml:1:20: prefix \"p\" is not declared"},
		{"unbound prefix", "<a xmlns:p=\"\"/>", "a.xml:1:1: prefix \"p\" is bound to nothing"},
		{"xml prefix rebound", "<a xmlns:xml=\"u\"/>", "a.xml:1:1: prefix \"xml\" cannot be bound to \"u\""},
		{"doubled attribute", "<a b=\"1\" b=\"2\"/>", "a.xml:1:1: attribute b stands twice"},
		{"doubled by namespace", "<a xmlns:p=\"u\" xmlns:q=\"u\" p:b=\"1\" q:b=\"2\"/>", "a.xml:1:1: attribute q:b stands twice"},
		{"two roots", "<a/>\n<b/>", "a.xml:2:1: a second root element <b>"},
		{"crossed tags", "<a>\n<b></a></b>", "a.xml:2:4: </a> closes <b>, opened at 2:1"},
		{"stray end tag", "</a>", "a.xml:1:1: </a> closes nothing"},
		{"cut off", "<a>\n<b>text", "a.xml:2:8: the file ends inside <b>, opened at 2:1"},
		{"bad name", "<a:b:c/>", "a.xml:1:7: not well-formed XML: expected element name after <"},
		{"too deep", strings.Repeat("<a>", maxDepth+1), "a.xml:1:769: elements are nested more than 256 deep"},
		{"too wide", "<a" + strings.Repeat(" b=''", maxAttrs+1) + "/>", "a.xml:1:1: the element has more than 1024 attributes"},
		{"too large", strings.Repeat(" ", maxSize+1), "a.xml: the file has more than 32 MiB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := ReadDocument("a.xml", []byte(c.doc))
			if err == nil {
				t.Fatalf("no error, want %s", c.want)
			}
			if got := err.Error(); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestGatePlacesAndNames(t *testing.T) {
	t.Parallel()
	doc, err := ReadDocument("a.xml", []byte("\xef\xbb\xbf<?xml version=\"1.0\"?>\r\n<a xmlns=\"u\" xmlns:p=\"v\">\r\n\t<p:b p:x=\" 1 \" x=\"2\">one<!-- - --> and<c xmlns=\"\"/> two</p:b></a>\n"))
	if err != nil {
		t.Fatal(err)
	}
	root := doc.Root()
	b := root.Children()[0]
	c := b.Children()[0]
	for _, got := range []struct{ got, want string }{
		{root.Pos().String(), "a.xml:2:1"},
		{b.Pos().String(), "a.xml:3:2"},
		{c.Pos().String(), "a.xml:3:40"},
		{root.Name().String(), "{u}a"},
		{b.Name().String(), "{v}b"},
		{c.Name().String(), "c"},
		{b.Text(), "one and two"},
		{b.Value("x"), "2"},
	} {
		if got.got != got.want {
			t.Errorf("got %s, want %s", got.got, got.want)
		}
	}
	if v, ok := b.Attr("v", "x"); !ok || v != " 1 " {
		t.Errorf("attribute {v}x: got %q, %v", v, ok)
	}
	if _, ok := b.Attr("u", "x"); ok {
		t.Error("an attribute without prefix is in no namespace")
	}
	for _, q := range []struct{ value, want string }{
		{"p:d", "{v}d"},
		{" d ", "{u}d"},
		{"xml:lang", "{" + NamespaceXML + "}lang"},
		{"q:d", "a.xml:3:2: p:b: prefix \"q\" of \"q:d\" is not declared"},
		{":d", "a.xml:3:2: p:b: \":d\" is not a qualified name"},
		{"p:d e", "a.xml:3:2: p:b: \"p:d e\" is not a qualified name"},
	} {
		got := ""
		if n, err := b.QName(q.value); err != nil {
			got = err.Error()
		} else {
			got = n.String()
		}
		if got != q.want {
			t.Errorf("QName(%q): got %s, want %s", q.value, got, q.want)
		}
	}
}

// FuzzReadDocument looks for panics and for places outside of the document.
func FuzzReadDocument(f *testing.F) {
	for _, s := range []string{
		"<a/>", "<a xmlns:p='u'><p:b c='1'>t</p:b></a>", "<!DOCTYPE html>", "<a>\n</b>", "\xef\xbb\xbf<a/>",
		"<?xml version='1.0' encoding='latin1'?><a/>", "<a>&#x41;&amp;<![CDATA[x]]></a>", "<a xmlns='' xml:lang='de'/>", "\xff\xfe<\x00", "<\x000",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadDocument("a.xml", data)
		if text, err := UTF8(data); err == nil {
			data = text // places are those of the document in UTF-8
		}
		inside := func(line, column int) bool {
			lines := strings.Split(strings.TrimPrefix(string(data), "\xef\xbb\xbf"), "\n")
			return line >= 1 && line <= len(lines) && column >= 1 && column <= len(lines[line-1])+1
		}
		if err != nil {
			e, ok := err.(*Error)
			if !ok || e.Pos.Filename != "a.xml" {
				t.Fatalf("%v has no place", err)
			}
			if e.Pos.Line != 0 && !inside(e.Pos.Line, e.Pos.Column) {
				t.Fatalf("%v is outside", err)
			}
			return
		}
		walk(doc.Root(), func(e Element) {
			p := e.Pos()
			if !inside(p.Line, p.Column) {
				t.Fatalf("%s at %s is outside", e.Tag(), p)
			}
			line := strings.Split(strings.TrimPrefix(string(data), "\xef\xbb\xbf"), "\n")[p.Line-1]
			if !strings.HasPrefix(line[p.Column-1:], "<") {
				t.Fatalf("%s is not at %s", e.Tag(), p)
			}
		})
	})
}

// TestPassedOver has the DTD that the W3C's schema of XML signatures comes with.
func TestPassedOver(t *testing.T) {
	const text = `<?xml version="1.0"?>
<!DOCTYPE schema
  PUBLIC "-//W3C//DTD XMLSchema 200102//EN" "http://www.w3.org/2001/XMLSchema.dtd"
 [
   <!ATTLIST schema
     xmlns:ds CDATA #FIXED "http://www.w3.org/2000/09/xmldsig#">
   <!ENTITY dsig 'http://www.w3.org/2000/09/xmldsig#'>
   <!ENTITY % p ''>
   <!ENTITY % s ''>
  ]>
<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>`
	doc, err := ReadDocument("a.xsd", []byte(text))
	if err != nil || !doc.Root().Is(NamespaceXSD, "schema") {
		t.Errorf("%v", err)
	}
}
