// Package shop is the generated code of two services that share types, as
// wsscgen.yaml says.
package shop

//go:generate go tool wsscgen
