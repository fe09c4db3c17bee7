package xsd

import (
	"strings"
	"testing"
)

// An item of a list is one word: what has a blank in it, or nothing, would be read back
// as others.
func TestListItems(t *testing.T) {
	for _, path := range []Path{{"a b"}, {"a", "b\tc"}, {"a", ""}} {
		b, err := MarshalFacets(&Facets{Path: path})
		if err == nil || !strings.Contains(err.Error(), "is not one item of a list") && !strings.Contains(err.Error(), "does not match") {
			t.Errorf("%q: %s, %v", path, b, err)
		}
	}
	b, err := MarshalSimple(&Simple{Choice: []SimpleChoice{{Tokens: []string{"a b"}}}})
	if err == nil || !strings.Contains(err.Error(), `"a b" is not one item of a list`) {
		t.Errorf("%s, %v", b, err)
	}
}
