package parser

import (
	"errors"
	"go/token"
	"io"
	"io/fs"
	"os"
)

// readDisk is the only thing here that touches the disk.
func readDisk(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, errors.New("this is a directory; name a file in it")
	}
	// One byte more than is welcome, so that the gate sees it.
	return io.ReadAll(io.LimitReader(f, maxSize+1))
}

// Unreadable says about a file as a whole why it could not be read.
func Unreadable(name string, err error) error {
	return codef(CodeFile, token.Position{Filename: name}, "%w", reason(err))
}

// reason says why a file could not be read in the same words everywhere.
func reason(err error) error {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("permission denied")
	case errors.As(err, &path):
		return path.Err
	}
	return err
}
