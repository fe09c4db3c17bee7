package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	wssc "github.com/wsscgen/wsscgen/runtime"
)

func versionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "print the versions of the command, of the runtime and of Go",
		Args:  usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(a.out, "wsscgen %s, runtime %s, %s\n", moduleVersion(), wssc.Version, runtime.Version())
			return err
		},
	}
}

// moduleVersion returns the version of the module that the command was built from.
func moduleVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	const module = "github.com/wsscgen/wsscgen"
	if info.Main.Path == module {
		return cmp.Or(info.Main.Version, "(devel)")
	}
	for _, d := range info.Deps { // run by go tool in another module
		if d.Path == module {
			return d.Version
		}
	}
	return "(devel)"
}
