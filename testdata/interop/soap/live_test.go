// Package soap talks plain SOAP with programs that others have written: zeep calls
// a generated server, and a generated client calls node-soap. It needs Python and
// Node, fetches both libraries, and does nothing without its flag:
//
//	go test -v ./testdata/interop/soap -live
package soap

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/testdata/notes"
)

var live = flag.Bool("live", false, "talk to peers of other makes (Python and Node are needed)")

const wsdl = "../../notes.wsdl"

var quiet = wssc.WithLogger(slog.New(slog.DiscardHandler))

func TestLive(t *testing.T) {
	if !*live {
		t.Skip("without -live nothing is started")
	}
	// Outside of the tree: what is fetched is nobody's to commit.
	dir := t.TempDir()
	var table strings.Builder
	defer func() { t.Logf("\n%s", &table) }()
	cells, failed := 0, 0
	row := func(peer, port, what string, err error) {
		cells++
		outcome := "passed"
		if err != nil {
			outcome = err.Error()
			failed++
		}
		fmt.Fprintf(&table, "%-17s %-8s %-9s %s\n", peer, port, what, outcome)
	}
	python := zeep(t, dir)
	node := nodeSOAP(t, dir)
	for _, port := range notes.Ports() {
		for what, err := range callOurs(t, python, port) {
			row("zeep to ours", port.Name, what, err)
		}
	}
	for _, port := range notes.Ports() {
		for what, err := range callNode(t, node, port) {
			row("ours to node-soap", port.Name, what, err)
		}
	}
	fmt.Fprintf(&table, "%d of %d calls passed\n", cells-failed, cells)
	if failed > 0 || cells != 20 {
		t.Errorf("%d of %d calls failed", failed, cells)
	}
}

// zeep returns a Python that has zeep.
func zeep(t *testing.T, dir string) string {
	venv := filepath.Join(dir, "venv")
	run(t, "python3", "-m", "venv", venv)
	python := filepath.Join(venv, "bin", "python")
	run(t, python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt")
	return python
}

// nodeSOAP starts node-soap and returns its address.
func nodeSOAP(t *testing.T, dir string) string {
	for _, name := range []string{"package.json", "serve.js"} {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run(t, "npm", "install", "--prefix", dir, "--silent", "--no-audit", "--no-fund")
	document, err := filepath.Abs(wsdl)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", filepath.Join(dir, "serve.js"), document)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	port, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("node-soap does not start: %v", err)
	}
	return "http://127.0.0.1:" + strings.TrimSpace(port)
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// service is a note service.
type service struct{ told []string }

func (s *service) Say(_ context.Context, in *notes.Text) (*notes.Text, error) {
	switch in.Text {
	case "unheard":
		return nil, &notes.UnheardError{UnheardFault: notes.UnheardFault{After: 3, Error: "nobody"}}
	case "busy":
		return nil, &notes.BusyError{Text: notes.Text{Text: "later"}}
	}
	return &notes.Text{Text: in.Text + "!"}, nil
}

func (s *service) Ask(_ context.Context, in *notes.AskInput) (*notes.AskOutput, error) {
	if in.Session == nil || in.Trace == nil {
		return nil, &wssc.Fault{Code: "Sender", Reason: "There are no headers."}
	}
	return &notes.AskOutput{
		Body:  notes.Text{Text: fmt.Sprint(in.Body.Text, " ", in.Session.User, " ", in.Session.Key)},
		Trace: &notes.Trace{Value: in.Trace.Value + "'"},
	}, nil
}

func (s *service) Draw(_ context.Context, in *notes.Drawing) (*notes.Drawing, error) { return in, nil }

func (s *service) Add(_ context.Context, in *notes.Add) (*notes.AddResponse, error) {
	return &notes.AddResponse{Sum: in.A + in.B}, nil
}

func (s *service) Tell(_ context.Context, in *notes.Text) error {
	s.told = append(s.told, in.Text)
	return nil
}

// outcomes are what came of calls, in order.
type outcomes func(yield func(what string, err error) bool)

// callOurs lets zeep call a generated server.
func callOurs(t *testing.T, python string, port *wssc.Port) outcomes {
	return func(yield func(string, error) bool) {
		svc := &service{}
		handler, err := notes.NewNotesHandler(svc, port, quiet)
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(handler)
		defer server.Close()
		out := run(t, python, "call.py", wsdl, server.URL, port.Name)
		for line := range strings.Lines(out) {
			what, wrong, _ := strings.Cut(strings.TrimSpace(line), ":")
			err := error(nil)
			if wrong = strings.TrimSpace(wrong); wrong != "" {
				err = errors.New(wrong)
			}
			if what == "one-way" && err == nil && (len(svc.told) != 1 || svc.told[0] != "a note") {
				err = fmt.Errorf("what was told: %q", svc.told)
			}
			yield(what, err)
		}
	}
}

// callNode lets a generated client call node-soap.
func callNode(t *testing.T, base string, port *wssc.Port) outcomes {
	return func(yield func(string, error) bool) {
		client, err := notes.NewNotesClient(port, wssc.WithAddress(base+"/"+strings.ToLower(port.Name)), wssc.WithHTTPClient(http.DefaultClient), quiet)
		if err != nil {
			t.Fatal(err)
		}
		ctx := context.Background()
		said, err := client.Say(ctx, &notes.Text{Text: "hello, wörld & <co>"})
		if err == nil && said.Text != "hello, wörld & <co>!" {
			err = fmt.Errorf("said %q", said.Text)
		}
		yield("response", err)

		_, err = client.Say(ctx, &notes.Text{Text: "unheard"})
		var unheard *notes.UnheardError
		if errors.As(err, &unheard) && unheard.After == 3 && unheard.UnheardFault.Error == "nobody" {
			err = nil
		} else {
			err = fmt.Errorf("not the declared fault: %w", err)
		}
		yield("fault", err)

		asked, err := client.Ask(ctx, &notes.AskInput{Body: notes.Text{Text: "who?"}, Session: &notes.Session{User: "Älice & <Bob>", Key: 7}})
		if err == nil && asked.Body.Text != "who? Älice & <Bob> 7" {
			err = fmt.Errorf("answered %q", asked.Body.Text)
		}
		yield("headers", err)

		// No RPC: node-soap takes no notice of the namespace in soap:body, and
		// qualifies the parts.
		yield("one-way", client.Tell(ctx, &notes.Text{Text: "a note"}))
	}
}
