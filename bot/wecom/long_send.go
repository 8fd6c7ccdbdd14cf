package wecom

import (
	"context"
	"errors"

	"pufabot/messages"
)

// markdownBody is a proactive message (D101463): text is refused here (40008).
type markdownBody struct {
	ChatID   string `json:"chatid"`
	MsgType  string `json:"msgtype"`
	Markdown struct {
		Content string `json:"content"`
	} `json:"markdown"`
}

// Send answers by the req_id of the message while that works, else speaks to the
// chat of Address.Target, which needs an earlier message from there (D101463).
// Attachments follow the words. It gives how many parts have gone in all; the
// error is a *messages.SendError. Nobody can be alerted on this way (section
// 1.13): mentions are dropped, their names are the message's own business.
func (l *Long) Send(ctx context.Context, d messages.Delivery) (int, error) {
	m := carried(d.Message, l.attached)
	var parts []string
	if text := plainWords(messages.Render(m, messages.DialectWeComMarkdown)); text != "" {
		parts = messages.Split(text, maxReply)
	}
	all := len(parts) + len(m.Attachments)
	if all == 0 {
		return d.Parts, &messages.SendError{Class: messages.Permanent, Code: "empty"}
	}
	for sent := d.Parts; sent < all; sent++ {
		s := l.current()
		if s == nil {
			return sent, &messages.SendError{Class: messages.Transient, Code: "not connected"}
		}
		var err error
		if sent < len(parts) {
			err = l.sendPart(ctx, s, d, sent, parts[sent])
		} else {
			err = l.sendAttachment(ctx, s, d.Address.Target, m.Attachments[sent-len(parts)])
		}
		if err := l.settle(s, err); err != nil {
			return sent, err
		}
	}
	return all, nil
}

func (l *Long) sendPart(ctx context.Context, s *session, d messages.Delivery, n int, text string) error {
	a := d.Address
	if n == 0 && a.ReqID != "" && (a.Expires.IsZero() || l.now().Before(a.Expires)) {
		err := s.ask(ctx, "aibot_respond_msg", a.ReqID, newStream(streamID(d.Key), text))
		// The req_id died with an earlier connection (846605), or is too old (846608).
		if messages.ClassOf(err) != messages.Gone || err == nil || a.Target == "" {
			return err
		}
	}
	body := markdownBody{ChatID: a.Target, MsgType: "markdown"}
	body.Markdown.Content = text
	return pushed(s.ask(ctx, "aibot_send_msg", s.newID(), body))
}

// pushed reads the outcome of a proactive message. What is said of a req_id is not
// said of its chat: the next attempt has a req_id of its own.
func pushed(err error) error {
	var se *messages.SendError
	if errors.As(err, &se) && (se.Code == "846605" || se.Code == "846608") {
		return &messages.SendError{Class: messages.Transient, Code: se.Code}
	}
	return err
}

// settle ends a session that the platform has forgotten (846609), so that it is
// made anew before the next attempt.
func (l *Long) settle(s *session, err error) error {
	var se *messages.SendError
	if errors.As(err, &se) && se.Code == "846609" {
		s.cancel(se)
	}
	return err
}
