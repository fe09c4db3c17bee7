package cxf

import (
	"fmt"
	"strings"
)

// table has a row for each port and a column for each pairing.
type table struct {
	cells map[string]map[string]cell // by pairing, by port
}

func newTable() *table { return &table{map[string]map[string]cell{}} }

func (t *table) fill(pairing string, cells map[string]cell) { t.cells[pairing] = cells }

// failed counts the cells that failed or are not there, all rows.
func (t *table) failed() int {
	return len(pairings)*(len(counted)+len(further)) - t.passed(counted) - t.passed(further)
}

func (t *table) passed(ports []string) int {
	n := 0
	for _, p := range pairings {
		for _, port := range ports {
			if c, ok := t.cells[p][port]; ok && c.failure == "" {
				n++
			}
		}
	}
	return n
}

func (t *table) String() string {
	var b, notes strings.Builder
	row := func(first string, columns []string) {
		fmt.Fprintf(&b, "%-8s", first)
		for _, c := range columns {
			fmt.Fprintf(&b, "  %-16s", c)
		}
		b.WriteString("\n")
	}
	rows := func(ports []string) {
		for _, port := range ports {
			var columns []string
			for _, p := range pairings {
				c, ok := t.cells[p][port]
				text := fmt.Sprintf("ok, %d calls", c.calls)
				switch {
				case !ok:
					text = "-"
				case c.failure != "":
					text = "FAILED"
					fmt.Fprintf(&notes, "%s, %s: FAILED: %s\n", port, p, oneLine(c.failure))
				case c.calls == 1:
					text = "ok, 1 call"
				}
				if c.cancel != "" {
					fmt.Fprintf(&notes, "%s, %s: Cancel %s\n", port, p, oneLine(c.cancel))
				}
				columns = append(columns, text)
			}
			row(port, columns)
		}
	}
	row("port", pairings)
	rows(counted)
	fmt.Fprintf(&b, "%d of %d cells passed; as well:\n", t.passed(counted), len(pairings)*len(counted))
	rows(further)
	return b.String() + notes.String()
}

// oneLine is a text of a peer, which may have many lines, for one line.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > 200 {
		s = s[:200] + " ..."
	}
	return s
}
