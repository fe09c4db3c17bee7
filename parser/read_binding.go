package parser

import (
	"slices"
	"strings"
)

func (r *wsdlReader) binding(e Element, name Name) {
	b := &Binding{Name: name, Style: DocumentStyle}
	for _, c := range e.Children() {
		protocol := soapProtocol(c, "binding")
		if protocol == OtherProtocol {
			continue
		}
		if b.Protocol != OtherProtocol {
			r.errs.Add(Errorf(c.Pos(), "binding %s has a second %s", name.Local, c.Tag()))
		}
		b.Protocol = protocol
		b.Transport = c.Value("transport")
		b.Style = r.style(c, DocumentStyle)
	}
	b.Subject = r.subject(e, soapNames(b.Protocol, "binding")...)
	r.defs.Bindings = append(r.defs.Bindings, b)

	n, ok := r.ref(e, "type")
	if !ok {
		return
	}
	i := slices.IndexFunc(r.defs.PortTypes, func(t *PortType) bool { return t.Name == n })
	if i < 0 {
		r.errs.Add(codef(CodeReference, e.Pos(), "binding %s: port type %s is not defined", name.Local, n))
		return
	}
	b.PortType = r.defs.PortTypes[i]
	for _, c := range e.ChildrenNamed(NamespaceWSDL, "operation") {
		if o := r.bindingOperation(c, b); o != nil {
			b.Operations = append(b.Operations, o)
		}
	}
}

// Operation returns the binding of an operation of the port type, nil when
// there is none.
func (b *Binding) Operation(o *Operation) *BindingOperation {
	for _, bo := range b.Operations {
		if bo.Operation == o {
			return bo
		}
	}
	return nil
}

func soapProtocol(e Element, local string) Protocol {
	switch {
	case e.Is(NamespaceSOAP11, local):
		return SOAP11
	case e.Is(NamespaceSOAP12, local):
		return SOAP12
	}
	return OtherProtocol
}

// soapNames are expanded names of SOAP extension elements of a protocol.
func soapNames(p Protocol, locals ...string) []Name {
	var names []Name
	for _, l := range locals {
		switch p {
		case SOAP11:
			names = append(names, Name{NamespaceSOAP11, l})
		case SOAP12:
			names = append(names, Name{NamespaceSOAP12, l})
		}
	}
	return names
}

// soapChildren returns the extension elements of the protocol of b.
func (b *Binding) soapChildren(e Element, local string) []Element {
	var found []Element
	for _, n := range soapNames(b.Protocol, local) {
		found = append(found, e.ChildrenNamed(n.Space, n.Local)...)
	}
	return found
}

func (r *wsdlReader) style(e Element, otherwise Style) Style {
	switch s := Style(e.Value("style")); s {
	case "":
		return otherwise
	case DocumentStyle, RPCStyle:
		return s
	default:
		r.errs.Add(Errorf(e.Pos(), "%s: style %q is not known (known: document, rpc)", e.Tag(), s))
		return otherwise
	}
}

func (r *wsdlReader) use(e Element) Use {
	switch u := Use(e.Value("use")); u {
	case "":
		return Literal // BP 1.1, R2707
	case Literal, Encoded:
		return u
	default:
		r.errs.Add(Errorf(e.Pos(), "%s: use %q is not known (known: literal, encoded)", e.Tag(), u))
		return Literal
	}
}

func (r *wsdlReader) bindingOperation(e Element, b *Binding) *BindingOperation {
	o := r.boundOperation(e, b)
	if o == nil {
		return nil
	}
	bo := &BindingOperation{Binding: b, Operation: o, Style: b.Style}
	bo.Subject = r.subject(e, soapNames(b.Protocol, "operation")...)
	for _, c := range b.soapChildren(e, "operation") {
		bo.SOAPAction = c.Value("soapAction")
		bo.Style = r.style(c, b.Style)
	}
	if c, ok := e.Child(NamespaceWSDL, "input"); ok && o.Input != nil {
		bo.Input = r.bindingMessage(c, b, o.Input)
	}
	if c, ok := e.Child(NamespaceWSDL, "output"); ok && o.Output != nil {
		bo.Output = r.bindingMessage(c, b, o.Output)
	}
	if b.Protocol != OtherProtocol {
		r.bothSides(e, o.Input, bo.Input, "input")
		r.bothSides(e, o.Output, bo.Output, "output")
	}
	for _, c := range e.ChildrenNamed(NamespaceWSDL, "fault") {
		if f := r.bindingFault(c, bo); f != nil {
			bo.Faults = append(bo.Faults, f)
		}
	}
	return bo
}

func (r *wsdlReader) bothSides(e Element, abstract *OperationMessage, concrete *BindingMessage, side string) {
	if abstract != nil && concrete == nil {
		r.errs.Add(Errorf(e.Pos(), "operation %s of the binding has no %s, but its port type has one", e.Value("name"), side))
	}
}

// boundOperation finds the operation of the port type that e binds. Overloaded
// operations are told apart by the names of their messages (WSDL 1.1, section 2.5).
func (r *wsdlReader) boundOperation(e Element, b *Binding) *Operation {
	name := r.name(e)
	var found []*Operation
	for _, o := range b.PortType.Operations {
		if o.Name == name {
			found = append(found, o)
		}
	}
	if len(found) > 1 {
		found = slices.DeleteFunc(found, func(o *Operation) bool {
			return !namedAs(e, "input", o.Input) || !namedAs(e, "output", o.Output)
		})
	}
	switch len(found) {
	case 1:
		return found[0]
	case 0:
		r.leaveOut(b, codef(CodeReference, e.Pos(), "binding %s: port type %s has no operation %s", b.Name.Local, b.PortType.Name.Local, name))
	default:
		r.errs.Add(Errorf(e.Pos(), "binding %s: operation %s is overloaded; name its input and output", b.Name.Local, name))
	}
	return nil
}

// namedAs reports whether the input or output of a binding operation, if it
// has a name, has that of m.
func namedAs(e Element, local string, m *OperationMessage) bool {
	c, ok := e.Child(NamespaceWSDL, local)
	return !ok || c.Value("name") == "" || m != nil && c.Value("name") == m.Name
}

func (r *wsdlReader) bindingMessage(e Element, b *Binding, m *OperationMessage) *BindingMessage {
	bm := &BindingMessage{Message: m, Subject: r.subject(e, soapNames(b.Protocol, "body", "header")...)}
	envelope := r.mimeParts(e, b, bm)
	for _, c := range b.soapChildren(envelope, "header") {
		if h := r.header(c, b); h != nil {
			bm.Headers = append(bm.Headers, h)
		}
	}
	bodies := b.soapChildren(envelope, "body")
	if len(bodies) > 1 {
		r.errs.Add(Errorf(bodies[1].Pos(), "%s stands twice", bodies[1].Tag()))
	}
	for _, c := range bodies {
		bm.Use, bm.Namespace, bm.EncodingStyle = r.use(c), c.Value("namespace"), c.Value("encodingStyle")
		bm.Body = slices.DeleteFunc(r.bodyParts(c, b, bm), func(p *Part) bool { return bm.attachment(p) != nil })
	}
	return bm
}

// mimeParts reads which parts are attachments, and returns the element that says what the
// envelope holds: the mime:part with the soap:body, which need not be the first.
func (r *wsdlReader) mimeParts(e Element, b *Binding, bm *BindingMessage) (envelope Element) {
	m, ok := e.Child(namespaceMIME, "multipartRelated")
	if !ok {
		return e
	}
	envelope, bm.Multipart = e, m.Pos()
	for _, p := range m.ChildrenNamed(namespaceMIME, "part") {
		if len(b.soapChildren(p, "body")) > 0 {
			envelope = p
		}
		for _, c := range p.ChildrenNamed(namespaceMIME, "content") {
			r.mimeContent(c, bm)
		}
	}
	return envelope
}

// mimeContent reads an alternative for an attachment: the part of the message, in one of
// several media types.
func (r *wsdlReader) mimeContent(e Element, bm *BindingMessage) {
	m := bm.Message.Message
	if m == nil {
		return
	}
	name, ok := e.Attr("", "part")
	p := m.Part(name)
	if !ok && len(m.Parts) == 1 {
		p = m.Parts[0] // the attribute may be absent then
	}
	if p == nil {
		r.errs.Add(codef(CodeReference, e.Pos(), "%s: message %s has no part %q (known: %s)", e.Tag(), m.Name.Local, name, list(partNames(m))))
		return
	}
	a := bm.attachment(p)
	if a == nil {
		a = &MIMEPart{Part: p, Pos: e.Pos()}
		bm.Attachments = append(bm.Attachments, a)
	}
	if t := strings.TrimSpace(e.Value("type")); t != "" {
		a.Types = append(a.Types, t)
	}
}

// attachment returns what says that a part is an attachment, nil when it is none.
func (m *BindingMessage) attachment(p *Part) *MIMEPart {
	for _, a := range m.Attachments {
		if a.Part == p {
			return a
		}
	}
	return nil
}

const namespaceMIME = "http://schemas.xmlsoap.org/wsdl/mime/"

func (r *wsdlReader) bodyParts(e Element, b *Binding, bm *BindingMessage) []*Part {
	m := bm.Message.Message
	if m == nil {
		return nil
	}
	if names, ok := e.Attr("", "parts"); ok {
		// In the order of the message, whatever that of the attribute is (WS-I
		// Basic Profile 1.1, R2301).
		parts := slices.DeleteFunc(slices.Clone(m.Parts), func(p *Part) bool {
			return !slices.Contains(strings.Fields(names), p.Name)
		})
		for _, n := range strings.Fields(names) {
			if m.Part(n) != nil {
				continue
			}
			r.leaveOut(b, codef(CodeReference, e.Pos(), "%s: message %s has no part %q (known: %s)", e.Tag(), m.Name.Local, n, list(partNames(m))))
		}
		return parts
	}
	// Without the attribute all parts are in the body, by the letter also those
	// that travel as headers; no toolkit sends them twice.
	return slices.DeleteFunc(slices.Clone(m.Parts), func(p *Part) bool {
		return slices.ContainsFunc(bm.Headers, func(h *BindingHeader) bool { return h.Part == p })
	})
}

func (r *wsdlReader) header(e Element, b *Binding) *BindingHeader {
	n, ok := r.ref(e, "message")
	if !ok {
		return nil
	}
	h := &BindingHeader{Use: r.use(e), Namespace: e.Value("namespace"), EncodingStyle: e.Value("encodingStyle"), Pos: e.Pos()}
	if h.Message = r.message(n); h.Message == nil {
		r.leaveOut(b, undefined(e, n))
		return nil
	}
	if h.Part = h.Message.Part(e.Value("part")); h.Part == nil {
		r.leaveOut(b, codef(CodeReference, e.Pos(), "%s: message %s has no part %q (known: %s)", e.Tag(), n.Local, e.Value("part"), list(partNames(h.Message))))
		return nil
	}
	for _, c := range b.soapChildren(e, "headerfault") {
		if f := r.header(c, b); f != nil {
			h.Faults = append(h.Faults, f)
		}
	}
	return h
}

// bindingFault reads a fault of a binding. One that the port type does not
// declare binds nothing; Apache CXF's own services have some. It is kept among
// the extensions.
func (r *wsdlReader) bindingFault(e Element, bo *BindingOperation) *BindingFault {
	name := r.name(e)
	i := slices.IndexFunc(bo.Operation.Faults, func(m *OperationMessage) bool { return m.Name == name })
	if i < 0 {
		bo.Extensions = append(bo.Extensions, e)
		return nil
	}
	f := &BindingFault{Fault: bo.Operation.Faults[i], Subject: r.subject(e, soapNames(bo.Binding.Protocol, "fault")...)}
	for _, c := range bo.Binding.soapChildren(e, "fault") {
		f.Use, f.Namespace, f.EncodingStyle = r.use(c), c.Value("namespace"), c.Value("encodingStyle")
	}
	return f
}

func partNames(m *Message) []string {
	names := make([]string, len(m.Parts))
	for i, p := range m.Parts {
		names[i] = p.Name
	}
	return names
}
