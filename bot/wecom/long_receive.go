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
	if f.Cmd == "ping" { // not documented from this side; cheap to answer
		_ = s.write(ctx, frame{Headers: f.Headers, ErrCode: new(int64)}) // a dead link is noticed by our own pings
		return
	}
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
