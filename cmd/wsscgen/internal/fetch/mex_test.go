package fetch

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// answer is what WCF answers: documents side by side, imports by namespace alone,
// prefixes declared outside.
const answer = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:x="http://www.w3.org/2001/XMLSchema"><s:Body>
<Metadata xmlns="http://schemas.xmlsoap.org/ws/2004/09/mex">
<MetadataSection Dialect="http://schemas.xmlsoap.org/wsdl/"><w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:a"><w:import namespace="urn:b" location=""/></w:definitions></MetadataSection>
<MetadataSection Dialect="http://schemas.xmlsoap.org/wsdl/"><w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:b"><w:types><x:schema><x:import namespace="urn:c"/></x:schema></w:types></w:definitions></MetadataSection>
<MetadataSection Dialect="http://www.w3.org/2001/XMLSchema"><x:schema targetNamespace="urn:c"><x:element name="one"/></x:schema></MetadataSection>
<MetadataSection Dialect="http://www.w3.org/2001/XMLSchema"><x:schema targetNamespace="urn:c"><x:element name="two"/></x:schema></MetadataSection>
</Metadata></s:Body></s:Envelope>`

const exchanged = `Ping.definitions1.wsdl = HOST/Ping.svcMEX?mex=definitions1
<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:a" xmlns="http://schemas.xmlsoap.org/ws/2004/09/mex" xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:x="http://www.w3.org/2001/XMLSchema"><w:import namespace="urn:b" location="Ping.definitions2.wsdl"/></w:definitions>
Ping.definitions2.wsdl = HOST/Ping.svcMEX?mex=definitions2
<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:b" xmlns="http://schemas.xmlsoap.org/ws/2004/09/mex" xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:x="http://www.w3.org/2001/XMLSchema"><w:types><x:schema><x:import namespace="urn:c" schemaLocation="Ping.schema2.xsd"/><x:import namespace="urn:c" schemaLocation="Ping.schema1.xsd"/></x:schema></w:types></w:definitions>
Ping.schema1.xsd = HOST/Ping.svcMEX?mex=schema1
<x:schema targetNamespace="urn:c" xmlns="http://schemas.xmlsoap.org/ws/2004/09/mex" xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:x="http://www.w3.org/2001/XMLSchema"><x:element name="one"/></x:schema>
Ping.schema2.xsd = HOST/Ping.svcMEX?mex=schema2
<x:schema targetNamespace="urn:c" xmlns="http://schemas.xmlsoap.org/ws/2004/09/mex" xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:x="http://www.w3.org/2001/XMLSchema"><x:element name="two"/></x:schema>
`

func TestMetadataExchange(t *testing.T) {
	for _, tt := range []struct{ name, path, action string }{
		{"WS-Transfer at the service", "", actionGet},
		{"GetMetadata at the service", "", actionMEX},
		{"WS-Transfer at mex", "/mex", actionGet},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				switch {
				case r.Method == http.MethodGet:
					http.Error(w, "", http.StatusMethodNotAllowed)
				case r.URL.Path == "/Ping.svc"+tt.path && strings.Contains(string(body), ">"+tt.action+"<"):
					w.Header().Set("Content-Type", "application/soap+xml")
					fmt.Fprint(w, answer)
				default:
					http.Error(w, "", http.StatusInternalServerError)
				}
			}))
			defer s.Close()
			docs, err := Fetch(t.Context(), client(), nil, s.URL+"/Ping.svc")
			want := strings.ReplaceAll(exchanged, "MEX", tt.path)
			if tt.path != "" {
				want = strings.ReplaceAll(want, "Ping.definitions", "mex.definitions")
				want = strings.ReplaceAll(want, "Ping.schema", "mex.schema")
			}
			if got := got(s.URL, docs, err); got != want {
				t.Errorf("got %s\nwant %s", got, want)
			}
		})
	}
}

func TestNoMetadata(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "<!DOCTYPE html>")
	}))
	defer s.Close()
	_, err := Fetch(t.Context(), client(), nil, s.URL+"/svc")
	want := s.URL + "/svc: 1:1: this is an HTML page; a WSDL, schema or policy document is expected; ?wsdl has no WSDL either; " +
		"metadata exchange: " + s.URL + "/svc:1:1: this is an HTML page; a WSDL, schema or policy document is expected"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
