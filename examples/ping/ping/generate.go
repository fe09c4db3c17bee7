// Package ping is the generated code of the interop service, with the ports
// whose policies this version of the runtime carries out.
package ping

//go:generate go tool wsscgen -o . -package ping -ports AC,ADC,ADC-ES,_A,_AD,_AD-ES ../../../testdata/wsdl/ping/WSSecureConversation.wsdl
