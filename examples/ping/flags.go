package main

import (
	"flag"
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// flags are the flags of a command.
type flags struct {
	*flag.FlagSet
	keylog  string
	verbose bool
}

func newFlags(name string) *flags {
	return &flags{FlagSet: flag.NewFlagSet("ping "+name, flag.ContinueOnError)}
}

// common adds the flags that call and serve share.
func (f *flags) common() *flags {
	f.BoolVar(&f.verbose, "v", false, "show what is agreed and how each message is protected")
	f.StringVar(&f.keylog, "keylog", "", "append the secret of every session to `FILE`: for debugging with test keys alone")
	f.String("user", "abcd", "`NAME` of the user, for ports with a UsernameToken (this version has none that it can carry out)")
	f.String("password", "dcba", "`WORD` of the user, likewise")
	return f
}

// parse reads the flags and says of those that have no effect yet that it is so.
func (f *flags) parse(args []string, io std, reserved map[string]string) error {
	var printed strings.Builder
	f.SetOutput(&printed)
	err := f.Parse(args)
	if err == flag.ErrHelp {
		fmt.Fprint(io.out, printed.String())
		return err
	}
	if err != nil {
		return usageError{err.Error()}
	}
	if f.NArg() > 0 {
		return usageError{fmt.Sprintf("argument %q is one too many", f.Arg(0))}
	}
	f.Visit(func(set *flag.Flag) {
		if why := reserved[set.Name]; why != "" {
			fmt.Fprintf(io.err, "ping: -%s has no effect yet: %s\n", set.Name, why)
		}
	})
	return nil
}

// noUsers is why -user and -password have no effect.
const noUsers = "no port with a UsernameToken can be carried out by this version"

// logger writes refusals to stderr, with -v everything.
func (f *flags) logger(io std) *slog.Logger {
	level := slog.LevelWarn
	if f.verbose {
		level = slog.LevelDebug
	}
	return slog.New(newTrace(io.err, level))
}

// patience is how long one call, the end of a session, or the requests that are
// under way at the end of a server may take.
const patience = 30 * time.Second
