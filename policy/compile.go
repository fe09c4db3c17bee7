// Package policy says what the policies of a port demand. It brings them into
// normal form, merges those of one subject, chooses an alternative for each and
// turns the assertions into a plan.
package policy

import (
	"fmt"
	"strings"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Result is what was compiled for one port.
type Result struct {
	Port *parser.Port
	Plan *plan.Endpoint

	// Choices are the subjects that left one: those with several alternatives.
	Choices []Choice

	// Forgone is set when the plan leaves messages unprotected although the policy has
	// an alternative that protects them and is not carried out. It is among the NotYet
	// of the plan: nobody falls back to that without saying so.
	Forgone *plan.NotYet
}

// Choice says which alternative of a subject the plan follows.
type Choice struct {
	Subject string // e.g. "endpoint", "input of Ping"
	Taken   int    // counted from 1
	Of      int
	// Rejected says for alternatives that come before the one taken why they
	// were not.
	Rejected []Rejection
}

// Rejection is an alternative that was not taken.
type Rejection struct {
	Alternative int // counted from 1
	Reason      string
}

// Compile returns the plan of a port. Of several alternatives it takes the
// first that holds known assertions only and can be carried out by this version
// of the runtime, else the first that holds known assertions only; the plan then
// says in NotYet what stands in the way.
//
// The error is a [parser.Errors] that says for each alternative what is not
// known in it.
func Compile(defs *parser.Definitions, port *parser.Port) (*Result, error) {
	r, err := compile(defs, port)
	return r, parser.WithCode(parser.CodePolicy, err)
}

func compile(defs *parser.Definitions, port *parser.Port) (*Result, error) {
	if port.Binding.Protocol == parser.OtherProtocol {
		return nil, parser.Errorf(port.Binding.Pos, "binding %s is not a SOAP binding", port.Binding.Name.Local)
	}
	s, err := subjectsOf(defs, port)
	if err != nil {
		return nil, err
	}
	ch := &chooser{port: port, subjects: s, list: s.list()}
	best, err := ch.choose()
	if err != nil {
		return nil, err
	}
	r := &Result{Port: port, Plan: best.plan, Choices: ch.choices(best)}
	if b := ch.protection(); b != nil && !secured(best.plan) {
		r.Forgone = &plan.NotYet{
			Place: b.Pos.String(), Assertion: b.Name.Local,
			Reason: "this alternative protects messages and is not the one that is carried out, which leaves them unprotected (allow: unprotected takes that one)",
		}
		r.Plan.NotYet = append(r.Plan.NotYet, *r.Forgone)
	}
	return r, nil
}

// selection holds for each subject of a list the alternative that is followed.
type selection []int

// attempt is a selection and what comes of it.
type attempt struct {
	selection selection
	plan      *plan.Endpoint
	err       error
}

// runs reports whether the runtime can carry the plan out.
func (a *attempt) runs() bool { return a.err == nil && len(a.plan.NotYet) == 0 }

// better reports whether a is to be preferred to b, which was found earlier.
func (a *attempt) better(b *attempt) bool {
	switch {
	case a.err != nil || b.err != nil:
		return a.err == nil && b.err != nil
	default:
		return len(a.plan.NotYet) < len(b.plan.NotYet)
	}
}

// maxAttempts bounds the search: what comes after is not looked at. Policies
// that people write have a handful of alternatives.
const maxAttempts = 2000

// chooser looks for the alternatives to follow.
type chooser struct {
	attempts int // that were made
	port     *parser.Port
	subjects *subjects
	list     []*subject // the endpoint first
	rejected map[int]map[int]string
}

func (ch *chooser) try(sel selection) *attempt {
	ch.attempts++
	p, err := assemble(ch.port, ch.subjects, func(s *subject) Alternative {
		for i, at := range ch.list {
			if at == s {
				return s.alternatives[sel[i]]
			}
		}
		return nil
	})
	return &attempt{sel, p, err}
}

// choose goes through the alternatives of the endpoint; for each it settles the
// other subjects. The subjects do not depend on each other, so they are settled
// one by one and not in every combination.
func (ch *chooser) choose() (*attempt, error) {
	ch.rejected = make(map[int]map[int]string)
	var best *attempt
	var errs parser.Errors
	for i := range ch.list[0].alternatives {
		if i > 0 && ch.attempts > maxAttempts {
			break
		}
		sel := make(selection, len(ch.list))
		sel[0] = i
		a := ch.settle(ch.try(sel))
		if a.runs() {
			return a, nil
		}
		ch.reject(0, i, a)
		errs.Add(a.err)
		if best == nil || best.err != nil && a.err == nil {
			best = a
		}
	}
	if best.err != nil {
		return nil, errs.Err()
	}
	return best, nil
}

// settle tries the other alternatives of each subject below the endpoint and
// keeps those that help.
func (ch *chooser) settle(a *attempt) *attempt {
	for s := 1; s < len(ch.list) && !a.runs(); s++ {
		for i := 1; i < len(ch.list[s].alternatives) && !a.runs() && ch.attempts < maxAttempts; i++ {
			sel := append(selection(nil), a.selection...)
			sel[s] = i
			if b := ch.try(sel); b.better(a) {
				ch.reject(s, a.selection[s], a)
				a = b
			} else {
				ch.reject(s, i, b)
			}
		}
	}
	return a
}

// protection returns the first security binding of any alternative, nil when there is
// none.
func (ch *chooser) protection() *Assertion {
	for _, s := range ch.list {
		for _, a := range s.alternatives {
			if b := a.binding(); b != nil {
				return b
			}
		}
	}
	return nil
}

// binding returns the assertion of a security binding, nil when there is none.
func (a Alternative) binding() *Assertion {
	for _, x := range a {
		switch x.Name.Local {
		case "TransportBinding", "SymmetricBinding", "AsymmetricBinding":
			return x
		}
	}
	return nil
}

func (ch *chooser) reject(subject, alternative int, a *attempt) {
	if ch.rejected[subject] == nil {
		ch.rejected[subject] = make(map[int]string)
	}
	reason := "the runtime cannot carry it out yet"
	if a.err != nil {
		reason = strings.ReplaceAll(a.err.Error(), "\n", "; ")
	} else if len(a.plan.NotYet) > 0 {
		reason = fmt.Sprintf("not carried out yet: %s", a.plan.NotYet[0])
	}
	ch.rejected[subject][alternative] = reason
}

func (ch *chooser) choices(taken *attempt) []Choice {
	var choices []Choice
	for s, at := range ch.list {
		if len(at.alternatives) < 2 {
			continue
		}
		c := Choice{Subject: at.what, Taken: taken.selection[s] + 1, Of: len(at.alternatives)}
		for i := range at.alternatives[:taken.selection[s]] {
			c.Rejected = append(c.Rejected, Rejection{i + 1, ch.rejected[s][i]})
		}
		choices = append(choices, c)
	}
	return choices
}
