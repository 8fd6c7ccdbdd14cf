package dingtalk

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// CallbackConfig is what receiving by HTTP needs.
type CallbackConfig struct {
	// ClientSecret of the application; without it every request is refused.
	ClientSecret Secret
	// RobotCode is checked when it is set: messages for another robot are refused.
	RobotCode string
	// CorpID is checked when it is set: messages to the robot of another
	// organisation are refused.
	CorpID string
	// OAPIBase is the only scheme and host that a sessionWebhook may have; empty: [DefaultOAPIBase].
	OAPIBase string
	// MaxSkew is how far a timestamp may be from our clock; 0: [DefaultMaxSkew].
	// Shorter is safer, since the signature covers nothing but the timestamp, and
	// needs a synchronised clock.
	MaxSkew time.Duration
}

const (
	bodyLimit = 1 << 20
	usualBody = 4 << 10
	// handleTimeout bounds one message. The platform waits for a few seconds only
	// (unconfirmed), but a message that it gave up on is still worth keeping.
	handleTimeout = 30 * time.Second
)

type callback struct {
	cfg    CallbackConfig
	own    wire.Origin
	handle messages.Handle
	log    zerolog.Logger
	now    func() time.Time
	signs  *verifier
	pairs  *pairs
}

// NewCallback answers POST /dingtalk/callback: it verifies, decodes, hands the
// message in, and says {"msgtype":"empty"} once the message is durable. The reply
// to the person goes out by itself, through the outbox.
//
// Refusals: 405 other methods, 401 signature or timestamp missing, wrong or
// stale, headers that were used for other messages before, and messages for another
// robot or organisation, 413 body over 1 MiB, 400 malformed.
// 500 when the message could not be kept: the platform may send it again.
func NewCallback(cfg CallbackConfig, handle messages.Handle, log zerolog.Logger, now func() time.Time) http.Handler {
	if cfg.MaxSkew <= 0 {
		cfg.MaxSkew = DefaultMaxSkew
	}
	return &callback{cfg: cfg, own: wire.ParseOrigin(cfg.OAPIBase, DefaultOAPIBase), handle: handle, log: log, now: now,
		signs: newVerifier(cfg.ClientSecret), pairs: newPairs(cfg.MaxSkew, now)}
}

func (c *callback) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		c.refuse(w, http.StatusMethodNotAllowed, "method", messages.RefusedMethod)
		return
	}
	// The headers first: a body is not even read for somebody who cannot sign.
	timestamp := r.Header.Get("Timestamp")
	switch err := c.signs.verify(timestamp, r.Header.Get("Sign"), c.now(), c.cfg.MaxSkew); {
	case errors.Is(err, ErrTimestamp):
		c.refuse(w, http.StatusUnauthorized, "timestamp", messages.RefusedStale)
		return
	case err != nil:
		c.refuse(w, http.StatusUnauthorized, "sign", messages.RefusedSignature)
		return
	}
	data, err := whole(w, r)
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			c.refuse(w, http.StatusRequestEntityTooLarge, "size", messages.RefusedTooLarge)
		} else {
			c.refuse(w, http.StatusBadRequest, "body", messages.RefusedMalformed)
		}
		return
	}
	b, err := decodeBody(data)
	if err != nil {
		c.refuse(w, http.StatusBadRequest, "body", messages.RefusedMalformed)
		return
	}
	if c.cfg.RobotCode != "" && b.RobotCode != c.cfg.RobotCode {
		c.refuse(w, http.StatusUnauthorized, "robot", messages.RefusedSignature)
		return
	}
	if c.cfg.CorpID != "" && b.ChatbotCorpID != c.cfg.CorpID {
		c.refuse(w, http.StatusUnauthorized, "corp", messages.RefusedSignature)
		return
	}
	if !c.pairs.admit(timestamp, b.robot(), b.MsgID) {
		c.refuse(w, http.StatusUnauthorized, "replayed headers", messages.RefusedSignature)
		return
	}
	c.take(w, r, b)
}

// whole reads the body. Room for a usual one is made at once; the length that a header
// claims is not believed beyond that.
func whole(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(max(r.ContentLength, 0), usualBody)) + bytes.MinRead)
	_, err := b.ReadFrom(http.MaxBytesReader(w, r.Body, bodyLimit))
	return b.Bytes(), err
}

// take hands the message in. Going on although the platform has hung up is
// deliberate: it may not send the message again, and if it does the key tells.
func (c *callback) take(w http.ResponseWriter, r *http.Request, b *body) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), handleTimeout)
	defer cancel()
	env := b.envelope(c.own, c.now())
	if b.SessionWebhook != "" && env.ReplyVia.URL == "" {
		c.log.Warn().Msg("dingtalk reply address is not on the configured host")
	}
	if _, err := c.handle(ctx, env); err != nil {
		c.log.Error().Msg("dingtalk message not kept")
		http.Error(w, messages.RefusedFailed, http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	// "Nothing here, the answer comes through the session" (section 1.5).
	_, _ = io.WriteString(w, `{"msgtype":"empty"}`)
}

// refuse answers in a few words and leaves one line in the log, without content.
func (c *callback) refuse(w http.ResponseWriter, status int, reason, words string) {
	c.log.Warn().Int("status", status).Str("reason", reason).Msg("dingtalk callback refused")
	http.Error(w, words, status)
}
