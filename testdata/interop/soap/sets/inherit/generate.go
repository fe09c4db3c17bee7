// Package inherit is generated from inherit.wsdl: derived types.
package inherit

//go:generate go tool wsscgen -o . -package inherit inherit.wsdl
