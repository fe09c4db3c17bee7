package main

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what the tests get into their golden files")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"wsscgen": main})
}

// TestScripts runs the command as people do. Each script of testdata/cmd has a
// folder of its own; $TESTDATA is the folder with the WSDLs.
func TestScripts(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join(testdata, "cmd"),
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TESTDATA", testdata)
			env.Setenv("ROOT", filepath.Dir(testdata))
			env.Setenv("GOCACHE", strings.TrimSpace(string(cache)))
			env.Setenv("GOFLAGS", "-mod=mod")
			env.Setenv("GOPROXY", "off")
			return nil
		},
	})
}

// wsscgen runs the command in this process.
func wsscgen(t *testing.T, args ...string) (stdout string) {
	t.Helper()
	var out, err bytes.Buffer
	if status := run(t.Context(), args, streams{strings.NewReader(""), &out, &err}); status != 0 {
		t.Fatalf("exit status %d\n%s", status, &err)
	}
	return out.String()
}

// golden compares with a file, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := read(t, name); got != want {
		t.Errorf("%s is not what there is now; run go test ./cmd/wsscgen -update and read the difference", name)
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
