package parser

import (
	"slices"
	"strings"
)

// definitions builds the model from the documents that were found. Kinds are
// read one after the other over all documents, so that each finds what it
// refers to.
func (l *loader) definitions(name string) (*Definitions, error) {
	errs := &l.errs
	root := l.documents[0].Root() // of a WSDL, or of a schema alone
	d := &Definitions{
		File:            name,
		Name:            root.Value("name"),
		TargetNamespace: root.Value("targetNamespace"),
		Doc:             documentation(root),
		Pos:             root.Pos(),
		Documents:       l.documents,
		policies:        newPolicyIndex(l.documents, errs),
		asked:           l.asked,
		located:         l.located,
	}
	d.Schemas = readSchemas(l.sources, l.permitted, errs)
	errs.code(CodeSchema)

	r := &wsdlReader{defs: d, errs: errs, permitted: l.permitted}
	for _, doc := range l.wsdls {
		wsdlGrammar.check(doc.Root(), errs)
	}
	for _, step := range []struct {
		local string
		read  func(e Element, name Name)
	}{
		{"message", r.readMessage},
		{"portType", r.portType},
		{"binding", r.binding},
		{"service", r.service},
	} {
		seen := make(map[Name]Element)
		for _, doc := range l.wsdls {
			tns := doc.Root().Value("targetNamespace")
			for _, e := range doc.Root().ChildrenNamed(NamespaceWSDL, step.local) {
				n := Name{tns, r.name(e)}
				if first, ok := seen[n]; ok {
					if !same(first, e) {
						if err := contradicts(e.Tag()+" "+n.String(), e, first); !l.permitted.let(err) {
							errs.Add(err)
						}
					}
					continue
				}
				seen[n] = e
				step.read(e, n)
			}
		}
	}
	r.refuseUntyped()
	errs.code(CodeWSDL)
	if err := errs.Err(); err != nil {
		return nil, err
	}
	d.Warnings = l.permitted.warnings
	d.offer()
	return d, nil
}

// refuseUntyped reports parts without an element and a type that travel in SOAP messages.
func (r *wsdlReader) refuseUntyped() {
	seen := make(map[*Part]bool)
	refuse := func(parts ...*Part) {
		for _, p := range parts {
			if p.untyped && !seen[p] {
				seen[p] = true
				r.errs.Add(Errorf(p.Pos, "wsdl:part %q: either an element or a type is expected", p.Name))
			}
		}
	}
	for _, b := range r.defs.Bindings {
		if b.Protocol == OtherProtocol {
			continue
		}
		for _, bo := range b.Operations {
			for _, m := range []*BindingMessage{bo.Input, bo.Output} {
				if m == nil {
					continue
				}
				refuse(m.Body...)
				for _, h := range m.Headers {
					refuse(h.Part)
				}
			}
			for _, f := range bo.Operation.Faults {
				if f.Message != nil {
					refuse(f.Message.Parts...)
				}
			}
		}
	}
}

// wsdlReader turns WSDL elements into the model. What cannot be resolved is
// reported and left nil; the model is handed out only when nothing was.
type wsdlReader struct {
	defs      *Definitions
	errs      *Errors
	permitted *permitted
}

// leaveOut reports something of a binding that refers to nothing. It is an error,
// or was allowed to be left out.
func (r *wsdlReader) leaveOut(b *Binding, err *Error) {
	if !r.permitted.let(err) {
		r.errs.Add(err)
		return
	}
	b.LeftOut.Add(err)
}

func (r *wsdlReader) name(e Element) string {
	n := e.Value("name")
	switch {
	case n == "":
		r.errs.Add(Errorf(e.Pos(), "%s has no name", e.Tag()))
	case !isName(n) && (e.Name().Local == "operation" || e.Name().Local == "part"), !isLabel(n):
		r.errs.Add(Errorf(e.Pos(), "%s: %q is not a name", e.Tag(), n))
	}
	return n
}

// ref expands the QName in an attribute of e; false when that was reported.
func (r *wsdlReader) ref(e Element, attr string) (Name, bool) {
	v := e.Value(attr)
	if v == "" {
		r.errs.Add(Errorf(e.Pos(), "%s has no %s", e.Tag(), attr))
		return Name{}, false
	}
	n, err := e.QName(v)
	r.errs.Add(err)
	own := e.Document().Root().Value("targetNamespace")
	if n.Space != own && !strings.Contains(v, ":") && (n.Space == NamespaceWSDL || n.Space == "" && !e.Is(NamespaceWSDL, "part")) {
		// Nothing is defined there: the author means the document's own.
		r.permitted.warnings.Add(codef(CodeReference, e.Pos(), "%s: %s %q without a prefix is in namespace %q, which defines nothing; that of the document is taken, %q", e.Tag(), attr, v, n.Space, own))
		n.Space = own
	}
	return n, err == nil
}

// subject reads what every WSDL element may carry. Elements named in known are
// held by the model elsewhere.
func (r *wsdlReader) subject(e Element, known ...Name) Subject {
	s := Subject{Pos: e.Pos(), Doc: documentation(e)}
	for _, uri := range policyURIs(e) {
		s.Policies = append(s.Policies, r.attached(e, uri))
	}
	for _, c := range e.Children() {
		n := c.Name()
		switch {
		case n.Space == NamespaceWSDL, slices.Contains(known, n):
		case IsPolicyNamespace(n.Space) && n.Local == "Policy":
			s.Policies = append(s.Policies, Attachment{Policy: c, Pos: c.Pos()})
		case IsPolicyNamespace(n.Space) && n.Local == "PolicyReference":
			s.Policies = append(s.Policies, r.attached(c, policyURI(c)))
		default:
			if v, ok := c.Attr(NamespaceWSDL, "required"); ok && isTrue(v) && !understood(n) {
				r.errs.Add(Errorf(c.Pos(), "%s is marked wsdl:required and is not carried out", c.Tag()))
			}
			s.Extensions = append(s.Extensions, c)
		}
	}
	return s
}

// attached finds the policy that e refers to.
func (r *wsdlReader) attached(e Element, uri string) Attachment {
	a := Attachment{Pos: e.Pos(), URI: uri}
	var err error
	if a.Policy, err = r.defs.policies.find(e.Document(), e.Pos(), uri); err == nil {
		return a
	}
	if missing, ok := err.(*Error); ok && r.permitted.let(missing) {
		a.Missing = missing
	} else {
		r.errs.Add(err)
	}
	return a
}

// understood reports whether a later stage deals with an extension element
// that insists on being dealt with.
func understood(n Name) bool {
	return n.Local == "UsingAddressing" || IsPolicyNamespace(n.Space) && n.Local == "UsingPolicy"
}

func isTrue(v string) bool {
	v = strings.TrimSpace(v)
	return v == "true" || v == "1"
}

func documentation(e Element) string {
	var docs []string
	for _, d := range e.ChildrenNamed(NamespaceWSDL, "documentation") {
		docs = append(docs, d.Text())
	}
	return strings.Join(docs, "\n\n")
}

func (r *wsdlReader) readMessage(e Element, name Name) {
	m := &Message{Name: name, Subject: r.subject(e)}
	for _, p := range e.ChildrenNamed(NamespaceWSDL, "part") {
		part := &Part{Name: r.name(p), Pos: p.Pos(), Doc: documentation(p)}
		if m.Part(part.Name) != nil {
			r.errs.Add(Errorf(p.Pos(), "%s %q stands twice in message %s", p.Tag(), part.Name, name.Local))
		}
		switch hasElement, hasType := p.Value("element") != "", p.Value("type") != ""; {
		case !hasElement && !hasType:
			part.untyped = true // ASP.NET has such parts where HTTP's own bindings answer with nothing
		case hasElement && hasType:
			r.errs.Add(Errorf(p.Pos(), "%s %q: either an element or a type is expected", p.Tag(), part.Name))
		case hasElement:
			n, ok := r.ref(p, "element")
			if _, known := r.defs.Schemas.Element(n); ok && !known && !r.defs.Schemas.partial {
				err := codef(CodeReference, p.Pos(), "%s %q: element %s is not declared%s", p.Tag(), part.Name, n, r.defs.Schemas.hint(n.Space))
				if r.permitted.let(err) {
					r.defs.Schemas.undeclared(n, err)
				} else {
					r.errs.Add(err)
				}
			}
			part.Element = n
		default:
			n, ok := r.ref(p, "type")
			if _, known := r.defs.Schemas.Type(n); ok && !known && !r.defs.Schemas.partial {
				err := codef(CodeReference, p.Pos(), "%s %q: type %s is not declared%s", p.Tag(), part.Name, n, r.defs.Schemas.hint(n.Space))
				if r.permitted.let(err) {
					n, part.Doc = AnyType, undeclaredTypeDoc
				} else {
					r.errs.Add(err)
				}
			}
			part.Type = n
		}
		m.Parts = append(m.Parts, part)
	}
	r.defs.Messages = append(r.defs.Messages, m)
}

func (r *wsdlReader) portType(e Element, name Name) {
	t := &PortType{Name: name, Subject: r.subject(e)}
	for _, c := range e.ChildrenNamed(NamespaceWSDL, "operation") {
		t.Operations = append(t.Operations, r.operation(c, t))
	}
	r.defs.PortTypes = append(r.defs.PortTypes, t)
}

func (r *wsdlReader) operation(e Element, t *PortType) *Operation {
	o := &Operation{
		Name:           r.name(e),
		PortType:       t,
		ParameterOrder: strings.Fields(e.Value("parameterOrder")),
		Subject:        r.subject(e),
	}
	for _, c := range e.Children() {
		switch {
		case c.Is(NamespaceWSDL, "input") && o.Input == nil:
			o.Input = r.operationMessage(c)
		case c.Is(NamespaceWSDL, "output") && o.Output == nil:
			o.Output, o.OutputFirst = r.operationMessage(c), o.Input == nil
		case c.Is(NamespaceWSDL, "fault"):
			r.name(c)
			o.Faults = append(o.Faults, r.operationMessage(c))
		case c.Is(NamespaceWSDL, "input"), c.Is(NamespaceWSDL, "output"):
			r.errs.Add(Errorf(c.Pos(), "operation %s has a second %s", o.Name, c.Tag()))
		}
	}
	if o.Input == nil && o.Output == nil {
		r.errs.Add(Errorf(e.Pos(), "operation %s has neither input nor output", o.Name))
	}
	o.OutputFirst = o.OutputFirst && o.Input != nil
	o.defaultNames()
	return o
}

// defaultNames fills in the names that were not given (WSDL 1.1, section 2.4.5).
func (o *Operation) defaultNames() {
	in, out := "Request", "Response"
	switch {
	case o.OutputFirst:
		// The output comes first and asks, the input answers it.
		in, out = "Response", "Solicit"
	case o.Input == nil || o.Output == nil:
		in, out = "", ""
	}
	if o.Input != nil && o.Input.Name == "" {
		o.Input.Name = o.Name + in
	}
	if o.Output != nil && o.Output.Name == "" {
		o.Output.Name = o.Name + out
	}
}

func (r *wsdlReader) operationMessage(e Element) *OperationMessage {
	m := &OperationMessage{
		Kind:    e.Name().Local,
		Name:    e.Value("name"),
		Action:  explicitAction(e),
		Subject: r.subject(e),
	}
	if n, ok := r.ref(e, "message"); ok {
		m.Message = r.findMessage(e, n)
	}
	return m
}

func (r *wsdlReader) findMessage(e Element, n Name) *Message {
	m := r.message(n)
	if m == nil {
		r.errs.Add(undefined(e, n))
	}
	return m
}

// message returns the message of that name, nil when there is none.
func (r *wsdlReader) message(n Name) *Message {
	for _, m := range r.defs.Messages {
		if m.Name == n {
			return m
		}
	}
	return nil
}

func undefined(e Element, n Name) *Error {
	return codef(CodeReference, e.Pos(), "%s: message %s is not defined", e.Tag(), n)
}

func (r *wsdlReader) service(e Element, name Name) {
	s := &Service{Name: name, Subject: r.subject(e)}
	seen := make(map[string]Element)
	for _, c := range e.ChildrenNamed(NamespaceWSDL, "port") {
		p := &Port{Name: r.name(c), Service: s}
		if first, ok := seen[p.Name]; ok {
			r.errs.Add(codef(CodeDuplicate, c.Pos(), "port %s stands already at %s", p.Name, first.Pos()))
		}
		seen[p.Name] = c
		p.Subject = r.subject(c, Name{NamespaceSOAP11, "address"}, Name{NamespaceSOAP12, "address"})
		if n, ok := r.ref(c, "binding"); ok {
			if p.Binding = r.findBinding(c, n); p.Binding == nil {
				continue
			}
		}
		for _, ns := range []string{NamespaceSOAP11, NamespaceSOAP12} {
			if a, ok := c.Child(ns, "address"); ok {
				p.Address = a.Value("location")
			}
		}
		s.Ports = append(s.Ports, p)
	}
	r.defs.Services = append(r.defs.Services, s)
}

func (r *wsdlReader) findBinding(e Element, n Name) *Binding {
	for _, b := range r.defs.Bindings {
		if b.Name == n {
			return b
		}
	}
	if err := codef(CodeReference, e.Pos(), "port %s: binding %s is not defined", e.Value("name"), n); !r.permitted.let(err) {
		r.errs.Add(err)
	}
	return nil
}
