package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/config"
)

// TestManual holds the manual pages against the commands.
func TestManual(t *testing.T) {
	const dir = "../../docs/man"
	root := rootCommand(newApp(streams{}))
	root.DisableAutoGenTag = true
	commands := root.Commands()
	var pages []string
	for _, cmd := range append(commands, root) { // the root comes last
		if cmd.Name() == "help" || cmd.Name() == "completion" {
			cmd.Hidden = true // in the pages of others
			continue
		}
		var page bytes.Buffer
		date := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
		if err := doc.GenMan(cmd, &doc.GenManHeader{Section: "1", Source: "wsscgen", Date: &date}, &page); err != nil {
			t.Fatal(err)
		}
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1"
		pages = append(pages, name)
		golden(t, filepath.Join(dir, name), page.String())
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !slices.Contains(pages, f.Name()) {
			t.Errorf("%s is the page of no command", f.Name())
		}
	}
}

// TestTwins looks for the key of each flag and for the flag of each key.
func TestTwins(t *testing.T) {
	later := []string{"packages", "types", "rename", "initialisms"} // keys without a flag: maps, and not yet
	keys := config.Keys()
	seen := map[string]bool{"wsdl": true} // the arguments
	generate := generateCommand(newApp(streams{}))
	generate.Flags().VisitAll(func(f *pflag.Flag) {
		key := f.Name
		if key == "out" {
			key = "output"
		}
		if seen[key] = true; key != "config" && !slices.Contains(keys, key) {
			t.Errorf("-%s has no key", f.Name)
		}
	})
	for _, key := range keys {
		if !seen[key] && !slices.Contains(later, key) {
			t.Errorf("%s has no flag", key)
		}
	}
}
