// Package addressed is generated from the WSDL that CXF makes of ../../../cxf's addressed service.
package addressed

//go:generate go tool wsscgen -o . -package addressed addressed.wsdl
