package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/fetch"
	"github.com/wsscgen/wsscgen/cmd/wsscgen/internal/output"
	"github.com/wsscgen/wsscgen/parser"
)

// passwordVariable holds the password of -user, so that it stands in no list of
// processes.
const passwordVariable = "WSSCGEN_PASSWORD"

// fetchFlags are the flags of fetch.
type fetchFlags struct {
	dir, user, passwordFile string
	cert, key, ca           string
	timeout                 time.Duration
	json                    bool
}

func fetchCommand(a *app) *cobra.Command {
	var f fetchFlags
	cmd := &cobra.Command{
		Use:   "fetch [-o DIR] URL...",
		Short: "download WSDL documents with everything that they import",
		Long: `Fetch downloads WSDL documents, and the schemas and policies that they import,
into one folder and makes the locations in them relative. The schemas of the
standards are left out: wsscgen has them. A URL may be that of a WSDL, with ?wsdl
or ?singleWsdl or without, or that of a service which answers WS-MetadataExchange.

What came from where stands in wsscgen.lock beside the documents, with SHA-256.
Fetching again says what has changed. A file that was edited is never replaced.

The password of -user is read from the variable ` + passwordVariable + `, from the file
of -password-file, or asked for. Password and client certificate are shown only to
the hosts of the URLs that are named here.`,
		Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, urls []string) error {
			a.diag.JSON = f.json
			return f.run(cmd.Context(), a, urls)
		},
	}
	fs := cmd.Flags()
	fs.StringVarP(&f.dir, "out", "o", ".", "folder for the documents")
	fs.StringVar(&f.user, "user", "", "`NAME` for basic authentication")
	fs.StringVar(&f.passwordFile, "password-file", "", "`FILE` with the password in its first line")
	fs.StringVar(&f.cert, "cert", "", "PEM `FILE` with a client certificate")
	fs.StringVar(&f.key, "key", "", "PEM `FILE` with its private key (default: the file of -cert)")
	fs.StringVar(&f.ca, "ca", "", "PEM `FILE` with the roots that servers are trusted by (default: those of the system)")
	fs.DurationVar(&f.timeout, "timeout", 30*time.Second, "how long one document may take")
	fs.BoolVar(&f.json, "json", false, "write diagnostics as JSON, one object a line")
	return cmd
}

func (f *fetchFlags) run(ctx context.Context, a *app, urls []string) error {
	client, err := f.client(a)
	if err != nil {
		return err
	}
	lock, err := fetch.ReadLock(f.dir)
	if err != nil {
		return err
	}
	docs, err := fetch.Fetch(ctx, client, lock.Names(), urls...)
	if err != nil {
		return err
	}
	changes, states, err := lock.Update(f.dir, docs)
	if err != nil {
		return err
	}
	if err := output.Apply(ctx, changes); err != nil {
		return err
	}
	for i, d := range docs {
		fmt.Fprintf(a.out, "%-7s %s  %s\n", states[i], d.File, d.URL)
	}
	return nil
}

func (f *fetchFlags) client(a *app) (*fetch.Client, error) {
	c := &fetch.Client{User: f.user, Timeout: f.timeout}
	c.Progress = func(url string) { a.progress("fetching %s", url) }
	var err error
	if f.user != "" {
		if c.Password, err = f.password(a); err != nil {
			return nil, err
		}
	}
	switch {
	case f.cert != "":
		key := f.key
		if key == "" {
			key = f.cert
		}
		pair, err := tls.LoadX509KeyPair(f.cert, key)
		if err != nil {
			return nil, usagef("-cert %s: %s", f.cert, output.Reason(err))
		}
		c.Certificate = &pair
	case f.key != "":
		return nil, usagef("-key without -cert")
	}
	if f.ca != "" {
		pem, err := os.ReadFile(f.ca)
		if err != nil {
			return nil, parser.Unreadable(f.ca, err)
		}
		c.Roots = x509.NewCertPool()
		if !c.Roots.AppendCertsFromPEM(pem) {
			return nil, usagef("-ca %s: there is no certificate in it", f.ca)
		}
	}
	return c, nil
}

// password reads the password from where it is; it has no flag of its own.
func (f *fetchFlags) password(a *app) (string, error) {
	if f.passwordFile != "" {
		data, err := os.ReadFile(f.passwordFile)
		if err != nil {
			return "", parser.Unreadable(f.passwordFile, err)
		}
		line, _, _ := strings.Cut(string(data), "\n")
		return strings.TrimSuffix(line, "\r"), nil
	}
	if p, ok := os.LookupEnv(passwordVariable); ok {
		return p, nil
	}
	in, ok := a.in.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return "", usagef("-user needs a password: set %s, or name a file with -password-file", passwordVariable)
	}
	fmt.Fprintf(a.err, "password of %s: ", f.user)
	p, err := term.ReadPassword(int(in.Fd()))
	fmt.Fprintln(a.err)
	return string(p), err
}
