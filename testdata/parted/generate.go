// Package parted is the generated code of a schema alone whose types are in two
// packages, as wsscgen.yaml says.
package parted

//go:generate go tool wsscgen
