// Package kinds is the generated code of ../kinds.wsdl, which has every type and
// every way to occur.
package kinds

//go:generate go tool wsscgen -o . -package kinds ../kinds.wsdl
