// Package values is generated from values.wsdl: values that are easily lost on the way.
package values

//go:generate go tool wsscgen -o . -package values values.wsdl
