package parser

import (
	"embed"
	"strings"
)

//go:embed catalog/*.xsd catalog/*.wsdl
var catalogFiles embed.FS

// catalogFolder stands before the names of the files of the catalog, so that
// they are like no name on the disk.
const catalogFolder = "<catalog>/"

// standards are the documents of the built-in catalog: schemas by their
// namespace, and what else they are known as. WSDLs are found by location alone.
var standards = []struct {
	file      string
	namespace string
	locations []string // as http
}{
	{"wsrm-200702.xsd", "http://docs.oasis-open.org/ws-rx/wsrm/200702", nil},
	{"ws-secureconversation-1.3.xsd", "http://docs.oasis-open.org/ws-sx/ws-secureconversation/200512", nil},
	{"ws-trust-1.3.xsd", "http://docs.oasis-open.org/ws-sx/ws-trust/200512", []string{"http://docs.oasis-open.org/ws-sx/ws-trust/200512/ws-trust-1.3.xsd"}},
	{"ws-trust-1.4.xsd", "http://docs.oasis-open.org/ws-sx/ws-trust/200802", nil},
	{"b-2.xsd", "http://docs.oasis-open.org/wsn/b-2", []string{"http://docs.oasis-open.org/wsn/b-2.xsd"}},
	{"br-2.xsd", "http://docs.oasis-open.org/wsn/br-2", []string{"http://docs.oasis-open.org/wsn/br-2.xsd"}},
	{"brw-2.wsdl", "", []string{"http://docs.oasis-open.org/wsn/brw-2.wsdl"}},
	{"bw-2.wsdl", "", []string{"http://docs.oasis-open.org/wsn/bw-2.wsdl"}},
	{"t-1.xsd", "http://docs.oasis-open.org/wsn/t-1", []string{"http://docs.oasis-open.org/wsn/t-1.xsd"}},
	{"bf-2.xsd", "http://docs.oasis-open.org/wsrf/bf-2", []string{"http://docs.oasis-open.org/wsrf/bf-2.xsd"}},
	{"r-2.xsd", "http://docs.oasis-open.org/wsrf/r-2", []string{"http://docs.oasis-open.org/wsrf/r-2.xsd"}},
	{"rp-2.xsd", "http://docs.oasis-open.org/wsrf/rp-2", []string{"http://docs.oasis-open.org/wsrf/rp-2.xsd"}},
	{"rpw-2.wsdl", "", []string{"http://docs.oasis-open.org/wsrf/rpw-2.wsdl"}},
	{"rw-2.wsdl", "", []string{"http://docs.oasis-open.org/wsrf/rw-2.wsdl"}},
	{"oasis-200401-wss-wssecurity-secext-1.0.xsd", "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd", nil},
	{"oasis-200401-wss-wssecurity-utility-1.0.xsd", "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd", nil},
	{"oasis-wss-wssecurity-secext-1.1.xsd", "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd", nil},
	{"schemas.microsoft.com.2003.10.Serialization.xsd", "http://schemas.microsoft.com/2003/10/Serialization/", nil},
	{"schemas.microsoft.com.Message.xsd", "http://schemas.microsoft.com/Message", nil},
	{"soap-encoding-1.1.xsd", "http://schemas.xmlsoap.org/soap/encoding/", nil},
	{"soap-envelope-1.1.xsd", "http://schemas.xmlsoap.org/soap/envelope/", nil},
	{"ws-addr-200403.xsd", "http://schemas.xmlsoap.org/ws/2004/03/addressing", nil},
	{"ws-addr-200408.xsd", "http://schemas.xmlsoap.org/ws/2004/08/addressing", []string{"http://schemas.xmlsoap.org/ws/2004/08/addressing/"}},
	{"metadataexchange-200409.xsd", "http://schemas.xmlsoap.org/ws/2004/09/mex", nil},
	{"ws-policy-200409.xsd", "http://schemas.xmlsoap.org/ws/2004/09/policy", []string{"http://schemas.xmlsoap.org/ws/2004/09/policy/ws-policy.xsd"}},
	{"wsrm-200502.xsd", "http://schemas.xmlsoap.org/ws/2005/02/rm", nil},
	{"ws-secureconversation-200502.xsd", "http://schemas.xmlsoap.org/ws/2005/02/sc", nil},
	{"ws-trust-200502.xsd", "http://schemas.xmlsoap.org/ws/2005/02/trust", []string{"http://schemas.xmlsoap.org/ws/2005/02/trust/WS-Trust.xsd", "http://schemas.xmlsoap.org/ws/2005/02/trust/ws-trust.xsd"}},
	{"wsdl.xsd", "http://schemas.xmlsoap.org/wsdl/", []string{"http://schemas.xmlsoap.org/wsdl/2003-02-11.xsd"}},
	{"soap.xsd", "http://schemas.xmlsoap.org/wsdl/soap/", nil},
	{"soap12.xsd", "http://schemas.xmlsoap.org/wsdl/soap12/", nil},
	{"swaref.xsd", "http://ws-i.org/profiles/basic/1.1/xsd", []string{"http://ws-i.org/profiles/basic/1.1/swaref.xsd"}},
	{"xmldsig-core-schema.xsd", "http://www.w3.org/2000/09/xmldsig#", []string{"http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd", "http://www.w3.org/TR/xmldsig-core/xmldsig-core-schema.xsd"}},
	{"xenc-schema.xsd", "http://www.w3.org/2001/04/xmlenc#", []string{"http://www.w3.org/TR/2002/REC-xmlenc-core-20021210/xenc-schema.xsd", "http://www.w3.org/TR/xmlenc-core/xenc-schema.xsd"}},
	{"exc-c14n.xsd", "http://www.w3.org/2001/10/xml-exc-c14n#", nil},
	{"soap-encoding-1.2.xsd", "http://www.w3.org/2003/05/soap-encoding", nil},
	{"soap-envelope-1.2.xsd", "http://www.w3.org/2003/05/soap-envelope", []string{"http://www.w3.org/2003/05/soap-envelope/"}},
	{"xop-include.xsd", "http://www.w3.org/2004/08/xop/include", nil},
	{"xmlmime-200505.xsd", "http://www.w3.org/2005/05/xmlmime", nil},
	{"ws-addr-200508.xsd", "http://www.w3.org/2005/08/addressing", []string{"http://www.w3.org/2005/08/addressing/ws-addr.xsd", "http://www.w3.org/2006/03/addressing/ws-addr.xsd"}},
	{"ws-addr-wsaw-200605.xsd", "http://www.w3.org/2006/05/addressing/wsdl", nil},
	{"ws-policy-200607.xsd", "http://www.w3.org/2006/07/ws-policy", nil},
	{"metadataexchange-200909.xsd", "http://www.w3.org/2009/09/ws-mex", nil},
	{"xmldsig11-schema.xsd", "http://www.w3.org/2009/xmldsig11#", nil},
	{"xenc-schema-11.xsd", "http://www.w3.org/2009/xmlenc11#", nil},
	{"xml.xsd", "http://www.w3.org/XML/1998/namespace", []string{"http://www.w3.org/2001/03/xml.xsd", "http://www.w3.org/2001/xml.xsd", "http://www.w3.org/2005/08/xml.xsd"}},
	{"ws-policy-15-200702.xsd", "http://www.w3.org/ns/ws-policy", []string{"http://www.w3.org/2007/02/ws-policy.xsd"}},
	{"oasis-sstc-saml-schema-assertion-1.1.xsd", "urn:oasis:names:tc:SAML:1.0:assertion", nil},
	{"saml-schema-assertion-2.0.xsd", "urn:oasis:names:tc:SAML:2.0:assertion", nil},
}

// standardByNamespace returns the schema of a standard's namespace, by its name
// in the catalog.
func standardByNamespace(space string) (string, bool) {
	for _, s := range standards {
		if s.namespace != "" && s.namespace == space {
			return catalogFolder + s.file, true
		}
	}
	return "", false
}

// standardByLocation returns the document that a well-known URL means. The
// scheme may be https, and a slash at the end does not matter.
func standardByLocation(location string) (string, bool) {
	if rest, ok := strings.CutPrefix(location, "https:"); ok {
		location = "http:" + rest
	}
	location = strings.TrimSuffix(location, "/")
	for _, s := range standards {
		for _, l := range append([]string{s.namespace}, s.locations...) {
			if l != "" && strings.TrimSuffix(l, "/") == location {
				return catalogFolder + s.file, true
			}
		}
	}
	return "", false
}

// inCatalog reports whether a file is one of the catalog.
func inCatalog(name string) bool { return strings.HasPrefix(name, catalogFolder) }

// readCatalog reads a file of the catalog.
func readCatalog(name string) ([]byte, error) {
	return catalogFiles.ReadFile("catalog/" + strings.TrimPrefix(name, catalogFolder))
}

// IsStandard reports whether an import needs no file, because the built-in catalog
// has the document.
func IsStandard(namespace, location string) bool {
	_, known := standardByNamespace(namespace)
	if !known {
		_, known = standardByLocation(location)
	}
	return known
}
