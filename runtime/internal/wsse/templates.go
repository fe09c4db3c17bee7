package wsse

import (
	"github.com/wsscgen/wsscgen/runtime/codec"
	"github.com/wsscgen/wsscgen/runtime/internal/doc"
)

// templates are the constant texts of a profile's messages. Everything that is
// signed is written in exclusive canonical form: it declares the prefixes that it
// uses itself, attributes are in order, empty elements have an end tag. So the
// bytes that are written are the bytes that are digested.
type templates struct {
	open     string // to the first header block
	security string
	endHead  string
	body     string // start tag of the Body
	endBody  string
	end      string

	signedInfo string // start tag, canonicalization and signature method
	reference  string // between the Id and the digest value

	// The same in two parts, around a PrefixList.
	referenceList, referenceTail string

	data string // between the Id and Type of EncryptedData and its KeyInfo's content

	soap, wsu *codec.Namespace // in scope inside the Body
}

const (
	declWSSE  = ` xmlns:wsse="` + nsWSSE + `"`
	declWSU   = ` xmlns:wsu="` + nsWSU + `"`
	declDS    = ` xmlns:ds="` + nsDS + `"`
	declXENC  = ` xmlns:xenc="` + nsXENC + `"`
	algorithm = ` Algorithm="`
)

var wsuSpace = codec.Namespace{URI: nsWSU, Prefix: "wsu", Decl: declWSU}

func (p *Profile) templates() templates {
	soap := p.soap.URI()
	declSOAP := ` xmlns:soap="` + soap + `"`
	if p.plain {
		return templates{
			open: `<soap:Envelope` + declSOAP + `>`, body: `<soap:Body>`, endBody: `</soap:Body>`, end: `</soap:Envelope>`,
			soap: &codec.Namespace{URI: soap, Prefix: "soap", Decl: declSOAP},
		}
	}
	must := "true"
	if p.soap == doc.SOAP11 {
		must = "1"
	}
	referenceOpen := `"><ds:Transforms><ds:Transform` + algorithm + excC14N + `"`
	referenceEnd := `</ds:Transform></ds:Transforms>` +
		`<ds:DigestMethod` + algorithm + string(p.suite.Digests[0].URI) + `"></ds:DigestMethod><ds:DigestValue>`
	return templates{
		open:     `<soap:Envelope` + declSOAP + `><soap:Header>`,
		security: `<wsse:Security` + declWSSE + ` soap:mustUnderstand="` + must + `">`,
		endHead:  `</wsse:Security></soap:Header>`,
		body:     `<soap:Body` + declSOAP + declWSU + ` wsu:Id="` + idBody + `">`,
		endBody:  `</soap:Body>`,
		end:      `</soap:Envelope>`,
		signedInfo: `<ds:SignedInfo` + declDS + `><ds:CanonicalizationMethod` + algorithm + excC14N + `"></ds:CanonicalizationMethod>` +
			`<ds:SignatureMethod` + algorithm + string(p.suite.MACs[0].URI) + `"></ds:SignatureMethod>`,
		reference:     referenceOpen + `>` + referenceEnd,
		referenceList: referenceOpen + `><ec:InclusiveNamespaces xmlns:ec="` + excC14N + `" PrefixList="`,
		referenceTail: `"></ec:InclusiveNamespaces>` + referenceEnd,
		data:          `"><xenc:EncryptionMethod` + algorithm + string(p.suite.Ciphers[0].URI) + `"></xenc:EncryptionMethod><ds:KeyInfo` + declDS + `>`,
		soap:          &codec.Namespace{URI: soap, Prefix: "soap", Decl: declSOAP},
		wsu:           &wsuSpace,
	}
}
