package parser

import (
	"cmp"
	"errors"
	"fmt"
	"go/token"
	"slices"
	"strings"
)

// Error is something wrong at one place of a document.
type Error struct {
	Pos     token.Position // only Filename is set when the file as a whole is meant
	Err     error
	Code    Code      // what kind of error this is, empty when nobody said
	Related []Related // further places, the nearest first
	Hint    string    // what can be done, when that is known
}

// Related is a place that has to do with an error.
type Related struct {
	Pos  token.Position
	What string // e.g. "imported from here"
}

// Error returns "file:line:col: what".
func (e *Error) Error() string { return e.Pos.String() + ": " + e.Err.Error() }

// Unwrap returns what is wrong without its place.
func (e *Error) Unwrap() error { return e.Err }

// At says where err happened and in what. A deeper place is nearer, so it stays;
// words added on the way up go in front of what it says.
func At(pos token.Position, what string, err error) error {
	at := Error{Pos: pos, Err: err}
	var placed *Error
	if errors.As(err, &placed) {
		at = *placed
	}
	at.Err = fmt.Errorf("%s: %w", what, at.Err)
	return &at
}

// Errorf returns an [*Error] at pos.
func Errorf(pos token.Position, format string, args ...any) error {
	return &Error{Pos: pos, Err: fmt.Errorf(format, args...)}
}

// codef returns an [*Error] at pos with a code.
func codef(code Code, pos token.Position, format string, args ...any) *Error {
	return &Error{Pos: pos, Err: fmt.Errorf(format, args...), Code: code}
}

// Errors collects what is wrong with a set of documents. The zero value is ready.
type Errors []*Error

// Add appends err, which may itself be a list; nil adds nothing.
func (l *Errors) Add(err error) {
	var list Errors
	var one *Error
	switch {
	case err == nil:
	case errors.As(err, &list):
		*l = append(*l, list...)
	case errors.As(err, &one):
		*l = append(*l, one)
	default:
		*l = append(*l, &Error{Err: err})
	}
}

// Err returns the list in the order of the places, each message once, nil when
// it is empty.
func (l Errors) Err() error {
	if len(l) == 0 {
		return nil
	}
	sorted := slices.Clone(l)
	slices.SortStableFunc(sorted, func(a, b *Error) int {
		return cmp.Or(
			strings.Compare(a.Pos.Filename, b.Pos.Filename),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column),
		)
	})
	return slices.CompactFunc(sorted, func(a, b *Error) bool { return a.Error() == b.Error() })
}

// Error returns one line for each error.
func (l Errors) Error() string {
	lines := make([]string, len(l))
	for i, e := range l {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.Is and errors.As look into each error.
func (l Errors) Unwrap() []error {
	errs := make([]error, len(l))
	for i, e := range l {
		errs[i] = e
	}
	return errs
}
