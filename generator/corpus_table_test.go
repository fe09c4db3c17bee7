package generator

import (
	"bytes"
	"fmt"
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
}

// count adds a document that was generated.
func (c *corpusRows) count(name string, defs *parser.Definitions, lines int, elapsed time.Duration) {
	operations, types := 0, 0
	for _, pt := range defs.PortTypes {
		operations += len(pt.Operations)
	}
	for _, s := range defs.Schemas.Schemas {
		types += len(s.Types)
	}
	c.good++
	c.rows = append(c.rows, fmt.Sprintf("| %s | %d | %d | %d | %d | generated |", filepath.ToSlash(name), operations, types, lines, elapsed.Milliseconds()))
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
	fmt.Fprintf(&b, "%d of %d documents are generated.\n\n", c.good, len(c.rows))
	b.WriteString("| document | operations | named types | lines | ms | outcome |\n|---|---|---|---|---|---|\n")
	for _, r := range c.rows {
		b.WriteString(r + "\n")
	}
	return b.Bytes()
}

// sameAgain generates once more: the output has to be the same.
func sameAgain(name string, first *Output) error {
	defs, err := loadEntry(name)
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
