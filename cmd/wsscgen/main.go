// Command wsscgen turns WSDL documents into Go code: typed clients and servers,
// with WS-SecureConversation where the policies ask for it.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	collectLate()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	status := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	os.Exit(status)
}

// streams are what a program reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run is main without the process around it: it returns the exit status, 0 for
// success, 1 for something wrong with a document, 2 for wrong usage.
func run(ctx context.Context, args []string, std streams) int {
	a := newApp(std)
	root := rootCommand(a)
	root.SetArgs(arguments(root, args))
	root.SetIn(std.in)
	root.SetOut(std.out)
	root.SetErr(std.err)
	return a.status(root.ExecuteContext(ctx))
}
