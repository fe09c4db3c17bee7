package algo

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
)

// BlockSize is the block size of the ciphers here, in bytes.
const BlockSize = aes.BlockSize

// ErrCiphertext is the cause for ciphertext that cannot have been made by the
// algorithm; ErrPadding for a last octet that is no padding length. Outside of
// the process both look like any other failure.
var (
	ErrCiphertext = errors.New("ciphertext has an impossible length")
	ErrPadding    = errors.New("padding is wrong")
)

// Pad appends the padding of XML Encryption 1.0, section 5.2: its last octet is
// its length.
func Pad(plaintext []byte, n int) []byte {
	pad := BlockSize - n%BlockSize
	for range pad {
		plaintext = append(plaintext, byte(pad))
	}
	return plaintext
}

// CBC is a cipher with a key, for any number of texts.
type CBC struct{ block cipher.Block }

// NewCBC returns AES with a key of 16, 24 or 32 bytes.
func NewCBC(key []byte) (CBC, error) {
	block, err := aes.NewCipher(key)
	return CBC{block}, err
}

// Encrypt encrypts buf in place. Its first block receives a random initialization
// vector; the rest is padded plaintext.
func (c CBC) Encrypt(buf []byte) {
	rand.Read(buf[:BlockSize])
	cipher.NewCBCEncrypter(c.block, buf[:BlockSize]).CryptBlocks(buf[BlockSize:], buf[BlockSize:])
}

// Decrypt decrypts buf in place: an initialization vector and ciphertext. It
// returns the plaintext, which is part of buf.
func (c CBC) Decrypt(buf []byte) ([]byte, error) {
	if len(buf) < 2*BlockSize || len(buf)%BlockSize != 0 {
		return nil, ErrCiphertext
	}
	plain := buf[BlockSize:]
	cipher.NewCBCDecrypter(c.block, buf[:BlockSize]).CryptBlocks(plain, plain)
	// Only the last octet of the padding is defined.
	pad := int(plain[len(plain)-1])
	if pad < 1 || pad > BlockSize {
		return nil, ErrPadding
	}
	return plain[:len(plain)-pad], nil
}
