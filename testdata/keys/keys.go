// Package keys holds the public test keys of Apache CXF's interop service. Their
// private halves are known to everybody: they protect nothing.
package keys

import (
	"crypto/rsa"
	"crypto/x509"
	_ "embed"
	"encoding/pem"
)

//go:embed alice.crt.pem
var aliceCertificate []byte

//go:embed alice.key.pem
var aliceKey []byte

//go:embed bob.crt.pem
var bobCertificate []byte

//go:embed bob.key.pem
var bobKey []byte

//go:embed cxfca.crt.pem
var caCertificate []byte

// Alice returns the certificate and the key of the client.
func Alice() (*x509.Certificate, *rsa.PrivateKey) {
	return certificate(aliceCertificate), key(aliceKey)
}

// Bob returns the certificate and the key of the service.
func Bob() (*x509.Certificate, *rsa.PrivateKey) {
	return certificate(bobCertificate), key(bobKey)
}

// CA returns the certificate that signed both.
func CA() *x509.Certificate { return certificate(caCertificate) }

// Roots returns a pool with CA.
func Roots() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(CA())
	return p
}

func certificate(b []byte) *x509.Certificate {
	block, _ := pem.Decode(b)
	c, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		panic("embedded test certificate: " + err.Error())
	}
	return c
}

func key(b []byte) *rsa.PrivateKey {
	block, _ := pem.Decode(b)
	k, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		panic("embedded test key: " + err.Error())
	}
	return k.(*rsa.PrivateKey)
}
