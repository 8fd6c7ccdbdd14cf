package wecom

import (
	"context"
	"errors"
	"time"

	"pufabot/messages"
)

// replyWindow is how long a message can be answered by its req_id (D101463).
const replyWindow = 24 * time.Hour

// receive handles one message or event of the connection. Nothing is
// acknowledged on this connection, and nothing is repeated by the platform: a
// message that could not be stored is answered with the request to send it again.
func (l *Long) receive(ctx context.Context, s *session, f frame) {
	in, err := decodeInbound(f.Body)
	if err != nil {
		l.log.Warn().Str("reason", "message").Msg("wecom frame refused")
		return
	}
	reqID := f.Headers.ReqID
	if in.MsgType == "event" {
		if in.Event.Type == "enter_chat" {
			l.answer(ctx, s, "aibot_respond_welcome_msg", reqID, newText(messages.WeComWelcome()))
		}
		return
	}
	env, err := in.envelope(l.botName, l.now())
	if err != nil {
		l.log.Warn().Str("reason", "message").Msg("wecom frame refused")
		return
	}
	id := streamID(env.Key)
	switch {
	case in.MsgType == "stream":
		return // polls belong to the callback; here they would be a mistake
	case !in.known():
		l.answer(ctx, s, "aibot_respond_msg", reqID, newStream(id, messages.WeComUnsupported()))
		return
	case in.MsgType == "voice" && env.Text == "":
		l.answer(ctx, s, "aibot_respond_msg", reqID, newStream(id, messages.WeComNotHeard()))
		return
	}
	env.ReplyVia = messages.Address{Channel: messages.ChanWeComBot, Target: env.Chat.ID,
		ReqID: reqID, Expires: env.At.Add(replyWindow)}
	// A lost connection must not undo a line that is being stored.
	handleCtx, cancel := context.WithTimeout(context.WithoutCancel(ctx), maxHandle)
	defer cancel()
	if _, err := l.handle(handleCtx, env); err != nil {
		l.log.Error().Str("reason", "not stored").Msg("wecom message refused")
		l.answer(ctx, s, "aibot_respond_msg", reqID, newStream(id, messages.WeComAgain()))
	}
}

// answer sends what needs no memory; when it is lost the person sees nothing and
// asks again.
func (l *Long) answer(ctx context.Context, s *session, cmd, reqID string, body any) {
	if err := s.ask(ctx, cmd, reqID, body); err != nil && ctx.Err() == nil {
		var se *messages.SendError
		_ = errors.As(err, &se)
		l.log.Warn().Str("trouble", se.Error()).Msg("wecom answer lost")
	}
}

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
// It gives how many parts have gone in all; the error is a *messages.SendError.
// Nobody can be alerted on this way (section 1.13): mentions are dropped, their
// names are the message's own business.
func (l *Long) Send(ctx context.Context, d messages.Delivery) (int, error) {
	text := plainWords(messages.Render(d.Message, messages.DialectWeComMarkdown))
	if d.Message.Empty() || text == "" {
		return d.Parts, &messages.SendError{Class: messages.Permanent, Code: "empty"}
	}
	parts := messages.Split(text, maxReply)
	for sent := d.Parts; sent < len(parts); sent++ {
		if err := l.sendPart(ctx, d, sent, parts[sent]); err != nil {
			return sent, err
		}
	}
	return len(parts), nil
}

func (l *Long) sendPart(ctx context.Context, d messages.Delivery, n int, text string) error {
	s := l.current()
	if s == nil {
		return &messages.SendError{Class: messages.Transient, Code: "not connected"}
	}
	a := d.Address
	if n == 0 && a.ReqID != "" && (a.Expires.IsZero() || l.now().Before(a.Expires)) {
		err := s.ask(ctx, "aibot_respond_msg", a.ReqID, newStream(streamID(d.Key), text))
		// The req_id died with an earlier connection (846605), or is too old (846608).
		if messages.ClassOf(err) != messages.Gone || err == nil || a.Target == "" {
			return l.settle(s, err)
		}
	}
	body := markdownBody{ChatID: a.Target, MsgType: "markdown"}
	body.Markdown.Content = text
	return l.settle(s, s.ask(ctx, "aibot_send_msg", s.newID(), body))
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
