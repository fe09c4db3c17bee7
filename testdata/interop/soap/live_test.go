// Package soap talks plain SOAP with programs that others have written, in both
// roles: see README.md. It needs Python, Node, a JDK and Maven, fetches the libraries,
// and does nothing without its flag:
//
//	go test -v ./testdata/interop/soap -live
package soap

import (
	"bytes"
	"flag"
	"log/slog"
	"os"
	"testing"

	wssc "github.com/wsscgen/wsscgen/runtime"
)

var (
	live   = flag.Bool("live", false, "talk to peers of other makes (Python, Node, a JDK and Maven are needed)")
	update = flag.Bool("update", false, "write the table of the documentation anew")
)

var quiet = wssc.WithLogger(slog.New(slog.DiscardHandler))

// documented is where the table has its place.
const documented = "../../../docs/interop.md"

// TestTable compares the table of the documentation with the calls that there are.
func TestTable(t *testing.T) {
	const begin, end = "<!-- table -->\n", "<!-- end of table -->\n"
	content, err := os.ReadFile(documented)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := bytes.Cut(content, []byte(begin))
	_, after, ok2 := bytes.Cut(rest, []byte(end))
	if !ok1 || !ok2 {
		t.Fatalf("%s has no place for the table", documented)
	}
	want := string(before) + begin + newTable().markdown() + end + string(after)
	if string(content) == want {
		return
	}
	if !*update {
		t.Fatalf("%s has another table than there are calls: go test ./testdata/interop/soap -update", documented)
	}
	if err := os.WriteFile(documented, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestLive(t *testing.T) {
	if !*live {
		t.Skip("without -live nothing is started")
	}
	l := &lab{T: t, table: newTable(), dir: t.TempDir(), keys: newKeys(t)}
	defer func() { t.Logf("\n%s", l.table) }()
	for _, run := range []func(){l.callZeep, l.callNode, l.callSpyne, l.callCXF, l.hearCXF} {
		run()
	}
	if _, failures, _ := l.table.count(); failures > 0 {
		t.Errorf("%d calls failed", failures)
	}
}

// lab is where the programs meet.
type lab struct {
	*testing.T
	table table
	dir   string // outside of the tree: what is fetched is nobody's to commit
	keys  *keys
	venv  string
}
