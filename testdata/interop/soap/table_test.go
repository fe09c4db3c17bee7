package soap

import (
	"fmt"
	"slices"
	"strings"
)

// peer is a program that others have written, in the role that it has here.
type peer string

const (
	zeep      peer = "zeep calls ours"
	cxfClient peer = "CXF calls ours"
	node      peer = "ours calls node-soap"
	spyne     peer = "ours calls spyne"
	cxfServer peer = "ours calls CXF"
)

var peers = []peer{zeep, cxfClient, node, spyne, cxfServer}

// row is one call, or one that is not made.
type row struct {
	service, soap, over string
	peer                peer
	feature             string
	skip                string // why it is not made
	outcome             string // passed, what went wrong, or "" as long as nothing is known
}

const passed = "passed"

// unknownRoot is a call of a client that does not trust the certificate of the server:
// it must not come about.
const unknownRoot = "refused: unknown root"

// table has a row for each call of each service with each of its peers.
type table []*row

// transports are what a port is called over.
func (s *set) transports() []string {
	if s.secure {
		return []string{"HTTP", "TLS"}
	}
	return []string{"HTTP"}
}

func newTable() table {
	var t table
	for _, p := range peers {
		for _, s := range sets {
			if !slices.Contains(s.peers, p) {
				continue
			}
			for _, port := range s.ports {
				for _, over := range s.transports() {
					for _, x := range s.exchanges {
						t = append(t, &row{service: s.name, soap: version(port), over: over, peer: p, feature: x.feature, skip: x.skip[p]})
					}
					if over == "TLS" {
						t = append(t, &row{service: s.name, soap: version(port), over: over, peer: p, feature: unknownRoot})
					}
				}
			}
		}
	}
	return t
}

// find returns the row of a call.
func (t table) find(service, soap, over string, p peer, feature string) *row {
	for _, r := range t {
		if r.service == service && r.soap == soap && r.over == over && r.peer == p && r.feature == feature {
			return r
		}
	}
	return nil
}

// fill says what came of the call of a row. A row is filled once.
func (r *row) fill(err error) {
	switch {
	case r.skip != "":
		r.outcome = "not to be called, and it was"
	case r.outcome != "":
		r.outcome = "called twice"
	case err != nil:
		r.outcome = err.Error()
	default:
		r.outcome = passed
	}
}

// count returns how many rows passed, failed and were skipped. A row without outcome
// has failed.
func (t table) count() (passes, failures, skips int) {
	for _, r := range t {
		switch {
		case r.skip != "" && r.outcome == "":
			skips++
		case r.outcome == passed:
			passes++
		default:
			failures++
		}
	}
	return
}

// String is the table as it is printed, a line for each row.
func (t table) String() string {
	var b strings.Builder
	for _, r := range t {
		outcome := r.outcome
		switch {
		case outcome == "" && r.skip != "":
			outcome = "skipped: " + r.skip
		case outcome == "":
			outcome = "FAILED: nothing was heard"
		case outcome != passed:
			outcome = "FAILED: " + outcome
		}
		fmt.Fprintf(&b, "%-20s %-12s %-8s %-4s %-32s %s\n", r.peer, r.service, r.soap, r.over, r.feature, outcome)
	}
	passes, failures, skips := t.count()
	fmt.Fprintf(&b, "%d of %d calls passed, %d skipped\n", passes, passes+failures, skips)
	return b.String()
}

// markdown is the table as the documentation has it: the calls of one client to one
// port in a line.
func (t table) markdown() string {
	var b strings.Builder
	b.WriteString("| who calls | service | SOAP | over | calls | what |\n|---|---|---|---|---|---|\n")
	var skipped []string
	for i := 0; i < len(t); {
		first := t[i]
		var features []string
		calls := 0
		for ; i < len(t) && t[i].group() == first.group(); i++ {
			if t[i].skip != "" {
				note := fmt.Sprintf("- %s, %s: %s: %s", t[i].peer, t[i].service, t[i].feature, t[i].skip)
				if !slices.Contains(skipped, note) {
					skipped = append(skipped, note)
				}
				continue
			}
			calls++
			features = append(features, t[i].feature)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %d | %s |\n", first.peer, first.service, strings.TrimPrefix(first.soap, "SOAP "), first.over, calls, strings.Join(features, "; "))
	}
	if len(skipped) > 0 {
		fmt.Fprintf(&b, "\nNot called, and not counted:\n\n%s\n", strings.Join(skipped, "\n"))
	}
	return b.String()
}

func (r *row) group() string {
	return fmt.Sprint(r.peer, r.service, r.soap, r.over)
}
