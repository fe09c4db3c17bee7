package wssc

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/internal/sct"
	"github.com/wsscgen/wsscgen/runtime/internal/soap"
	"github.com/wsscgen/wsscgen/runtime/internal/trust"
	"github.com/wsscgen/wsscgen/runtime/internal/wsse"
	"github.com/wsscgen/wsscgen/runtime/internal/xmltext"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// What peers are told. Of a message that is not proven the codes are those of the
// standards and the texts constant: nothing of a cause gets out, and everything
// cryptographic looks the same. Whoever has proven himself is also told where his
// message does not fit its schema, and what the service says in a fault of its own.

var busyFault = &soap.Fault{Code: "Receiver", Reason: "The service is busy."}

var internalFault = &soap.Fault{Code: "Receiver", Reason: "The service failed to process the message."}

// faceOf returns the fault for a refused message.
func (h *handler) faceOf(err error) *soap.Fault {
	var f *wsse.Failure
	if !errors.As(err, &f) {
		return internalFault
	}
	if f.Face == wsse.Busy {
		return busyFault
	}
	addressing := h.profiles.plan.Addressing.Namespace()
	switch f.Face {
	case wsse.BadContextToken:
		return sender(h.profiles.conversation.Version.Namespace(), "BadContextToken",
			"The requested context elements are insufficient or unsupported.")
	case wsse.MessageExpired:
		return sender(doc.WSSE.URI(), "MessageExpired", "The message has expired.")
	case wsse.MalformedMessage:
		return &soap.Fault{Code: "Sender", Reason: "The message is not a well-formed SOAP envelope."}
	case wsse.VersionMismatch:
		return &soap.Fault{Code: "VersionMismatch", Reason: "The SOAP version is not the one of this endpoint."}
	case wsse.NotUnderstood:
		return &soap.Fault{Code: "MustUnderstand", Reason: "A header that must be understood is not."}
	case wsse.InvalidAddressing:
		code := "InvalidAddressingHeader"
		if h.profiles.plan.Addressing == plan.Addressing200408 {
			code = "InvalidMessageInformationHeader"
		}
		return sender(addressing, code, "A header representing a Message Addressing Property is not valid.")
	case wsse.MissingAddressing:
		code := "MessageAddressingHeaderRequired"
		if h.profiles.plan.Addressing == plan.Addressing200408 {
			code = "MessageInformationHeaderRequired"
		}
		return sender(addressing, code, "A required header representing a Message Addressing Property is not present.")
	case wsse.ActionNotSupported:
		return sender(addressing, "ActionNotSupported", "The Action cannot be processed at the receiver.")
	}
	return sender(doc.WSSE.URI(), "InvalidSecurity", "An error was discovered processing the Security header.")
}

// faultAnswer returns the fault, to be secured, for a proven message that was not
// answered.
func (h *handler) faultAnswer(x *exchange, err error) answer {
	f := h.faultFor(err)
	for _, declared := range x.faults {
		if content := declared.find(err); content != nil {
			f = declaredFault(err, content, f)
			if declared.header {
				a := h.asAnswer(f)
				a.blocks = []codec.Header{{Name: declared.name, Content: content}}
				return a
			}
			f.DetailName, f.Detail = declared.name, content
			a := h.asAnswer(f)
			a.action = cmp.Or(declared.action, a.action)
			return a
		}
	}
	return h.asAnswer(f)
}

// declares reports whether an error is a declared fault of the operation.
func (x *exchange) declares(err error) bool {
	return slices.ContainsFunc(x.faults, func(f FaultDetail) bool { return f.find(err) != nil })
}

// asAnswer returns a fault as an answer.
func (h *handler) asAnswer(f *soap.Fault) answer {
	name, content := f.Name(h.profiles.soap())
	return answer{message: trust.Message{Name: name, Content: content}, action: h.profiles.faultAction(f)}
}

// declaredFault returns the code and reason of a declared fault: those of a *Fault
// around it, else its own text: not that of errors around it.
func declaredFault(err error, declared codec.Encodable, f *soap.Fault) *soap.Fault {
	var fault *Fault
	if errors.As(err, &fault) && !fault.received {
		return f
	}
	reason := "The service failed in a way that it declares."
	if e, ok := declared.(error); ok {
		reason = e.Error()
	}
	return &soap.Fault{Code: "Receiver", Reason: reason}
}

// faultFor returns the fault for an error of what answers a message.
func (h *handler) faultFor(err error) *soap.Fault {
	trustNS := ""
	if c := h.profiles.conversation; c != nil {
		trustNS = c.Trust.Namespace()
	}
	var fault *Fault
	var bad *undecodable
	f := internalFault
	switch {
	case errors.As(err, &fault) && !fault.received: // of its own, not one that it was sent
		f = fault.soap()
	case errors.As(err, &bad):
		f = &soap.Fault{Code: "Sender", Reason: "The message does not fit its schema: " + clip(printable(bad.Error()))}
	case errors.Is(err, trust.ErrRequest):
		f = sender(trustNS, "BadRequest", "The specified RequestSecurityToken is not understood.")
	case errors.Is(err, trust.ErrProof):
		f = sender(trustNS, "FailedAuthentication", "Authentication failed.")
	case errors.Is(err, sct.ErrFull):
		f = sender(trustNS, "RequestFailed", "The specified request failed.")
	}
	return f
}

// printable replaces what an answer could not hold, or a terminal would not show as text:
// hand-written types say what they like about a value.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || !xmltext.IsChar(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

func sender(space, local, reason string) *soap.Fault {
	if space == "" { // the plan has no such standard
		return &soap.Fault{Code: "Sender", Reason: reason}
	}
	return &soap.Fault{Code: "Sender", Subcode: soap.QName{Space: space, Local: local}, Reason: reason}
}

// appendUnsecured appends an envelope without protection: there is no key that
// both parties are known to have.
func (h *handler) appendUnsecured(dst []byte, d *doc.Doc, f *soap.Fault) []byte {
	soapNS := h.profiles.soap()
	env := &codec.Namespace{URI: soapNS.URI(), Prefix: "soap", Decl: ` xmlns:soap="` + soapNS.URI() + `"`}
	dst = append(dst, `<soap:Envelope`+env.Decl+`>`...)
	if ns := h.profiles.plan.Addressing.Namespace(); ns != "" {
		e := codec.NewEncoder(append(dst, `<soap:Header>`...), env)
		wsa := &codec.Namespace{URI: ns, Prefix: "wsa", Decl: ` xmlns:wsa="` + ns + `"`}
		action := codec.Name{Space: wsa, Local: "Action", Open: "<wsa:Action", Close: "</wsa:Action>"}
		relates := codec.Name{Space: wsa, Local: "RelatesTo", Open: "<wsa:RelatesTo", Close: "</wsa:RelatesTo>"}
		e.String(&action, h.profiles.faultAction(f))
		if id := wsse.PeekMessageID(d); id != "" {
			e.String(&relates, id)
		}
		dst = append(e.Bytes(), `</soap:Header>`...)
	}
	name, content := f.Name(soapNS)
	e := codec.NewEncoder(append(dst, `<soap:Body>`...), env)
	e.Element(name, content)
	return append(e.Bytes(), `</soap:Body></soap:Envelope>`...)
}
