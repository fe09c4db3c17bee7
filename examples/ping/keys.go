package main

import (
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"

	"github.com/wsscgen/wsscgen/testdata/keys"
)

// recipient returns the certificate of the service and the roots to trust; an
// empty name stands for the public test keys.
func recipient(certFile, trustFile string) (*x509.Certificate, *x509.CertPool, error) {
	cert, _ := keys.Bob()
	roots := keys.Roots()
	if certFile != "" {
		all, err := certificates(certFile)
		if err != nil {
			return nil, nil, err
		}
		cert = all[0]
	}
	if trustFile != "" {
		all, err := certificates(trustFile)
		if err != nil {
			return nil, nil, err
		}
		roots = x509.NewCertPool()
		for _, c := range all {
			roots.AddCert(c)
		}
	}
	return cert, roots, nil
}

// identity returns the certificate and the key of the service; two empty names
// stand for the public test keys.
func identity(certFile, keyFile string) (*x509.Certificate, crypto.Decrypter, error) {
	if certFile == "" && keyFile == "" {
		cert, key := keys.Bob()
		return cert, key, nil
	}
	if certFile == "" || keyFile == "" {
		return nil, nil, usageError{"-cert and -key go together"}
	}
	certs, err := certificates(certFile)
	if err != nil {
		return nil, nil, err
	}
	key, err := privateKey(keyFile)
	return certs[0], key, err
}

// certificates reads the certificates of a PEM file; there is at least one.
func certificates(name string) ([]*x509.Certificate, error) {
	var certs []*x509.Certificate
	err := eachBlock(name, func(b *pem.Block) error {
		if b.Type != "CERTIFICATE" {
			return nil
		}
		c, err := x509.ParseCertificate(b.Bytes)
		certs = append(certs, c)
		return err
	})
	if err == nil && len(certs) == 0 {
		err = fmt.Errorf("%s: no CERTIFICATE in PEM form", name)
	}
	return certs, err
}

// privateKey reads the first private key of a PEM file.
func privateKey(name string) (key crypto.Decrypter, err error) {
	err = eachBlock(name, func(b *pem.Block) error {
		var k any
		var err error
		switch {
		case key != nil:
			return nil
		case b.Type == "PRIVATE KEY":
			k, err = x509.ParsePKCS8PrivateKey(b.Bytes)
		case b.Type == "RSA PRIVATE KEY":
			k, err = x509.ParsePKCS1PrivateKey(b.Bytes)
		case b.Type == "ENCRYPTED PRIVATE KEY":
			return errors.New("the key is encrypted; write it without a password")
		default:
			return nil
		}
		if err != nil {
			return err
		}
		d, ok := k.(crypto.Decrypter)
		if !ok {
			return fmt.Errorf("a %T does not decrypt; an RSA key is needed", k)
		}
		key = d
		return nil
	})
	if err == nil && key == nil {
		err = fmt.Errorf("%s: no PRIVATE KEY in PEM form", name)
	}
	return key, err
}

func eachBlock(name string, do func(*pem.Block) error) error {
	rest, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	for {
		var b *pem.Block
		if b, rest = pem.Decode(rest); b == nil {
			return nil
		}
		if err := do(b); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
}
