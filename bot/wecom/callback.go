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
	// APIBase has the only scheme and host that a response_url may have; empty: [DefaultBase].
	APIBase string
	// Open gives the pictures of replies; nil: there are none.
	Open messages.Open
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
	c := &callback{crypto: crypto, botName: cfg.BotName, own: wire.ParseOrigin(cfg.APIBase, DefaultBase),
		attached: cfg.Open, handle: handle, log: log, now: now, recent: newRecent(now)}
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
	crypto   *Crypto
	botName  string
	own      wire.Origin
	attached messages.Open
	handle   messages.Handle
	log      zerolog.Logger
	now      func() time.Time
	recent   *recent
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
		return c.poll(in.Stream.ID)
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
	env.ReplyVia = messages.Address{Channel: messages.ChanInline, Target: env.Chat.ID}
	if in.ResponseURL != "" && c.own.Owns(in.ResponseURL) {
		env.ReplyVia.URL, env.ReplyVia.Expires = in.ResponseURL, env.At.Add(responseLife)
	} else if in.ResponseURL != "" {
		c.log.Warn().Msg("wecom response_url is not on the configured host")
	}
	w := c.recent.join(id, func() (messages.Message, error) {
		// A peer that hangs up must not undo a line that is being stored.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), maxHandle)
		defer cancel()
		return c.handle(ctx, env)
	})
	if !w.finished(patience) {
		return newUnfinished(id), nil
	}
	if w.err != nil {
		return nil, refuseFailed
	}
	return c.stream(id, w.reply), nil
}

// stream is the finished reply; nil where the bot is silent.
func (c *callback) stream(id string, reply messages.Message) any {
	reply, pictures := c.pictures(reply)
	words := plainWords(messages.Render(reply, messages.DialectWeComMarkdown))
	if strings.TrimSpace(words) == "" && len(pictures) == 0 {
		return nil
	}
	s := newStream(id, words)
	s.Stream.Items = pictures
	return s
}

// poll answers a request for the rest of a stream. WeCom asks for six minutes
// unless told that it is over (D100719), so what is unknown is over.
func (c *callback) poll(id string) (any, *refusal) {
	if id == "" {
		return nil, refuseShape
	}
	w, ok := c.recent.find(id)
	switch {
	case !ok:
		return newStream(id, messages.WeComGone()), nil
	case !w.finished(patience):
		return newUnfinished(id), nil
	case w.err != nil: // WeCom will not repeat what it has a stream for
		return newStream(id, messages.WeComAgain()), nil
	}
	if s := c.stream(id, w.reply); s != nil {
		return s, nil
	}
	return newStream(id, messages.WeComNothing()), nil
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
