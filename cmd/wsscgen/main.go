// Command wsscgen turns a WSDL document whose policies ask for
// WS-SecureConversation into Go code.
package main

import (
	"io"
	"os"

	"github.com/spf13/cobra"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is main without the process around it: it returns the exit status, 0 for
// success, 1 for something wrong with a document, 2 for wrong usage.
func run(args []string, stdout, stderr io.Writer) int {
	root := &cobra.Command{
		Use:           "wsscgen",
		Short:         "typed Go clients and servers for WS-SecureConversation",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usageError{"what is to be done? see wsscgen --help"}
		},
	}
	root.AddCommand(explainCommand(), generateCommand())
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err.Error()} })
	root.SetArgs(arguments(args))
	root.SetOut(stdout)
	root.SetErr(stderr)
	return report(stderr, root.Execute())
}
