package dingtalk

import (
	"context"
	"net/http"
	"time"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// Session answers through the sessionWebhook of a message: no token, no sign,
// real mentions, for about an hour and a half (section 1.5 of the facts). It is
// the outbox's sender for [messages.ChanDingTalkSession].
//
// Sending has no idempotency key here: an answer lost after a timeout is sent
// twice at worst.
type Session struct {
	client *http.Client
	own    wire.Origin
	now    func() time.Time
}

// NewSession makes the sender. oapiBase has the only scheme and host that are
// ever called; empty: [DefaultOAPIBase].
func NewSession(oapiBase string, now func() time.Time) *Session {
	return &Session{client: wire.NewClient(), own: wire.ParseOrigin(oapiBase, DefaultOAPIBase), now: now}
}

// Send implements the outbox's sender: it goes on from d.Parts and returns how
// many parts have gone in all. A reply address that is missing, foreign, past its
// time or unknown to the platform is [messages.Gone]: another address may do.
func (s *Session) Send(ctx context.Context, d messages.Delivery) (int, error) {
	parts := compose(d.Message, true)
	for i := d.Parts; i < len(parts); i++ {
		if err := s.part(ctx, d.Address, parts[i]); err != nil {
			return i, err
		}
	}
	return len(parts), nil
}

func (s *Session) part(ctx context.Context, to messages.Address, m markdown) error {
	switch {
	case to.URL == "":
		return &messages.SendError{Class: messages.Gone, Code: "no session"}
	case !s.own.Owns(to.URL): // checked again: the address comes from the store, and before that from a message
		return &messages.SendError{Class: messages.Gone, Code: "foreign session"}
	case !to.Expires.IsZero() && !s.now().Before(to.Expires):
		return &messages.SendError{Class: messages.Gone, Code: "session expired"}
	}
	a, err := wire.Post(ctx, s.client, to.URL, nil, m)
	if err != nil {
		return err
	}
	return oapiOutcome(sessionSend, a)
}
