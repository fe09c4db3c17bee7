package wsse

import (
	"strings"

	"github.com/wsscgen/wsscgen/runtime/plan"
)

// String says in words what the profile has a sender do and a receiver demand.
func (p *Profile) String() string {
	if p.plain {
		return "not protected"
	}
	var b strings.Builder
	steps := []string{"sign", "encrypt"}
	if p.encryptFirst {
		steps = []string{"encrypt", "sign"}
	}
	b.WriteString(steps[0] + " before " + steps[1] + "; signed: Timestamp")
	if p.signBody {
		b.WriteString(", Body")
	}
	for _, h := range p.signed {
		b.WriteString(", " + h.Name)
	}
	if p.encryptBody {
		b.WriteString("; encrypted: content of Body")
		if p.encryptSignature {
			b.WriteString(", Signature")
		}
	}
	if p.derived {
		b.WriteString("; keys derived from ")
	} else {
		b.WriteString("; key of ")
	}
	if p.token == plan.X509Token {
		b.WriteString("an EncryptedKey")
	} else {
		b.WriteString("the SecurityContextToken")
	}
	b.WriteString("; " + short(p.suite.MACs[0].URI) + ", " + short(p.suite.Digests[0].URI) + ", " + short(p.suite.Ciphers[0].URI))
	if p.clearAnswer {
		b.WriteString("; may be in clear and signed by the token itself")
	}
	return b.String()
}

func short(a plan.Algorithm) string {
	_, name, _ := strings.Cut(string(a), "#")
	return name
}

// Covered returns the local names of the elements that the signature covers.
func (v *Verified) Covered() []string {
	var names []string
	for _, id := range v.covered[:v.nCovered] {
		names = append(names, string(v.doc.Local(id)))
	}
	return names
}
