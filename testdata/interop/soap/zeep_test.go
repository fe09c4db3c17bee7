package soap

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// python returns a Python that has the libraries.
func (l *lab) python() string {
	l.Helper()
	if l.venv == "" {
		venv := filepath.Join(l.dir, "venv")
		l.run("python3", "-m", "venv", venv)
		l.venv = venv
		l.run(l.python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt")
	}
	return filepath.Join(l.venv, "bin", "python")
}

func (l *lab) run(name string, args ...string) {
	l.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		l.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// callZeep lets zeep call our servers.
func (l *lab) callZeep() {
	jobs := l.jobs(zeep)
	input, err := json.Marshal(jobs)
	if err != nil {
		l.Fatal(err)
	}
	l.hear(zeep, jobs, exec.Command(l.python(), "zeep/call.py"), string(input))
}

// hear runs a client of a peer, which is given the jobs, and takes its verdicts.
func (l *lab) hear(p peer, jobs []*job, cmd *exec.Cmd, input string) {
	l.Helper()
	cmd.Stdin, cmd.Stderr = strings.NewReader(input), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		l.Errorf("%s: %v", p, err)
	}
	for line := range bytes.Lines(out) {
		var v verdict
		if err := json.Unmarshal(line, &v); err != nil {
			l.Errorf("%s said %q", p, line)
			continue
		}
		l.judge(p, jobs, v)
	}
}
