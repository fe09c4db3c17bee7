package doc

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recordings returns the messages of foreign peers whose path matches.
func recordings(t testing.TB, pattern string) [][]byte {
	t.Helper()
	files, err := filepath.Glob("../../../testdata/captures/" + pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no recordings: %v", err)
	}
	var all [][]byte
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b)
	}
	return all
}

// TestCanonicalRecorded asks all canonicalizers about every part of recorded
// messages that has an Id, and cuts and splices each message.
func TestCanonicalRecorded(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"cxf/*/0[12]-re*.xml", "cxf-stax/stax-to-stax/*/0[12]-re*.xml"} {
		for i, b := range recordings(t, pattern) {
			text := string(b)
			d := parse(t, text)
			checkCanonical(t, d, text, d.root, "")
			for _, x := range d.ids {
				checkCanonical(t, d, text, x.node, "soap wsse #default")
			}
			for seed := range uint64(3) {
				checkSplice(t, rand.New(rand.NewPCG(seed, uint64(i))), text)
			}
			d.Release()
		}
	}
}

// FuzzCanonical proves the same as TestCanonicalGenerated for whatever is accepted
// as a document: two other canonicalizers agree, the digest is that of the form, the
// form is its own, and none of it depends on parts having been encrypted.
func FuzzCanonical(f *testing.F) {
	for _, pattern := range []string{"cxf/AC*/0[12]-re*.xml", "cxf-stax/stax-to-stax/ADC*/02-re*.xml"} {
		for _, b := range recordings(f, pattern) {
			text := string(b)
			f.Add(text, uint16(0), "")
			d := parse(f, text)
			for i, x := range d.ids {
				f.Add(text, uint16(x.node), []string{"", "soap", "#default wsse"}[i%3])
			}
			d.Release()
		}
	}
	for _, name := range []string{"merlin-exc-c14n-one/exc-signature.xml", "merlin-c14n-three/signature.xml", "santuario/example2_2_2.xml", "santuario/default_ns_redefinition_input.xml"} {
		f.Add(string(readVector(f, name)), uint16(2), "bar")
	}
	for _, text := range namespaceCases {
		f.Add(text, uint16(0), "")
		f.Add(text, uint16(1), "a #default")
	}
	f.Fuzz(func(t *testing.T, text string, element uint16, prefixes string) {
		if len(text) > 64<<10 || len(prefixes) > 1<<10 || strings.Contains(text, "urn:hole:") {
			return
		}
		d := New(DefaultLimits)
		defer d.Release()
		if errors.Join(d.Fill(strings.NewReader(text), 0), d.Parse()) != nil {
			return
		}
		id := ID(int(element) % len(d.nodes))
		if !isPrefixList(prefixes) {
			prefixes = ""
		}
		if len(d.nodes) > 500 {
			checkFixedPoint(t, d, text, id, prefixes) // the others take their time
			return
		}
		checkCanonical(t, d, text, id, prefixes)
		if levels(d) < 90 { // the EncryptedData put in count as levels
			checkSplice(t, rand.New(rand.NewPCG(uint64(element), uint64(len(text)))), text)
		}
	})
}

// isPrefixList reports whether the others read a PrefixList as it is meant: names
// with blanks between them.
func isPrefixList(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x7F || r < ' ' || strings.ContainsRune(`<>&"'`, r)
	})
}

// levels returns how deep the elements of a document are nested.
func levels(d *Doc) int {
	deepest := 0
	for id := range d.nodes {
		n := 0
		for p := ID(id); p != None; p = d.nodes[p].parent {
			n++
		}
		deepest = max(deepest, n)
	}
	return deepest
}

// namespaceCases are hard on a canonicalizer that takes bytes as they stand.
var namespaceCases = []string{
	`<a:x xmlns:a="urn:1"><a:y xmlns:a="urn:1"><a:z>t</a:z></a:y></a:x>`,
	`<a:x xmlns:a="urn:1"><a:y xmlns:a="urn:2"><a:z>t</a:z></a:y><a:z>t</a:z></a:x>`,
	`<a:x xmlns:a="urn:1" xmlns:b="urn:1"><b:y><a:z>t</a:z></b:y></a:x>`,
	`<a:x xmlns:a="urn:1" xmlns:b="urn:2"><a:y><a:z b:k="1">t</a:z></a:y></a:x>`,
	`<x xmlns="urn:1"><y xmlns=""><z>t</z></y><y><z xmlns="">t</z></y></x>`,
	`<x><y xmlns="urn:1"><z>t</z><z xmlns="">t</z></y></x>`,
	`<a:x xmlns:a="urn:1" xmlns="urn:2"><a:y><z><a:w><z>t</z></a:w></z></a:y></a:x>`,
	`<a:x xmlns:a="urn:1"><a:y><a:z k='1' l="2">t</a:z></a:y></a:x>`,
	`<a:x xmlns:a="urn:1"><a:y><a:z l="2" k="1">t</a:z></a:y></a:x>`,
	`<a:x xmlns:a="urn:1"><a:y><a:z  k="1">t</a:z></a:y></a:x>`,
	`<a:x xmlns:a="urn:1"><a:y><a:z k="1" >t</a:z></a:y></a:x>`,
	`<a:x xmlns:a="urn:1"><a:y><a:z>t</a:z ></a:y></a:x>`,
	`<a:x xmlns:a="urn:1"><a:y><a:z/></a:y></a:x>`,
	`<a:x xmlns:a="urn:1"><a:y><a:z>></a:z></a:y></a:x>`,
	`<a:x xmlns:a="urn:1"><a:y>t<!-- c --><a:z>t</a:z></a:y></a:x>`,
	`<a:x xmlns:a="urn:1"><a:y><a:z><![CDATA[t]]></a:z></a:y></a:x>`,
	"<a:x xmlns:a=\"urn:1\"><a:y>t\r\n<a:z>\r</a:z></a:y></a:x>",
	`<a:x xmlns:a="urn:1"><a:y xml:lang="en"><a:z xml:space="preserve">t</a:z></a:y></a:x>`,
	`<a:x xmlns:a="urn:1" xmlns:aa="urn:2"><aa:y><a:z>t</a:z></aa:y><aa:z>t</aa:z></a:x>`,
	`<xml:x><xml:y xmlns:xml="http://www.w3.org/XML/1998/namespace">t</xml:y></xml:x>`,
	`<a:x xmlns:a="urn:1?a&amp;b&#x9;" xmlns:b='urn:"'><b:y a:k="" b:k=""/></a:x>`,
}
