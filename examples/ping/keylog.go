package main

import (
	"fmt"
	"io"
	"os"
)

const keylogWarning = `
  *** WARNING *** -keylog: the secret of every session goes to
  *** WARNING ***   %s
  *** WARNING *** Whoever reads that file reads and forges all messages of these sessions.
  *** WARNING *** Use it with test keys alone, and delete the file.

`

// openKeylog opens the file that -keylog names, for its owner alone, after a
// warning.
func openKeylog(name string, stderr io.Writer) (*os.File, error) {
	fmt.Fprintf(stderr, keylogWarning, name)
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	// It may have been there before, for everybody to read.
	if err := f.Chmod(0o600); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
