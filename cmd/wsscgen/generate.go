package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/output"
	"github.com/wsscgen/wsscgen/generator"
)

func generateCommand(a *app) *cobra.Command {
	var s settings
	cmd := &cobra.Command{
		Use:   "generate -o DIR [-package NAME] [-ports A,B] FILE",
		Short: "write the Go package of a WSDL document",
		Long: `Generate writes a Go package with a client and a server for a WSDL document.
The word may be left out:

	//go:generate go tool wsscgen -o ping -package ping ping.wsdl

It replaces and removes only files that it wrote itself, and when something is in
the way it writes nothing. Ports that this version of the runtime cannot serve are
written too, with a warning; a port that is named with -ports must be one that it
can serve.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			out, err := generate(a, cmd, &s, args)
			if err != nil {
				return err
			}
			a.warnings(out.Warnings)
			return write(cmd.Context(), a, &s, out)
		},
	}
	s.generating(cmd)
	return cmd
}

// generate returns the package that the settings ask for.
func generate(a *app, cmd *cobra.Command, s *settings, args []string) (*generator.Output, error) {
	if err := s.resolve(a, cmd, args); err != nil {
		return nil, err
	}
	switch {
	case len(s.WSDL) == 0:
		return nil, usagef("of which WSDL? name a file")
	case len(s.WSDL) > 1:
		return nil, usagef("several WSDLs in one package are not generated yet; name one file")
	case s.Output == "":
		return nil, usagef("where to? name a folder with -o")
	}
	defs, err := s.load(s.WSDL[0])
	if err != nil {
		return nil, err
	}
	out, err := generator.Generate(defs, generator.Options{Package: s.Package, Ports: s.Ports, Allow: s.allowed()})
	return out, defs.Relate(err)
}

func write(ctx context.Context, a *app, s *settings, out *generator.Output) error {
	changes, err := output.Compare(s.Output, out.Files)
	if err != nil {
		return err
	}
	if err := output.Apply(ctx, changes); err != nil {
		return err
	}
	a.progress("%s: %d files, %d of them new or changed", s.Output, len(out.Files), len(changes))
	return nil
}
