package main

import (
	"flag"
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// common are the flags that call and serve share.
type common struct {
	*flag.FlagSet
	keylog   string
	verbose  bool
	user     string
	password string
}

func newFlags(name string, io std) *common {
	c := &common{FlagSet: flag.NewFlagSet("ping "+name, flag.ContinueOnError)}
	c.SetOutput(io.out)
	c.BoolVar(&c.verbose, "v", false, "show what is agreed and how each message is protected")
	c.StringVar(&c.keylog, "keylog", "", "append the secret of every session to `FILE`: for debugging with test keys alone")
	c.StringVar(&c.user, "user", "abcd", "`NAME` of the user, for ports with a UsernameToken (this version has none that it can carry out)")
	c.StringVar(&c.password, "password", "dcba", "`WORD` of the user, likewise")
	return c
}

// parse reads the flags and says of those that have no effect yet that it is so.
func (c *common) parse(args []string, io std, reserved map[string]string) error {
	var printed strings.Builder
	c.SetOutput(&printed)
	err := c.Parse(args)
	if err == flag.ErrHelp {
		fmt.Fprint(io.out, printed.String())
		return err
	}
	if err != nil {
		return usageError{err.Error()}
	}
	if c.NArg() > 0 {
		return usageError{fmt.Sprintf("argument %q is one too many", c.Arg(0))}
	}
	c.Visit(func(f *flag.Flag) {
		if why := reserved[f.Name]; why != "" {
			fmt.Fprintf(io.err, "ping: -%s has no effect yet: %s\n", f.Name, why)
		}
	})
	return nil
}

// noUsers is why -user and -password have no effect.
const noUsers = "no port with a UsernameToken can be carried out by this version"

// logger writes refusals to stderr, with -v everything.
func (c *common) logger(io std) *slog.Logger {
	level := slog.LevelWarn
	if c.verbose {
		level = slog.LevelDebug
	}
	return slog.New(newTrace(io.err, level))
}

// patience is how long one call, the end of a session, or the requests that are
// under way at the end of a server may take.
const patience = 30 * time.Second
