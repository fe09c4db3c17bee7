// Package basetypes is generated from BaseDataTypes.wsdl: the built-in types of XML Schema as Axis2 offers them.
package basetypes

//go:generate go tool wsscgen -o . -package basetypes BaseDataTypes.wsdl
