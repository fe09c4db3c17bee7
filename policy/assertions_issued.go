package policy

import (
	"strconv"

	"github.com/wsscgen/wsscgen/parser"
	"github.com/wsscgen/wsscgen/runtime/plan"
)

// The namespaces of what stands inside an issuer and a request template.
const (
	wst200502   = "http://schemas.xmlsoap.org/ws/2005/02/trust"
	wst200512   = "http://docs.oasis-open.org/ws-sx/ws-trust/200512"
	identity    = "http://schemas.xmlsoap.org/ws/2005/05/identity"
	authClaims  = "http://docs.oasis-open.org/wsfed/authorization/200706"
	identityOld = "http://schemas.microsoft.com/ws/2005/05/identity"
)

// tokenParameter reads a child of a token assertion that is not policy:
// sp:Issuer, sp:IssuerName, wst:Claims (section 5.2), and the template of an
// IssuedToken (section 5.4.2).
func tokenParameter(p parser.Element, t *plan.Token) error {
	switch name := known(p.Name()); {
	case name == "sp:Issuer":
		t.Issuer = address(p)
		if t.Issuer == "" {
			return parser.Errorf(p.Pos(), "%s has no address (wsa:Address of 2004/08 or 2005/08)", name)
		}
		return nil
	case name == "sp:IssuerName":
		t.IssuerName = p.Text()
		return nil
	case p.Name().Local == "Claims" && isTrust(p.Name().Space) && t.Request != nil:
		t.Request.Claims = append(t.Request.Claims, claims(p)...)
		return nil
	case name == "sp:RequestSecurityTokenTemplate" && t.Request != nil:
		return template(p, t.Request)
	}
	return parser.Errorf(p.Pos(), "%s has no meaning in sp:%s", known(p.Name()), t.Kind)
}

func isTrust(space string) bool { return space == wst200502 || space == wst200512 }

func address(epr parser.Element) string {
	for _, space := range []string{wsa200408, wsa200508} {
		if a, ok := epr.Child(space, "Address"); ok {
			return a.Text()
		}
	}
	// Some policies wrap the address into an EndpointReference.
	for _, space := range []string{wsa200408, wsa200508} {
		if e, ok := epr.Child(space, "EndpointReference"); ok {
			return address(e)
		}
	}
	return ""
}

// template reads the children of a request template.
func template(e parser.Element, r *plan.IssuedToken) error {
	for _, c := range e.Children() {
		switch c.Name().Space {
		case wst200502:
			r.Trust = plan.Trust200502
		case wst200512:
			r.Trust = plan.Trust200512
		}
		trust := isTrust(c.Name().Space)
		switch local := c.Name().Local; {
		case trust && local == "TokenType":
			r.TokenType = c.Text()
		case trust && local == "KeyType":
			r.KeyType = c.Text()
		case trust && local == "KeySize":
			n, err := strconv.Atoi(c.Text())
			if err != nil || n < 0 {
				return parser.Errorf(c.Pos(), "%s: %q is not a number of bits", c.Tag(), c.Text())
			}
			r.KeySize = n
		default:
			if err := otherTemplate(c, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// otherTemplate reads claims and elements that hold text only. What has
// structure that is not known cannot be carried in a plan.
func otherTemplate(c parser.Element, r *plan.IssuedToken) error {
	switch {
	case isTrust(c.Name().Space) && c.Name().Local == "Claims":
		r.Claims = append(r.Claims, claims(c)...)
	case len(c.Children()) > 0:
		return parser.Errorf(c.Pos(), "%s cannot be carried in a request template; elements with text only are, and Claims", c.Tag())
	default:
		r.Parameters = append(r.Parameters, plan.Parameter{Namespace: c.Name().Space, Name: c.Name().Local, Value: c.Text()})
	}
	return nil
}

// claims returns the claim types in the dialects that are in use.
func claims(e parser.Element) []string {
	var uris []string
	for _, c := range e.Children() {
		switch c.Name().Space {
		case identity, identityOld, authClaims:
			if uri := c.Value("Uri"); uri != "" {
				uris = append(uris, uri)
			}
		}
	}
	return uris
}
