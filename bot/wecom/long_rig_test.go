package wecom

import (
	"context"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/wecom/wecomtest"
	"pufabot/bot/wire/wiretest"
	"pufabot/messages"
)

// longRig is a long connection in virtual time, with its own bot behind it.
type longRig struct {
	*Long
	server *wecomtest.Long
	log    *wiretest.Log

	mu   sync.Mutex
	got  []messages.Envelope
	fail error
	slow time.Duration
}

// play runs a test in virtual time with Run in the background. The first
// subscriptions are refused with the codes.
func play(t *testing.T, f func(t *testing.T, r *longRig), refused ...int64) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := &longRig{server: wecomtest.NewLong(t, "aibTEST", "s3cret"), log: &wiretest.Log{}}
		r.server.Refuse(refused...)
		var err error
		r.Long, err = NewLong(LongConfig{URL: r.server.URL(), BotID: "aibTEST", Secret: "s3cret", BotName: "普法小助手",
			Client: r.server.Client()}, r.take, zerolog.New(r.log), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- r.Run(ctx) }()
		f(t, r)
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
		if log := r.log.String(); strings.Contains(log, "s3cret") || strings.Contains(log, "征文") {
			t.Errorf("the log tells too much: %s", log)
		}
	})
}

func (r *longRig) take(_ context.Context, env messages.Envelope) (messages.Message, error) {
	time.Sleep(r.slow) // virtual
	r.mu.Lock()
	defer r.mu.Unlock()
	r.got = append(r.got, env)
	var m messages.Message
	m.Say(messages.T("记下了"))
	return m, r.fail
}

func (r *longRig) taken() []messages.Envelope {
	synctest.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]messages.Envelope(nil), r.got...)
}

func textBody(id, chat, user, words string) map[string]any {
	m := map[string]any{"msgid": id, "aibotid": "aibTEST", "chattype": "single", "from": map[string]any{"userid": user},
		"msgtype": "text", "text": map[string]any{"content": words}}
	if chat != "" {
		m["chattype"], m["chatid"] = "group", chat
	}
	return m
}

func reply(a messages.Address, words string) messages.Delivery {
	d := messages.Delivery{Key: "reply/1", Address: a}
	for _, line := range strings.Split(words, "\n") {
		d.Message.Say(messages.T(line))
	}
	return d
}
