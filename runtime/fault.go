package wssc

import (
	"errors"
	"fmt"

	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/soap"
)

// Fault is a SOAP fault: what a peer answered instead of a response. A service
// returns one to choose what its caller is told.
type Fault struct {
	Code    string // Sender, Receiver, VersionMismatch, MustUnderstand or DataEncodingUnknown
	Subcode FaultCode
	Reason  string

	// Detail is the declared fault, nil for a fault that is none. errors.As finds
	// it in the error of a call.
	Detail error

	// Unproven says that the fault came without protection: anybody on the way
	// may have written it. It is a hint, never a fact.
	Unproven bool

	plain    bool // nothing of the port is protected, so there is nothing to say about it
	received bool // by a client: not for the callers of a service that passes it on
}

// FaultCode is the expanded name of a subcode; empty for none.
type FaultCode struct{ Space, Local string }

// Error returns code, subcode and reason.
func (f *Fault) Error() string {
	s := f.Code
	if f.Subcode.Local != "" {
		s += "/" + f.Subcode.Local
	}
	if f.Unproven && !f.plain {
		s += " (unproven)"
	}
	return fmt.Sprintf("fault %s: %s", s, f.Reason)
}

// Unwrap returns Detail.
func (f *Fault) Unwrap() error { return f.Detail }

// Is reports whether the fault says that the security context is no longer
// known, so that errors.Is(err, ErrSessionExpired) works.
func (f *Fault) Is(target error) bool { return target == ErrSessionExpired && f.expired() }

// expired reports whether the fault is one of WS-SecureConversation (section 9 of
// 1.4) or WS-Trust that says that the context is of no use any more.
func (f *Fault) expired() bool {
	switch ns, _ := doc.Known(f.Subcode.Space); ns {
	case doc.WSC200502, doc.WSC200512, doc.WST200502, doc.WST200512:
		return f.Subcode.Local == "BadContextToken" || f.Subcode.Local == "RenewNeeded"
	}
	return false
}

var (
	// ErrSessionExpired is what errors.Is finds in an error when the peer does
	// not know the security context any more. The next call obtains a new one;
	// whether this one was carried out is not known, and where the fault is
	// unproven the peer may not even have seen it.
	ErrSessionExpired = errors.New("security context is not known to the peer")

	// ErrClosed is returned by calls on a closed client.
	ErrClosed = errors.New("client is closed")
)

func (c *Client) faultFrom(f *soap.Fault, unproven bool) *Fault {
	return &Fault{
		Code: f.Code, Subcode: FaultCode{f.Subcode.Space, f.Subcode.Local},
		Reason: f.Reason, Unproven: unproven, received: true, plain: c.profiles.conversation == nil,
	}
}

func (f *Fault) soap() *soap.Fault {
	code := f.Code
	switch code {
	case "Client": // as SOAP 1.1 has it
		code = "Sender"
	case "Sender", "Receiver", "VersionMismatch", "MustUnderstand", "DataEncodingUnknown":
	default:
		code = "Receiver"
	}
	return &soap.Fault{Code: code, Subcode: soap.QName(f.Subcode), Reason: f.Reason}
}
