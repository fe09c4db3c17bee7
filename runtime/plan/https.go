package plan

// HTTPSAlone reports whether TLS is all that the plan asks for: a transport binding with an
// anonymous client, and nothing in the messages.
func (e *Endpoint) HTTPSAlone() bool {
	b := e.Binding
	if b == nil || b.Kind != TransportBinding || b.Timestamp || b.SignatureConfirm || b.ProtectTokens || e.ReliableMessaging != nil {
		return false
	}
	t := b.Transport
	if t == nil || t.Kind != HttpsToken || t.HTTPS != nil && *t.HTTPS != (HTTPSToken{}) {
		return false
	}
	for i := range e.Exchanges {
		x := &e.Exchanges[i]
		if x.Binding != nil || len(x.Faults) > 0 || !x.Request.byTLS() || x.Response != nil && !x.Response.byTLS() {
			return false
		}
	}
	return true
}

// byTLS reports whether TLS gives a message all that it needs: what is to be signed and
// encrypted is so by the transport.
func (m *Message) byTLS() bool { return len(m.Supporting)+len(m.Required) == 0 }
