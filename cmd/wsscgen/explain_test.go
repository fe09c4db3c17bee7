package main

import (
	"strings"
	"testing"
)

// TestExplainInterop explains the 24 ports of the interop service. The command
// runs at the top of the tree, so that the places read the same everywhere.
func TestExplainInterop(t *testing.T) {
	t.Chdir("../..")
	got := wsscgen(t, "explain", "testdata/wsdl/ping/WSSecureConversation.wsdl")
	if n := strings.Count("\n"+got, "\nport "); n != 24 {
		t.Errorf("got %d ports, want 24", n)
	}
	golden(t, "testdata/policy/explain/WSSecureConversation.txt", got)
}
