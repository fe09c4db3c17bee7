// Package ping is the generated code of the interop service: one client, one
// server, and its 24 ports as values. A port whose policies this version of the
// runtime does not carry out says so when it is used.
package ping

//go:generate go tool wsscgen -o . -package ping ../../../testdata/wsdl/ping/WSSecureConversation.wsdl
