// Package xsd is the generated code of features.xsd, a schema that says everything
// that a schema can say.
package xsd

//go:generate go tool wsscgen -o . -package xsd features.xsd
