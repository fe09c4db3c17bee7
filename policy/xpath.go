package policy

import (
	"regexp"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// step is one step of a path; the name may have a prefix.
var step = regexp.MustCompile(`^(//?)\s*(?:(?:child|descendant)::)?([\pL_][\pL\pN._-]*(?::[\pL_][\pL\pN._-]*)?)\s*`)

// parsePath reads the XPath of a SignedElements assertion and its like: child
// and descendant steps by name from the envelope, the subset that a message can
// be checked against without an XPath engine.
func parsePath(e parser.Element) (plan.Path, error) {
	rest := e.Text()
	if rest == "" {
		return nil, parser.Errorf(e.Pos(), "sp:XPath is empty")
	}
	if !strings.HasPrefix(rest, "/") {
		rest = "/" + rest // relative to the envelope, which is where evaluation starts
	}
	var path plan.Path
	for rest != "" {
		m := step.FindStringSubmatch(rest)
		if m == nil {
			return nil, parser.Errorf(e.Pos(), "sp:XPath: %q is not read; child and descendant steps by name are (/a:b//c:d)", rest)
		}
		s := plan.Step{Descendant: m[1] == "//", Name: m[2]}
		// In XPath a name without a prefix is in no namespace, unlike in QName.
		if strings.Contains(m[2], ":") {
			n, err := e.QName(m[2])
			if err != nil {
				return nil, err
			}
			s.Namespace, s.Name = n.Space, n.Local
		}
		path = append(path, s)
		rest = rest[len(m[0]):]
	}
	return path, nil
}
