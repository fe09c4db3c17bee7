package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wsscgen/wsscgen/generator"
	"github.com/wsscgen/wsscgen/parser"
)

func generateCommand() *cobra.Command {
	var dir string
	var opts generator.Options
	cmd := &cobra.Command{
		Use:   "generate -o DIR [-package NAME] [-ports A,B] FILE",
		Short: "write the Go package of a WSDL document",
		Long: `Generate writes a Go package with a client and a server for a WSDL document.
The word may be left out:

	//go:generate go tool wsscgen -o ping -package ping ping.wsdl

It replaces only files that it wrote itself. Ports that this version of the
runtime cannot serve are written too, with a warning; a port that is named with
-ports must be one that it can serve.`,
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if dir == "" {
				return usageError{"where to? name a folder with -o"}
			}
			out, err := generateFile(args[0], opts)
			if err != nil {
				return err
			}
			for _, w := range out.Warnings {
				fmt.Fprintln(cmd.ErrOrStderr(), w)
			}
			return writeFiles(dir, out.Files)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&dir, "out", "o", "", "folder of the package")
	f.StringVar(&opts.Package, "package", "", "name of the package (default: that of the WSDL in small letters)")
	f.StringSliceVar(&opts.Ports, "ports", nil, "ports to generate, by name, with or without _ and the name of the port type (default: all)")
	return cmd
}

func generateFile(name string, opts generator.Options) (*generator.Output, error) {
	defs, err := parser.Load(name)
	if err != nil {
		return nil, err
	}
	return generator.Generate(defs, opts)
}

// goFlags are the flags of generate as Go tools write theirs.
var goFlags = map[string]string{
	"-o": "--out", "--o": "--out", "-out": "--out",
	"-package": "--package",
	"-ports":   "--ports",
}

// arguments lets flags be written with one dash, which cobra takes for a row of
// one-letter flags, and the word generate be left out.
func arguments(args []string) []string {
	var out []string
	for i, a := range args {
		if a == "--" {
			out = append(out, args[i:]...)
			break
		}
		flag, _, _ := strings.Cut(a, "=")
		if long, ok := goFlags[flag]; ok {
			a = long + a[len(flag):]
		}
		out = append(out, a)
	}
	if len(out) > 0 && meansGenerate(out[0]) {
		out = append([]string{"generate"}, out...)
	}
	return out
}

// meansGenerate reports whether a first argument is a flag of generate or a file.
func meansGenerate(arg string) bool {
	name, _, _ := strings.Cut(arg, "=")
	switch name {
	case "--out", "--package", "--ports":
		return true
	}
	return !strings.HasPrefix(arg, "-") && strings.ContainsAny(arg, `./\`)
}
