package cxf

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// patience is how long a command may take; a first build of the Maven project
// fetches its jars.
const patience = 4 * time.Minute

// peers are the programs that talk to each other.
type peers struct {
	ping      string // our program
	dom, stax string // addresses of CXF's servers
}

// newPeers builds our program and starts CXF's server, with both engines.
func newPeers(t *testing.T) *peers {
	t.Helper()
	p := &peers{ping: filepath.Join(t.TempDir(), "ping")}
	if _, stderr, err := run(t, "go", "build", "-o", p.ping, "../../../examples/ping"); err != nil {
		t.Fatalf("building the ping program: %v\n%s", err, stderr)
	}
	if _, stderr, err := run(t, "./run.sh", "build"); err != nil {
		t.Fatalf("building the CXF program: %v\n%s", err, stderr)
	}
	ports := freePorts(t, 4)
	cxf := start(t, "./run.sh", "serve", "-until-eof", "-http", ports[0], "-https", ports[1], "-stax-http", ports[2], "-stax-https", ports[3])
	p.dom, p.stax = "http://localhost:"+ports[0], "http://localhost:"+ports[2]
	cxf.ready(t)
	return p
}

// server is our server, serving.
type server struct {
	*process
	address string
}

// serve starts our server.
func (p *peers) serve(t *testing.T) *server {
	t.Helper()
	s := &server{process: start(t, p.ping, "serve", "-until-eof", "-http", "localhost:0")}
	line := s.ready(t)
	s.address = strings.Fields(line)[1]
	return s
}

// refusal is a message that our server refused.
type refusal struct {
	port, cause string
	cancel      bool
}

// stop ends our server and returns what it refused.
func (s *server) stop(t *testing.T) []refusal {
	t.Helper()
	s.end(t)
	var found []refusal
	for line := range strings.Lines(s.stderr.String()) {
		if rest, ok := strings.CutPrefix(line, "warn: "); ok {
			port, _, _ := strings.Cut(rest, suffix)
			found = append(found, refusal{port: port, cancel: strings.Contains(rest, "/RST/SCT/Cancel")})
		} else if cause, ok := strings.CutPrefix(strings.TrimSpace(line), "cause "); ok && len(found) > 0 {
			found[len(found)-1].cause = strings.TrimSpace(cause)
		}
	}
	return found
}

// process is a program that runs until its standard input ends, so that none is
// left behind when the test dies.
type process struct {
	cmd    *exec.Cmd
	stdin  io.Closer
	stdout *bufio.Reader
	stderr bytes.Buffer
	done   bool
}

func start(t *testing.T, name string, args ...string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(name, args...)}
	p.cmd.Stderr = &p.stderr
	p.cmd.WaitDelay = time.Second
	stdin, err := p.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p.stdin, p.stdout = stdin, bufio.NewReader(stdout)
	t.Cleanup(func() { p.end(t) })
	return p
}

// ready returns the line that says so.
func (p *process) ready(t *testing.T) string {
	t.Helper()
	slow := time.AfterFunc(patience, func() { p.cmd.Process.Kill() })
	defer slow.Stop()
	line, err := p.stdout.ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "ready ") {
		p.end(t)
		t.Fatalf("%s did not get ready: %q %v\n%s", p.cmd, line, err, p.stderr.String())
	}
	return line
}

// end ends the process, by force when it does not listen.
func (p *process) end(t *testing.T) {
	t.Helper()
	if p.done {
		return
	}
	p.done = true
	p.stdin.Close()
	slow := time.AfterFunc(20*time.Second, func() { p.cmd.Process.Kill() })
	defer slow.Stop()
	if err := p.cmd.Wait(); err != nil && !t.Failed() {
		t.Errorf("%s: %v\n%s", p.cmd, err, p.stderr.String())
	}
}

// run runs a command to its end.
func run(t *testing.T, name string, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.WaitDelay = time.Second
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	err = cmd.Run()
	return out.String(), errOut.String(), err
}

// freePorts returns ports that nothing listens on.
func freePorts(t *testing.T, n int) []string {
	t.Helper()
	var ports []string
	for range n {
		l, err := net.Listen("tcp", "localhost:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close() // at the end, so that they differ
		ports = append(ports, fmt.Sprint(l.Addr().(*net.TCPAddr).Port))
	}
	return ports
}
