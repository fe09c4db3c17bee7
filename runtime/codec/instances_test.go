package codec_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var declaration = regexp.MustCompile(` xmlns(?::([^=]+))?="`)

// What the instances of testdata/xsd are written as is canonical XML, when all
// prefixes count.
func TestInstancesAreCanonical(t *testing.T) {
	data, err := os.ReadFile("../../testdata/xsd/instances.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		kind, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if kind != "same" && kind != "write" {
			continue
		}
		text = strings.Replace(text, "@", `xmlns:n1="urn:f"`, 1)
		var prefixes []string
		for _, m := range declaration.FindAllStringSubmatch(text, -1) {
			if m[1] == "" {
				m[1] = "#default"
			}
			prefixes = append(prefixes, m[1])
		}
		d := parse(t, text)
		if got := string(d.Canonical(nil, d.Root(), []byte(strings.Join(prefixes, " ")))); got != text {
			t.Errorf("got  %s\nwant %s", got, text)
		}
		d.Release()
	}
}
