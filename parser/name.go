package parser

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"
)

// Name is an expanded name. Space is empty for a name in no namespace.
type Name struct {
	Space string
	Local string
}

// String returns "{space}local", or "local" alone.
func (n Name) String() string {
	if n.Space == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}

// IsZero reports whether the name is absent.
func (n Name) IsZero() bool { return n == Name{} }

// Compare orders names by namespace, then by local name.
func (n Name) Compare(m Name) int {
	return cmp.Or(cmp.Compare(n.Space, m.Space), cmp.Compare(n.Local, m.Local))
}

// The namespaces of the documents that are read.
const (
	NamespaceXML    = "http://www.w3.org/XML/1998/namespace"
	NamespaceWSDL   = "http://schemas.xmlsoap.org/wsdl/"
	NamespaceSOAP11 = "http://schemas.xmlsoap.org/wsdl/soap/"
	NamespaceSOAP12 = "http://schemas.xmlsoap.org/wsdl/soap12/"
	NamespaceXSD    = "http://www.w3.org/2001/XMLSchema"
	NamespaceXSI    = "http://www.w3.org/2001/XMLSchema-instance"
	NamespaceWSU    = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"

	NamespacePolicy200409 = "http://schemas.xmlsoap.org/ws/2004/09/policy"
	NamespacePolicy200607 = "http://www.w3.org/2006/07/ws-policy"
	NamespacePolicy15     = "http://www.w3.org/ns/ws-policy"

	NamespaceAddressing200408 = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
	NamespaceAddressingWSDL   = "http://www.w3.org/2006/05/addressing/wsdl"
	NamespaceAddressingMeta   = "http://www.w3.org/2007/05/addressing/metadata"

	namespaceAddressingDraft = "http://www.w3.org/2007/02/addressing/metadata"
)

// policyNamespaces are the versions of WS-Policy, which may be mixed in one
// document.
var policyNamespaces = []string{NamespacePolicy200409, NamespacePolicy15, NamespacePolicy200607}

// IsPolicyNamespace reports whether space is a version of WS-Policy.
func IsPolicyNamespace(space string) bool {
	for _, ns := range policyNamespaces {
		if space == ns {
			return true
		}
	}
	return false
}

// ParseName reads what [Name.String] writes.
func ParseName(s string) (Name, bool) {
	rest, ok := strings.CutPrefix(s, "{")
	if !ok {
		return Name{Local: s}, s != ""
	}
	i := strings.LastIndex(rest, "}")
	if i < 0 || i+1 == len(rest) {
		return Name{}, false
	}
	return Name{rest[:i], rest[i+1:]}, true
}

// names are those of XML without a colon (Namespaces in XML 1.0, section 3), but for a
// few characters that nobody uses.
var names = regexp.MustCompile(`^[\pL_][\pL\pN\pM_.·-]*$`)

func isName(s string) bool { return names.MatchString(s) }

// isLabel is about the names of what stands in no message: some authors have others
// than XML's.
func isLabel(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || strings.ContainsRune(`<>&"'`+"`", r) })
}
