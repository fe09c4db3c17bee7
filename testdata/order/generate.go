// Package order is the generated code of ../order.wsdl, the service that the
// benchmarks call.
package order

//go:generate go tool wsscgen -o . -package order ../order.wsdl
