package wecom

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// CallbackConfig is the smart bot's callback as set on WeCom's administration page.
type CallbackConfig struct {
	Token  string // secret
	AESKey string // EncodingAESKey, 43 characters; secret
	// BotName is the display name that mentions carry.
	BotName string
	// ReceiveID is empty for a smart bot of one's own organisation (D101033).
	ReceiveID string
}

// Format keeps the secrets out of every log and error.
func (c CallbackConfig) Format(f fmt.State, _ rune) {
	fmt.Fprintf(f, "wecom callback of %q", c.BotName)
}

// NewCallback is the handler of GET and POST /wecom/callback. A message is
// handed to handle before anything is answered; the reply goes back in the
// response, signed and encrypted. When handle fails the answer is 500, so that
// WeCom repeats. Refused requests are answered with 400, 401, 405 or 413 and a
// short plain body, and leave one log line that says why, never what.
//
// The error is [ErrKey] or says that the token is missing.
func NewCallback(cfg CallbackConfig, handle messages.Handle, log zerolog.Logger, now func() time.Time) (http.Handler, error) {
	if cfg.Token == "" {
		return nil, errors.New("wecom: callback token is missing")
	}
	crypto, err := NewCrypto(cfg.Token, cfg.AESKey, cfg.ReceiveID)
	if err != nil {
		return nil, err
	}
	c := &callback{crypto: crypto, botName: cfg.BotName, handle: handle, now: now}
	return &door{crypto: crypto, log: log, now: now, take: c.take, sealed: func(body []byte) string {
		// The decoder ignores case, so "Encrypt" is read as well (PLUGIN accepts both).
		var b struct {
			Encrypt string `json:"encrypt"`
		}
		_ = json.Unmarshal(body, &b) // what cannot be read is empty
		return b.Encrypt
	}}, nil
}

type callback struct {
	crypto  *Crypto
	botName string
	handle  messages.Handle
	now     func() time.Time
}

func (c *callback) take(ctx context.Context, plain []byte, nonce string) ([]byte, *refusal) {
	in, err := decodeInbound(plain)
	if err != nil {
		return nil, refuseShape
	}
	reply, no := c.dispatch(ctx, in)
	if no != nil || reply == nil {
		return nil, no
	}
	return c.seal(reply, nonce)
}

// dispatch gives the reply to a message, an event or a refresh poll; nil is
// WeCom's "no reply", an empty 200.
func (c *callback) dispatch(ctx context.Context, in inbound) (any, *refusal) {
	switch {
	case in.MsgType == "event":
		if in.Event.Type == "enter_chat" {
			return newText(messages.WeComWelcome()), nil
		}
		return nil, nil // everything else may be answered with nothing
	case in.MsgType == "stream":
		// All our streams are finished with their first reply. Whoever polls does
		// so for six minutes unless told that it is over (D100719).
		if in.Stream.ID == "" {
			return nil, refuseShape
		}
		return newStream(in.Stream.ID, messages.WeComGone()), nil
	}
	env, err := in.envelope(c.botName, c.now())
	if err != nil {
		return nil, refuseShape
	}
	id := streamID(env.Key)
	switch {
	case !in.known():
		return newStream(id, messages.WeComUnsupported()), nil
	case in.MsgType == "voice" && env.Text == "":
		return newStream(id, messages.WeComNotHeard()), nil
	}
	env.ReplyVia = messages.Address{Channel: messages.ChanInline}
	// A peer that hangs up must not undo a line that is being stored.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), maxHandle)
	defer cancel()
	reply, err := c.handle(ctx, env)
	if err != nil {
		return nil, refuseFailed
	}
	words := plainWords(messages.Render(reply, messages.DialectWeComMarkdown))
	if strings.TrimSpace(words) == "" {
		return nil, nil
	}
	return newStream(id, words), nil
}

// seal encrypts and signs a reply under the request's nonce (D101033).
func (c *callback) seal(reply any, nonce string) ([]byte, *refusal) {
	plain, err := wire.Encode(reply)
	if err != nil {
		return nil, refuseFailed
	}
	at := c.now().Unix()
	a := answer{Encrypt: c.crypto.Encrypt(plain), Timestamp: at, Nonce: nonce}
	a.Signature = c.crypto.Sign(strconv.FormatInt(at, 10), nonce, a.Encrypt)
	body, err := wire.Encode(a)
	if err != nil {
		return nil, refuseFailed
	}
	return body, nil
}
