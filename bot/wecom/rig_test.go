package wecom_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/wecom"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

const (
	corp = "wx5823bf96d3bd56c7"
	// noted is what the bot behind a callback answers; XML must survive it.
	noted = "记下了 ]]> <征文> 0 → 2 篇"
)

var noon = time.Date(2026, 12, 4, 4, 0, 0, 0, time.UTC)

func now() time.Time { return noon }

// maker makes one of the two callbacks around a bot.
type maker func(messages.Handle, zerolog.Logger) (http.Handler, error)

func smartBot(handle messages.Handle, log zerolog.Logger) (http.Handler, error) {
	cfg := wecom.CallbackConfig{Token: wecomtest.Token, AESKey: wecomtest.AESKey, BotName: "普法小助手", Open: contentOf}
	return wecom.NewCallback(cfg, handle, log, now)
}

func application(handle messages.Handle, log zerolog.Logger) (http.Handler, error) {
	cfg := wecom.CallbackConfig{Token: wecomtest.Token, AESKey: wecomtest.AESKey, ReceiveID: corp}
	return wecom.NewAppCallback(cfg, handle, log, now)
}

// served gives the address of a callback.
func served(t testing.TB, make maker, handle messages.Handle, log zerolog.Logger) string {
	t.Helper()
	h, err := make(handle, log)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv.URL + "/wecom/callback"
}

// rig is a callback with a recording handler behind it.
type rig struct {
	*wecomtest.Bot
	got   []messages.Envelope
	reply messages.Message
	err   error
	log   bytes.Buffer
}

func newRig(t *testing.T, make maker) *rig {
	t.Helper()
	r := &rig{reply: say(noted)}
	url := served(t, make, func(_ context.Context, env messages.Envelope) (messages.Message, error) {
		r.got = append(r.got, env)
		return r.reply, r.err
	}, zerolog.New(&r.log))
	r.Bot = wecomtest.NewBot(t, url, "普法小助手", now)
	return r
}

func (r *rig) one(t *testing.T) messages.Envelope {
	t.Helper()
	if len(r.got) != 1 {
		t.Fatalf("handled %d messages, want 1", len(r.got))
	}
	return r.got[0]
}

// quiet checks that exactly one line was logged and that it holds no content.
func (r *rig) quiet(t *testing.T) {
	t.Helper()
	log := r.log.String()
	if n := strings.Count(log, "\n"); n != 1 {
		t.Errorf("%d log lines: %s", n, log)
	}
	for _, word := range []string{"征文", "lisi", "wrCHAT", wecomtest.Token, wecomtest.AESKey, "msg_signature", "encrypt"} {
		if strings.Contains(log, word) {
			t.Errorf("the log holds %q: %s", word, log)
		}
	}
}

// anySignedBody fuzzes a callback whose bot repeats what it heard: whatever a
// signed body holds, the answer is 200 or 400.
func anySignedBody(f *testing.F, make maker, sign func(*wecomtest.Bot, string) *wecomtest.Request) {
	url := served(f, make, func(_ context.Context, env messages.Envelope) (messages.Message, error) {
		var m messages.Message
		m.Say(messages.U(env.Text))
		return m, nil
	}, zerolog.Nop())
	f.Fuzz(func(t *testing.T, plain string) {
		b := wecomtest.NewBot(t, url, "普法小助手", now)
		if got := b.Do(sign(b, plain)); got.Status != 200 && got.Status != 400 {
			t.Errorf("status %d", got.Status)
		}
	})
}
