package wecom

import (
	"bytes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/silenceper/wechat/v2/util"
	"pgregory.net/rapid"
)

type vectors struct {
	Messages []messageVector
	Files    []struct {
		Name   string
		AESKey string
		Plain  string `json:"plain_hex"`
		Cipher string `json:"cipher_base64"`
	}
	Negative []struct{ Name, Base, Change, Want string }
}

type messageVector struct {
	Name, Token, AESKey, Timestamp, Nonce, ReceiveID, Plaintext string

	Random    string `json:"random_hex"`
	Encrypt   string
	Signature string
}

func loadVectors(t testing.TB) vectors {
	t.Helper()
	raw, err := os.ReadFile("testdata/wecom_vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Messages) != 10 || len(v.Files) != 4 || len(v.Negative) != 3 {
		t.Fatalf("vectors: %d messages, %d files, %d negative", len(v.Messages), len(v.Files), len(v.Negative))
	}
	return v
}

func (v vectors) message(t testing.TB, name string) messageVector {
	t.Helper()
	for _, m := range v.Messages {
		if m.Name == name {
			return m
		}
	}
	t.Fatalf("no vector %q", name)
	return messageVector{}
}

func (m messageVector) crypto(t testing.TB) *Crypto {
	t.Helper()
	c, err := NewCrypto(m.Token, m.AESKey, m.ReceiveID)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestMessageVectors(t *testing.T) {
	for _, m := range loadVectors(t).Messages {
		t.Run(m.Name, func(t *testing.T) {
			c := m.crypto(t)
			if !c.Verify(m.Signature, m.Timestamp, m.Nonce, m.Encrypt) {
				t.Error("signature refused")
			}
			plain, err := c.Decrypt(m.Encrypt)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(m.Plaintext, string(plain)); diff != "" {
				t.Errorf("plaintext (-want +got):\n%s", diff)
			}
			var random [randomLen]byte
			if n, err := hex.Decode(random[:], []byte(m.Random)); n != randomLen || err != nil {
				t.Fatal("random of the vector is malformed")
			}
			if got := c.seal(random, []byte(m.Plaintext)); got != m.Encrypt {
				t.Errorf("seal:\n got %s\nwant %s", got, m.Encrypt)
			}
		})
	}
}

func TestFileVectors(t *testing.T) {
	for _, f := range loadVectors(t).Files {
		data, err := base64.StdEncoding.DecodeString(f.Cipher)
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecryptFile(f.AESKey, data)
		if err != nil || hex.EncodeToString(got) != f.Plain {
			t.Errorf("%s: got %x, %v", f.Name, got, err)
		}
		if _, err := DecryptFile(f.AESKey[1:], data); !errors.Is(err, ErrKey) {
			t.Errorf("%s with another key: %v", f.Name, err)
		}
		if _, err := DecryptFile(f.AESKey, data[:len(data)-16]); !errors.Is(err, ErrCiphertext) {
			t.Errorf("%s without its last 16 bytes: %v", f.Name, err)
		}
	}
}

func TestNegativeVectors(t *testing.T) {
	v := loadVectors(t)
	checks := map[string]func(*testing.T, messageVector){
		"bad_signature": func(t *testing.T, m messageVector) {
			c := m.crypto(t)
			for i := range m.Signature {
				bad := []byte(m.Signature)
				if bad[i]++; bad[i] == ':' || bad[i] == 'g' {
					bad[i] = '0'
				}
				if c.Verify(string(bad), m.Timestamp, m.Nonce, m.Encrypt) {
					t.Errorf("accepted with digit %d changed", i)
				}
			}
			for _, bad := range []string{"", strings.ToUpper(m.Signature), m.Signature + "0", m.Signature[:39]} {
				if c.Verify(bad, m.Timestamp, m.Nonce, m.Encrypt) {
					t.Errorf("accepted %q", bad)
				}
			}
		},
		"bad_receiveid": func(t *testing.T, m messageVector) {
			for _, other := range []string{"wwOTHER", "", m.ReceiveID + "x", m.ReceiveID[1:]} {
				m.ReceiveID = other
				if _, err := m.crypto(t).Decrypt(m.Encrypt); !errors.Is(err, ErrReceiver) {
					t.Errorf("receiver %q: %v", other, err)
				}
			}
		},
		"truncated": func(t *testing.T, m messageVector) {
			data, err := base64.StdEncoding.DecodeString(m.Encrypt)
			if err != nil {
				t.Fatal(err)
			}
			for n := range len(data) {
				cut := base64.StdEncoding.EncodeToString(data[:n])
				if got, err := m.crypto(t).Decrypt(cut); err == nil {
					t.Errorf("opened the first %d bytes: %q", n, got)
				}
			}
		},
	}
	for _, n := range v.Negative {
		check, ok := checks[n.Name]
		if !ok {
			t.Errorf("negative vector %q has no check", n.Name)
			continue
		}
		t.Run(n.Name, func(t *testing.T) { check(t, v.message(t, n.Base)) })
	}
}

func TestPaddingIsCheckedWhole(t *testing.T) {
	// One bit of the padding's first byte differs; the official decryptors would not notice.
	c := loadVectors(t).message(t, "pad_full_32_block").crypto(t)
	plain := make([]byte, 64)
	copy(plain[headLen:], "abcdefghijkl")
	plain[randomLen+3] = 12
	for i := 32; i < 64; i++ {
		plain[i] = 32
	}
	seal := func() string {
		buf := make([]byte, len(plain))
		cipher.NewCBCEncrypter(c.key.block, c.key.iv).CryptBlocks(buf, plain)
		return base64.StdEncoding.EncodeToString(buf)
	}
	short := bytes.Repeat([]byte{31}, 32)
	cipher.NewCBCEncrypter(c.key.block, c.key.iv).CryptBlocks(short, short)
	if _, err := c.Decrypt(base64.StdEncoding.EncodeToString(short)); !errors.Is(err, ErrLength) {
		t.Errorf("shorter than its head: %v", err)
	}
	if got, err := c.Decrypt(seal()); err != nil || string(got) != "abcdefghijkl" {
		t.Fatalf("got %q, %v", got, err)
	}
	for i := 32; i < 64; i++ {
		plain[i] ^= 1
		if _, err := c.Decrypt(seal()); !errors.Is(err, ErrPadding) {
			t.Errorf("byte %d: %v", i, err)
		}
		plain[i] ^= 1
	}
	plain[63] = 0
	if _, err := c.Decrypt(seal()); !errors.Is(err, ErrPadding) {
		t.Errorf("padding of 0: %v", err)
	}
	plain[63] = 33
	if _, err := c.Decrypt(seal()); !errors.Is(err, ErrPadding) {
		t.Errorf("padding of 33: %v", err)
	}
	copy(plain[32:], strings.Repeat("\x20", 32))
	copy(plain[randomLen:], "\xff\xff\xff\xff")
	if _, err := c.Decrypt(seal()); !errors.Is(err, ErrLength) {
		t.Errorf("length beyond the end: %v", err)
	}
}

func TestKeys(t *testing.T) {
	const good = "VectorKeyOne0123456789AaBbCcDdEeFfGgHhIiJjA"
	for _, bad := range []string{"", good[:42], good + "A", good + "=", strings.Replace(good, "V", "!", 1), strings.Replace(good, "V", "\n", 1),
		good[:22] + "!" + good[23:], good[:32] + "!" + good[33:]} /* what can be read of them would make a shorter key */ {
		if _, err := NewCrypto("t", bad, ""); !errors.Is(err, ErrKey) {
			t.Errorf("key %q: %v", bad, err)
		}
	}
	c, err := NewCrypto("tokA1b2C3", good, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		for _, v := range []any{c, *c, struct{ c *Crypto }{c}, struct{ s secret }{c.token}} {
			if s := fmt.Sprintf(verb, v); strings.Contains(s, "tokA1b2C3") || strings.Contains(s, fmt.Sprint(c.key.iv[0], " ", c.key.iv[1])) {
				t.Errorf("%s prints the keys: %s", verb, s)
			}
		}
	}
}

func TestRoundTrip(t *testing.T) {
	const key = "VectorKeyOne0123456789AaBbCcDdEeFfGgHhIiJjA"
	rapid.Check(t, func(t *rapid.T) {
		msg := rapid.SliceOf(rapid.Byte()).Draw(t, "msg")
		receiver := rapid.StringN(0, 40, 64).Draw(t, "receiver")
		c, err := NewCrypto("t", key, receiver)
		if err != nil {
			t.Fatal(err)
		}
		closed := c.Encrypt(msg)
		got, err := c.Decrypt(closed)
		if err != nil || string(got) != string(msg) {
			t.Fatalf("got %q, %v", got, err)
		}
		if again := c.Encrypt(msg); again == closed {
			t.Fatal("the same bytes twice: no randomness")
		}
		// A second implementation agrees on what we made.
		random := make([]byte, 16)
		theirs, err := util.EncryptMsg(random, msg, receiver, key)
		if err != nil {
			t.Fatal(err)
		}
		if ours := c.seal([16]byte{}, msg); ours != string(theirs) {
			t.Fatalf("ours %s, theirs %s", ours, theirs)
		}
		if want := util.Signature("t", "1", "n", closed); c.Sign("1", "n", closed) != want {
			t.Fatal("signatures differ")
		}
	})
}

// FuzzDecrypt: no input makes the decoder panic, and what opens has an end
// that fits.
func FuzzDecrypt(f *testing.F) {
	for _, m := range loadVectors(f).Messages {
		f.Add(m.Encrypt)
	}
	c := loadVectors(f).message(f, "aibot_text_group_cn").crypto(f)
	f.Fuzz(func(t *testing.T, s string) {
		got, err := c.Decrypt(s)
		if err != nil && got != nil {
			t.Fatal("words and an error")
		}
		if len(got) > len(s) {
			t.Fatal("longer than its ciphertext")
		}
		if plain, err := c.key.open([]byte(s)); err == nil && len(plain) >= len(s) {
			t.Fatal("nothing was taken off")
		}
	})
}
