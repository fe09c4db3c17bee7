package parser

import (
	"strings"
	"testing"
)

// TestAction goes through what decides about a wsa:Action.
func TestAction(t *testing.T) {
	t.Parallel()
	const doc = `<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:wsam="http://www.w3.org/2007/05/addressing/metadata" xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl"
    xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:t="TNS" targetNamespace="TNS">
  <wsdl:message name="M"/>
  <wsdl:portType name="P">
    <wsdl:operation name="Op"><wsdl:input IN message="t:M"/><wsdl:output OUT message="t:M"/><wsdl:fault name="F" message="t:M"/></wsdl:operation>
  </wsdl:portType>
  <wsdl:binding name="B" type="t:P">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="Op"><soap:operation soapAction="SOAPACTION"/><wsdl:input/><wsdl:output/></wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="S"><wsdl:port name="p" binding="t:B"/></wsdl:service>
</wsdl:definitions>`
	for _, c := range []struct {
		name, tns, in, out, soapAction   string
		wantInput, wantOutput, wantFault string
	}{
		{"defaults", "http://e.org/a", "", "", "",
			"http://e.org/a/P/OpRequest", "http://e.org/a/P/OpResponse", "http://e.org/a/P/Op/Fault/F"},
		{"named, trailing slash", "http://e.org/a/", `name="In"`, `name="Out"`, "",
			"http://e.org/a/P/In", "http://e.org/a/P/Out", "http://e.org/a/P/Op/Fault/F"},
		{"URN", "urn:e", "", "", "",
			"urn:e:P:OpRequest", "urn:e:P:OpResponse", "urn:e:P:Op:Fault:F"},
		{"SOAPAction is for the input", "urn:e", "", "", "urn:act",
			"urn:act", "urn:e:P:OpResponse", "urn:e:P:Op:Fault:F"},
		{"explicit wins", "urn:e", `wsaw:Action="urn:in"`, `wsa:Action=" urn:out "`, "urn:act",
			"urn:in", "urn:out", "urn:e:P:Op:Fault:F"},
		{"a draft", "urn:e", `xmlns:d="http://www.w3.org/2007/02/addressing/metadata" d:Action="urn:draft"`, "", "",
			"urn:draft", "urn:e:P:OpResponse", "urn:e:P:Op:Fault:F"},
		{"the newest wins", "urn:e", `wsaw:Action="urn:old" wsam:Action="urn:new"`, "", "",
			"urn:new", "urn:e:P:OpResponse", "urn:e:P:Op:Fault:F"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := strings.NewReplacer("TNS", c.tns, "IN", c.in, "OUT", c.out, "SOAPACTION", c.soapAction).Replace(doc)
			defs, err := LoadFrom(func(string) ([]byte, error) { return []byte(text), nil }, "a.wsdl")
			if err != nil {
				t.Fatal(err)
			}
			o := defs.Ports()[0].Binding.Operations[0]
			for _, m := range []struct {
				message *OperationMessage
				want    string
			}{
				{o.Operation.Input, c.wantInput},
				{o.Operation.Output, c.wantOutput},
				{o.Operation.Faults[0], c.wantFault},
			} {
				if got := o.Action(m.message); got != m.want {
					t.Errorf("%s: got %s, want %s", m.message.Kind, got, m.want)
				}
			}
		})
	}
}
