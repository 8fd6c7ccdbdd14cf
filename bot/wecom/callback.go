package wecom

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"pufabot/messages"
)

const (
	// maxBody bounds a request before anything of it is decoded.
	maxBody = 1 << 20
	// maxSkew is how far a request's timestamp may lie from our clock, either
	// way: room for WeCom's repeats and a server clock that is a little off, and
	// an end to replays of captured requests. Within it a replay is harmless,
	// because its message id is known.
	maxSkew = 5 * time.Minute
	// maxHandle bounds the bot's work on one message. WeCom gives up after 5 s,
	// but what comes to an end later still answers its repeat.
	maxHandle = 20 * time.Second
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
	return &callback{crypto: crypto, botName: cfg.BotName, handle: handle, log: log, now: now}, nil
}

type callback struct {
	crypto  *Crypto
	botName string
	handle  messages.Handle
	log     zerolog.Logger
	now     func() time.Time
}

// refusal is an answer other than 200.
type refusal struct {
	status int
	reason string // for the log; constant
	words  string
}

var (
	refuseMethod    = &refusal{http.StatusMethodNotAllowed, "method", messages.RefusedMethod}
	refuseTooLarge  = &refusal{http.StatusRequestEntityTooLarge, "too large", messages.RefusedTooLarge}
	refuseUnsigned  = &refusal{http.StatusUnauthorized, "no signature", messages.RefusedSignature}
	refuseSignature = &refusal{http.StatusUnauthorized, "signature", messages.RefusedSignature}
	refuseStale     = &refusal{http.StatusUnauthorized, "stale", messages.RefusedStale}
	refuseBody      = &refusal{http.StatusBadRequest, "body", messages.RefusedMalformed}
	refuseCipher    = &refusal{http.StatusBadRequest, "ciphertext", messages.RefusedMalformed}
	refuseShape     = &refusal{http.StatusBadRequest, "message", messages.RefusedMalformed}
	refuseFailed    = &refusal{http.StatusInternalServerError, "not stored", messages.RefusedFailed}
)

func (c *callback) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body []byte
	var no *refusal
	switch r.Method {
	case http.MethodGet:
		body, no = c.verifyURL(r)
	case http.MethodPost:
		body, no = c.receive(w, r)
	default:
		w.Header().Set("Allow", "GET, POST")
		no = refuseMethod
	}
	refuseOr(w, c.log, no, body)
}

// refuseOr writes the refusal, or the body when there is none. WeCom wants
// text/plain for both the echoed string and the encrypted reply (PLUGIN).
func refuseOr(w http.ResponseWriter, log zerolog.Logger, no *refusal, body []byte) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if no != nil {
		log.Warn().Int("status", no.status).Str("reason", no.reason).Msg("wecom callback refused")
		w.WriteHeader(no.status)
		body = []byte(no.words)
	}
	_, _ = w.Write(body) // a peer that has gone repeats its request
}

// verifyURL proves to the administration page that this is the right server
// (D101033): the decrypted echo string, nothing around it.
func (c *callback) verifyURL(r *http.Request) ([]byte, *refusal) {
	q, no := readQuery(r, c.now())
	if no != nil {
		return nil, no
	}
	echo := r.URL.Query().Get("echostr")
	if echo == "" {
		return nil, refuseBody
	}
	if !c.crypto.Verify(q.signature, q.timestamp, q.nonce, echo) {
		return nil, refuseSignature
	}
	plain, err := c.crypto.Decrypt(echo)
	if err != nil {
		return nil, refuseCipher
	}
	return plain, nil
}

func (c *callback) receive(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	body, no := readBody(w, r)
	if no != nil {
		return nil, no
	}
	q, no := readQuery(r, c.now())
	if no != nil {
		return nil, no
	}
	// The decoder ignores case, so "Encrypt" is read as well (PLUGIN accepts both).
	var sealed struct {
		Encrypt string `json:"encrypt"`
	}
	if err := json.Unmarshal(body, &sealed); err != nil || sealed.Encrypt == "" {
		return nil, refuseBody
	}
	if !c.crypto.Verify(q.signature, q.timestamp, q.nonce, sealed.Encrypt) {
		return nil, refuseSignature
	}
	plain, err := c.crypto.Decrypt(sealed.Encrypt)
	if err != nil {
		return nil, refuseCipher
	}
	in, err := decodeInbound(plain)
	if err != nil {
		return nil, refuseShape
	}
	reply, no := c.dispatch(r.Context(), in)
	if no != nil || reply == nil {
		return nil, no
	}
	return c.seal(reply, q.nonce)
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
	plain, err := encodeJSON(reply)
	if err != nil {
		return nil, refuseFailed
	}
	at := c.now().Unix()
	a := answer{Encrypt: c.crypto.Encrypt(plain), Timestamp: at, Nonce: nonce}
	a.Signature = c.crypto.Sign(strconv.FormatInt(at, 10), nonce, a.Encrypt)
	body, err := encodeJSON(a)
	if err != nil {
		return nil, refuseFailed
	}
	return body, nil
}

// query is what signs every request.
type query struct{ signature, timestamp, nonce string }

// readQuery wants all three and a timestamp (seconds) near our clock.
func readQuery(r *http.Request, now time.Time) (query, *refusal) {
	v := r.URL.Query()
	q := query{v.Get("msg_signature"), v.Get("timestamp"), v.Get("nonce")}
	if q.signature == "" || q.timestamp == "" || q.nonce == "" {
		return query{}, refuseUnsigned
	}
	sec, err := strconv.ParseInt(q.timestamp, 10, 64)
	if err != nil {
		return query{}, refuseStale
	}
	// Compared in seconds: a duration would overflow on hostile figures.
	if t, skew := now.Unix(), int64(maxSkew/time.Second); sec < t-skew || sec > t+skew {
		return query{}, refuseStale
	}
	return q, nil
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		return body, nil
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, refuseTooLarge
	}
	return nil, refuseBody
}
