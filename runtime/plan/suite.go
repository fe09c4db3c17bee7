package plan

// Suite is a row of the algorithm suite table (WS-SecurityPolicy 1.3, section
// 7.1). Where a field lists several algorithms, a sender uses the first and a
// receiver takes any of them; the message never chooses from outside the list.
type Suite struct {
	Name                string
	Digest              []Algorithm
	SymmetricSignature  []Algorithm
	AsymmetricSignature []Algorithm
	Encryption          []Algorithm
	SymmetricKeyWrap    []Algorithm
	AsymmetricKeyWrap   []Algorithm

	EncryptionKeyBits   int // derived key for encryption
	SignatureKeyBits    int // derived key for signatures
	MinSymmetricKeyBits int // shortest secret that is welcome, without derivation
	MaxSymmetricKeyBits int
}

// Algorithm is the URI of an algorithm.
type Algorithm string

// The algorithms of the standard suites.
const (
	SHA1   Algorithm = "http://www.w3.org/2000/09/xmldsig#sha1"
	SHA256 Algorithm = "http://www.w3.org/2001/04/xmlenc#sha256"

	HMACSHA1   Algorithm = "http://www.w3.org/2000/09/xmldsig#hmac-sha1"
	HMACSHA256 Algorithm = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"
	RSASHA1    Algorithm = "http://www.w3.org/2000/09/xmldsig#rsa-sha1"
	RSASHA256  Algorithm = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"

	AES128CBC    Algorithm = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"
	AES192CBC    Algorithm = "http://www.w3.org/2001/04/xmlenc#aes192-cbc"
	AES256CBC    Algorithm = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
	TripleDESCBC Algorithm = "http://www.w3.org/2001/04/xmlenc#tripledes-cbc"

	KWAES128    Algorithm = "http://www.w3.org/2001/04/xmlenc#kw-aes128"
	KWAES192    Algorithm = "http://www.w3.org/2001/04/xmlenc#kw-aes192"
	KWAES256    Algorithm = "http://www.w3.org/2001/04/xmlenc#kw-aes256"
	KWTripleDES Algorithm = "http://www.w3.org/2001/04/xmlenc#kw-tripledes"

	RSAOAEP  Algorithm = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"
	RSA15    Algorithm = "http://www.w3.org/2001/04/xmlenc#rsa-1_5"
	PSHA1    Algorithm = "http://docs.oasis-open.org/ws-sx/ws-secureconversation/200512/dk/p_sha1"
	PSHA1Old Algorithm = "http://schemas.xmlsoap.org/ws/2005/02/sc/dk/p_sha1"
)

// Suites are the algorithm suites of the standard by name. The table lists the
// symmetric signature of the Sha256 suites as peers have it: the standard says
// hmac-sha1, WCF uses hmac-sha256; a receiver takes both.
var Suites = map[string]Suite{
	"Basic256":             row("Basic256", sha1, macSHA1, sigSHA1, aes256, oaep),
	"Basic192":             row("Basic192", sha1, macSHA1, sigSHA1, aes192, oaep),
	"Basic128":             row("Basic128", sha1, macSHA1, sigSHA1, aes128, oaep),
	"TripleDes":            row("TripleDes", sha1, macSHA1, sigSHA1, tripleDES, oaep),
	"Basic256Rsa15":        row("Basic256Rsa15", sha1, macSHA1, sigSHA1, aes256, rsa15),
	"Basic192Rsa15":        row("Basic192Rsa15", sha1, macSHA1, sigSHA1, aes192, rsa15),
	"Basic128Rsa15":        row("Basic128Rsa15", sha1, macSHA1, sigSHA1, aes128, rsa15),
	"TripleDesRsa15":       row("TripleDesRsa15", sha1, macSHA1, sigSHA1, tripleDES, rsa15),
	"Basic256Sha256":       row("Basic256Sha256", sha256, macSHA256, sigSHA256, aes256, oaep),
	"Basic192Sha256":       row("Basic192Sha256", sha256, macSHA256, sigSHA256, aes192, oaep),
	"Basic128Sha256":       row("Basic128Sha256", sha256, macSHA256, sigSHA256, aes128, oaep),
	"TripleDesSha256":      row("TripleDesSha256", sha256, macSHA256, sigSHA256, tripleDES, oaep),
	"Basic256Sha256Rsa15":  row("Basic256Sha256Rsa15", sha256, macSHA256, sigSHA256, aes256, rsa15),
	"Basic192Sha256Rsa15":  row("Basic192Sha256Rsa15", sha256, macSHA256, sigSHA256, aes192, rsa15),
	"Basic128Sha256Rsa15":  row("Basic128Sha256Rsa15", sha256, macSHA256, sigSHA256, aes128, rsa15),
	"TripleDesSha256Rsa15": row("TripleDesSha256Rsa15", sha256, macSHA256, sigSHA256, tripleDES, rsa15),
}

// cipherRow is what the name of the cipher decides in every suite.
type cipherRow struct {
	encryption, wrap             Algorithm
	encryptBits, signBits, least int
}

var (
	sha1   = []Algorithm{SHA1}
	sha256 = []Algorithm{SHA256}

	macSHA1   = []Algorithm{HMACSHA1}
	macSHA256 = []Algorithm{HMACSHA1, HMACSHA256}
	sigSHA1   = []Algorithm{RSASHA1}
	sigSHA256 = []Algorithm{RSASHA1, RSASHA256}

	oaep  = []Algorithm{RSAOAEP}
	rsa15 = []Algorithm{RSA15}

	aes256    = cipherRow{AES256CBC, KWAES256, 256, 192, 256}
	aes192    = cipherRow{AES192CBC, KWAES192, 192, 192, 192}
	aes128    = cipherRow{AES128CBC, KWAES128, 128, 128, 128}
	tripleDES = cipherRow{TripleDESCBC, KWTripleDES, 192, 192, 192}
)

func row(name string, digest, mac, sig []Algorithm, c cipherRow, transport []Algorithm) Suite {
	return Suite{
		Name: name, Digest: digest, SymmetricSignature: mac, AsymmetricSignature: sig,
		Encryption: []Algorithm{c.encryption}, SymmetricKeyWrap: []Algorithm{c.wrap}, AsymmetricKeyWrap: transport,
		EncryptionKeyBits: c.encryptBits, SignatureKeyBits: c.signBits,
		MinSymmetricKeyBits: c.least, MaxSymmetricKeyBits: 256,
	}
}
