package doc

import (
	"bufio"
	"bytes"
	"crypto/sha1"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const vectors = "../../../testdata/vectors/c14n/"

func readVector(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(vectors + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// find returns the first element with a local name in document order.
func find(d *Doc, local string) ID {
	for id := range d.nodes {
		if string(d.Local(ID(id))) == local {
			return ID(id)
		}
	}
	return None
}

// TestCanonicalPublished holds canonical forms against those that were published
// when the recommendation was made, and those of other programs' tests.
func TestCanonicalPublished(t *testing.T) {
	joseph := strings.NewReplacer( // what the DTD says, said by the document
		"<!DOCTYPE doc [<!ATTLIST e9 attr CDATA 'default'>]>", "",
		"<e9 ", `<e9 attr="default" `)
	for _, tt := range []struct{ name, in, element, prefixes, want string }{
		{"merlin", "merlin-exc-c14n-one/exc-signature.xml", "Object", "", "merlin-exc-c14n-one/c14n-0.txt"},
		{"merlin, PrefixList", "merlin-exc-c14n-one/exc-signature.xml", "Object", "bar #default", "merlin-exc-c14n-one/c14n-1.txt"},
		{"merlin, SignedInfo", "merlin-exc-c14n-one/exc-signature.xml", "SignedInfo", "", "merlin-exc-c14n-one/c14n-4.txt"},
		{"merlin, nested", "merlin-c14n-three/signature.xml", "Something", "", "merlin-c14n-three/c14n-9.txt"},
		{"merlin, nested, PrefixList", "merlin-c14n-three/signature.xml", "Something", "#default", "merlin-c14n-three/c14n-18.txt"},
		{"recommendation, section 2.2, first", "santuario/example2_2_1.xml", "elem2", "", "santuario/example2_2_c14nized_exclusive.xml"},
		{"recommendation, section 2.2, second", "santuario/example2_2_2.xml", "elem2", "", "santuario/example2_2_c14nized_exclusive.xml"},
		{"section 2.4", "santuario/example2_4.xml", "elem2", "", "santuario/example2_4_c14nized.xml"},
		{"default namespace undeclared", "santuario/default_ns_redefinition_input.xml", "Object", "", "santuario/default_ns_redefinition_c14n.xml"},
		{"joseph", "santuario/signature-joseph-exc.xml", "e6", "", "santuario/c14n-1.txt"},
		{"joseph, PrefixList", "santuario/signature-joseph-exc.xml", "e6", "a", "santuario/c14n-2.txt"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := joseph.Replace(string(readVector(t, tt.in)))
			d := parse(t, text)
			defer d.Release()
			id := find(d, tt.element)
			got := string(d.Canonical(nil, id, []byte(tt.prefixes)))
			if want := string(readVector(t, tt.want)); got != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			checkCanonical(t, d, text, id, tt.prefixes)
		})
	}
}

// TestCanonicalSigned takes the digests of what signed messages refer to, and
// compares them with those in their signatures.
func TestCanonicalSigned(t *testing.T) {
	files, err := filepath.Glob(vectors + "cxf/*.xml")
	if err != nil || len(files) == 0 {
		t.Fatal("no messages", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := parse(t, string(text))
			defer d.Release()
			n := 0
			for id := range d.nodes {
				if d.Is(ID(id), DS, "Reference") {
					checkReference(t, d, ID(id))
					n++
				}
			}
			if n == 0 {
				t.Error("it refers to nothing")
			}
		})
	}
}

func checkReference(t *testing.T, d *Doc, ref ID) {
	t.Helper()
	uri, _ := d.Attr(ref, NoNS, "URI")
	target := d.ByID(bytes.TrimPrefix(uri, []byte("#")))
	if target == None {
		t.Fatalf("nothing is %q", uri)
	}
	var prefixes []byte
	if ts := d.Child(ref, DS, "Transforms"); ts != None {
		if list := d.First(d.First(ts)); list != None {
			prefixes, _ = d.Attr(list, NoNS, "PrefixList")
		}
	}
	want, _ := d.Text(d.Child(ref, DS, "DigestValue"))
	h := sha1.New()
	d.Digest(h, target, prefixes)
	if got := base64.StdEncoding.EncodeToString(h.Sum(nil)); got != string(want) {
		t.Errorf("digest of %q is %s, want %s", uri, got, want)
	}
}

// TestCanonicalLibxml2 holds canonical forms of generated documents against those
// of libxml2; see the README there.
func TestCanonicalLibxml2(t *testing.T) {
	f, err := os.Open(vectors + "libxml2.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	n := 0
	for ; in.Scan(); n++ {
		var v struct {
			Document string
			Element  ID // in document order, the document element is 0
			Prefixes string
			Want     string
		}
		if err := json.Unmarshal(in.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		d := parse(t, v.Document)
		if got := string(d.Canonical(nil, v.Element, []byte(v.Prefixes))); got != v.Want {
			t.Errorf("line %d: element %d of %q, PrefixList %q\ngot  %q\nwant %q", n+1, v.Element, v.Document, v.Prefixes, got, v.Want)
		}
		d.Release()
	}
	if err := in.Err(); err != nil || n == 0 {
		t.Fatalf("%d lines: %v", n, err)
	}
}
