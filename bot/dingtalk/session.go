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
	api    *OpenAPI // carries what a session cannot; may be nil
	now    func() time.Time
}

// NewSession makes the sender. oapiBase has the only scheme and host that are
// ever called; empty: [DefaultOAPIBase]. api uploads pictures and sends files, which
// no session takes; nil: attachments are named in words.
func NewSession(oapiBase string, api *OpenAPI, now func() time.Time) *Session {
	return &Session{client: wire.NewClient(), own: wire.ParseOrigin(oapiBase, DefaultOAPIBase), api: api, now: now}
}

// Send implements the outbox's sender: it goes on from d.Parts and returns how
// many parts have gone in all. A reply address that is missing, foreign, past its
// time or unknown to the platform is [messages.Gone]: another address may do.
func (s *Session) Send(ctx context.Context, d messages.Delivery) (int, error) {
	m := messages.WithoutAttachments(d.Message, func(a messages.Attachment) bool {
		_, reachable := Fallback(d)
		return s.api != nil && s.api.media.fits(a) && (a.Picture || reachable)
	})
	var parts []markdown
	if len(m.Lines) > 0 {
		parts = compose(m, true)
	}
	all := len(parts) + len(m.Attachments)
	for i := d.Parts; i < all; i++ {
		var err error
		if i < len(parts) {
			err = s.part(ctx, d.Address, parts[i])
		} else {
			err = s.attach(ctx, d, m.Attachments[i-len(parts)])
		}
		if err != nil {
			return i, err
		}
	}
	return all, nil
}

// attach shows a picture in the session, and a file through the OpenAPI.
func (s *Session) attach(ctx context.Context, d messages.Delivery, a messages.Attachment) error {
	if !a.Picture {
		to, _ := Fallback(d)
		return s.api.attach(ctx, to, a)
	}
	up, err := s.api.media.upload(ctx, a)
	if err != nil {
		return err
	}
	return s.part(ctx, d.Address, markdown{MsgType: "markdown", Markdown: up.markdown()})
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
