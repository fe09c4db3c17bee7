// Package library is generated from the WSDLs that CXF makes of ../../../cxf's library
// service, one for each version of SOAP.
package library

//go:generate go tool wsscgen -o . -package library library11.wsdl library12.wsdl
