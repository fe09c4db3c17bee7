package parser

import "strings"

// explicitAction returns the WS-Addressing action that an input, output or
// fault of a port type states (WS-Addressing 1.0 Metadata, section 4.4.1, and
// its predecessors).
func explicitAction(e Element) string {
	for _, ns := range []string{NamespaceAddressingMeta, namespaceAddressingDraft, NamespaceAddressingWSDL, NamespaceAddressing200408} {
		if v, ok := e.Attr(ns, "Action"); ok {
			return strings.TrimSpace(v)
		}
	}
	return ""
}

// Action returns the wsa:Action of a message of the operation: what the port
// type states, else for the input the SOAPAction of the binding unless it is
// empty, else the default pattern.
func (o *BindingOperation) Action(m *OperationMessage) string {
	if m.Action != "" {
		return m.Action
	}
	if m.Kind == "input" && o.SOAPAction != "" {
		return o.SOAPAction
	}
	return o.Operation.DefaultAction(m)
}

// DefaultAction returns the action that a message has when nothing is said
// about it (WS-Addressing 1.0 Metadata, section 4.4.4):
// [target namespace]/[port type]/[input or output name], and for a fault
// [target namespace]/[port type]/[operation]/Fault/[fault name].
func (o *Operation) DefaultAction(m *OperationMessage) string {
	tns, sep := o.PortType.Name.Space, "/"
	if len(tns) >= 4 && strings.EqualFold(tns[:4], "urn:") {
		sep = ":"
	}
	path := []string{strings.TrimSuffix(tns, sep), o.PortType.Name.Local, m.Name}
	if m.Kind == "fault" {
		path = []string{strings.TrimSuffix(tns, sep), o.PortType.Name.Local, o.Name, "Fault", m.Name}
	}
	return strings.Join(path, sep)
}
