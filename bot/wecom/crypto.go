package wecom

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// What can be wrong with a ciphertext. None of them says anything about its content.
var (
	ErrKey        = errors.New("wecom: EncodingAESKey must be 43 characters of base64")
	ErrCiphertext = errors.New("wecom: ciphertext has a wrong length or encoding")
	ErrPadding    = errors.New("wecom: wrong padding")
	ErrLength     = errors.New("wecom: message length does not fit")
	ErrReceiver   = errors.New("wecom: meant for another receiver")
)

const (
	padBlock  = 32 // PKCS#7 over 32 bytes, not the cipher's 16 (CRYPTO)
	randomLen = 16
	headLen   = randomLen + 4 // random, then the message's length, big-endian (D101033)
)

// Crypto signs, encrypts and decrypts what every WeCom callback carries
// (D101033). It is safe for concurrent use and never prints its keys.
type Crypto struct {
	token    secret
	key      *fileKey // behind a pointer, where fmt does not look
	receiver string
}

// fileKey is a decoded AES key; its first half serves as initial vector.
type fileKey struct {
	block cipher.Block
	iv    []byte
}

// NewCrypto takes the Token and EncodingAESKey of a callback as shown on the
// administration page, and the receiver id: empty for a smart bot, the corp id
// for a self-built application (D101033, D90968). The error is [ErrKey].
func NewCrypto(token, aesKey, receiver string) (*Crypto, error) {
	if len(aesKey) != 43 {
		return nil, ErrKey
	}
	key, err := newFileKey(aesKey)
	if err != nil {
		return nil, err
	}
	return &Crypto{token: newSecret(token), key: key, receiver: receiver}, nil
}

// Format keeps the keys out of every log and error.
func (c Crypto) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("wecom.Crypto")) }

// newFileKey accepts a key with and without its "=", in either base64 alphabet
// (per-file keys come in all forms). The decoder is not the strict one: the last
// character of a key may have spare bits set (D101033).
func newFileKey(key string) (*fileKey, error) {
	key = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(key, "="))
	raw, err := base64.RawStdEncoding.DecodeString(key)
	if err != nil || len(raw) != 32 {
		return nil, ErrKey
	}
	block, err := aes.NewCipher(raw)
	if err != nil {
		return nil, ErrKey
	}
	return &fileKey{block: block, iv: raw[:aes.BlockSize]}, nil
}

// Sign is the signature over (token, timestamp, nonce, encrypt): lower-case hex
// of the SHA-1 of the four, sorted by bytes and joined.
func (c *Crypto) Sign(timestamp, nonce, encrypt string) string {
	parts := []string{c.token.reveal(), timestamp, nonce, encrypt}
	slices.Sort(parts)
	sum := sha1.Sum([]byte(strings.Join(parts, "")))
	return hex.EncodeToString(sum[:])
}

// Verify tells whether the signature is right, in constant time.
func (c *Crypto) Verify(signature, timestamp, nonce, encrypt string) bool {
	want := c.Sign(timestamp, nonce, encrypt)
	return subtle.ConstantTimeCompare([]byte(want), []byte(signature)) == 1
}

// Decrypt opens a ciphertext in base64. The caller has verified the signature
// first: only then do the errors tell a stranger nothing.
func (c *Crypto) Decrypt(encrypt string) ([]byte, error) {
	data, err := base64.StdEncoding.DecodeString(encrypt)
	if err != nil {
		return nil, ErrCiphertext
	}
	plain, err := c.key.open(data)
	if err != nil {
		return nil, err
	}
	if len(plain) < headLen {
		return nil, ErrLength
	}
	n := uint64(binary.BigEndian.Uint32(plain[randomLen:headLen]))
	if n > uint64(len(plain)-headLen) {
		return nil, ErrLength
	}
	end := headLen + int(n)
	if string(plain[end:]) != c.receiver {
		return nil, ErrReceiver
	}
	return plain[headLen:end:end], nil
}

// Encrypt closes a message; the result is base64.
func (c *Crypto) Encrypt(msg []byte) string {
	var random [randomLen]byte
	rand.Read(random[:]) // never fails; the process ends when the system has no randomness
	return c.seal(random, msg)
}

func (c *Crypto) seal(random [randomLen]byte, msg []byte) string {
	size := headLen + len(msg) + len(c.receiver)
	pad := padBlock - size%padBlock
	buf := make([]byte, 0, size+pad)
	buf = append(buf, random[:]...)
	buf = binary.BigEndian.AppendUint32(buf, uint32(len(msg)))
	buf = append(buf, msg...)
	buf = append(buf, c.receiver...)
	buf = append(buf, bytes.Repeat([]byte{byte(pad)}, pad)...)
	cipher.NewCBCEncrypter(c.key.block, c.key.iv).CryptBlocks(buf, buf)
	return base64.StdEncoding.EncodeToString(buf)
}

// DecryptFile opens a downloaded file or picture, which WeCom encrypts whatever
// its type (D100719). The key is the callback's EncodingAESKey, or the aeskey
// beside the file's url on a long connection.
func DecryptFile(key string, data []byte) ([]byte, error) {
	k, err := newFileKey(key)
	if err != nil {
		return nil, err
	}
	return k.open(data)
}

// open decrypts and takes the padding off. All of the padding is checked, which
// the official decryptors do not: nothing valid is lost by it.
func (k *fileKey) open(data []byte) ([]byte, error) {
	if len(data) == 0 || len(data)%padBlock != 0 {
		return nil, ErrCiphertext
	}
	plain := make([]byte, len(data))
	cipher.NewCBCDecrypter(k.block, k.iv).CryptBlocks(plain, data)
	pad := int(plain[len(plain)-1])
	if pad < 1 || pad > padBlock {
		return nil, ErrPadding
	}
	body, tail := plain[:len(plain)-pad], plain[len(plain)-pad:]
	if bytes.Count(tail, []byte{byte(pad)}) != pad {
		return nil, ErrPadding
	}
	return body, nil
}
