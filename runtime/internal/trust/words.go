// Package trust has the messages by which a security context is obtained and
// given up: the subset of WS-Trust that WS-SecureConversation uses. A handshake
// is a message and a continuation; nothing here knows a connection.
package trust

import (
	"errors"

	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// Actions of the exchanges (WS-SecureConversation 1.4, sections 3.1 and 6).
const (
	issueRequest   = "/RST/SCT"
	issueResponse  = "/RSTR/SCT"
	cancelRequest  = "/RST/SCT/Cancel"
	cancelResponse = "/RSTR/SCT/Cancel"
)

// Actions are the wsa:Action URIs of the exchanges in one version of WS-Trust.
type Actions struct {
	Issue, IssueResponse   string
	Cancel, CancelResponse string
}

// ActionsOf returns the actions of a version.
func ActionsOf(t plan.Trust) Actions {
	ns := t.Namespace()
	return Actions{
		ns + issueRequest, ns + issueResponse, ns + cancelRequest, ns + cancelResponse,
	}
}

// Errors that a caller acts on; the text is for the log.
var (
	// ErrRequest: the request cannot be understood or asks for what is not given.
	ErrRequest = errors.New("token request is not acceptable")
	// ErrResponse: the answer does not make a context that the plan allows.
	ErrResponse = errors.New("token response is not acceptable")
	// ErrProof: a context is to be cancelled by somebody who does not hold it.
	ErrProof = errors.New("context is not the one that protects the message")
)

// words are the names of one version of WS-Trust.
type words struct {
	ns    string
	space doc.NS

	request, response, collection      codec.Name
	tokenType, requestType, keySize    codec.Name
	entropy, binarySecret, computedKey codec.Name
	computedKeyAlgorithm, lifetime     codec.Name
	requestedToken, requestedProof     codec.Name
	attached, unattached               codec.Name
	cancelTarget, cancelled            codec.Name
}

var (
	typeAttr = codec.AttrName{Local: "Type", Open: ` Type="`}

	words200502 = newWords(plan.Trust200502)
	words200512 = newWords(plan.Trust200512)

	wsuSpace = codec.Namespace{URI: doc.WSU.URI(), Prefix: "wsu", Decl: ` xmlns:wsu="` + doc.WSU.URI() + `"`}
	wsuID    = codec.AttrName{Space: &wsuSpace, Local: "Id", Open: ` wsu:Id="`}
	created  = codec.Name{Space: &wsuSpace, Local: "Created", Open: "<wsu:Created", Close: "</wsu:Created>"}
	expires  = codec.Name{Space: &wsuSpace, Local: "Expires", Open: "<wsu:Expires", Close: "</wsu:Expires>"}
)

func wordsOf(t plan.Trust) *words {
	if t == plan.Trust200502 {
		return words200502
	}
	return words200512
}

func newWords(t plan.Trust) *words {
	ns := t.Namespace()
	space := &codec.Namespace{URI: ns, Prefix: "wst", Decl: ` xmlns:wst="` + ns + `"`}
	name := func(local string) codec.Name {
		return codec.Name{Space: space, Local: local, Open: "<wst:" + local, Close: "</wst:" + local + ">"}
	}
	id, _ := doc.Known(ns)
	return &words{
		ns: ns, space: id,
		request:              name("RequestSecurityToken"),
		response:             name("RequestSecurityTokenResponse"),
		collection:           name("RequestSecurityTokenResponseCollection"),
		tokenType:            name("TokenType"),
		requestType:          name("RequestType"),
		keySize:              name("KeySize"),
		entropy:              name("Entropy"),
		binarySecret:         name("BinarySecret"),
		computedKey:          name("ComputedKey"),
		computedKeyAlgorithm: name("ComputedKeyAlgorithm"),
		lifetime:             name("Lifetime"),
		requestedToken:       name("RequestedSecurityToken"),
		requestedProof:       name("RequestedProofToken"),
		attached:             name("RequestedAttachedReference"),
		unattached:           name("RequestedUnattachedReference"),
		cancelTarget:         name("CancelTarget"),
		cancelled:            name("RequestedTokenCancelled"),
	}
}

func (w *words) pSHA1() string { return w.ns + "/CK/PSHA1" }
func (w *words) nonce() string { return w.ns + "/Nonce" }

// tokenWords are the names of a SecurityContextToken and of a reference to it.
type tokenWords struct{ token, identifier codec.Name }

var (
	token200502 = newTokenWords(plan.SecureConversation200502)
	token200512 = newTokenWords(plan.SecureConversation200512)

	wsseSpace = codec.Namespace{URI: doc.WSSE.URI(), Prefix: "wsse", Decl: ` xmlns:wsse="` + doc.WSSE.URI() + `"`}
	str       = codec.Name{Space: &wsseSpace, Local: "SecurityTokenReference", Open: "<wsse:SecurityTokenReference", Close: "</wsse:SecurityTokenReference>"}
	reference = codec.Name{Space: &wsseSpace, Local: "Reference", Open: "<wsse:Reference", Close: "</wsse:Reference>"}

	uriAttr       = codec.AttrName{Local: "URI", Open: ` URI="`}
	valueTypeAttr = codec.AttrName{Local: "ValueType", Open: ` ValueType="`}
)

func tokenWordsOf(v plan.SecureConversation) *tokenWords {
	if v == plan.SecureConversation200502 {
		return token200502
	}
	return token200512
}

func newTokenWords(v plan.SecureConversation) *tokenWords {
	ns := v.Namespace()
	space := &codec.Namespace{URI: ns, Prefix: "wsc", Decl: ` xmlns:wsc="` + ns + `"`}
	return &tokenWords{
		token:      codec.Name{Space: space, Local: "SecurityContextToken", Open: "<wsc:SecurityContextToken", Close: "</wsc:SecurityContextToken>"},
		identifier: codec.Name{Space: space, Local: "Identifier", Open: "<wsc:Identifier", Close: "</wsc:Identifier>"},
	}
}

// encodeToken writes a SecurityContextToken (WS-SecureConversation 1.4, section 2).
func encodeToken(e *codec.Encoder, v plan.SecureConversation, id, identifier string) {
	w := tokenWordsOf(v)
	e.Start(&w.token)
	e.Declare(&wsuSpace)
	e.Attr(&wsuID, id)
	e.String(&w.identifier, identifier)
	e.End(&w.token)
}

// encodeReference writes a SecurityTokenReference to a context by URI.
func encodeReference(e *codec.Encoder, v plan.SecureConversation, uri string) {
	e.Start(&str)
	e.Start(&reference)
	e.Attr(&uriAttr, uri)
	e.Attr(&valueTypeAttr, tokenTypeOf(v))
	e.End(&reference)
	e.End(&str)
}

// alone returns what f writes, as canonical XML that needs no context.
func alone(f content) []byte {
	e := codec.NewEncoder(nil)
	f(e)
	return e.Bytes()
}

func tokenTypeOf(v plan.SecureConversation) string { return v.Namespace() + "/sct" }

// Message is the element in a Body and its content. Without a name the content is that
// of the Body, without both the Body is empty.
type Message struct {
	Name    *codec.Name
	Content codec.Encodable
}

// content is a [codec.Encodable] made of a function: these messages are off the fast path.
type content func(*codec.Encoder)

// EncodeXML writes the content.
func (c content) EncodeXML(e *codec.Encoder) { c(e) }
