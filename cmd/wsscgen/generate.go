package main

import (
	"cmp"
	"context"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/output"
	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/scaffold"
	"github.com/wsscgen/wsscgen/generator"
	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/policy"
)

func generateCommand(a *app) *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "generate -o DIR [-package NAME] [-ports A,B] FILE...",
		Short: "write the Go package of a WSDL document",
		Long: `Generate writes a Go package with a client and a server for a WSDL document, or
for several of one contract. The word may be left out:

	//go:generate go tool wsscgen -o ping -package ping ping.wsdl

It replaces and removes only files that it wrote itself, and when something is in
the way it writes nothing. Ports that this version of the runtime cannot serve are
written too, with a warning; a port that is named with -ports must be one that it
can serve.`,
		ValidArgsFunction: documents,
		RunE: func(cmd *cobra.Command, args []string) error {
			ports, out, err := generate(a, cmd, &s, args)
			if err != nil {
				return err
			}
			a.warnings(out.Warnings)
			return write(cmd.Context(), a, &s, ports, out)
		},
	}
	s.generating(cmd)
	return cmd
}

// generate returns the package that the settings ask for, and for a scaffold the
// ports, those that can be run before the others.
func generate(a *app, cmd *cobra.Command, s *settings, args []string) ([]*parser.Port, *generator.Output, error) {
	if err := s.resolve(a, cmd, args); err != nil {
		return nil, nil, err
	}
	switch {
	case len(s.WSDL) == 0:
		return nil, nil, usagef("of which WSDL? name a file")
	case s.Output == "":
		return nil, nil, usagef("where to? name a folder with -o")
	}
	opts := generator.Options{
		Package:       cmp.Or(s.Package, packageOf(s.Output)),
		Ports:         s.Ports,
		Allow:         s.allowed(),
		Rename:        s.Rename,
		Types:         s.Types,
		NoInitialisms: s.Initialisms != nil && !*s.Initialisms,
		Place:         func(option, entry string) token.Position { return s.At(option, entry) },
	}
	if err := s.packages(&opts); err != nil {
		return nil, nil, err
	}
	return interruptible(cmd.Context(), func() ([]*parser.Port, *generator.Output, error) { return s.produce(opts) })
}

// interruptible returns what f does, or that ctx has ended: f goes on then, and the
// program does not wait for it.
func interruptible[A, B any](ctx context.Context, f func() (A, B, error)) (a A, b B, err error) {
	done := make(chan struct{})
	var result struct {
		a   A
		b   B
		err error
	}
	go func() {
		defer close(done)
		result.a, result.b, result.err = f()
	}()
	select {
	case <-done:
		return result.a, result.b, result.err
	case <-ctx.Done():
		return a, b, ctx.Err()
	}
}

// produce reads the documents and generates from them.
func (s *settings) produce(opts generator.Options) ([]*parser.Port, *generator.Output, error) {
	defs, err := s.load(s.WSDL[0], s.WSDL[1:]...)
	if err != nil {
		return nil, nil, err
	}
	makeRoom(defs)
	// The documents are most of the memory, and nobody needs them once the generator
	// has its model.
	relate := defs.Relate()
	var ports []*parser.Port
	if len(s.Scaffold) > 0 {
		ports = runnable(defs)
	}
	out, err := generator.Generate(defs, opts)
	return ports, out, relate(err)
}

// packageOf returns the name of a package in a folder: that of the folder, when it can
// be one.
func packageOf(folder string) string {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return ""
	}
	if name := filepath.Base(abs); token.IsIdentifier(name) && strings.ToLower(name) == name && name != "_" && name != "main" {
		return name
	}
	return ""
}

func write(ctx context.Context, a *app, s *settings, ports []*parser.Port, out *generator.Output) error {
	changes, err := s.compare(out)
	if err != nil {
		return err
	}
	for _, kind := range slices.Compact(slices.Sorted(slices.Values(s.Scaffold))) {
		program, err := scaffold.Program(kind, s.Output, out.Files, ports)
		if err != nil {
			return err
		}
		changes = append(changes, program...)
	}
	if err := output.Apply(ctx, changes); err != nil {
		return err
	}
	a.progress("%s: %d files, %d of them new or changed", s.Output, len(out.Files), len(changes))
	return nil
}

// runnable returns the ports, those that can be run before the others.
func runnable(defs *parser.Definitions) []*parser.Port {
	ports := defs.Ports()
	runs := make(map[*parser.Port]bool)
	for _, p := range ports {
		r, err := policy.Compile(defs, p)
		runs[p] = err == nil && len(r.Plan.NotYet) == 0
	}
	slices.SortStableFunc(ports, func(a, b *parser.Port) int {
		switch {
		case runs[a] == runs[b]:
			return 0
		case runs[a]:
			return -1
		}
		return 1
	})
	return ports
}
