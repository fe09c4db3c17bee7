package cxf

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// checkRecordings records conversations of our client with our server, and of each
// with CXF, and has an independent program decrypt and verify every byte of them.
// That program is not part of this repository: it is looked for in the folder that
// WSSCGEN_SHARED names, or in ../shared beside the repository.
func checkRecordings(t *testing.T, p *peers) {
	shared := os.Getenv("WSSCGEN_SHARED")
	if shared == "" {
		shared = "../../../../shared"
	}
	oracle := filepath.Join(shared, "oracle")
	if _, err := os.Stat(filepath.Join(oracle, "oracle.py")); errors.Is(err, fs.ErrNotExist) {
		t.Skipf("there is no oracle.py in %s (WSSCGEN_SHARED names another folder)", oracle)
	}
	o := newOracle(t, oracle)

	o.check(t, "ours to ours", []string{"--strict"}, func(t *testing.T, dir string) {
		ours := p.serve(t)
		base := o.record(t, ours.address, dir)
		demand(t, callCXF(t, p.ping, base))
		for _, r := range ours.stop(t) {
			t.Errorf("port %s refused a message of our client: %s", r.port, r.cause)
		}
	})
	for i, address := range []string{p.dom, p.stax} {
		o.check(t, pairings[i], nil, func(t *testing.T, dir string) {
			demand(t, callCXF(t, p.ping, o.record(t, address, dir)))
		})
	}
	for i, engine := range []string{"dom", "stax"} {
		o.check(t, pairings[2+i], nil, func(t *testing.T, dir string) {
			ours := p.serve(t)
			demand(t, cxfCall(t, o.record(t, ours.address, dir), engine))
		})
	}
}

type oracle struct{ dir, python string }

// newOracle makes an environment with what the program imports.
func newOracle(t *testing.T, dir string) *oracle {
	t.Helper()
	venv := t.TempDir()
	for _, args := range [][]string{
		{"python3", "-m", "venv", venv},
		{filepath.Join(venv, "bin", "pip"), "install", "-q", "--disable-pip-version-check", "-r", filepath.Join(dir, "requirements.txt")},
	} {
		if out, stderr, err := run(t, args[0], args[1:]...); err != nil {
			t.Fatalf("%s: %v\n%s%s", strings.Join(args, " "), err, out, stderr)
		}
	}
	return &oracle{dir, filepath.Join(venv, "bin", "python")}
}

// check has talk fill a folder with recordings, and judges them.
func (o *oracle) check(t *testing.T, name string, flags []string, talk func(t *testing.T, dir string)) {
	t.Run(name, func(t *testing.T) {
		dir := t.TempDir()
		talk(t, dir)
		args := append([]string{"-B", filepath.Join(o.dir, "oracle.py"), "--check",
			"--key", "../../keys/bob.crt.pem", "../../keys/bob.key.pem"}, flags...)
		out, stderr, err := run(t, o.python, append(args, dir)...)
		t.Logf("\n%s%s", out, stderr)
		if err != nil {
			t.Errorf("the recordings do not hold: %v", err)
		}
		if want := len(counted) + len(further); strings.Count(out, "\nok ")+1 != want {
			t.Errorf("%d conversations were to be judged", want)
		}
	})
}

// record starts a proxy to upstream that writes what passes through, and returns
// its address.
func (o *oracle) record(t *testing.T, upstream, dir string) string {
	t.Helper()
	port := freePorts(t, 1)[0]
	cmd := exec.Command(o.python, "-B", filepath.Join(o.dir, "record.py"), port, upstream, dir)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if c, err := net.Dial("tcp", "127.0.0.1:"+port); err == nil {
			c.Close()
			return "http://127.0.0.1:" + port
		}
		if time.Now().After(deadline) {
			t.Fatal("the recording proxy does not listen")
		}
	}
}
