// Package collections is generated from DataTypesTest.CollectionsDataContract.xml: lists and dictionaries of WCF.
package collections

//go:generate go tool wsscgen -o . -package collections DataTypesTest.CollectionsDataContract.xml
