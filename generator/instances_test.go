package generator

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var instancesIn = flag.String("corpus.instances", "", "a folder that testdata/instances/make.py filled from the collection of -corpus")

// TestInstances has the generated package of each document read and write instances
// that programs of other people made from the same schemas. What becomes of them goes
// to outcomes.jsonl beside the instances; testdata/instances/judge.py says what it is
// worth.
func TestInstances(t *testing.T) {
	if *corpus == "" || *instancesIn == "" {
		t.Skip("no -corpus and -corpus.instances")
	}
	root := moduleRoot(t)
	made, err := filepath.Glob(filepath.Join(*instancesIn, "*", "made.json"))
	if err != nil || len(made) == 0 {
		t.Fatalf("%s holds no instances: %v", *instancesIn, err)
	}
	for _, name := range made {
		var set struct {
			Set      string
			Elements int
		}
		data, err := os.ReadFile(name)
		if err == nil {
			err = json.Unmarshal(data, &set)
		}
		if err != nil {
			t.Fatal(err)
		}
		if set.Elements == 0 || !strings.Contains(set.Set, *corpusOnly) {
			continue
		}
		t.Run(set.Set, func(t *testing.T) {
			start := time.Now()
			dir, err := filepath.Abs(filepath.Dir(name))
			if err != nil {
				t.Fatal(err)
			}
			outcome := readAndWrite(t, dir, root, filepath.Join(*corpus, filepath.FromSlash(set.Set)))
			fmt.Printf("%-60s %s, %d s\n", set.Set, outcome, int(time.Since(start).Seconds()))
			if err := os.WriteFile(filepath.Join(dir, "outcome.txt"), []byte(outcome), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// readAndWrite runs the instances of a folder through the package of a document.
func readAndWrite(t *testing.T, dir, root, document string) string {
	t.Helper()
	defs, _, err := loadEntry(document)
	if err != nil {
		return "does not load"
	}
	m, err := build(defs, Options{Package: "generated"})
	if err != nil {
		return "refused"
	}
	files, err := emit(m)
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, File{"bodies.go", []byte(bodies(m))})
	const list = "package main\n\nimport p \"roundtrip/generated\"\n\nfunc register() {\n\tp.WsscgenBodies(func(name string, f func([]byte) ([]byte, error)) { docs[name] = doc{f} })\n}\n"
	module := t.TempDir()
	if err := program(module, root, files, list); err != nil {
		t.Fatal(err)
	}
	// What is measured is not how fast it is: the compiler may go easy on it.
	cmd := exec.Command("go", "run", "-mod=mod", "-trimpath", "-gcflags=roundtrip/generated=-N -l", "-ldflags=-s -w", ".",
		filepath.Join(dir, "instances.tsv"), filepath.Join(dir, "outcomes.jsonl"))
	cmd.Dir = module
	if result, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, result)
	}
	return "generated"
}

// bodies prints a file of the generated package that lists what its messages hold:
// bodies, headers and details of faults.
func bodies(m *model) string {
	var list []string
	add := func(x *xmlName, d *typeDef) {
		if x != nil {
			list = append(list, fmt.Sprintf("\tadd(%q, again[%s](&%s))\n", x, d.Name, x.Var))
		}
	}
	for _, s := range m.Services {
		for _, op := range s.Operations {
			for _, x := range []*body{op.In, op.Out} {
				if x != nil && !x.Parts { // an element, not the whole Body
					add(x.XML, x.Type)
				}
			}
			for _, f := range op.Faults {
				add(f.XML, f.Detail)
			}
			for _, h := range []*headed{op.InHeaders, op.OutHeaders} {
				if h == nil {
					continue
				}
				for _, x := range h.Headers {
					add(x.XML, x.Type)
				}
			}
		}
	}
	for _, d := range m.Documents {
		add(d.XML, d.Type)
	}
	slices.Sort(list)
	return `package generated

import (
	"fmt"

	wsscgenCodec "github.com/wsscgen/wsscgen/runtime/codec"
)

// WsscgenBodies calls add for each element with what reads and writes it.
func WsscgenBodies(add func(string, func([]byte) ([]byte, error))) {
` + strings.Join(slices.Compact(list), "") + `}

func again[T any, P interface {
	*T
	wsscgenCodec.Encodable
	wsscgenCodec.Decodable
}](n *wsscgenCodec.Name) func([]byte) ([]byte, error) {
	return func(b []byte) ([]byte, error) {
		v := P(new(T))
		if err := wsscgenCodec.Unmarshal(b, n, v); err != nil {
			return nil, fmt.Errorf("read: %w", err)
		}
		out, err := wsscgenCodec.Marshal(n, v)
		if err != nil {
			return nil, fmt.Errorf("write: %w", err)
		}
		return out, nil
	}
}
`
}
