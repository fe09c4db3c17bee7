package main

import (
	"github.com/spf13/cobra"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/diag"
	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/scaffold"
)

// documents completes the names of WSDL documents.
func documents(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"wsdl", "xml", "xsd"}, cobra.ShellCompDirectiveFilterFileExt
}

// documentsAndCodes completes what explain takes.
func documentsAndCodes(cmd *cobra.Command, args []string, prefix string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 || prefix == "" {
		return documents(cmd, args, prefix)
	}
	var codes []string
	for _, in := range diag.Table {
		codes = append(codes, string(in.Code)+"\t"+in.Title)
	}
	return codes, cobra.ShellCompDirectiveDefault
}

// completeValues completes the values of flags that have few.
func completeValues(cmd *cobra.Command) {
	for flag, values := range map[string][]string{"scaffold": scaffold.Kinds, "allow": diag.Allowable()} {
		cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
	cmd.MarkFlagDirname("out")
	cmd.MarkFlagFilename("config", "yaml", "yml")
}
