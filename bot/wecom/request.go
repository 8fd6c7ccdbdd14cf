package wecom

import (
	"errors"
	"io"
	"net/http"
	"strconv"
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

// refuseOr writes the refusal, or the body when there is none. WeCom wants
// text/plain for both the echoed string and the encrypted reply (PLUGIN).
func refuseOr(w http.ResponseWriter, log zerolog.Logger, no *refusal, body []byte) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if no != nil {
		level := zerolog.WarnLevel
		if no.status >= http.StatusInternalServerError {
			level = zerolog.ErrorLevel
		}
		log.WithLevel(level).Int("status", no.status).Str("reason", no.reason).Msg("wecom callback refused")
		w.WriteHeader(no.status)
		body = []byte(no.words)
	}
	_, _ = w.Write(body) // a peer that has gone repeats its request
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
