// Package round4 is generated from round4XSD.wsdl: the fourth round of the SOAPBuilders, group I.
package round4

//go:generate go tool wsscgen -o . -package round4 round4XSD.wsdl
