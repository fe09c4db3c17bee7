// Package addnumbers is generated from AddNumbers.wsdl: WS-Addressing with actions of faults.
package addnumbers

//go:generate go tool wsscgen -o . -package addnumbers AddNumbers.wsdl
