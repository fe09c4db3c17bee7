package policy

import (
	"strings"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// tokens collects the token assertions at one place.
type tokens struct{ list []*plan.Token }

// tokenRows are the token assertions (WS-SecurityPolicy 1.3, section 5.4).
var tokenRows = table[*tokens]{
	"sp:X509Token":               tokenRow(plan.X509Token, x509Rows),
	"sp:UsernameToken":           tokenRow(plan.UsernameTokenKind, usernameRows),
	"sp:SamlToken":               tokenRow(plan.SamlToken, samlRows),
	"sp:IssuedToken":             tokenRow(plan.IssuedTokenKind, issuedRows),
	"sp:KerberosToken":           tokenRow(plan.KerberosToken, kerberosRows),
	"sp:SpnegoContextToken":      tokenRow(plan.SpnegoContextToken, negotiatedRows),
	"mssp:SslContextToken":       tokenRow(plan.SslContextToken, negotiatedRows),
	"mssp:RsaToken":              tokenRow(plan.RsaToken, derivedKeyRows),
	"sp:KeyValueToken":           tokenRow(plan.KeyValueToken, keyValueRows),
	"sp:HttpsToken":              tokenRow(plan.HttpsToken, httpsRows),
	"sp:SecurityContextToken":    tokenRow(plan.SecurityContextToken, contextRows),
	"sp:SecureConversationToken": tokenRow(plan.SecureConversationToken, conversationRows),
}

// derivedKeyRows are the [Derived Keys] property (section 5.3).
var derivedKeyRows = table[*plan.Token]{
	"sp:RequireDerivedKeys":         leaf(func(t *plan.Token) { t.DerivedKeys = plan.ExplicitDerivedKeys }),
	"sp:RequireExplicitDerivedKeys": leaf(func(t *plan.Token) { t.DerivedKeys = plan.ExplicitDerivedKeys }),
	"sp:RequireImpliedDerivedKeys":  leaf(func(t *plan.Token) { t.DerivedKeys = plan.ImpliedDerivedKeys }),
}

var x509Rows = join(derivedKeyRows, table[*plan.Token]{
	"sp:RequireKeyIdentifierReference": refer(plan.KeyIdentifier),
	"sp:RequireIssuerSerialReference":  refer(plan.IssuerSerial),
	"sp:RequireEmbeddedTokenReference": refer(plan.Embedded),
	"sp:RequireThumbprintReference":    refer(plan.Thumbprint),
	"sp:WssX509V1Token10":              version(),
	"sp:WssX509V3Token10":              version(),
	"sp:WssX509Pkcs7Token10":           version(),
	"sp:WssX509PkiPathV1Token10":       version(),
	"sp:WssX509V1Token11":              version(),
	"sp:WssX509V3Token11":              version(),
	"sp:WssX509Pkcs7Token11":           version(),
	"sp:WssX509PkiPathV1Token11":       version(),
})

var usernameRows = join(derivedKeyRows, table[*plan.Token]{
	"sp:NoPassword":         leaf(func(t *plan.Token) { t.Username.Password = plan.NoPassword }),
	"sp:HashPassword":       leaf(func(t *plan.Token) { t.Username.Password = plan.PasswordDigest }),
	"sp:Created":            leaf(func(t *plan.Token) { t.Username.Created = true }),
	"sp:Nonce":              leaf(func(t *plan.Token) { t.Username.Nonce = true }),
	"sp:WssUsernameToken10": version(),
	"sp:WssUsernameToken11": version(),
})

var samlRows = join(derivedKeyRows, table[*plan.Token]{
	"sp:RequireKeyIdentifierReference": refer(plan.KeyIdentifier),
	"sp:WssSamlV10Token10":             version(),
	"sp:WssSamlV11Token10":             version(),
	"sp:WssSamlV10Token11":             version(),
	"sp:WssSamlV11Token11":             version(),
	"sp:WssSamlV20Token11":             version(),
})

var issuedRows = join(derivedKeyRows, table[*plan.Token]{
	"sp:RequireExternalReference": refer(plan.External),
	"sp:RequireInternalReference": refer(plan.Internal),
})

var kerberosRows = join(derivedKeyRows, table[*plan.Token]{
	"sp:RequireKeyIdentifierReference": refer(plan.KeyIdentifier),
	"sp:WssKerberosV5ApReqToken11":     version(),
	"sp:WssGssKerberosV5ApReqToken11":  version(),
})

var keyValueRows = join(derivedKeyRows, table[*plan.Token]{
	"sp:RsaKeyValue": version(),
})

// negotiatedRows stand in tokens that a negotiation makes. Whether they may be
// cancelled matters to who makes them.
var negotiatedRows = join(derivedKeyRows, table[*plan.Token]{
	"sp:MustNotSendCancel":          accepted[*plan.Token](),
	"mssp:MustNotSendCancel":        accepted[*plan.Token](),
	"sp:MustNotSendAmend":           accepted[*plan.Token](),
	"sp:MustNotSendRenew":           accepted[*plan.Token](),
	"mssp:RequireClientCertificate": refused[*plan.Token]("a TLS negotiation with a client certificate cannot be said in a plan"),
})

var httpsRows = table[*plan.Token]{
	"sp:RequireClientCertificate": leaf(func(t *plan.Token) { t.HTTPS.ClientCertificate = true }),
	"sp:HttpBasicAuthentication":  leaf(func(t *plan.Token) { t.HTTPS.BasicAuth = true }),
	"sp:HttpDigestAuthentication": leaf(func(t *plan.Token) { t.HTTPS.DigestAuth = true }),
}

var contextRows = join(derivedKeyRows, table[*plan.Token]{
	"sp:RequireExternalUriReference": refer(plan.ExternalURI),
	"sp:SC10SecurityContextToken":    version(),
	"sp:SC13SecurityContextToken":    version(),
})

// conversationRows stand in a SecureConversationToken besides what stands in
// any SecurityContextToken.
var conversationRows = join(contextRows, table[*plan.Token]{
	"sp:MustNotSendCancel":   conversationRow(func(v *conversation, _ *Assertion) { v.noCancel = true }),
	"mssp:MustNotSendCancel": conversationRow(func(v *conversation, _ *Assertion) { v.noCancel = true }),
	"sp:MustNotSendRenew":    conversationRow(func(v *conversation, _ *Assertion) { v.noRenew = true }),
	"sp:MustNotSendAmend":    accepted[*plan.Token](), // never sent
	"mssp:RequireCancel":     accepted[*plan.Token](), // sent unless it must not be
	"sp:BootstrapPolicy":     bootstrapPolicy,
})

// refer adds a way to name the token.
func refer(r plan.Reference) row[*plan.Token] {
	return leaf(func(t *plan.Token) { t.References = append(t.References, r) })
}

// version makes the name of the assertion the version of the token.
func version() row[*plan.Token] {
	return leafOf(func(a *Assertion, t *plan.Token) { t.Version = a.Name.Local })
}

func conversationRow(do func(*conversation, *Assertion)) row[*plan.Token] {
	return func(c *compiler, a *Assertion, t *plan.Token) error {
		do(c.conversation(t), a)
		return empty(a)
	}
}

// bootstrapPolicy keeps the policy inside the policy for later: what it means
// depends on the trust assertion beside the binding that is being read.
func bootstrapPolicy(c *compiler, a *Assertion, t *plan.Token) error {
	c.conversation(t).bootstrap = a
	c.note(t.Conversation, a.Name.Local, a.Pos)
	return noParameters(a)
}

func (c *compiler) conversation(t *plan.Token) *conversation {
	for _, v := range c.conversations {
		if v.token == t {
			return v
		}
	}
	return nil // not reached: tokenRow has made one
}

// tokenRow is the row of a token assertion.
func tokenRow(kind plan.TokenKind, rows table[*plan.Token]) row[*tokens] {
	return func(c *compiler, a *Assertion, to *tokens) error {
		t := &plan.Token{Kind: kind}
		to.list = append(to.list, t)
		c.note(t, string(kind), a.Pos)

		switch kind {
		case plan.UsernameTokenKind:
			t.Username = &plan.UsernameToken{Password: plan.PasswordText}
		case plan.HttpsToken:
			v, _ := a.Attr("", "RequireClientCertificate") // WS-SecurityPolicy 1.1 has an attribute
			t.HTTPS = &plan.HTTPSToken{ClientCertificate: truth(v)}
		case plan.IssuedTokenKind:
			t.Request = &plan.IssuedToken{}
		case plan.SecureConversationToken:
			t.Conversation = &plan.Conversation{}
			c.note(t.Conversation, "", a.Pos)
			c.conversations = append(c.conversations, &conversation{token: t, pos: a.Pos, subject: c.reading})
		}
		c.errs.Add(include(a, t))
		for _, p := range a.Parameters {
			c.errs.Add(tokenParameter(p, t))
		}
		apply(c, rows, a.Nested, t)
		if t.DerivedKeys != plan.NoDerivedKeys {
			t.DerivedKeysVersion = derivedKeysVersion(a)
		}
		return nil
	}
}

// derivedKeysVersion: peers write the DerivedKeyTokens of a token in the
// version that belongs to the namespace of its assertion, whatever the trust
// assertion says (Apache CXF, SymmetricBindingHandler).
func derivedKeysVersion(a *Assertion) plan.SecureConversation {
	if a.Name.Space == sp200507 || a.Name.Space == mssp {
		return plan.SecureConversation200502
	}
	return plan.SecureConversation200512
}

// include reads IncludeToken (section 5.1). The attribute is qualified; some
// policies leave the prefix out.
func include(a *Assertion, t *plan.Token) error {
	value := ""
	for _, space := range []string{sp200507, sp200702, sp200802, ""} {
		if v, ok := a.Attr(space, "IncludeToken"); ok {
			value = v
			break
		}
	}
	if value == "" {
		return nil
	}
	base, name, _ := strings.Cut(value, "/IncludeToken/")
	known := base == sp200507 || base == sp200702 || base == sp200802 ||
		base == "http://docs.oasis-open.org/ws-sx/ws-trust/200702/ws-securitypolicy" // the schema of 1.2 says so
	switch i := plan.Inclusion(name); {
	case !known:
	case i == plan.Never, i == plan.Once, i == plan.AlwaysToRecipient, i == plan.AlwaysToInitiator, i == plan.Always:
		t.Include = i
		return nil
	}
	return parser.Errorf(a.Pos, "%s: IncludeToken=%q is not known (known: %s/IncludeToken/ with Never, Once, AlwaysToRecipient, AlwaysToInitiator, Always)",
		t.Kind, value, sp200702)
}
