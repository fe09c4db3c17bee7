package codec

import (
	"fmt"
	"strconv"
)

// ValueError is an error about a value of a message. Values may be confidential: a handler
// logs the reason alone.
type ValueError struct {
	Value  string // at most 40 bytes of it
	Reason string // what is wrong, without the value
	Err    error  // of a hand-written type; it may say the value
}

func (e *ValueError) Error() string {
	if e.Err != nil {
		return e.Err.Error()
	}
	return strconv.Quote(e.Value) + " " + e.Reason
}

// Unwrap returns the error of a hand-written type.
func (e *ValueError) Unwrap() error { return e.Err }

func invalid(value, reason string, args ...any) error {
	return &ValueError{Value: clip(value), Reason: fmt.Sprintf(reason, args...)}
}

// clip shortens a hostile value for an error message.
func clip(s string) string {
	if len(s) > 40 {
		return s[:40] + "..."
	}
	return s
}
