// Package greeter is generated from hello_world_soap12.wsdl: SOAP 1.2 with a declared fault.
package greeter

//go:generate go tool wsscgen -o . -package greeter hello_world_soap12.wsdl
