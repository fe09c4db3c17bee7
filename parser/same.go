package parser

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// same reports whether two elements say the same: names and references are
// compared by what their prefixes mean, documentation and the order of attributes
// do not matter.
func same(a, b Element) bool {
	if a.Name() != b.Name() || !slices.Equal(meaning(a), meaning(b)) {
		return false
	}
	x, y := content(a), content(b)
	if len(x) == 0 && len(y) == 0 {
		return a.Text() == b.Text()
	}
	return slices.EqualFunc(x, y, same)
}

// content returns the children that are no documentation.
func content(e Element) []Element {
	return slices.DeleteFunc(e.Children(), func(c Element) bool {
		return c.Is(NamespaceWSDL, "documentation") || c.Is(NamespaceXSD, "annotation")
	})
}

// referring are the attributes of WSDL and XML Schema whose values are QNames.
var referring = []string{"ref", "type", "base", "itemType", "memberTypes", "substitutionGroup", "refer", "element", "message", "binding"}

// meaning returns the attributes in a fixed order, QNames expanded.
func meaning(e Element) []Attr {
	attrs := e.Attrs()
	for i, a := range attrs {
		if a.Name.Space != "" || !slices.Contains(referring, a.Name.Local) {
			continue
		}
		words := strings.Fields(a.Value)
		for j, w := range words {
			if n, err := e.QName(w); err == nil {
				words[j] = n.String()
			}
		}
		attrs[i].Value = strings.Join(words, " ")
	}
	slices.SortFunc(attrs, func(a, b Attr) int {
		return cmp.Or(a.Name.Compare(b.Name), cmp.Compare(a.Value, b.Value))
	})
	return attrs
}

// contradicts returns an error when a component, which is called what, has the
// name of one that says something else.
func contradicts(what string, e, first Element) *Error {
	return &Error{
		Pos:     e.Pos(),
		Err:     fmt.Errorf("%s stands already at %s", what, first.Pos()),
		Code:    CodeDuplicate,
		Related: []Related{{first.Pos(), "the first one"}},
		Hint:    "what is the same in two places is taken once; these differ",
	}
}
