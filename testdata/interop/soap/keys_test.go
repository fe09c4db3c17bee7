package soap

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// keys are a certificate of this test for localhost, and the root that it chains to.
type keys struct {
	roots          *x509.CertPool
	server         tls.Certificate
	ca, chain, key string // files, PEM; the key is PKCS #8
}

func newKeys(t *testing.T) *keys {
	t.Helper()
	dir := t.TempDir()
	file := func(name string, blocks ...*pem.Block) string {
		var content []byte
		for _, b := range blocks {
			content = append(content, pem.EncodeToMemory(b)...)
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	make := func(serial int64, template, parent *x509.Certificate, signer *ecdsa.PrivateKey) (*x509.Certificate, *ecdsa.PrivateKey) {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if signer == nil {
			parent, signer = template, key
		}
		template.SerialNumber = big.NewInt(serial)
		template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour)
		der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
		if err != nil {
			t.Fatal(err)
		}
		cert, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		return cert, key
	}
	root, rootKey := make(1, &x509.Certificate{
		Subject: pkix.Name{CommonName: "test root"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
	}, nil, nil)
	cert, key := make(2, &x509.Certificate{
		Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}, root, rootKey)
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	k := &keys{
		roots:  x509.NewCertPool(),
		server: tls.Certificate{Certificate: [][]byte{cert.Raw, root.Raw}, PrivateKey: key},
		ca:     file("ca.pem", &pem.Block{Type: "CERTIFICATE", Bytes: root.Raw}),
		chain:  file("server.pem", &pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw}, &pem.Block{Type: "CERTIFICATE", Bytes: root.Raw}),
		key:    file("server.key", &pem.Block{Type: "PRIVATE KEY", Bytes: der}),
	}
	k.roots.AddCert(root)
	return k
}

// config is that of a server of ours.
func (k *keys) config() *tls.Config { return &tls.Config{Certificates: []tls.Certificate{k.server}} }

// client trusts the root of this test and no other.
func (k *keys) client() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: k.roots}}}
}
