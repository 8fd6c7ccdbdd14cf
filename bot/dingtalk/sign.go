package dingtalk

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"hash"
	"net/url"
	"strconv"
	"sync"
	"time"
)

// Why a callback's headers are refused. Neither says anything about the content.
var (
	ErrTimestamp = errors.New("dingtalk: timestamp missing, unreadable or outside the window")
	ErrSign      = errors.New("dingtalk: sign missing or wrong")
)

// DefaultMaxSkew is how far a callback's timestamp may be from our clock when
// nothing else is configured (RECV: reject when the difference is greater).
const DefaultMaxSkew = time.Hour

// mac is the one MAC of both directions: Base64(HMAC-SHA256(key = secret, msg =
// timestamp + "\n" + secret)), standard alphabet, padded, not yet escaped for a
// URL (RECV, CUSTOM). The timestamp is decimal milliseconds. It is used again and
// again, by one at a time, because making one costs more than its use.
type mac struct {
	secret Secret
	hash   hash.Hash
	room   []byte
}

func newMAC(secret Secret) *mac {
	return &mac{secret: secret, hash: hmac.New(sha256.New, []byte(secret))}
}

// sign is good until the next one.
func (m *mac) sign(timestamp string) []byte {
	m.room = append(append(append(m.room[:0], timestamp...), '\n'), m.secret...)
	m.hash.Reset()
	m.hash.Write(m.room)
	m.room = m.hash.Sum(m.room[:0])
	n := len(m.room)
	m.room = base64.StdEncoding.AppendEncode(m.room, m.room)
	return m.room[n:]
}

func sign(secret Secret, timestamp string) string { return string(newMAC(secret).sign(timestamp)) }

// verifier checks the headers of callbacks under one secret.
type verifier struct {
	secret Secret
	macs   sync.Pool
}

func newVerifier(secret Secret) *verifier {
	return &verifier{secret: secret, macs: sync.Pool{New: func() any { return newMAC(secret) }}}
}

// verify checks the headers timestamp and sign of a callback. A difference of
// exactly skew is still accepted (RECV). The MAC covers the timestamp only: the
// body is not authenticated by it. Without a secret nothing is ever accepted,
// because anybody can compute a MAC under an empty key.
func (v *verifier) verify(timestamp, given string, now time.Time, skew time.Duration) error {
	ms, ok := millis(timestamp)
	if !ok {
		return ErrTimestamp
	}
	diff := now.UnixMilli() - ms
	if diff > skew.Milliseconds() || -diff > skew.Milliseconds() {
		return ErrTimestamp
	}
	m := v.macs.Get().(*mac)
	defer v.macs.Put(m)
	if v.secret == "" || subtle.ConstantTimeCompare(m.sign(timestamp), []byte(given)) != 1 {
		return ErrSign
	}
	return nil
}

// millis reads decimal digits and nothing else: no sign, no spaces, and few
// enough of them that no difference of two can overflow.
func millis(s string) (int64, bool) {
	if s == "" || len(s) > 15 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	ms, err := strconv.ParseInt(s, 10, 64)
	return ms, err == nil
}

// signedQuery is the query of a custom robot's address. [url.Values.Encode]
// escapes the base64 exactly once (CUSTOM); escaping before it would make
// DingTalk answer 310000. Without a signing secret the robot is secured by
// keywords or addresses instead, and the token stands alone.
func signedQuery(token, secret Secret, now time.Time) string {
	q := url.Values{"access_token": {string(token)}}
	if secret != "" {
		ts := strconv.FormatInt(now.UnixMilli(), 10)
		q.Set("timestamp", ts)
		q.Set("sign", sign(secret, ts))
	}
	return q.Encode()
}
