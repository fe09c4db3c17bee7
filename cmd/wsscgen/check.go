package main

import (
	"fmt"
	"go/token"

	"github.com/spf13/cobra"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/diag"
	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/output"
	"github.com/wsscgen/wsscgen/parser"
)

func checkCommand(a *app) *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "check [-o DIR] [FILE...]",
		Short: "say whether what is on disk is what would be generated",
		Long: `Check takes the arguments of generate and writes nothing to the disk. When a
file differs from what would be generated, is missing, or should not be there, it
writes a unified diff and exits with status 1.`,
		ValidArgsFunction: documents,
		RunE: func(cmd *cobra.Command, args []string) error {
			_, out, err := generate(a, cmd, &s, args)
			if err != nil {
				return err
			}
			changes, err := s.compare(out)
			if err != nil {
				return err
			}
			return stale(a, changes)
		},
	}
	s.generating(cmd)
	return cmd
}

// stale reports what differs: the diff goes to standard output, for patch, and
// what it means to standard error.
func stale(a *app, changes []output.Change) error {
	if len(changes) == 0 {
		return nil
	}
	if err := output.WriteDiff(a.out, changes); err != nil {
		return err
	}
	var errs parser.Errors
	for _, c := range changes {
		what := "is not what would be generated"
		switch {
		case c.Old == nil:
			what = "is missing"
		case c.New == nil:
			what = "would not be generated any more"
		}
		errs = append(errs, &parser.Error{Pos: token.Position{Filename: c.Path}, Err: fmt.Errorf("%s", what), Code: diag.CodeStale})
	}
	errs[len(errs)-1].Hint = "run wsscgen with the same arguments"
	return errs.Err()
}
