// Package wcfxml is generated from XmlSerializerFormatSoapTest.XmlGeneratedTest.xml: document and RPC style side by side.
package wcfxml

//go:generate go tool wsscgen -o . -package wcfxml XmlSerializerFormatSoapTest.XmlGeneratedTest.xml
