package main_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// What README shows as Go stands in example_test.go, which is compiled and run.
func TestReadmeQuotesTheExample(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	example, err := os.ReadFile("example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(readme), -1)
	if len(blocks) < 3 {
		t.Errorf("only %d blocks of Go in README", len(blocks))
	}
	for _, b := range blocks {
		if !strings.Contains(flat(string(example)), flat(b[1])) {
			t.Errorf("README shows what example_test.go does not have:\n%s", b[1])
		}
	}
}

// flat is a text without indentation.
func flat(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		b.WriteString(strings.TrimSpace(line) + "\n")
	}
	return b.String()
}
