package policy

import (
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// reliableRows is the assertion of WS-ReliableMessaging.
var reliableRows = table[*wants]{
	"wsrmp:RMAssertion": reliableMessaging,
}

var sequenceRows = table[*plan.ReliableMessaging]{
	"wsrmp:SequenceSTR":               leaf(func(m *plan.ReliableMessaging) { m.SequenceSTR = true }),
	"wsrmp:SequenceTransportSecurity": leaf(func(m *plan.ReliableMessaging) { m.Transport = true }),
	"wsrmp:DeliveryAssurance":         within(deliveryRows),
}

var deliveryRows = table[*plan.ReliableMessaging]{
	"wsrmp:ExactlyOnce": leaf(func(m *plan.ReliableMessaging) { m.Delivery = "ExactlyOnce" }),
	"wsrmp:AtLeastOnce": leaf(func(m *plan.ReliableMessaging) { m.Delivery = "AtLeastOnce" }),
	"wsrmp:AtMostOnce":  leaf(func(m *plan.ReliableMessaging) { m.Delivery = "AtMostOnce" }),
	"wsrmp:InOrder":     leaf(func(m *plan.ReliableMessaging) { m.InOrder = true }),
}

// reliableMessaging reads the assertion of either version. The parameters of
// the older one (InactivityTimeout and its like) are hints about time.
func reliableMessaging(c *compiler, a *Assertion, w *wants) error {
	m := &plan.ReliableMessaging{Version: "http://docs.oasis-open.org/ws-rx/wsrm/200702"}
	if a.Name.Space == wsrmp200502 {
		m.Version = "http://schemas.xmlsoap.org/ws/2005/02/rm"
	}
	w.reliable = m
	c.note(m, a.Name.Local, a.Pos)
	apply(c, sequenceRows, a.Nested, m)
	return nil
}
