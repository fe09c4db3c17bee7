package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func rootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "wsscgen [generate] -o DIR [-package NAME] [-ports A,B] FILE...",
		Short: "Go clients and servers from WSDL, with WS-SecureConversation",
		Long: `Wsscgen writes the Go package of a WSDL document: typed clients and servers,
secured by WS-SecureConversation where the policies of the service ask for it.

	wsscgen -o ping ping.wsdl

The word generate may be left out; its flags are listed by

	wsscgen generate -h

What stands in ` + "`wsscgen.yaml`" + ` need not be given as flags. Exit status: 0, 1 when
something is wrong with a document or with the output, 2 for wrong usage.`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,

		DisableFlagsInUseLine: true,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveDefault // a WSDL document, beside the commands
		},
		RunE: func(*cobra.Command, []string) error {
			return usageError{"what is to be done? name a WSDL document, or see wsscgen --help"}
		},
	}
	root.AddCommand(generateCommand(a), checkCommand(a), explainCommand(a), fetchCommand(a), versionCommand(a))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err.Error()} })
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	return root
}

// arguments lets flags be written with one dash, as Go tools have them and cobra
// takes for a row of one-letter flags, and the word generate be left out.
func arguments(root *cobra.Command, args []string) []string {
	if len(args) > 1 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd) {
		return append(args[:1:1], unfinished(root, args[1:])...)
	}
	out := twoDashes(root, args)
	if i := commandAt(root, out); i > 0 { // flags stand before it
		return slices.Concat(out[i:i+1], out[:i], out[i+1:])
	}
	if meansGenerate(root, out) {
		return append([]string{"generate"}, out...)
	}
	return out
}

// unfinished does the same for a command line whose last word a shell wants to
// complete.
func unfinished(root *cobra.Command, args []string) []string {
	before, last := args[:len(args)-1], twoDashes(root, args[len(args)-1:])
	switch {
	case len(before) > 0:
		before = arguments(root, before)
	case strings.HasPrefix(last[0], "-"):
		before = []string{"generate"}
	}
	return slices.Concat(before, last)
}

// twoDashes gives long flags two dashes, and short ones one.
func twoDashes(root *cobra.Command, args []string) []string {
	names := flagNames(root)
	var out []string
	for i, a := range args {
		if a == "--" {
			out = append(out, args[i:]...)
			break
		}
		dashes := len(a) - len(strings.TrimLeft(a, "-"))
		name, _, _ := strings.Cut(a[dashes:], "=")
		switch {
		case dashes == 1 && len(name) > 1 && names[name]:
			a = "-" + a
		case dashes == 2 && len(name) == 1 && names[name]:
			a = a[1:]
		}
		out = append(out, a)
	}
	return out
}

// commandAt returns where the name of a command stands, before which there are
// flags only; -1 when there is none.
func commandAt(root *cobra.Command, args []string) int {
	takesValue := false
	for i, a := range args {
		name := strings.TrimLeft(a, "-")
		switch {
		case takesValue:
			takesValue = false
		case a == "--":
			return -1
		case name != a:
			takesValue = !strings.Contains(a, "=") && needsValue(root, name)
		default:
			if slices.ContainsFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == a }) {
				return i
			}
			return -1
		}
	}
	return -1
}

// needsValue reports whether the flag of some command is followed by a value.
func needsValue(root *cobra.Command, name string) bool {
	for _, cmd := range root.Commands() {
		f := cmd.Flags().Lookup(name)
		if f == nil && len(name) == 1 {
			f = cmd.Flags().ShorthandLookup(name)
		}
		if f != nil {
			return f.NoOptDefVal == ""
		}
	}
	return false
}

// flagNames returns the names of all flags, long and short.
func flagNames(root *cobra.Command) map[string]bool {
	names := map[string]bool{"help": true}
	for _, cmd := range root.Commands() {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			names[f.Name] = true
			names[f.Shorthand] = true
		})
	}
	return names
}

// meansGenerate reports whether the arguments name no command and are those of
// generate: a flag of it, a file, or nothing at all beside a configuration.
func meansGenerate(root *cobra.Command, args []string) bool {
	if len(args) == 0 {
		return hasConfig()
	}
	first := args[0]
	if strings.HasPrefix(first, "-") {
		name, _, _ := strings.Cut(strings.TrimLeft(first, "-"), "=")
		generate, _, _ := root.Find([]string{"generate"})
		return first == "--" || generate.Flags().Lookup(name) != nil || len(name) == 1 && generate.Flags().ShorthandLookup(name) != nil
	}
	return strings.ContainsAny(first, `./\`)
}
