package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wsscgen/wsscgen/parser"
)

// usageError is a command line that means nothing.
type usageError struct{ what string }

func (e usageError) Error() string { return e.what }

// usage makes the errors of an argument check usage errors.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err.Error()}
		}
		return nil
	}
}

// report writes what went wrong, a line for each error about a document in the
// form that editors understand, and returns the exit status.
func report(stderr io.Writer, err error) int {
	var placed *parser.Error
	var wrong usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &placed):
		fmt.Fprintln(stderr, err)
		return 1
	case errors.As(err, &wrong), strings.HasPrefix(err.Error(), "unknown command"):
		fmt.Fprintf(stderr, "wsscgen: %s\n", firstLine(err.Error()))
		return 2
	}
	fmt.Fprintf(stderr, "wsscgen: %s\n", err)
	return 1
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}
