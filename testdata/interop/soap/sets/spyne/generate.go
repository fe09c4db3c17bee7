// Package spyne is generated from the WSDLs that spyne makes of ../../spyne/serve.py,
// one for each version of SOAP.
package spyne

//go:generate go tool wsscgen -o . -package spyne notes11.wsdl notes12.wsdl
