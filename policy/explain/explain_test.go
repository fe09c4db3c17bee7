package explain_test

import (
	"go/build"
	"os"
	"strings"
	"testing"

	"github.com/wsscgen/wsscgen/policy/explain"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// TestKnowsThePlanOnly holds the package to its word: nothing but the plan can
// tell it anything. What it says is compared in the tests of package policy and
// of the command.
func TestKnowsThePlanOnly(t *testing.T) {
	t.Parallel()
	p, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range p.Imports {
		if strings.Contains(path, ".") && path != "github.com/wsscgen/wsscgen/runtime/plan" {
			t.Errorf("imports %s", path)
		}
	}
}

func Example() {
	e := &plan.Endpoint{
		SOAP: plan.SOAP12, Addressing: plan.Addressing200508,
		Exchanges: []plan.Exchange{{Name: "Echo"}},
	}
	if err := explain.Write(os.Stdout, e); err != nil {
		panic(err)
	}
	// Output:
	// SOAP 1.2, WS-Addressing 2005/08
	// messages
	//   nothing protects them and nothing is demanded: Echo (one-way)
	// this version of the runtime carries it out
}
