package doc

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
)

// generator makes small documents that are in canonical form but for a few places:
// each way to deviate from it comes up now and then.
type generator struct {
	r    *rand.Rand
	b    bytes.Buffer
	mess float64 // how likely a deviation is, at each place where there can be one
	left int     // elements that may still be made
}

func newGenerator(seed uint64) *generator {
	g := &generator{r: rand.New(rand.NewPCG(seed, 0)), left: 30}
	g.mess = []float64{0, 0.01, 0.05, 0.3}[g.r.IntN(4)]
	return g
}

var (
	genPrefixes = []string{"", "a", "b", "c", "aa", "seven77", "prefix-8", "prefix-9", "much-longer-prefix"}
	genSpaces   = []string{"urn:1", "urn:2", "urn:3?a=b&amp;c", known[SOAP12], known[XENC], "urn:4"}
	genValues   = []string{"", "v", "'", ">", "\u00e9", " ", "&amp;", "&lt;", "&quot;", "]]>", "&#x9;", "&#xA;", "&#xD;"}
	genDirty    = []string{"\t", "\n", "\r\n", "\r", "&#13;", "&gt;", "&apos;", "&#x20;", "&#65;", "&#xe9;"}
	genText     = []string{"text", " ", "\n", "\t", "\u00e9", "\U0001F600", "\"'", "]] ", "&amp;", "&lt;", "&gt;", "&#xD;"}
	genMessy    = []string{"\r", "\r\n", "&#13;", " >", "&quot;", "&apos;", "&#x41;", "<!-- c -->", "<!--<x/>&-->", "<![CDATA[<&>\r\n]]>", "<![CDATA[]]>"}
)

func (g *generator) messy() bool { return g.r.Float64() < g.mess }

func (g *generator) one(of []string) string { return of[g.r.IntN(len(of))] }

// document returns a document, with a declaration, a byte order mark or comments
// around it now and then.
func (g *generator) document() string {
	if g.messy() {
		g.b.WriteString("\uFEFF")
	}
	if g.messy() {
		g.b.WriteString("<?xml version='1.0' encoding=\"utf-8\"?>\r\n")
	}
	if g.messy() {
		g.b.WriteString("<!-- > -->\n")
	}
	g.element(map[string]string{}, g.one(genPrefixes), 0)
	if g.messy() {
		g.b.WriteString("\r\n<!-- end -->")
	}
	return g.b.String()
}

// prefixList returns the value of a PrefixList, empty as often as not.
func (g *generator) prefixList() string {
	if g.r.IntN(2) == 0 {
		return ""
	}
	var list []string
	for range 1 + g.r.IntN(3) {
		list = append(list, g.one([]string{"a", "b", "c", "aa", "seven77", "prefix-8", "prefix-9", "#default", "unknown", "xml"}))
	}
	return strings.Join(list, g.one([]string{" ", "  ", "\n"}))
}

func (g *generator) element(outer map[string]string, prefix string, depth int) {
	g.left--
	scope := map[string]string{}
	for p, uri := range outer {
		scope[p] = uri
	}
	decls := map[string]string{}
	if g.r.IntN(5) == 0 || depth == 0 {
		for range g.r.IntN(4) {
			decls[g.one(genPrefixes)] = g.one(genSpaces)
		}
		if g.r.IntN(8) == 0 {
			decls[""] = ""
		}
	}
	if _, ok := outer[prefix]; !ok && prefix != "" && decls[prefix] == "" {
		decls[prefix] = g.one(genSpaces)
	}
	for p, uri := range decls {
		scope[p] = uri
	}
	name := g.one([]string{"x", "y", "z-1", "\u00e9"})
	if prefix != "" {
		name = prefix + ":" + name
	}
	g.b.WriteString("<" + name)
	g.attributes(decls, scope)
	if g.messy() {
		g.b.WriteString(g.one([]string{" ", "\n", "\r\n", "\t"}))
	}
	children := 0
	if depth < 7 {
		children = g.r.IntN(5)
	}
	if children == 0 && g.messy() {
		g.b.WriteString("/>")
		return
	}
	g.b.WriteByte('>')
	for range children {
		switch {
		case g.messy():
			g.b.WriteString(g.one(genMessy))
		case g.r.IntN(2) == 0 || g.left <= 0:
			g.b.WriteString(g.one(genText))
		case g.r.IntN(4) != 0:
			g.element(scope, prefix, depth+1)
		default:
			g.element(scope, g.one(genPrefixes), depth+1)
		}
	}
	g.b.WriteString("</" + name)
	if g.messy() {
		g.b.WriteString(g.one([]string{" ", "\n"}))
	}
	g.b.WriteByte('>')
}

// attributes writes declarations and attributes, in canonical order unless it is
// messy.
func (g *generator) attributes(decls, scope map[string]string) {
	type attribute struct{ order, name, value string }
	var all []attribute
	for p, uri := range decls {
		if p == "" {
			all = append(all, attribute{"0", "xmlns", uri})
		} else {
			all = append(all, attribute{"0" + p, "xmlns:" + p, uri})
		}
	}
	for _, local := range []string{"p", "q", "r"} {
		if g.r.IntN(4) == 0 {
			all = append(all, attribute{"1" + local, local, g.value()})
		}
	}
	seen := map[string]bool{}
	for _, p := range genPrefixes[1:] {
		uri, local := scope[p], g.one([]string{"p", "q"})
		if uri != "" && g.r.IntN(8) == 0 && !seen[uri+local] {
			seen[uri+local] = true
			all = append(all, attribute{"2" + uri + "\x00" + local, p + ":" + local, g.value()})
		}
	}
	if g.r.IntN(12) == 0 {
		local := g.one([]string{"lang", "space"})
		all = append(all, attribute{"2" + known[XML] + "\x00" + local, "xml:" + local, g.value()})
	}
	slices.SortFunc(all, func(a, b attribute) int { return strings.Compare(a.order, b.order) })
	if g.messy() {
		g.r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	for _, a := range all {
		blank, equals, quote, value := " ", "=", `"`, a.value
		if g.messy() {
			blank = g.one([]string{"  ", "\n", "\t ", "\r\n"})
		}
		if g.messy() {
			equals = g.one([]string{" =", "= ", " = ", "=\n"})
		}
		if g.messy() && !strings.Contains(value, "'") {
			quote = "'"
			if g.r.IntN(2) == 0 && a.order[0] != '0' {
				value += `"`
			}
		}
		g.b.WriteString(blank + a.name + equals + quote + value + quote)
	}
}

func (g *generator) value() string {
	var s string
	for range g.r.IntN(3) {
		if g.messy() {
			s += g.one(genDirty)
		} else {
			s += g.one(genValues)
		}
	}
	return s
}
