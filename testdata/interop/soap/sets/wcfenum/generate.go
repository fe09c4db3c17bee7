// Package wcfenum is generated from EnumTest.BasicHttpRequestEnumType.xml: enumerations of WCF.
package wcfenum

//go:generate go tool wsscgen -o . -package wcfenum EnumTest.BasicHttpRequestEnumType.xml
