// Package addressed is generated from the WSDLs that CXF makes of ../../../cxf's
// addressed service, one for each version of SOAP.
package addressed

//go:generate go tool wsscgen -o . -package addressed addressed11.wsdl addressed12.wsdl
