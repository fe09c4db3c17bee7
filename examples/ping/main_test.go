package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/x509"
	"encoding/pem"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	"github.com/wsscgen/wsscgen/testdata/keys"
)

// result is what a command left behind.
type result struct {
	status      int
	out, stderr string
}

func runPing(t *testing.T, args ...string) result {
	t.Helper()
	var out, stderr bytes.Buffer
	status := run(t.Context(), args, std{strings.NewReader(""), &out, &stderr})
	return result{status, out.String(), stderr.String()}
}

func (r result) contains(t *testing.T, status int, out, stderr string) {
	t.Helper()
	if r.status != status || !strings.Contains(r.out, out) || !strings.Contains(r.stderr, stderr) {
		t.Errorf("got status %d, want %d\nstdout %q, want %q in it\nstderr %q, want %q in it", r.status, status, r.out, out, r.stderr, stderr)
	}
}

// startServe serves in this process until the test ends. It returns the address,
// and a function that ends it and returns what it wrote to stderr.
func startServe(t *testing.T, args ...string) (address string, stop func() string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	var stderr bytes.Buffer
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, append([]string{"serve", "-http", "127.0.0.1:0"}, args...), std{strings.NewReader(""), w, &stderr})
		w.Close()
	}()
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("serve ended: %v\n%s", err, stderr.String())
	}
	stop = func() string {
		cancel()
		if status, ok := <-done; ok && status != 0 {
			t.Errorf("serve ended with status %d\n%s", status, stderr.String())
		}
		close(done)
		return stderr.String()
	}
	t.Cleanup(func() { cancel() })
	return strings.Fields(line)[1], stop
}

func TestDemo(t *testing.T) {
	r := runPing(t, "demo")
	r.contains(t, 0, "", "")
	// In this order.
	rest := r.out
	for _, want := range []string{
		"port _AD_IPingService at http://127.0.0.1:",
		"client sent http://schemas.xmlsoap.org/ws/2005/02/trust/RST/SCT",
		"keys derived from an EncryptedKey",
		"server received http://schemas.xmlsoap.org/ws/2005/02/trust/RST/SCT",
		"server issued a security context",
		"client obtained a security context",
		"client sent http://xmlsoap.org/Ping",
		"keys derived from the SecurityContextToken",
		"server received http://xmlsoap.org/Ping",
		"\n    signed     ",
		`call 1 of 2: "wsscgen : ping"`,
		`call 2 of 2: "wsscgen : ping"`,
		"server cancelled a security context",
		"cancel: confirmed",
	} {
		_, after, ok := strings.Cut(rest, want)
		if !ok {
			t.Fatalf("no %q, or not in its place, in\n%s", want, r.out)
		}
		rest = after
	}
}

// Every port that can be carried out is served when none is named, and answers.
func TestCallServe(t *testing.T) {
	address, stop := startServe(t)
	ports, err := findPorts("")
	if err != nil {
		t.Fatal(err)
	}
	if len(ports) < 6 {
		t.Errorf("only %d ports can be carried out", len(ports))
	}
	for _, p := range ports {
		cancel := "cancel: not sent, as the policy says\n"
		if strings.HasPrefix(p.Name, "_") {
			cancel = "cancel: confirmed\n"
		}
		r := runPing(t, "call", "-port", p.Name, "-url", address+"/"+p.Name, "-n", "3", "-origin", "a", "-text", "b")
		r.contains(t, 0, "call 3 of 3: \"a : b\"\n"+cancel, "")
		if r.stderr != "" {
			t.Errorf("%s: stderr %q", p.Name, r.stderr)
		}
	}
	if stderr := stop(); stderr != "" {
		t.Errorf("stderr of serve: %q", stderr)
	}
}

func TestCallFails(t *testing.T) {
	address, stop := startServe(t, "-ports", "_AD")
	r := runPing(t, "call", "-port", "AC", "-url", address+"/_AD_IPingService", "-n", "1")
	r.contains(t, 1, "call 1 of 1: FAILED: Ping: obtaining a security context", "")
	if stderr := stop(); !strings.Contains(stderr, "warn: _AD_IPingService message refused http://schemas.xmlsoap.org/ws/2005/02/trust/RST/SCT") ||
		!strings.Contains(stderr, "    cause      ") {
		t.Errorf("the cause is not in the log of the server: %q", stderr)
	}
	// Not a service of this kind.
	r = runPing(t, "call", "-url", address, "-n", "2")
	r.contains(t, 1, "call 2 of 2: FAILED", "")
}

func TestRefuses(t *testing.T) {
	dir := t.TempDir()
	empty := filepath.Join(dir, "empty.pem")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	alice := filepath.Join(dir, "alice.pem")
	cert, _ := keys.Alice()
	writePEM(t, alice, "CERTIFICATE", cert.Raw)
	for _, c := range []struct {
		name   string
		args   string
		status int
		stderr string
	}{
		{"no command", "", 2, "usage: ping demo"},
		{"unknown command", "pong", 2, "usage: ping demo"},
		{"unknown flag", "call -loud", 2, "ping: flag provided but not defined: -loud\nhint: ping call -h\n"},
		{"argument", "serve now", 2, "ping: argument \"now\" is one too many\n"},
		{"no call", "call -n 0", 2, "ping: -n 0 would prove nothing\n"},
		{"unknown port", "call -port AE", 2, `ping: no port "AE" (known: `},
		{"unknown port among others", "serve -ports AC,AE", 2, `ping: no port "AE" (known: `},
		{"port named twice", "serve -ports AC,AC_IPingService", 2, "ping: port \"AC_IPingService\" is named twice\n"},
		{"address that is none", "call -url localhost:9001", 1, "WithAddress"},
		{"certificate without its key", "serve -cert bob.pem", 2, "ping: -cert and -key go together\n"},
		{"no such file", "call -cert " + filepath.Join(dir, "absent"), 1, "absent: no such file"},
		{"no certificate", "call -cert " + empty, 1, "empty.pem: no CERTIFICATE in PEM form"},
		{"no key", "serve -cert " + alice + " -key " + empty, 1, "empty.pem: no PRIVATE KEY in PEM form"},
		{"not trusted", "call -trust " + alice, 1, "is not trusted (WithTrust)"},
		{"no place for the key log", "call -keylog " + filepath.Join(dir, "absent", "log"), 1, "no such file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := runPing(t, strings.Fields(c.args)...)
			r.contains(t, c.status, "", c.stderr)
			if r.out != "" {
				t.Errorf("stdout %q", r.out)
			}
		})
	}
	for _, name := range []string{"AC", "_AD", "ADC-ES", "SecureConversation_UserNameOverTransport", "XDC_IPingService1"} {
		runPing(t, "call", "-port", "AE").contains(t, 2, "", name)
	}
}

// A port that cannot be carried out yet says which assertion stands in the way, and
// where; nothing is sent.
func TestNotYet(t *testing.T) {
	for _, p := range ping.Ports() {
		if len(p.Plan.NotYet) == 0 {
			continue
		}
		placed := regexp.MustCompile(`^ping: port ` + p.Name + ` cannot be carried out yet: WSSecureConversation_policy\.wsdl:\d+:\d+: \w+: `)
		for _, args := range [][]string{{"call", "-port", p.Name, "-url", "http://127.0.0.1:1/"}, {"serve", "-ports", "AC," + p.Name}, {"demo", "-port", p.Name}} {
			if r := runPing(t, args...); r.status != 1 || !placed.MatchString(r.stderr) {
				t.Errorf("%q: status %d, stderr %q", args, r.status, r.stderr)
			}
		}
	}
}

func TestHelp(t *testing.T) {
	runPing(t, "-h").contains(t, 0, "usage: ping demo", "")
	for _, command := range []string{"demo", "call", "serve"} {
		runPing(t, command, "-h").contains(t, 0, "Usage of ping "+command, "")
	}
}

func TestReservedFlags(t *testing.T) {
	runPing(t, "call", "-user", "x", "-url", "none").contains(t, 1, "", "ping: -user has no effect yet: ")
	_, stop := startServe(t, "-https", ":9009", "-ports", "AC", "-password", "y")
	stderr := stop()
	for _, want := range []string{"ping: -https has no effect yet: ", "ping: -password has no effect yet: "} {
		if !strings.Contains(stderr, want) {
			t.Errorf("no %q in %q", want, stderr)
		}
	}
}

func TestServeUntilEOF(t *testing.T) {
	runPing(t, "serve", "-http", "127.0.0.1:0", "-ports", "AC,_AD", "-until-eof").contains(t, 0, "ready http://127.0.0.1:", "")
	runPing(t, "serve", "-http", "nowhere:none", "-ports", "AC").contains(t, 1, "", "ping: listen tcp")
}

func TestVerbose(t *testing.T) {
	address, stop := startServe(t, "-v")
	r := runPing(t, "call", "-v", "-url", address+"/_AD_IPingService", "-n", "1")
	r.contains(t, 0, "call 1 of 1", "sent http://xmlsoap.org/Ping, bytes ")
	r.contains(t, 0, "", "\n    protected  sign before encrypt\n               signed: Timestamp, Body")
	r.contains(t, 0, "", "received ")
	if stderr := stop(); !strings.Contains(stderr, "_AD_IPingService issued a security context, identifier urn:uuid:") {
		t.Errorf("stderr of serve: %q", stderr)
	}
}

func TestKeylog(t *testing.T) {
	clientLog, serverLog := filepath.Join(t.TempDir(), "client"), filepath.Join(t.TempDir(), "server")
	// It has been there before, for everybody to read.
	if err := os.WriteFile(clientLog, []byte("before\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	address, stop := startServe(t, "-keylog", serverLog)
	r := runPing(t, "call", "-url", address+"/_AD_IPingService", "-n", "1", "-keylog", clientLog)
	r.contains(t, 0, "call 1 of 1", "*** WARNING *** -keylog: the secret of every session goes to")
	if stderr := stop(); !strings.Contains(stderr, "*** WARNING ***") {
		t.Errorf("serve does not warn: %q", stderr)
	}
	var logs []string
	for _, name := range []string{clientLog, serverLog} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("mode %o, want 600", info.Mode().Perm())
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		logs = append(logs, string(b))
	}
	if line := regexp.MustCompile(`^SCT \S+ [0-9a-f]{32}\n$`); !line.MatchString(logs[1]) {
		t.Errorf("key log of the server: %q", logs[1])
	}
	if logs[0] != "before\n"+logs[1] {
		t.Errorf("key log of the client: %q, of the server: %q", logs[0], logs[1])
	}
}

// Keys of one's own in place of the public ones.
func TestOwnKeys(t *testing.T) {
	cert, key := keys.Alice()
	dir := t.TempDir()
	certFile, pkcs8, pkcs1 := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem"), filepath.Join(dir, "rsa.pem")
	writePEM(t, certFile, "CERTIFICATE", cert.Raw)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	writePEM(t, pkcs8, "PRIVATE KEY", der)
	writePEM(t, pkcs1, "RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(key))
	for _, keyFile := range []string{pkcs8, pkcs1} {
		address, stop := startServe(t, "-cert", certFile, "-key", keyFile, "-ports", "AC")
		args := []string{"call", "-port", "AC", "-url", address + "/AC_IPingService", "-n", "1"}
		runPing(t, append(args, "-cert", certFile, "-trust", certFile)...).contains(t, 0, "call 1 of 1: \"wsscgen : ping\"", "")
		runPing(t, args...).contains(t, 1, "FAILED", "") // for the public key
		stop()
	}
}

func writePEM(t *testing.T, name, kind string, der []byte) {
	t.Helper()
	if err := os.WriteFile(name, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
}
