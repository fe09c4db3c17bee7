// Package locator is generated from locator.wsdl: endpoint references as values.
package locator

//go:generate go tool wsscgen -o . -package locator locator.wsdl
