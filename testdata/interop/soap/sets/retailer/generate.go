// Package retailer is generated from Retailer.wsdl: RPC style with schemas in files of their own.
package retailer

//go:generate go tool wsscgen -o . -package retailer Retailer.wsdl
