package wecom

import (
	"strconv"
	"time"

	"pufabot/messages"
)

// rest is how long a channel is silent after a rate limit: the window empties
// after about a minute (NOTES).
const rest = time.Minute

// errcode is what one of the platform's codes means for a delivery.
type errcode struct {
	code  int64
	class messages.Class
	wait  time.Duration
	// token marks codes that a fresh access token cures: they are tried again
	// once before the class counts.
	token bool
	why   string
}

// errcodes are the codes of webhook (D99110, D90313), application (D90236,
// D90248, D91039) and long connection (section 2.6). Codes that are not here are
// transient: the outbox gives up by itself.
var errcodes = []errcode{
	{code: -1, class: messages.Transient, why: "busy"},
	{code: 6000, class: messages.Transient, why: "concurrent rewrite"},
	{code: 846601, class: messages.Transient, why: "transient"},
	{code: 846602, class: messages.Transient, why: "transient"},
	{code: 846609, class: messages.Transient, why: "not subscribed: reconnect first"},

	{code: 45009, class: messages.Limited, wait: rest, why: "rate limit"},
	{code: 45033, class: messages.Limited, wait: rest, why: "too many at once"},

	{code: 40001, class: messages.Auth, token: true, why: "wrong secret; also a token that died early"},
	{code: 40014, class: messages.Auth, token: true, why: "invalid access token"},
	{code: 42001, class: messages.Auth, token: true, why: "access token expired"},
	{code: 40013, class: messages.Auth, why: "wrong corp or bot id"},
	{code: 40091, class: messages.Auth, why: "invalid secret"},
	{code: 48002, class: messages.Auth, why: "no right to this interface"},
	{code: 60020, class: messages.Auth, why: "our address is not in the trusted list"},
	{code: 86008, class: messages.Auth, why: "no right to this chat"},
	{code: 93000, class: messages.Auth, why: "webhook key wrong or removed"},
	{code: 93004, class: messages.Auth, why: "robot disabled"},
	{code: 93008, class: messages.Auth, why: "robot not in the group"},
	{code: 93019, class: messages.Auth, why: "invalid bot id"},
	{code: 301002, class: messages.Auth, why: "agent does not belong to the secret"},
	{code: 853000, class: messages.Auth, why: "wrong bot secret"},

	{code: 81013, class: messages.Gone, why: "none of the receivers is valid"},
	{code: 86001, class: messages.Gone, why: "invalid chat id"},
	{code: 86003, class: messages.Gone, why: "not in the chat"},
	{code: 93001, class: messages.Gone, why: "bot not in the room"},
	{code: 93006, class: messages.Gone, why: "invalid chat id"},
	{code: 846605, class: messages.Gone, why: "reply window closed"},
	{code: 846608, class: messages.Gone, why: "stream expired"},

	{code: 40004, class: messages.Permanent, why: "media type"},
	{code: 40007, class: messages.Permanent, why: "media id"},
	{code: 40008, class: messages.Permanent, why: "message type"},
	{code: 40009, class: messages.Permanent, why: "picture size"},
	{code: 40033, class: messages.Permanent, why: "escapes in the body"},
	{code: 40058, class: messages.Permanent, why: "too long"},
	{code: 40201, class: messages.Permanent, why: "taken for spam"},
	{code: 44001, class: messages.Permanent, why: "empty media"},
	{code: 44004, class: messages.Permanent, why: "empty content"},
	{code: 93017, class: messages.Permanent, why: "empty content"},
	{code: 93018, class: messages.Permanent, why: "picture too large"},
}

func lookup(code int64) errcode {
	for _, e := range errcodes {
		if e.code == code {
			return e
		}
	}
	return errcode{code: code, class: messages.Transient}
}

// codeError is the outcome of a call that was answered with an errcode; nil for 0.
func codeError(code int64) error {
	if code == 0 {
		return nil
	}
	e := lookup(code)
	return &messages.SendError{Class: e.class, Code: strconv.FormatInt(code, 10), Wait: e.wait}
}

// statusError is the outcome of a call that was not answered with 200. WeCom
// itself always answers 200, so this is a proxy, a gateway or a wrong api_base.
func statusError(status int, retryAfter string) error {
	e := &messages.SendError{Class: messages.Transient, Code: "http " + strconv.Itoa(status)}
	switch {
	case status == 429:
		e.Class, e.Wait = messages.Limited, rest
		if s, err := strconv.Atoi(retryAfter); err == nil && s > 0 && s <= 3600 {
			e.Wait = time.Duration(s) * time.Second
		}
	case status == 413:
		e.Class = messages.Permanent
	case status >= 300 && status < 500 && status != 408:
		e.Class = messages.Auth
	}
	return e
}
