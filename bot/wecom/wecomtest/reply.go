package wecomtest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"unicode/utf8"

	"github.com/silenceper/wechat/v2/util"
)

// Reply is what came back.
type Reply struct {
	Status int
	Body   string
	Header http.Header
	// Type and Text are the decrypted reply's msgtype and words; StreamID is set
	// when it is a stream. Empty where the body was.
	Type, Text, StreamID string
	Unfinished           bool
	Pictures             [][]byte
}

func (b *Bot) read(out *Reply, r *Request) {
	b.t.Helper()
	var env struct {
		Encrypt   string `json:"encrypt"`
		Signature string `json:"msgsignature"`
		Timestamp int64  `json:"timestamp"`
		Nonce     string `json:"nonce"`
	}
	if err := strict([]byte(out.Body), &env); err != nil {
		b.t.Errorf("wecomtest: reply envelope: %v", err)
		return
	}
	if env.Nonce != r.Nonce {
		b.t.Errorf("wecomtest: reply nonce %q, want the request's %q", env.Nonce, r.Nonce)
	}
	if want := util.Signature(b.Token, strconv.FormatInt(env.Timestamp, 10), env.Nonce, env.Encrypt); env.Signature != want {
		b.t.Error("wecomtest: reply signature is wrong")
	}
	plain, err := Unseal(b.AESKey, env.Encrypt)
	if err != nil {
		b.t.Errorf("wecomtest: reply does not open: %v", err)
		return
	}
	if bytes.Contains(plain, []byte(`\u`)) {
		b.t.Errorf("wecomtest: escapes in the reply: %s", plain)
	}
	var reply struct {
		Type string `json:"msgtype"`
		Text *struct {
			Content string `json:"content"`
		} `json:"text"`
		Stream *struct {
			ID      string `json:"id"`
			Finish  bool   `json:"finish"`
			Content string `json:"content"`
			Items   []struct {
				Type  string  `json:"msgtype"`
				Image picture `json:"image"`
			} `json:"msg_item"`
		} `json:"stream"`
	}
	if err := strict(plain, &reply); err != nil {
		b.t.Errorf("wecomtest: reply: %v", err)
		return
	}
	out.Type = reply.Type
	switch {
	case reply.Type == "stream" && reply.Stream != nil && reply.Text == nil:
		out.StreamID, out.Text = reply.Stream.ID, reply.Stream.Content
		out.Unfinished = !reply.Stream.Finish
		if out.StreamID == "" || out.Unfinished && (!b.Patient || len(reply.Stream.Items) > 0) || len(reply.Stream.Items) > 10 {
			b.t.Error("wecomtest: stream without an id, not finished, or with pictures too early or too many")
		}
		for _, it := range reply.Stream.Items {
			data, code := it.Image.read(10 << 20)
			if code != 0 || it.Type != "image" {
				b.t.Errorf("wecomtest: picture of type %q: %d", it.Type, code)
			}
			out.Pictures = append(out.Pictures, data)
		}
	case reply.Type == "text" && reply.Text != nil && reply.Stream == nil:
		out.Text = reply.Text.Content
	default:
		b.t.Errorf("wecomtest: reply of type %q", reply.Type)
	}
	if n := len(out.Text); n == 0 || n > 20480 || !utf8.ValidString(out.Text) {
		b.t.Errorf("wecomtest: reply of %d bytes", n)
	}
}

// Unseal opens a ciphertext whose receiver is empty.
func Unseal(aesKey, sealed string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(aesKey + "=")
	if err != nil {
		return nil, err
	}
	data, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	if len(data) == 0 || len(data)%32 != 0 {
		return nil, fmt.Errorf("length %d", len(data))
	}
	cipher.NewCBCDecrypter(block, key[:16]).CryptBlocks(data, data)
	end := len(data) - int(data[len(data)-1])
	if end < 20 || end >= len(data) || end < len(data)-32 {
		return nil, fmt.Errorf("padding")
	}
	if n := int(binary.BigEndian.Uint32(data[16:20])); n != end-20 {
		return nil, fmt.Errorf("length %d of %d: the receiver is not empty", n, end-20)
	}
	return data[20:end], nil
}

// strict decodes JSON and refuses fields that are not documented.
func strict(data []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	return dec.Decode(v)
}
