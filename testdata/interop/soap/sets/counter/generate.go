// Package counter is generated from the WSDL that CXF makes of ../../../cxf's counter service.
package counter

//go:generate go tool wsscgen -o . -package counter counter.wsdl
