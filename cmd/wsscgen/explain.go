package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/diag"
	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/policy"
	"github.com/wsscgen/wsscgen/policy/explain"
)

func explainCommand(a *app) *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "explain FILE... | CODE",
		Short: "say in words what policies demand, or what a code means",
		Long: `Explain reads WSDL documents and says for each port which tokens and keys
protect its messages, message by message, and whether this version of the
runtime can carry that out. It reads only what generated code would hold, so
what it says is what happens.

With the code of a diagnostic it says what that means and what to do.`,
		ValidArgsFunction: documentsAndCodes,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && isCode(args[0]) {
				return explainCode(a.out, args[0])
			}
			if err := s.resolve(a, cmd, args); err != nil {
				return err
			}
			if len(s.WSDL) == 0 {
				return usagef("what? name a WSDL document, or the code of a diagnostic")
			}
			return explainFiles(a.out, &s)
		},
	}
	s.reading(cmd)
	completeValues(cmd)
	return cmd
}

// isCode reports whether an argument is meant as a code: it is one, or it is a
// word that is no file.
func isCode(arg string) bool {
	if _, ok := diag.Lookup(parser.Code(arg)); ok {
		return true
	}
	_, err := os.Stat(arg)
	return errors.Is(err, os.ErrNotExist) && !strings.ContainsAny(arg, `./\`)
}

func explainCode(w io.Writer, code string) error {
	in, ok := diag.Lookup(parser.Code(code))
	if !ok {
		var known []string
		for _, in := range diag.Table {
			known = append(known, string(in.Code))
		}
		return usagef("%s is neither a file nor a code (codes: %s)", code, strings.Join(known, ", "))
	}
	_, err := io.WriteString(w, in.String())
	return err
}

// explainFiles explains every port of some documents. Nothing is written when one
// of them does not compile.
func explainFiles(w io.Writer, s *settings) error {
	var results []*policy.Result
	var errs parser.Errors
	for _, name := range s.WSDL {
		defs, err := s.load(name)
		if err != nil {
			errs.Add(err)
			continue
		}
		for _, p := range defs.Ports() {
			if p.Binding.Protocol == parser.OtherProtocol {
				results = append(results, &policy.Result{Port: p})
				continue
			}
			r, err := policy.Compile(defs, p)
			errs.Add(defs.Relate()(err))
			results = append(results, r)
		}
	}
	if err := errs.Err(); err != nil {
		return err
	}
	for i, r := range results {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "port %s (service %s, binding %s)\n", r.Port.Name, r.Port.Service.Name.Local, r.Port.Binding.Name.Local)
		if r.Plan == nil {
			fmt.Fprintln(w, "  not bound to SOAP: nothing is generated for it")
			continue
		}
		writeChoices(w, r.Choices)
		if err := explain.Write(w, r.Plan); err != nil {
			return err
		}
	}
	return nil
}

func writeChoices(w io.Writer, choices []policy.Choice) {
	for _, c := range choices {
		fmt.Fprintf(w, "%s: alternative %d of %d\n", c.Subject, c.Taken, c.Of)
		for _, r := range c.Rejected {
			fmt.Fprintf(w, "  not %d: %s\n", r.Alternative, r.Reason)
		}
	}
}
