package wecom

import (
	"context"

	"github.com/coder/websocket"

	"pufabot/bot/wire"
)

// Probe fetches an access token: corp id and secret are right when it succeeds
// (D91039). The trusted address list and the agent id are minded only when a
// message is sent. The error is a *messages.SendError.
func (a *App) Probe(ctx context.Context) error {
	_, err := a.tokens.get(ctx)
	return err
}

// Probe connects, subscribes, lets meanwhile speak through [Long.Send] (nil: says
// nothing) and takes its leave. Whoever else holds the bot's one
// connection loses it, and what people say in that second is lost (D101463): never
// beside a running bot. The error is a *messages.SendError.
func (l *Long) Probe(ctx context.Context, meanwhile func(context.Context)) error {
	conn, err := l.dial(ctx)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	s := &session{conn: conn, cancel: cancel, waiting: map[string]chan acked{}}
	deaf := wire.NewLanes(laneDepth, func(frame) {})
	read := make(chan struct{})
	go func() {
		defer close(read)
		cancel(s.read(ctx, deaf))
	}()
	if err = l.subscribe(ctx, s); err == nil && meanwhile != nil {
		l.setState(s, "")
		meanwhile(ctx)
		l.setState(nil, "stopped")
	}
	cancel(nil)
	_ = conn.Close(websocket.StatusNormalClosure, "")
	<-read
	deaf.Stop()
	return err
}
