package codec

import (
	"regexp"
	"sync"
)

// Pattern is the pattern facet of a type, compiled when it is needed first. It
// may be used concurrently.
type Pattern struct {
	XSD string // as the schema has it
	RE  string // as package regexp has it, anchored

	once sync.Once
	re   *regexp.Regexp
}

// Check wants a value that matches.
func (p *Pattern) Check(s string) error {
	p.once.Do(func() { p.re = regexp.MustCompile(p.RE) })
	if !p.re.MatchString(s) {
		return invalid(s, "does not match %s", p.XSD)
	}
	return nil
}
