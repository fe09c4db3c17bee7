package main

// The ports are those whose policies this version of the runtime carries out.
//go:generate go tool wsscgen -o ping -package ping -ports AC,ADC,ADC-ES,_A,_AD,_AD-ES ../../testdata/wsdl/ping/WSSecureConversation.wsdl
