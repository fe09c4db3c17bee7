package main_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// What README shows as Go stands in an example, which is compiled and run.
func TestReadmeQuotesTheExample(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var examples string
	for _, name := range []string{"example_test.go", "../notes/example_test.go", "../notes/recipes_test.go"} {
		example, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		examples += flat(string(example))
	}
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllStringSubmatch(string(readme), -1)
	if len(blocks) < 5 {
		t.Errorf("only %d blocks of Go in README", len(blocks))
	}
	for _, b := range blocks {
		if !strings.Contains(examples, flat(b[1])) {
			t.Errorf("README shows what no example has:\n%s", b[1])
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
