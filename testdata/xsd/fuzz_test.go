package xsd

import (
	"os"
	"strings"
	"testing"
)

// FuzzInstances reads documents of whatever kind. What can be read can be written,
// and what was written comes out the same a second time.
func FuzzInstances(f *testing.F) {
	data, err := os.ReadFile("instances.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		kind, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		if kind == "same" || kind == "read" || kind == "refuse" || kind == "write" {
			f.Add(strings.Replace(text, "@", `xmlns:n1="urn:f"`, 1))
		}
	}
	f.Fuzz(func(t *testing.T, in string) {
		for name, d := range documents {
			if !strings.Contains(in, name) {
				continue
			}
			v, err := d.unmarshal([]byte(in))
			if err != nil {
				continue
			}
			first, err := d.marshal(v)
			if err != nil {
				t.Fatalf("read and not written: %v\n%s", err, in)
			}
			v, err = d.unmarshal(first)
			if err != nil {
				t.Fatalf("written and not read: %v\n%s\n%s", err, in, first)
			}
			if again, err := d.marshal(v); err != nil || string(again) != string(first) {
				t.Fatalf("%v\n%s\n%s\n%s", err, in, first, again)
			}
		}
	})
}
