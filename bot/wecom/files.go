package wecom

import (
	"bytes"
	"context"
	"crypto/cipher"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// FilesConfig is what fetching files needs.
type FilesConfig struct {
	APIBase string // as in [WebhookConfig]
	// AESKey is the callback's EncodingAESKey: its files carry no key of their own; secret.
	AESKey string
	// App fetches what was sent to the self-built application; nil: there is none.
	App *App
	// Hosts are further hosts that files may come from, for government editions.
	Hosts []string
}

// Format keeps the key out of every log and error.
func (c FilesConfig) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("wecom.FilesConfig")) }

// fileHosts are where the public edition keeps files: real addresses look like
// ww-aibot-img-1.cos.ap-guangzhou.myqcloud.com (D100719, live samples).
var fileHosts = []string{".myqcloud.com", ".tencentcos.cn", ".qpic.cn", ".weixin.qq.com"}

// Files fetches what people have sent. It is safe for concurrent use.
type Files struct {
	downloads *wire.Downloads
	key       secret
	app       *App
}

// NewFiles makes a fetcher.
func NewFiles(cfg FilesConfig) *Files {
	hosts := append(append([]string{}, fileHosts...), cfg.Hosts...)
	return &Files{downloads: wire.NewDownloads(wire.ParseOrigin(cfg.APIBase, DefaultBase), hosts...), key: newSecret(cfg.AESKey), app: cfg.App}
}

// Format keeps the key out of every log and error.
func (f Files) Format(s fmt.State, _ rune) { _, _ = s.Write([]byte("wecom.Files")) }

// Fetch writes a file's content and gives its name, which no message carries and
// only the answer knows (MULTICA). A smart bot's file stands at an address for
// five minutes, encrypted whatever its type (D100719, D101463); an application's
// is called by its media id. An error of the writer is given as it is, others are
// *messages.SendError.
func (f *Files) Fetch(ctx context.Context, file messages.File, to io.Writer) (name string, err error) {
	if !strings.Contains(file.Ref, "://") {
		if f.app == nil {
			return "", &messages.SendError{Class: messages.Auth, Code: "no application"}
		}
		return f.app.download(ctx, f.downloads, file.Ref, to)
	}
	text := file.Key
	if text == "" {
		text = f.key.reveal()
	}
	key, err := newFileKey(text)
	if err != nil {
		return "", &messages.SendError{Class: messages.Auth, Code: "file key"}
	}
	o := &opener{mode: cipher.NewCBCDecrypter(key.block, key.iv), to: to}
	if name, err = f.downloads.Get(ctx, file.Ref, o); err == nil {
		err = o.finish()
	}
	return name, err
}

// opener decrypts what is written to it, as it comes, so that a large file needs
// no memory. The last block is held back: it has the padding.
type opener struct {
	mode cipher.BlockMode
	to   io.Writer
	held []byte
}

func (o *opener) Write(p []byte) (int, error) {
	o.held = append(o.held, p...)
	n := max(0, (len(o.held)-1)/padBlock) * padBlock
	if n == 0 {
		return len(p), nil
	}
	o.mode.CryptBlocks(o.held[:n], o.held[:n])
	if _, err := o.to.Write(o.held[:n]); err != nil {
		return 0, err
	}
	o.held = append(o.held[:0], o.held[n:]...)
	return len(p), nil
}

// finish opens the last block. A file that ends in the middle of a block was cut
// and may be whole next time; one with a wrong padding has another key.
func (o *opener) finish() error {
	if len(o.held) != padBlock {
		return &messages.SendError{Class: messages.Transient, Code: "file cut"}
	}
	o.mode.CryptBlocks(o.held, o.held)
	pad := int(o.held[padBlock-1])
	if pad < 1 || pad > padBlock || bytes.Count(o.held[padBlock-pad:], []byte{byte(pad)}) != pad {
		return &messages.SendError{Class: messages.Gone, Code: "file key"}
	}
	_, err := o.to.Write(o.held[:padBlock-pad])
	return err
}

// download gets a media of the application (section 4.5). The library cannot: it
// takes every content for JSON. Errors come as JSON with HTTP 200.
func (a *App) download(ctx context.Context, d *wire.Downloads, id string, to io.Writer) (name string, err error) {
	for attempt := 0; ; attempt++ {
		token, err := a.tokens.get(ctx)
		if err != nil {
			return "", err
		}
		u := *a.base
		u.Path += "/cgi-bin/media/get"
		u.RawQuery = url.Values{"access_token": {token}, "media_id": {id}}.Encode()
		name, err := mediaContent(ctx, d, u.String(), to)
		var se *messages.SendError
		if !errors.As(err, &se) || !curedByToken(se) {
			return name, err
		}
		a.tokens.drop(token)
		if attempt > 0 {
			return "", err
		}
	}
}

func mediaContent(ctx context.Context, d *wire.Downloads, addr string, to io.Writer) (string, error) {
	resp, err := d.Open(ctx, addr)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }()
	kind := resp.Header.Get("Content-Type")
	if !strings.HasPrefix(kind, "application/json") && !strings.HasPrefix(kind, "text/plain") || resp.Header.Get("Content-Disposition") != "" {
		return wire.NameOf(resp), wire.Copy(to, resp.Body)
	}
	var status struct {
		Code *int64 `json:"errcode"`
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, maxAnswer)).Decode(&status); err != nil || status.Code == nil || *status.Code == 0 {
		return "", &messages.SendError{Class: messages.Transient, Code: "no content"}
	}
	return "", codeError(*status.Code)
}
