// Package cxf holds secure conversations with a live Apache CXF, in both
// directions. It needs a JDK and Maven, and does nothing without its flag:
//
//	go test -v ./testdata/interop/cxf -live
package cxf

import (
	"flag"
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

var live = flag.Bool("live", false, "talk to a live Apache CXF (a JDK and Maven are needed)")

// The ports whose cells count, and those that are tried as well.
var (
	counted = []string{"AC", "_AD", "ADC-ES"}
	further = []string{"ADC", "_A", "_AD-ES"}
)

const suffix = "_IPingService"

// The columns of the table.
var pairings = []string{"ours to CXF DOM", "ours to CXF StAX", "CXF DOM to ours", "CXF StAX to ours"}

func TestLive(t *testing.T) {
	if !*live {
		t.Skip("without -live nothing is started")
	}
	for _, tool := range []string{"java", "mvn"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Fatalf("%s is not installed", tool)
		}
	}
	p := newPeers(t)
	table := newTable()
	defer func() { t.Logf("\n%s", table) }()
	t.Run("cells", func(t *testing.T) {
		table.fill(pairings[0], callCXF(t, p.ping, p.dom))
		table.fill(pairings[1], callCXF(t, p.ping, p.stax))
		table.fill(pairings[2], callOurs(t, p, "dom"))
		table.fill(pairings[3], callOurs(t, p, "stax"))
	})
	// A server that knows us already must answer the next session as well.
	t.Run("second session", func(t *testing.T) {
		demand(t, callCXF(t, p.ping, p.dom))
		demand(t, callCXF(t, p.ping, p.stax))
	})
	t.Run("recordings", func(t *testing.T) { checkRecordings(t, p) })
	if failed := table.failed(); failed > 0 {
		t.Errorf("%d cells failed", failed)
	}
}

// cell is what came of the calls of one client to one port.
type cell struct {
	calls   int    // answered rightly
	failure string // "" when all were
	cancel  string // what became of Cancel, "" when none was sent
}

// callCXF calls every port of a server of CXF with our client.
func callCXF(t *testing.T, ping, base string) map[string]cell {
	cells := map[string]cell{}
	for _, port := range append(counted, further...) {
		cells[port] = ourCall(t, ping, base, port)
	}
	return cells
}

func ourCall(t *testing.T, ping, base, port string) cell {
	out, stderr, err := run(t, ping, "call", "-port", port, "-url", base+"/"+port+suffix, "-n", "2")
	c := cell{calls: strings.Count(out, `: "wsscgen : ping"`)}
	if err != nil || c.calls != 2 {
		c.failure = fmt.Sprintf("%v: %s%s", err, out, stderr)
	}
	if _, cancel, _ := strings.Cut(out, "cancel: "); !strings.HasPrefix(cancel, "not sent") {
		c.cancel = strings.TrimSpace(cancel)
	}
	return c
}

// callOurs calls every port of our server with CXF's client.
func callOurs(t *testing.T, p *peers, engine string) map[string]cell {
	ours := p.serve(t)
	cells := cxfCall(t, ours.address, engine)
	refused := ours.stop(t)
	for port, c := range cells {
		// CXF's client does not prove the key of the context that it cancels, so it
		// is refused; it does not mind.
		for _, r := range refused {
			if r.port == port && r.cancel {
				c.cancel = "refused: " + r.cause
			} else if r.port == port && c.failure != "" {
				c.failure += "; refused: " + r.cause
			}
		}
		cells[port] = c
	}
	return cells
}

// cxfCall calls every port at base with CXF's client.
func cxfCall(t *testing.T, base, engine string) map[string]cell {
	var names []string
	for _, port := range append(counted, further...) {
		names = append(names, port+suffix)
	}
	out, stderr, err := run(t, "./run.sh", "call", "-url", base, "-port", strings.Join(names, ","), "-engine", engine, "-n", "2")
	cells := map[string]cell{}
	for _, port := range append(counted, further...) {
		cells[port] = cell{failure: fmt.Sprintf("no word from CXF: %v: %s", err, stderr)}
	}
	for line := range strings.Lines(out) {
		var verdict, name, word string
		var c cell
		fmt.Sscan(line, &verdict, &name, &word, &c.calls)
		want := 2
		if strings.HasPrefix(name, "_") {
			want = 1 // after its Cancel it would go on with the dead context
		}
		if verdict != "PASS" || c.calls != want {
			c.failure = strings.TrimSpace(line)
		}
		cells[strings.TrimSuffix(name, suffix)] = c
	}
	return cells
}

// demand fails the test when a cell failed.
func demand(t *testing.T, cells map[string]cell) {
	t.Helper()
	for port, c := range cells {
		if c.failure != "" {
			t.Errorf("%s: %s", port, oneLine(c.failure))
		}
	}
}
