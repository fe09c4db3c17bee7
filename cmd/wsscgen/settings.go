package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/config"
	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/diag"
	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/scaffold"
	"github.com/wsscgen/wsscgen/parser"
)

// settings are what was asked for: the configuration, with what the command line
// says in its place.
type settings struct {
	config.Config
	file string // of the configuration

	folders map[string]string // of packages beside the first one, by import path
}

// reading adds the flags of commands that read WSDL documents.
func (s *settings) reading(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.file, "config", "", "configuration to use (default: "+config.FileName+", when it is there)")
	f.StringSliceVar(&s.Search, "search", nil, "folders to look for imported documents in")
	f.StringToStringVar(&s.Catalog, "catalog", nil, "files that stand for namespaces or locations, `NAME=FILE`")
	f.StringSliceVar(&s.Allow, "allow", nil, "codes of errors that are to be warnings ("+strings.Join(diag.Allowable(), ", ")+")")
	f.BoolVar(&s.JSON, "json", false, "write diagnostics as JSON, one object a line")
}

// generating adds the flags of generate. Each has a key of the configuration that
// says the same, but for -config.
func (s *settings) generating(cmd *cobra.Command) {
	s.reading(cmd)
	f := cmd.Flags()
	f.StringVarP(&s.Output, "out", "o", "", "folder of the package")
	f.StringVar(&s.Package, "package", "", "name of the package (default: that of the folder, else that of the WSDL)")
	f.StringSliceVar(&s.Ports, "ports", nil, "ports to generate, by name, with or without _ and the name of the port type (default: all)")
	f.StringSliceVar((*[]string)(&s.Scaffold), "scaffold", nil, "programs to begin with, `client` and server: DIR/KIND/main.go, each written once")
	f.Bool("initialisms", true, "write words like Id and Url in capitals in Go names")
	completeValues(cmd)
}

func hasConfig() bool {
	_, err := os.Stat(config.FileName)
	return err == nil
}

// resolve reads the configuration and puts it in the place of what the command
// line does not say.
func (s *settings) resolve(a *app, cmd *cobra.Command, files []string) error {
	a.diag.JSON = s.JSON
	if f := cmd.Flags().Lookup("initialisms"); f != nil && f.Changed {
		on := f.Value.String() == "true"
		s.Initialisms = &on
	}
	flags := s.Config
	c, err := s.read()
	if err != nil {
		return err
	}
	if c != nil {
		s.Config = *c
		changed := cmd.Flags().Changed
		if changed("out") {
			s.Output = flags.Output
			s.Package = "" // the key is about another folder
		}
		if changed("package") {
			s.Package = flags.Package
		}
		if changed("ports") {
			s.Ports = flags.Ports
		}
		if changed("initialisms") {
			s.Initialisms = flags.Initialisms
		}
		if changed("allow") {
			s.Allow = flags.Allow
		}
		if changed("search") {
			s.Search = flags.Search
		}
		if changed("catalog") {
			s.Catalog = maps.Clone(s.Catalog)
			if s.Catalog == nil {
				s.Catalog = flags.Catalog
			}
			maps.Copy(s.Catalog, flags.Catalog)
		}
		if changed("scaffold") {
			s.Scaffold = flags.Scaffold
		}
		if changed("json") {
			s.JSON = flags.JSON
		}
	}
	if len(files) > 0 {
		s.WSDL = files
	}
	a.diag.JSON = s.JSON
	return s.check()
}

// read returns the configuration, nil when there is none.
func (s *settings) read() (*config.Config, error) {
	name := s.file
	if name == "" {
		name = config.FileName
	}
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && s.file == "":
		return nil, nil
	case err != nil:
		return nil, parser.Unreadable(name, err)
	}
	c, err := config.Read(name, data)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (s *settings) check() error {
	for _, kind := range s.Scaffold {
		if !slices.Contains(scaffold.Kinds, kind) {
			return s.wrong("scaffold", kind, "%q is no program (known: %s)", kind, strings.Join(scaffold.Kinds, ", "))
		}
	}
	for _, code := range s.Allow {
		if slices.Contains(diag.Allowable(), code) {
			continue
		}
		what := "cannot be allowed"
		if _, known := diag.Lookup(parser.Code(code)); !known {
			what = "is no code"
		}
		return s.wrong("allow", code, "%s %s (can be allowed: %s)", code, what, strings.Join(diag.Allowable(), ", "))
	}
	return nil
}

// wrong is an error about a value, of the configuration or of the command line.
func (s *settings) wrong(key, entry, format string, args ...any) error {
	what := fmt.Sprintf(format, args...)
	if !s.Has(key) {
		return usagef("-%s: %s", key, what)
	}
	return parser.WithCode(diag.CodeConfig, parser.Errorf(s.At(key, entry), "%s: %s", key, what))
}

// load reads WSDL documents of one contract.
func (s *settings) load(name string, further ...string) (*parser.Definitions, error) {
	return parser.Sources{Catalog: s.Catalog, Search: s.Search, Allow: s.allowed()}.Load(name, further...)
}

// allowed returns what -allow says.
func (s *settings) allowed() []parser.Code {
	var codes []parser.Code
	for _, c := range s.Allow {
		codes = append(codes, parser.Code(c))
	}
	return codes
}
