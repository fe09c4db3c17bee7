// Package swa is the generated code of a service whose messages have attachments.
package swa

//go:generate go tool wsscgen -o . -package swa swa-mime.wsdl
