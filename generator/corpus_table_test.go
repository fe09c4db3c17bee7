package generator

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/wsscgen/wsscgen/parser"
)

// corpusRows is the table of what became of each document.
type corpusRows struct {
	rows []string
	good int
	bad  map[string]int // refused, by the code of the first error

	encoded int // refused, with messages of use encoded
}

// count adds a document that was generated.
func (c *corpusRows) count(name string, defs *parser.Definitions, allowed string, lines int, elapsed time.Duration) {
	operations, types := 0, 0
	for _, pt := range defs.PortTypes {
		operations += len(pt.Operations)
	}
	for _, s := range defs.Schemas.Schemas {
		types += len(s.Types)
	}
	c.good++
	outcome := "generated"
	if allowed != "" {
		outcome += ", allow:" + allowed
	}
	c.rows = append(c.rows, fmt.Sprintf("| %s | %d | %d | %d | %d | %s |", filepath.ToSlash(name), operations, types, lines, elapsed.Milliseconds(), outcome))
}

// add adds a document that was not.
func (c *corpusRows) add(name, outcome string, more int) {
	if more > 0 {
		outcome += fmt.Sprintf(" (and %d more)", more)
	}
	outcome = strings.NewReplacer(*corpus+"/", "", "|", `\|`, "\n", " ").Replace(outcome)
	c.rows = append(c.rows, fmt.Sprintf("| %s | | | | | %s |", filepath.ToSlash(name), outcome))
}

func (c *corpusRows) markdown() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%d of %d documents are generated.", c.good, len(c.rows))
	if len(c.bad) > 0 {
		b.WriteString(" The others are refused:")
		for i, code := range slices.Sorted(maps.Keys(c.bad)) {
			if i > 0 {
				b.WriteString(",")
			}
			fmt.Fprintf(&b, " %d [%s](diagnostics.md#%s)", c.bad[code], code, code)
		}
		if c.encoded > 0 {
			fmt.Fprintf(&b, "; %d have messages of use encoded", c.encoded)
		}
		b.WriteString(".")
	}
	b.WriteString("\n\n")
	b.WriteString("| document | operations | named types | lines | ms | outcome |\n|---|---|---|---|---|---|\n")
	for _, r := range c.rows {
		b.WriteString(r + "\n")
	}
	return b.Bytes()
}

// sameAgain generates once more: the output has to be the same.
func sameAgain(name string, first *Output) error {
	defs, _, err := loadEntry(name)
	if err != nil {
		return err
	}
	if *corpusTypes {
		return nil
	}
	again, err := Generate(defs, Options{})
	if err != nil {
		return err
	}
	if !slices.EqualFunc(first.Files, again.Files, func(x, y File) bool { return x.Name == y.Name && bytes.Equal(x.Content, y.Content) }) {
		return fmt.Errorf("the second run gives other files")
	}
	return nil
}
