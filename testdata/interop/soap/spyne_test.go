package soap

import (
	"bytes"
	"cmp"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	wssc "github.com/wsscgen/wsscgen/runtime"
)

// callSpyne calls spyne with generated clients.
func (l *lab) callSpyne() {
	if out, err := exec.Command(l.python(), "-c", "import sys, spyne.server.wsgi").CombinedOutput(); err != nil {
		l.skipAll(spyne, "spyne does not run with this Python: "+lastLine(out))
		return
	}
	l.compareSpyne()
	ready, _ := l.start(exec.Command(l.python(), "spyne/serve.py", "serve", l.keys.key, l.keys.chain))
	bases := l.bases(spyne, ready)
	l.callEach(spyne, func(_ *set, port *wssc.Port, over string) string {
		return bases[over] + strings.TrimPrefix(version(port), "SOAP ")
	}, l.callOnce)
}

// skipAll skips all calls of a peer that is not to be had.
func (l *lab) skipAll(p peer, why string) {
	for _, r := range l.table {
		if r.peer == p {
			r.skip = cmp.Or(r.skip, why)
		}
	}
}

func lastLine(out []byte) string {
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return lines[len(lines)-1]
}

// compareSpyne sees to it that the WSDLs that are recorded are those that spyne makes.
func (l *lab) compareSpyne() {
	l.Helper()
	for _, s := range sets {
		if !s.with(spyne) {
			continue
		}
		recorded, err := os.ReadFile(s.wsdl)
		if err != nil {
			l.Fatal(err)
		}
		v := strings.TrimPrefix(version(s.ports[0]), "SOAP ")
		made, err := exec.Command(l.python(), "spyne/serve.py", "wsdl", v).Output()
		if err != nil || !bytes.Equal(made, recorded) {
			l.Errorf("%s is not what spyne makes (%v): spyne/serve.py wsdl %s writes it anew", s.wsdl, err, v)
		}
	}
}

// callEach makes all calls with a server of a peer.
func (l *lab) callEach(p peer, addresses func(s *set, port *wssc.Port, over string) string, call func(s *set, port *wssc.Port, address string, x *exchange) error) {
	l.Helper()
	for _, s := range sets {
		if !s.with(p) {
			continue
		}
		for _, port := range s.ports {
			for _, over := range s.transports() {
				for i := range s.exchanges {
					if x := &s.exchanges[i]; x.skip[p] == "" {
						l.table.find(s.name, version(port), over, p, x.feature).fill(call(s, port, addresses(s, port, over), x))
					}
				}
				if over == "TLS" {
					l.table.find(s.name, version(port), over, p, unknownRoot).fill(l.callStranger(s, port, addresses(s, port, over)))
				}
			}
		}
	}
}

// callOnce makes a call.
func (l *lab) callOnce(s *set, port *wssc.Port, address string, x *exchange) error {
	client, err := s.contract.client(port, wssc.WithAddress(address), wssc.WithHTTPClient(l.keys.client()), quiet)
	if err != nil {
		return err
	}
	return x.call(context.Background(), client)
}

// callStranger calls with a client that trusts the roots of the system alone.
func (l *lab) callStranger(s *set, port *wssc.Port, address string) error {
	client, err := s.contract.client(port, wssc.WithAddress(address), quiet)
	if err != nil {
		return err
	}
	err = s.exchanges[0].call(context.Background(), client)
	var unknown x509.UnknownAuthorityError
	if !errors.As(err, &unknown) {
		return fmt.Errorf("no refusal but %v", err)
	}
	return nil
}

// bases are the addresses of a server, of which it said the port numbers.
func (l *lab) bases(p peer, line string) map[string]string {
	l.Helper()
	var plain, secure int
	if _, err := fmt.Sscan(line, &plain, &secure); err != nil {
		l.Fatalf("%s: it said %q", p, line)
	}
	return map[string]string{"HTTP": fmt.Sprintf("http://127.0.0.1:%d/", plain), "TLS": fmt.Sprintf("https://127.0.0.1:%d/", secure)}
}
