package generator

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// vetting is a module with packages that go vet is going to look at, all at once.
type vetting struct {
	dir string
	n   int
}

func newVetting(t *testing.T) *vetting {
	t.Helper()
	v := &vetting{dir: t.TempDir()}
	module := fmt.Sprintf("module vetted\n\ngo 1.26\n\nrequire %s v0.0.0\n\nreplace %[1]s => %s\n", modulePath, moduleRoot(t))
	if err := os.WriteFile(filepath.Join(v.dir, "go.mod"), []byte(module), 0o644); err != nil {
		t.Fatal(err)
	}
	return v
}

const modulePath = "github.com/wsscgen/wsscgen"

func (v *vetting) add(t *testing.T, out *Output) {
	t.Helper()
	v.n++
	dir := filepath.Join(v.dir, fmt.Sprintf("p%d", v.n))
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, f := range out.Files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (v *vetting) run(t *testing.T) {
	t.Helper()
	cmd := exec.Command("go", "vet", "-mod=mod", "./...")
	cmd.Dir = v.dir
	if report, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go vet: %v\n%.10000s", err, report)
	}
	fmt.Printf("go vet has looked at %d packages\n", v.n)
}
