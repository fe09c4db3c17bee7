package soap

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// cxf is a command of the program around CXF.
func (l *lab) cxf(args ...string) *exec.Cmd {
	l.Helper()
	script, err := filepath.Abs("../cxf/run.sh")
	if err != nil {
		l.Fatal(err)
	}
	return exec.Command(script, args...)
}

// callCXF calls CXF with generated clients.
func (l *lab) callCXF() {
	plain, secure := l.freePort(), l.freePort()
	cmd := l.cxf("plain-offer", plain, secure, l.keys.key, l.keys.chain)
	stdin, err := cmd.StdinPipe() // it ends with its input
	if err != nil {
		l.Fatal(err)
	}
	defer stdin.Close()
	_, told := l.start(cmd)
	bases := map[string]string{"HTTP": "http://localhost:" + plain, "TLS": "https://localhost:" + secure}
	l.compareCXF(bases["HTTP"])
	l.callEach(cxfServer, func(s *set, port *wssc.Port, over string) string {
		if s.given {
			return bases[over] + "/" + s.name
		}
		return bases[over] + cxfPath(port)
	}, func(s *set, port *wssc.Port, address string, x *exchange) error {
		return l.callCXFOnce(s, port, address, x, told)
	})
}

// cxfPath is the path of a port, with its slash.
func cxfPath(port *wssc.Port) string { return strings.TrimPrefix(port.Address, recordedBase) }

// recordedBase is where the services are in the WSDLs that are recorded.
const recordedBase = "http://localhost:8080"

// compareCXF sees to it that the WSDLs that are recorded are those that CXF makes.
func (l *lab) compareCXF(base string) {
	l.Helper()
	for _, s := range sets {
		if !s.with(cxfServer) || s.given {
			continue
		}
		for _, port := range s.ports {
			file := s.file(port)
			recorded, err := os.ReadFile(file)
			if err != nil {
				l.Fatal(err)
			}
			resp, err := http.Get(base + cxfPath(port) + "?wsdl")
			if err != nil {
				l.Fatal(err)
			}
			defer resp.Body.Close()
			made, err := io.ReadAll(resp.Body)
			if err != nil || !bytes.Equal(bytes.ReplaceAll(made, []byte(base), []byte(recordedBase)), recorded) {
				l.Errorf("%s is not what CXF makes (%v): ../cxf/run.sh plain-wsdl writes it anew", file, err)
			}
		}
	}
}

// callCXFOnce makes a call and looks at the addressing headers of the answer. CXF refuses
// a request that has not the right ones.
func (l *lab) callCXFOnce(s *set, port *wssc.Port, address string, x *exchange, told *bufio.Reader) error {
	v := &kept{client: l.keys.client()}
	client, err := s.contract.client(port, wssc.WithAddress(address), wssc.WithHTTPClient(v), quiet)
	if err != nil {
		return err
	}
	if err := x.call(context.Background(), client); err != nil {
		return err
	}
	switch {
	case x.out == nil:
		if line, err := told.ReadString('\n'); err != nil || line != "told a note\n" {
			return fmt.Errorf("CXF was told %q, %v", line, err)
		}
		if v.status != http.StatusAccepted {
			return fmt.Errorf("HTTP status %d", v.status)
		}
	case port.Plan.Addressing != plan.AddressingNone:
		return checkAddressing(v.request, v.response, cmp.Or(x.answered, x.action))
	}
	return nil
}

// kept is a client of HTTP that keeps what it has sent and got.
type kept struct {
	client            *http.Client
	request, response []byte
	status            int
}

func (v *kept) Do(r *http.Request) (*http.Response, error) {
	var err error
	if v.request, err = io.ReadAll(r.Body); err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(v.request))
	resp, err := v.client.Do(r)
	if err != nil {
		return nil, err
	}
	v.status = resp.StatusCode
	if v.response, err = io.ReadAll(resp.Body); err != nil {
		return nil, err
	}
	resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(v.response))
	return resp, nil
}

// hearCXF lets CXF's client call our servers.
func (l *lab) hearCXF() {
	jobs := l.jobs(cxfClient)
	var input strings.Builder
	for _, j := range jobs {
		fmt.Fprintf(&input, "%s\t%s\t%s\t%s\t%v\n", j.Set, j.soap, j.URL, cmp.Or(j.CA, "-"), j.Strange)
	}
	l.hear(cxfClient, jobs, l.cxf("plain-use"), input.String())
}

// freePort returns a port that nothing listens on.
func (l *lab) freePort() string {
	l.Helper()
	listener, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		l.Fatal(err)
	}
	defer listener.Close()
	return fmt.Sprint(listener.Addr().(*net.TCPAddr).Port)
}
