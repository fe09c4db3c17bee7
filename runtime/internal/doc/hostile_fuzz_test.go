package doc

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
)

// TestHostile parses documents that are small for what they may cost. They are
// refused, or take time in proportion to their size, as does their canonical form;
// else this test does not end.
func TestHostile(t *testing.T) {
	const size = 2 << 20
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	count := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "%d", fmt.Sprint(i)))
		}
		return b.String()
	}
	nested := func(n int, tag string) string {
		return count(n, "<"+tag+">") + strings.Repeat("</a>", n)
	}
	const u = "urn:0123456789"
	for _, tt := range []struct{ name, in, want string }{
		{"4000 elements, 10 prefixes", "<a" + count(10, ` xmlns:p%d="`+u+`%d"`) + ">" + strings.Repeat("<p1:b/><p2:b p3:c=''/>", 2000) + "</a>", ""},
		{"1000 prefixes", "<a" + count(1000, ` xmlns:p%d="u"`) + "/>", "too many attributes"},
		{"1000 prefixes, spread", nested(99, "a"+count(11, ` xmlns:p%dx="u"`)), "too many prefixes"},
		{"prefixes that come and go", "<a>" + repeat("<a"+count(60, ` xmlns:p%d="u"`)+"/>") + "</a>", ""},
		{"1000 namespaces", "<a>" + count(1000, `<b xmlns="urn:%d"/>`) + "</a>", "too many namespaces"},
		{"128 namespaces, over and over", "<a>" + repeat(count(128, `<b xmlns="urn:%d"/>`)) + "</a>", ""},
		{"namespace with references, over and over", "<a>" + repeat(`<b xmlns="&#x41;"/>`) + "</a>", ""},
		{"20000 attributes", "<a" + count(20000, ` b%d=""`) + "/>", "too many attributes"},
		{"256 attributes, over and over", "<a>" + repeat("<a"+count(256, ` b%d=""`)+"/>") + "</a>", ""},
		{"256 attributes with prefixes", `<a xmlns:p="` + u + `">` + repeat("<a"+count(256, ` p:b%d=""`)+"/>") + "</a>", ""},
		{"depth 1000, one declaration each", nested(1000, `a xmlns:p%d="u"`), "too many prefixes"},
		{"depth 10000", nested(10000, "a"), "nested too deep"},
		{"depth without an end", repeat("<a>"), "nested too deep"},
		{"elements without an end", "<a>" + repeat("<a/>") + "</b>", "end tag does not match"},
		{"too many elements", "<a>" + strings.Repeat("<a/>", 1<<20) + "</a>", "too many elements"},
		{"Ids", "<a>" + count(300, `<a xml:id="i%d"/>`) + "</a>", "too many Ids"},
		{"entities", "<!DOCTYPE a [<!ENTITY a '" + repeat("x") + "'>]><a>" + repeat("&a;") + "</a>", "document type"},
		{"references", "<a>" + repeat("&amp;") + "</a>", ""},
		{"references without an end", "<a>" + repeat("&"), "reference"},
		{"reference of many digits", "<a>&#" + repeat("0") + ";</a>", "reference"},
		{"less-than signs", repeat("<"), "not a start tag"},
		{"comments", "<a>" + repeat("<!---->") + "</a>", ""},
		{"text between comments", "<a>" + repeat("x<!---->") + "</a>", ""},
		{"comment with dashes", "<a><!--" + repeat("- ") + "--></a>", ""},
		{"comments without an end", "<a>" + repeat("<!--"), "comment does not end"},
		{"CDATA", "<a>" + repeat("<![CDATA[]]>") + "</a>", ""},
		{"CDATA with brackets", "<a><![CDATA[" + repeat("]]") + "]]></a>", ""},
		{"CDATA without an end", "<a>" + repeat("<![CDATA["), "CDATA section does not end"},
		{"quotes in single quotes", "<a b='" + repeat(`"`) + "'/>", ""},
		{"references in single quotes", "<a b='" + repeat(`&lt;`) + "'/>", ""},
		{"single quotes without an end", repeat("<a b='>"), "'<' in an attribute value"},
		{"attributes in single quotes", "<a" + count(256, ` a%d=''`) + ">" + repeat("x") + "</a>", ""},
		{"blanks in a tag", "<a" + repeat(" ") + "/>", ""},
		{"blanks before the end", "<a/>" + repeat(" \n"), ""},
		{"long name", "<" + repeat("a") + "/>", ""},
		{"long prefix", "<" + repeat("a") + ":b/>", "undeclared prefix"},
		{"long names that differ at the end", "<a><" + strings.Repeat("x", size/2) + "></" + strings.Repeat("x", size/2-1) + "y></a>", "end tag does not match"},
		{"long name of a namespace", `<a xmlns:b="urn:` + repeat("x") + `"/>`, "name of a namespace is too long"},
		{"long decoded name of a namespace", `<a xmlns="` + repeat("&#x41;") + `"/>`, "name of a namespace is too long"},
		{"name of a namespace, over and over", `<a xmlns:b="urn:` + strings.Repeat("x", 500) + `">` + strings.Repeat("<b:c/>", 10000) + "</a>", ""},
		{"line ends", "<a>" + repeat("\r") + "</a>", ""},
		{"invalid at the end", "<a>" + repeat("\u00e9") + "\xff</a>", "not UTF-8"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := New(DefaultLimits)
			defer d.Release()
			if err := d.Fill(strings.NewReader(tt.in), len(tt.in)); err != nil {
				t.Fatal(err)
			}
			err := d.Parse()
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Fatalf("got %.200v, want %q", err, tt.want)
			}
			if err != nil {
				return
			}
			h := &counter{}
			list := "#default" + count(150, " p%d")
			d.Digest(h, d.root, []byte(list))
			if h.n > 100*len(tt.in) {
				t.Errorf("%d bytes have a canonical form of %d", len(tt.in), h.n)
			}
			d.HasText(d.root)
			if _, err := d.Text(d.root); err != nil && err != ErrNotSimple {
				t.Error(err)
			}
		})
	}
}

// counter is a hash that counts what it is given.
type counter struct{ n int }

func (c *counter) Write(b []byte) (int, error) { c.n += len(b); return len(b), nil }
func (c *counter) Sum(b []byte) []byte         { return b }
func (c *counter) Reset()                      {}
func (c *counter) Size() int                   { return sha256.Size }
func (c *counter) BlockSize() int              { return sha256.BlockSize }
