package main

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the tests get into their golden files")

// TestExplainInterop explains the 24 ports of the interop service. The command
// runs at the top of the tree, so that the places read the same everywhere.
func TestExplainInterop(t *testing.T) {
	t.Chdir("../..")
	var stdout, stderr bytes.Buffer
	if status := run([]string{"explain", "testdata/wsdl/ping/WSSecureConversation.wsdl"}, &stdout, &stderr); status != 0 {
		t.Fatalf("exit status %d\n%s", status, stderr.String())
	}
	if n := strings.Count("\n"+stdout.String(), "\nport "); n != 24 {
		t.Errorf("got %d ports, want 24", n)
	}
	const golden = "testdata/policy/explain/WSSecureConversation.txt"
	if *update {
		if err := os.WriteFile(golden, stdout.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(stdout.Bytes(), want) {
		t.Errorf("explain differs from %s; run go test ./cmd/wsscgen -update and read the difference", golden)
	}
}

func TestRunRefuses(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, content string) {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("page.html", "<!DOCTYPE html>\n<html/>")
	write("two.wsdl", "<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\">\n <types/>\n <bogus/>\n <service/>\n</definitions>")
	for _, c := range []struct {
		name   string
		args   []string
		status int
		stderr string
	}{
		{"no command", nil, 2, "wsscgen: what is to be done? see wsscgen --help\n"},
		{"unknown command", []string{"explane"}, 2, "wsscgen: unknown command \"explane\" for \"wsscgen\"\n"},
		{"unknown flag", []string{"explain", "--loud", "a.wsdl"}, 2, "wsscgen: unknown flag: --loud\n"},
		{"no file", []string{"explain"}, 2, "wsscgen: accepts 1 arg(s), received 0\n"},
		{"absent", []string{"explain", "absent.wsdl"}, 1, "absent.wsdl: there is no such file\n"},
		{"directory", []string{"explain", "."}, 1, ".: this is a directory; name a file in it\n"},
		{"page", []string{"explain", "page.html"}, 1, "page.html:1:1: this is an HTML page; a WSDL, schema or policy document is expected\n"},
		{"several", []string{"explain", "two.wsdl"}, 1, "two.wsdl:3:2: bogus has no meaning in definitions (known: documentation, import, types, message, portType, binding, service)\ntwo.wsdl:4:2: service has no name\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			status := run(c.args, &stdout, &stderr)
			if status != c.status || stderr.String() != c.stderr || stdout.Len() > 0 {
				t.Errorf("got  %d %q\nwant %d %q\nstdout %q", status, stderr.String(), c.status, c.stderr, stdout.String())
			}
		})
	}
}
