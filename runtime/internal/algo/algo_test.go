package algo

import (
	"bytes"
	"crypto/hmac"
	"encoding/hex"
	"testing"

	"github.com/wsscgen/wsscgen/runtime/plan"
)

func seq(from, to byte) []byte {
	var b []byte
	for c := from; c < to; c++ {
		b = append(b, c)
	}
	return b
}

// The values were computed by an independent implementation.
func TestPSHA1(t *testing.T) {
	for _, tt := range []struct {
		name   string
		secret []byte
		label  string
		nonce  []byte
		offset int
		want   string
	}{
		{"both entropies", seq(0, 32), "", seq(32, 64), 0, "df59132c2af6d230e4337732076a14561694be12838cc00203d63c816653d75b"},
		{"24 bytes at 0", seq(0, 32), DefaultLabel, seq(0, 16), 0, "22daaa5df206aa2b04b274204ff4a5f823cf4d3dc152d376"},
		{"32 bytes at 16", seq(0, 32), DefaultLabel, seq(0, 16), 16, "23cf4d3dc152d376e809f8402f6bfa1fea62846c980bc62d9a515bf6dc360ed3"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			key := make([]byte, len(tt.want)/2)
			NewPRF(tt.secret).Derive(key, tt.label, tt.nonce, tt.offset)
			if got := hex.EncodeToString(key); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestHMAC(t *testing.T) {
	var m HMAC
	for _, a := range macs {
		for _, n := range []int{0, 1, 16, 20, 63, 64, 65, 200} {
			key := bytes.Repeat([]byte{'k'}, n)
			m.Init(a, key)
			for _, text := range []string{"", "x", "a message of some length, longer than a block of the hash, that is"} {
				want := hmac.New(a.New, key)
				want.Write([]byte(text))
				m.Reset()
				m.Write([]byte(text))
				if got := m.Sum(nil); !bytes.Equal(got, want.Sum(nil)) {
					t.Errorf("%s, key of %d bytes, %q: got %x", a.URI, n, text, got)
				}
			}
		}
	}
}

func TestCBC(t *testing.T) {
	c, err := NewCBC(seq(0, 16))
	if err != nil {
		t.Fatal(err)
	}
	for n := range 40 {
		plain := bytes.Repeat([]byte{'x'}, n)
		buf := Pad(append(make([]byte, BlockSize), plain...), n)
		if len(buf)%BlockSize != 0 || len(buf)-BlockSize-n < 1 || len(buf)-BlockSize-n > BlockSize {
			t.Fatalf("%d bytes padded to %d", n, len(buf)-BlockSize)
		}
		c.Encrypt(buf)
		for cut := range len(buf) {
			if _, err := c.Decrypt(bytes.Clone(buf[:cut])); err == nil && cut%BlockSize != 0 {
				t.Errorf("%d of %d bytes decrypted", cut, len(buf))
			}
		}
		got, err := c.Decrypt(buf)
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes: got %q, %v", n, got, err)
		}
	}
}

func TestSuites(t *testing.T) {
	for name, s := range plan.Suites {
		c, err := Compile(s)
		has := s.Encryption[0] != plan.TripleDESCBC && s.AsymmetricKeyWrap[0] != plan.RSA15
		if has != (err == nil) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && c.Ciphers[0].KeyLen != c.EncryptionKey {
			t.Errorf("%s: key of %d bytes for a cipher of %d", name, c.EncryptionKey, c.Ciphers[0].KeyLen)
		}
	}
	s, _ := Compile(plan.Suites["Basic128"])
	if _, err := s.Cipher([]byte(plan.AES256CBC)); err != ErrUnwelcome {
		t.Errorf("aes256 under Basic128: %v", err)
	}
}
