package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/wsscgen/wsscgen/examples/ping/ping"
	wssc "github.com/wsscgen/wsscgen/runtime"
)

// serve is the command that serves ports until it is told to stop.
func serve(ctx context.Context, args []string, io std) error {
	f := newFlags("serve").common()
	address := f.String("http", "localhost:9001", "`ADDRESS` to listen on")
	f.String("https", "", "`ADDRESS` for the ports over TLS (this version has none that it can carry out)")
	list := f.String("ports", "", "`NAMES` of the ports, with commas between, with or without "+suffix+" (default: all that can be carried out)")
	cert := f.String("cert", "", "PEM `FILE` with the certificate of the service (default: the public test key)")
	key := f.String("key", "", "PEM `FILE` with its private key, RSA, not encrypted")
	untilEOF := f.Bool("until-eof", false, "stop at the end of standard input")
	reserved := map[string]string{
		"user": noUsers, "password": noUsers,
		"https": "no port over TLS can be carried out by this version",
	}
	if err := f.parse(args, io, reserved); err != nil {
		return err
	}
	ports, err := findPorts(*list)
	if err != nil {
		return err
	}
	certificate, private, err := identity(*cert, *key)
	if err != nil {
		return err
	}
	opts := []wssc.HandlerOption{wssc.WithKey(certificate, private)}
	if f.keylog != "" {
		file, err := openKeylog(f.keylog, io.err)
		if err != nil {
			return err
		}
		defer file.Close()
		opts = append(opts, wssc.WithInsecureKeyLog(file))
	}
	logger := f.logger(io)
	mux, err := mount(ports, func(p *wssc.Port) *slog.Logger { return logger.With("who", p.Name) }, opts...)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", *address)
	if err != nil {
		return err
	}
	if *cert == "" && !isLoopback(listener.Addr()) {
		fmt.Fprintln(io.err, "ping: serving with the public test key beyond this machine: it protects nothing")
	}
	fmt.Fprintf(io.out, "ready http://%s (%s)\n", listener.Addr(), strings.Join(portNames(ports), ", "))
	if *untilEOF {
		var stop context.CancelFunc
		ctx, stop = context.WithCancel(ctx)
		go func() { readToEnd(io.in); stop() }()
	}
	return serveUntil(ctx, listener, mux)
}

// mount makes a handler for each port and puts it at the name of the port.
func mount(ports []*wssc.Port, logger func(*wssc.Port) *slog.Logger, opts ...wssc.HandlerOption) (*http.ServeMux, error) {
	mux := http.NewServeMux()
	for _, port := range ports {
		handler, err := ping.NewIPingServiceHandler(service{}, port, append(opts, wssc.WithLogger(logger(port)))...)
		if err != nil {
			return nil, err
		}
		mux.Handle("/"+port.Name, handler)
	}
	return mux, nil
}

// serveUntil serves until ctx ends, and then waits for the requests under way.
func serveUntil(ctx context.Context, listener net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       patience,
		WriteTimeout:      2 * patience,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	err := server.Shutdown(wait)
	if errors.Is(err, context.DeadlineExceeded) {
		return errors.Join(fmt.Errorf("requests were still under way after %s", patience), server.Close())
	}
	return err
}

func isLoopback(a net.Addr) bool {
	t, ok := a.(*net.TCPAddr)
	return ok && t.IP.IsLoopback()
}

func readToEnd(r io.Reader) { io.Copy(io.Discard, r) }
