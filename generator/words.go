package generator

import (
	"reflect"

	"github.com/dave/jennifer/jen"

	"github.com/wsscgen/wsscgen/runtime/plan"
)

// planWords are the constants of package plan by their values.
var planWords = map[any]string{
	plan.SOAP11: "SOAP11",
	plan.SOAP12: "SOAP12",

	plan.Addressing200408: "Addressing200408",
	plan.Addressing200508: "Addressing200508",

	plan.Trust200502: "Trust200502",
	plan.Trust200512: "Trust200512",

	plan.SecureConversation200502: "SecureConversation200502",
	plan.SecureConversation200512: "SecureConversation200512",

	plan.TransportBinding:  "TransportBinding",
	plan.SymmetricBinding:  "SymmetricBinding",
	plan.AsymmetricBinding: "AsymmetricBinding",

	plan.SignBeforeEncrypting: "SignBeforeEncrypting",
	plan.EncryptBeforeSigning: "EncryptBeforeSigning",

	plan.Lax:        "Lax",
	plan.Strict:     "Strict",
	plan.LaxTsFirst: "LaxTsFirst",
	plan.LaxTsLast:  "LaxTsLast",

	plan.ExclusiveC14N: "ExclusiveC14N",
	plan.InclusiveC14N: "InclusiveC14N",

	plan.Never:             "Never",
	plan.Once:              "Once",
	plan.AlwaysToRecipient: "AlwaysToRecipient",
	plan.AlwaysToInitiator: "AlwaysToInitiator",
	plan.Always:            "Always",

	plan.Direct:        "Direct",
	plan.KeyIdentifier: "KeyIdentifier",
	plan.Thumbprint:    "Thumbprint",
	plan.IssuerSerial:  "IssuerSerial",
	plan.Embedded:      "Embedded",
	plan.ExternalURI:   "ExternalURI",
	plan.Internal:      "Internal",
	plan.External:      "External",

	plan.ExplicitDerivedKeys: "ExplicitDerivedKeys",
	plan.ImpliedDerivedKeys:  "ImpliedDerivedKeys",

	plan.X509Token:               "X509Token",
	plan.UsernameTokenKind:       "UsernameTokenKind",
	plan.SamlToken:               "SamlToken",
	plan.IssuedTokenKind:         "IssuedTokenKind",
	plan.KerberosToken:           "KerberosToken",
	plan.SpnegoContextToken:      "SpnegoContextToken",
	plan.SslContextToken:         "SslContextToken",
	plan.RsaToken:                "RsaToken",
	plan.KeyValueToken:           "KeyValueToken",
	plan.HttpsToken:              "HttpsToken",
	plan.SecurityContextToken:    "SecurityContextToken",
	plan.SecureConversationToken: "SecureConversationToken",

	plan.PasswordText:   "PasswordText",
	plan.PasswordDigest: "PasswordDigest",
	plan.NoPassword:     "NoPassword",

	plan.CancelAnswerInClear: "CancelAnswerInClear",
}

// word prints a string of a plan by the name of its constant. A string that has
// none, such as the name of a suite, is printed as it is.
func word(v reflect.Value) *jen.Statement {
	if name, ok := planWords[v.Interface()]; ok {
		return jen.Qual(planPath, name)
	}
	return jen.Lit(v.String())
}
