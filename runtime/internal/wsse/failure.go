package wsse

import (
	"errors"
	"fmt"
)

// Face is what a peer is told of a refusal: a fault code of the standards with
// constant text. Everything cryptographic has one face.
type Face int

// The faces.
const (
	// InvalidSecurity hides what was wrong with the Security header.
	InvalidSecurity Face = iota
	// BadContextToken: the context is not known, expired or cancelled.
	BadContextToken
	// MessageExpired: the timestamp, proven, is out of bounds.
	MessageExpired
	// MalformedMessage: not an envelope of the right version, or not XML.
	MalformedMessage
	// VersionMismatch: an envelope of the other SOAP version.
	VersionMismatch
	// NotUnderstood: a header that must be understood and is not.
	NotUnderstood
	// InvalidAddressing: addressing headers are doubled, of another version or do
	// not fit.
	InvalidAddressing
	// MissingAddressing: Action or MessageID is missing.
	MissingAddressing
	// ActionNotSupported: no operation has this action.
	ActionNotSupported
	// Busy: nothing is wrong with the message.
	Busy
)

// Failure is a refusal. Its text is for the log alone; the face is for the peer.
type Failure struct {
	Face Face
	Step string // what was being done
	Err  error  // the cause
}

func (f *Failure) Error() string { return f.Step + ": " + f.Err.Error() }

func (f *Failure) Unwrap() error { return f.Err }

func fail(face Face, step string, format string, args ...any) error {
	return &Failure{Face: face, Step: step, Err: fmt.Errorf(format, args...)}
}

// at names the step of an error that has none yet. The nearest step stays.
func at(step string, err error) error {
	if err == nil {
		return nil
	}
	var f *Failure
	if errors.As(err, &f) {
		return err
	}
	return &Failure{Face: InvalidSecurity, Step: step, Err: err}
}

// The causes that tests and traces tell apart.
var (
	ErrSignatureValue = errors.New("signature value differs")
	ErrDigest         = errors.New("digest differs")
	ErrNotSigned      = errors.New("is not signed")
	ErrNotEncrypted   = errors.New("is not encrypted")
	ErrUnknownKey     = errors.New("reference names no key of this message")
	ErrUnknownContext = errors.New("context is not known")
	ErrNotDerived     = errors.New("key is not a derived key")
	ErrKeyLength      = errors.New("key has another length than the suite's")
	ErrDerivation     = errors.New("derivation is out of bounds")
	ErrTarget         = errors.New("reference covers no whole header, body or token")
	ErrTransform      = errors.New("transform is not exclusive canonicalization")
	ErrTimestamp      = errors.New("timestamp is not acceptable")
	ErrStructure      = errors.New("structure is not as the standard says")
)
