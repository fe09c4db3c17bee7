// Package plantest has plans written by hand, for tests of the packages that carry
// plans out and must not depend on the compiler that makes them.
package plantest

import "github.com/wsscgen/wsscgen/runtime/plan"

// Shape are the properties in which the plans here differ.
type Shape struct {
	Suite            string // "": Basic128
	DerivedKeys      bool
	EncryptFirst     bool // EncryptBeforeSigning
	EncryptSignature bool // in the session
	Cancel           bool
	SOAP11           bool
	Addressing2005   bool
	Trust200512      bool
}

// The shapes of the interop service's ports.
var (
	AC   = Shape{}
	AD   = Shape{DerivedKeys: true, Cancel: true}
	ADES = Shape{DerivedKeys: true, EncryptFirst: true}
	SEES = Shape{DerivedKeys: true, EncryptSignature: true} // session of UXDC-SEES
)

// Endpoint returns the plan of a session with one operation, Ping, under an
// anonymous bootstrap.
func Endpoint(s Shape) *plan.Endpoint {
	soap, wsa, trust, sc := plan.SOAP12, plan.Addressing200408, plan.Trust200502, plan.SecureConversation200502
	if s.SOAP11 {
		soap = plan.SOAP11
	}
	if s.Addressing2005 {
		wsa = plan.Addressing200508
	}
	if s.Trust200512 {
		trust, sc = plan.Trust200512, plan.SecureConversation200512
	}
	message := plan.Message{
		Signed:    plan.Parts{Body: true, Headers: plan.Headers(wsa.Namespace(), "To", "From", "FaultTo", "ReplyTo", "MessageID", "RelatesTo", "Action")},
		Encrypted: plan.Parts{Body: true},
	}
	exchange := func(name string) plan.Exchange {
		response := message
		return plan.Exchange{Name: name, Request: message, Response: &response}
	}
	conversation := &plan.Conversation{
		Trust: trust, Version: sc,
		Bootstrap: binding(s, &plan.Token{
			Kind: plan.X509Token, Version: "WssX509V3Token10", Include: plan.Never,
			References: []plan.Reference{plan.Thumbprint},
		}, sc),
		Issue:         exchange("Issue"),
		ClientEntropy: true, ServerEntropy: true,
		Collection: s.Trust200512,
	}
	conversation.Bootstrap.Layout = plan.Strict
	conversation.Bootstrap.EncryptSignature = false
	if s.Cancel {
		cancel := exchange("Cancel")
		cancel.Response.Leniencies = []plan.Leniency{plan.CancelAnswerInClear}
		conversation.Cancel = &cancel
	}
	return &plan.Endpoint{
		SOAP: soap, Addressing: wsa,
		Binding: binding(s, &plan.Token{
			Kind: plan.SecureConversationToken, Include: plan.AlwaysToRecipient,
			Conversation: conversation,
		}, sc),
		Exchanges: []plan.Exchange{exchange("Ping")},
	}
}

func binding(s Shape, t *plan.Token, sc plan.SecureConversation) *plan.Binding {
	if s.DerivedKeys {
		t.DerivedKeys, t.DerivedKeysVersion = plan.ExplicitDerivedKeys, sc
	}
	b := &plan.Binding{
		Kind: plan.SymmetricBinding, Protection: t, Suite: "Basic128", Layout: plan.Lax,
		Timestamp: true, EntireHeadersAndBody: true, EncryptSignature: s.EncryptSignature,
	}
	if s.Suite != "" {
		b.Suite = s.Suite
	}
	if s.EncryptFirst {
		b.Order = plan.EncryptBeforeSigning
	}
	return b
}
