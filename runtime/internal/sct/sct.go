// Package sct keeps security contexts: what a SecurityContextToken stands for.
package sct

import (
	"time"

	"github.com/wsscgen/wsscgen/runtime/internal/secret"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Token is a security context as one of its parties holds it (WS-Secure-
// Conversation 1.4, section 2). It is immutable.
type Token struct {
	Identifier string
	ID         string // wsu:Id of the token element
	Version    plan.SecureConversation
	Secret     secret.Secret
	Created    time.Time
	Expires    time.Time // zero: no stated limit

	// What a message of the requestor carries: the token element and the
	// references to it, as issued, each in canonical form. They are opaque: a peer
	// may put anything there. The issuer has none of them: it names the context by
	// its Identifier.
	Element    []byte
	Attached   []byte // names the token within the message
	Unattached []byte // names it by its Identifier
}

// Live reports whether the context may be used at a time.
func (t *Token) Live(now time.Time) bool { return t.Expires.IsZero() || now.Before(t.Expires) }
