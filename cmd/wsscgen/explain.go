package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/policy"
	"github.com/wsscgen/wsscgen/policy/explain"
)

func explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain FILE",
		Short: "say in words what the policies of each port demand",
		Long: `Explain reads a WSDL document and says for each port which tokens and keys
protect its messages, message by message, and whether this version of the
runtime can carry that out. It reads only what generated code would hold, so
what it says is what happens.`,
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return explainFile(cmd.OutOrStdout(), args[0])
		},
	}
}

// explainFile explains every port of a document. Nothing is written when one of
// them does not compile.
func explainFile(w io.Writer, name string) error {
	defs, err := parser.Load(name)
	if err != nil {
		return err
	}
	var results []*policy.Result
	var errs parser.Errors
	for _, p := range defs.Ports() {
		r, err := policy.Compile(defs, p)
		errs.Add(err)
		results = append(results, r)
	}
	if err := errs.Err(); err != nil {
		return err
	}
	for i, r := range results {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "port %s (service %s, binding %s)\n", r.Port.Name, r.Port.Service.Name.Local, r.Port.Binding.Name.Local)
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
