package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	wssc "github.com/wsscgen/wsscgen/runtime"
	"github.com/wsscgen/wsscgen/testdata/keys"
)

// demo is the command that lets a generated client and a generated server of one
// process hold a conversation over loopback, and shows what both saw.
func demo(ctx context.Context, args []string, io std) error {
	f := newFlags("demo")
	portName := f.String("port", "_AD", "`NAME` of the port, with or without "+suffix)
	if err := f.parse(args, io, nil); err != nil {
		return err
	}
	port, err := findPort(*portName)
	if err != nil {
		return err
	}
	trace := slog.New(newTrace(io.out, slog.LevelDebug))
	cert, key := keys.Bob()
	server := func(*wssc.Port) *slog.Logger { return trace.With("who", "server") }
	mux, err := mount([]*wssc.Port{port}, server, wssc.WithKey(cert, key))
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	address := fmt.Sprintf("http://%s/%s", listener.Addr(), port.Name)
	ctx, stop := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() { served <- serveUntil(ctx, listener, mux) }()
	defer func() { stop(); <-served }()

	client, err := ping.NewIPingServiceClient(port, wssc.WithAddress(address),
		wssc.WithRecipient(cert), wssc.WithTrust(keys.Roots()), wssc.WithLogger(trace.With("who", "client")))
	if err != nil {
		return err
	}
	fmt.Fprintf(io.out, "port %s at %s, public test keys\n", port.Name, address)
	request := &ping.Ping{Scenario: new("Scenario5"), Origin: new("wsscgen"), Text: new("ping")}
	return converse(ctx, client, port, request, 2, io.out)
}
