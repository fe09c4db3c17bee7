package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/spf13/cobra"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/diag"
	"github.com/wsscgen/wsscgen/parser"
)

// app is what the commands share.
type app struct {
	streams
	diag *diag.Printer
}

func newApp(std streams) *app {
	return &app{
		streams: std,
		diag:    &diag.Printer{W: std.err, Color: isTerminal(std.err) && os.Getenv("NO_COLOR") == "", Source: source},
	}
}

// source returns the text of a document, in the encoding that columns count in.
func source(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return parser.UTF8(data)
}

// isTerminal reports whether a person is looking.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb"
}

// progress says what is being done, to a person.
func (a *app) progress(format string, args ...any) {
	if isTerminal(a.err) && !a.diag.JSON {
		fmt.Fprintf(a.err, format+"\n", args...)
	}
}

// usageError is a command line that means nothing.
type usageError struct{ what string }

func (e usageError) Error() string { return e.what }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// usage makes the errors of an argument check usage errors.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err.Error()}
		}
		return nil
	}
}

// status says what went wrong and returns the exit status.
func (a *app) status(err error) int {
	var placed *parser.Error
	var wrong usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(a.err, "wsscgen: interrupted; nothing was written")
		return 1
	case errors.As(err, &placed):
		a.errors(err)
		return 1
	case errors.As(err, &wrong), strings.HasPrefix(err.Error(), "unknown command"):
		line, _, _ := strings.Cut(err.Error(), "\n")
		fmt.Fprintf(a.err, "wsscgen: %s\n", line)
		return 2
	}
	a.errors(&parser.Error{Err: err, Code: diag.CodeInternal})
	return 1
}

func (a *app) errors(err error)         { a.print(diag.Error, err) }
func (a *app) warnings(w parser.Errors) { a.print(diag.Warning, w.Err()) }
func (a *app) print(s diag.Severity, err error) {
	var list parser.Errors
	list.Add(err)
	for i, e := range list {
		if e.Code == "" {
			c := *e
			c.Code = parser.CodeWSDL
			list[i] = &c
		}
	}
	a.diag.Print(s, list)
}
