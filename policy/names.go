package policy

import "github.com/wsscgen/wsscgen/parser"

// The namespaces of the assertions that are known.
const (
	sp200507 = "http://schemas.xmlsoap.org/ws/2005/07/securitypolicy"
	sp200702 = "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702"
	sp200802 = "http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200802"
	mssp     = "http://schemas.microsoft.com/ws/2005/07/securitypolicy"
	cxfsp    = "http://cxf.apache.org/custom/security-policy"

	wsap200408 = "http://schemas.xmlsoap.org/ws/2004/08/addressing/policy"
	wsaw200605 = "http://www.w3.org/2006/05/addressing/wsdl"
	wsam200705 = "http://www.w3.org/2007/05/addressing/metadata"
	wsam200702 = "http://www.w3.org/2007/02/addressing/metadata" // a draft of it
	wsa200408  = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
	wsa200508  = "http://www.w3.org/2005/08/addressing"

	wspe200409  = "http://schemas.xmlsoap.org/ws/2004/09/policy/encoding"
	rampart     = "http://ws.apache.org/rampart/policy"
	sunServer   = "http://schemas.sun.com/2006/03/wss/server"
	sunClient   = "http://schemas.sun.com/2006/03/wss/client"
	sunTrust    = "http://schemas.sun.com/ws/2006/05/trust/server"
	sunTrustOwn = "http://schemas.sun.com/ws/2006/05/trust/client"
	sunSession  = "http://schemas.sun.com/ws/2006/05/sc/server"
	sunSessOwn  = "http://schemas.sun.com/ws/2006/05/sc/client"

	wsrmp200502 = "http://schemas.xmlsoap.org/ws/2005/02/rm/policy"
	wsrmp200702 = "http://docs.oasis-open.org/ws-rx/wsrmp/200702"
)

// prefixes are the prefixes by which the tables and the messages call these
// namespaces. The versions of one language share a prefix: their assertions
// mean the same.
var prefixes = map[string]string{
	sp200507:    "sp",
	sp200702:    "sp",
	sp200802:    "sp",
	mssp:        "mssp",
	cxfsp:       "cxfsp",
	wsap200408:  "wsap",
	wsaw200605:  "wsaw",
	wsam200705:  "wsam",
	wsam200702:  "wsam",
	wspe200409:  "wspe",
	rampart:     "ramp",
	sunServer:   "sun",
	sunClient:   "sun",
	sunTrust:    "sun",
	sunTrustOwn: "sun",
	sunSession:  "sun",
	sunSessOwn:  "sun",
	wsrmp200502: "wsrmp",
	wsrmp200702: "wsrmp",
}

// known returns a name as the tables write it, "sp:Body"; a name of no
// namespace above stays expanded.
func known(n parser.Name) string {
	if p, ok := prefixes[n.Space]; ok {
		return p + ":" + n.Local
	}
	return n.String()
}
