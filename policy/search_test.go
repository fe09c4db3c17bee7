package policy

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/wsscgen/wsscgen/parser"
)

// TestChooseIsBounded compiles a service whose subjects have thousands of
// alternatives each, none of which can be used.
func TestChooseIsBounded(t *testing.T) {
	t.Parallel()
	var optional strings.Builder
	for i := range 11 {
		fmt.Fprintf(&optional, `<x:A%d wsp:Optional="true"/>`, i)
	}
	policy := `<wsp:Policy xmlns:wsp="http://www.w3.org/ns/ws-policy" xmlns:x="urn:x"><x:Never/>` + optional.String() + `</wsp:Policy>`
	doc := `<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:t" targetNamespace="urn:t">
  <wsdl:message name="M"/>
  <wsdl:portType name="P"><wsdl:operation name="Op"><wsdl:input message="t:M"/></wsdl:operation></wsdl:portType>
  <wsdl:binding name="B" type="t:P">` + policy + `
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="Op">` + policy + `<wsdl:input>` + policy + `<soap:body/></wsdl:input></wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="S"><wsdl:port name="p" binding="t:B"/></wsdl:service>
</wsdl:definitions>`
	defs, err := parser.LoadFrom(func(string) ([]byte, error) { return []byte(doc), nil }, "a.wsdl")
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if _, err := Compile(defs, defs.Ports()[0]); err == nil || !strings.Contains(err.Error(), "{urn:x}Never is not an assertion that is known here") {
		t.Errorf("got %v", err)
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("took %v", d)
	}
}
