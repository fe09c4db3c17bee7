package soap

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
	wssc "github.com/wsscgen/wsscgen/runtime"
)

// nodeSet is a service as the program around node-soap is told of it.
type nodeSet struct {
	Name       string     `json:"name"`
	WSDL       string     `json:"wsdl"`
	Service    string     `json:"service"`
	Operations []string   `json:"operations"`
	Ports      []nodePort `json:"ports"`
}

type nodePort struct {
	Name   string `json:"name"` // as the WSDL has it
	Path   string `json:"path"` // without the slash before
	Twelve bool   `json:"twelve"`
}

// path returns where a port is.
func (n nodeSet) path(port *wssc.Port) string {
	for _, p := range n.Ports {
		if p.Name == port.Name {
			return p.Path
		}
	}
	return ""
}

// callNode calls node-soap with generated clients.
func (l *lab) callNode() {
	bases, told := l.startNode()
	l.callEach(node, func(s *set, port *wssc.Port, over string) string {
		return bases[over] + told[s.name].path(port)
	}, l.callNodeOnce)
}

// callNodeOnce makes one call.
func (l *lab) callNodeOnce(s *set, port *wssc.Port, address string, x *exchange) error {
	v := &viaNode{client: l.keys.client(), answer: x.answer}
	client, err := s.contract.client(port, wssc.WithAddress(address), wssc.WithHTTPClient(v), quiet)
	if err != nil {
		return err
	}
	if err := x.call(context.Background(), client); err != nil {
		return err
	}
	resp, err := v.client.Get(address + "/seen")
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var want, got any
	if err := json.Unmarshal([]byte(x.seen), &want); err != nil {
		return fmt.Errorf("what node-soap is to see: %w", err)
	}
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil {
		return err
	}
	if !reflect.DeepEqual(got, want) {
		b, _ := json.Marshal(got)
		return fmt.Errorf("node-soap saw %s", b)
	}
	return nil
}

// viaNode brings the answer along.
type viaNode struct {
	client *http.Client
	answer string
}

func (v *viaNode) Do(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Answer", base64.StdEncoding.EncodeToString([]byte(v.answer)))
	return v.client.Do(r)
}

// startNode starts node-soap and returns its address for each transport,
// and what it was told.
func (l *lab) startNode() (bases map[string]string, told map[string]nodeSet) {
	dir := filepath.Join(l.dir, "node")
	if err := os.CopyFS(dir, os.DirFS("node")); err != nil {
		l.Fatal(err)
	}
	l.run("npm", "install", "--prefix", dir, "--silent", "--no-audit", "--no-fund")
	told = map[string]nodeSet{}
	for _, s := range sets {
		if s.with(node) {
			told[s.name] = l.nodeSet(s)
		}
	}
	input, err := json.Marshal(told)
	if err != nil {
		l.Fatal(err)
	}
	cmd := exec.Command("node", filepath.Join(dir, "serve.js"), l.keys.key, l.keys.chain)
	cmd.Stdin = strings.NewReader(string(input))
	ready, _ := l.start(cmd)
	return l.bases(node, ready), told
}

// nodeSet reads what node-soap has to be told from the WSDL.
func (l *lab) nodeSet(s *set) nodeSet {
	l.Helper()
	file, err := filepath.Abs(s.wsdl)
	if err != nil {
		l.Fatal(err)
	}
	definitions, err := parser.Load(file)
	if err != nil {
		l.Fatal(err)
	}
	n := nodeSet{Name: s.name, WSDL: file}
	for _, service := range definitions.Services {
		for _, p := range service.Ports {
			n.Service = service.Name.Local
			if p.Binding.Protocol != parser.SOAP11 && p.Binding.Protocol != parser.SOAP12 {
				continue
			}
			n.Ports = append(n.Ports, nodePort{p.Name, nodePath(s, p), p.Binding.Protocol == parser.SOAP12})
			n.Operations = nil
			for _, o := range p.Binding.Operations {
				n.Operations = append(n.Operations, o.Operation.Name)
			}
		}
	}
	return n
}

// nodePath is where node-soap offers a port. Of several it knows the one that is called
// by the path of its address in the WSDL.
func nodePath(s *set, port *parser.Port) string {
	if u, err := url.Parse(port.Address); err == nil && len(port.Service.Ports) > 1 {
		return strings.TrimPrefix(u.Path, "/")
	}
	return path.Join(s.name, port.Name)
}

// start starts a program, which is ended with the test, and returns the line by which
// it says that it is ready.
func (l *lab) start(cmd *exec.Cmd) (ready string, further *bufio.Reader) {
	l.Helper()
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		l.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		l.Fatal(err)
	}
	l.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	if err != nil {
		l.Fatalf("%s does not start: %v", cmd, err)
	}
	return line, lines
}
