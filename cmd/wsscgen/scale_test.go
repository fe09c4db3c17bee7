//go:build unix

package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

var (
	scale      = flag.String("scale", "", "measure the command on the large sets of this folder")
	scaleTable = flag.String("scale.table", "", "write the figures into this file")
	scaleJava  = flag.String("scale.java", "", "class path of Apache CXF's generator, to be measured on the first set beside the command")
)

// scaleSets are large: three thousand types, a thousand operations.
var scaleSets = []string{
	"vsphere-vim25/vimService.wsdl", "exchange-ews/services.wsdl", "netsuite-2017_2/netsuite.wsdl", "virtualbox-vboxweb/vboxweb.wsdl",
}

// TestScale measures how long the command and the compiler take for large documents,
// and how much memory. It fails on what does not generate or compile, never on a time.
func TestScale(t *testing.T) {
	if *scale == "" {
		t.Skip("no -scale")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	command := filepath.Join(dir, "wsscgen")
	measure(t, root, "go", "build", "-o", command, "./cmd/wsscgen")
	measure(t, root, "go", "build", "./runtime/...")
	module := fmt.Sprintf("module scale\n\ngo 1.26\n\nrequire github.com/wsscgen/wsscgen v0.0.0\n\nreplace github.com/wsscgen/wsscgen => %s\n", root)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(module), 0o644); err != nil {
		t.Fatal(err)
	}
	var rows strings.Builder
	for i, set := range scaleSets {
		wsdl := filepath.Join(*scale, filepath.FromSlash(set))
		name, _, _ := strings.Cut(set, "-")
		out := filepath.Join(dir, name)
		// One after the other, so that what else the machine does is done to both.
		var ours, java []cost
		for range 5 {
			os.RemoveAll(out)
			ours = append(ours, measure(t, dir, command, "-o", out, "-search", filepath.Dir(wsdl), wsdl))
			if i == 0 && *scaleJava != "" {
				sources := filepath.Join(dir, "java")
				os.RemoveAll(sources)
				java = append(java, measure(t, dir, "java", "-cp", *scaleJava, "org.apache.cxf.tools.wsdlto.WSDLToJava", "-autoNameResolution", "-d", sources, wsdl))
			}
		}
		generate := median(ours)
		program := fmt.Sprintf("package main\n\nimport %s \"scale/%s\"\n\nfunc main() {\n\tfor _, p := range %s.Ports() {\n\t\tprintln(p.Name)\n\t}\n}\n", name, name, name)
		main := filepath.Join(dir, "cmd", name)
		if err := os.MkdirAll(main, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(main, "main.go"), []byte(program), 0o644); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			measure(t, dir, "go", "mod", "tidy")
		}
		build := measure(t, dir, "go", "build", "-o", filepath.Join(main, "program"), "./cmd/"+name)
		input, lines := size(t, filepath.Dir(wsdl), ".wsdl", ".xsd", ".xml"), 0
		files, _ := filepath.Glob(filepath.Join(out, "*.go"))
		for _, f := range files {
			lines += strings.Count(read(t, f), "\n")
		}
		info, err := os.Stat(filepath.Join(main, "program"))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&rows, "| %s | %.1f | %d | %.2f | %d (%.0fx) | %.0f | %d | %.1f |\n", name, float64(input)/1e6, lines,
			generate.elapsed.Seconds(), generate.rss>>20, float64(generate.rss)/float64(input), build.elapsed.Seconds(), build.rss>>20, float64(info.Size())/1e6)
		if len(java) == 0 {
			continue
		}
		theirs := median(java)
		fmt.Fprintf(&rows, "| %s, Apache CXF's generator | %.1f | | %.2f (%.1fx as long) | %d (%.0fx) | | | |\n", name, float64(input)/1e6,
			theirs.elapsed.Seconds(), theirs.elapsed.Seconds()/generate.elapsed.Seconds(), theirs.rss>>20, float64(theirs.rss)/float64(input))
	}
	table := "| set | MB of input | lines | seconds to generate | peak MB | seconds to go build | peak MB | MB of program |\n|---|---|---|---|---|---|---|---|\n" + rows.String()
	fmt.Print(table)
	if *scaleTable != "" {
		if err := os.WriteFile(*scaleTable, []byte(table), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// cost is what a program took. The memory is that of its largest process, in bytes.
type cost struct {
	elapsed time.Duration
	rss     int64
}

// median is what was in the middle of several runs: the time and the memory, each by
// itself.
func median(runs []cost) cost {
	times, sizes := make([]time.Duration, len(runs)), make([]int64, len(runs))
	for i, r := range runs {
		times[i], sizes[i] = r.elapsed, r.rss
	}
	slices.Sort(times)
	slices.Sort(sizes)
	return cost{times[len(runs)/2], sizes[len(runs)/2]}
}

func measure(t *testing.T, dir, name string, args ...string) cost {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	start := time.Now()
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out.String())
	}
	u := cost{elapsed: time.Since(start)}
	if r, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		u.rss = int64(r.Maxrss) << 10
	}
	return u
}

// size is that of the files in a folder with one of the endings.
func size(t *testing.T, dir string, endings ...string) (n int64) {
	t.Helper()
	for _, ending := range endings {
		files, _ := filepath.Glob(filepath.Join(dir, "*"+ending))
		for _, f := range files {
			info, err := os.Stat(f)
			if err != nil {
				t.Fatal(err)
			}
			n += info.Size()
		}
	}
	return n
}
