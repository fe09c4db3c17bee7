// Ping tries the secure conversations of the interop service with any peer: it
// calls one, it serves one, or it does both in one process and shows what went on.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

const usage = `usage: ping demo                      a generated client calls a generated server, over loopback
       ping call [-port _AD] [-url URL]  call a port of a service
       ping serve [-http ADDRESS]        serve the ports

Each has -h. Without further flags call and serve use the public test keys, which
every other test peer of the interop service has too.
`

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], std{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(status)
}

// std are the streams of a process.
type std struct {
	in       io.Reader
	out, err io.Writer
}

// usageError is a command line that means nothing.
type usageError struct{ what string }

func (e usageError) Error() string { return e.what }

// errWrong is returned when it has been said already what was wrong.
var errWrong = errors.New("not every call was answered rightly")

// run returns the exit status: 0 when all went well, 2 for a command line that
// means nothing, 1 otherwise.
func run(ctx context.Context, args []string, io std) int {
	commands := map[string]func(context.Context, []string, std) error{"demo": demo, "call": call, "serve": serve}
	if len(args) == 0 || commands[args[0]] == nil {
		if len(args) > 0 && (args[0] == "-h" || args[0] == "--help" || args[0] == "help") {
			fmt.Fprint(io.out, usage)
			return 0
		}
		fmt.Fprint(io.err, usage)
		return 2
	}
	err := commands[args[0]](ctx, args[1:], io)
	var wrong usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errWrong):
		return 1
	case errors.As(err, &wrong):
		fmt.Fprintf(io.err, "ping: %s\nhint: ping %s -h\n", err, args[0])
		return 2
	}
	fmt.Fprintf(io.err, "ping: %s\n", err)
	return 1
}
