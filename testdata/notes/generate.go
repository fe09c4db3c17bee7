// Package notes is the generated code of ../notes.wsdl, a service without policies.
package notes

//go:generate go tool wsscgen -o . -package notes ../notes.wsdl
