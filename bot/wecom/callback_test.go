package wecom_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"pufabot/bot/wecom"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

func TestURLVerification(t *testing.T) {
	r := newRig(t, smartBot)
	for _, echo := range []string{"1616140317555161061", "echo-plus"} {
		got := r.Do(r.Verification(echo))
		if got.Status != 200 || got.Body != echo {
			t.Errorf("got %d %q, want %q and nothing around it", got.Status, got.Body, echo)
		}
	}
	if len(r.got) != 0 || r.log.Len() != 0 {
		t.Errorf("a verification is no message: %v, log %s", r.got, &r.log)
	}
}

func TestRepeatsGetTheSameStream(t *testing.T) {
	r := newRig(t, smartBot)
	body := r.Group("wrCHAT", "lisi", "@普法小助手 征文2篇")
	first := r.Post(body)
	again := r.Post(body) // signed anew, as WeCom does
	if first.StreamID != again.StreamID || first.Text != again.Text {
		t.Errorf("first %+v, again %+v", first, again)
	}
	if len(r.got) != 1 { // what is still remembered need not be asked again
		t.Errorf("%d asked", len(r.got))
	}
	if other := r.Say("wrCHAT", "lisi", "征文2篇"); other.StreamID == first.StreamID {
		t.Error("two messages share a stream")
	}
	// A replay of the very same bytes is answered, too: the key makes it harmless.
	req := r.Sign(body)
	if a, b := r.Do(req), r.Do(req); a.Text != b.Text || a.Status != 200 {
		t.Errorf("replay: %+v, %+v", a, b)
	}
}

func TestRepliesThatAreNotTheBots(t *testing.T) {
	event := func(kind string) func(b *wecomtest.Bot) map[string]any {
		return func(b *wecomtest.Bot) map[string]any {
			m := b.Message("lisi", "event", map[string]any{"eventtype": kind})
			m["create_time"] = noon.Unix()
			return m
		}
	}
	for _, tt := range []struct {
		name, kind, text string
		body             func(b *wecomtest.Bot) map[string]any
	}{
		{"welcome", "text", messages.WeComWelcome(), event("enter_chat")},
		{"feedback", "", "", event("feedback_event")},
		{"card", "", "", event("template_card_event")},
		{"unheard of", "", "", event("something_new")},
		{"poll", "stream", messages.WeComGone(), func(b *wecomtest.Bot) map[string]any {
			return b.Message("lisi", "stream", map[string]any{"id": "s-lost"})
		}},
		{"card message", "stream", messages.WeComUnsupported(), func(b *wecomtest.Bot) map[string]any {
			return b.Message("lisi", "location", map[string]any{"x": 1})
		}},
		{"silent voice", "stream", messages.WeComNotHeard(), func(b *wecomtest.Bot) map[string]any {
			return b.Message("lisi", "voice", map[string]any{"content": " "})
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, smartBot)
			got := r.Post(tt.body(r.Bot))
			if got.Type != tt.kind || got.Text != tt.text {
				t.Errorf("got %+v", got)
			}
			if tt.name == "poll" && got.StreamID != "s-lost" {
				t.Errorf("stream %q", got.StreamID)
			}
			if len(r.got) != 0 {
				t.Errorf("the bot was asked: %v", r.got)
			}
		})
	}
}

func TestSilenceIsAnEmptyBody(t *testing.T) {
	r := newRig(t, smartBot)
	for _, words := range [][]messages.Span{nil, {messages.T("")}, {messages.U("\x01\u200b")}} {
		r.reply = messages.Message{}
		if words != nil {
			r.reply.Say(words...)
		}
		if got := r.Say("wrCHAT", "lisi", "谢谢"); got.Body != "" {
			t.Errorf("%v: got %q", words, got.Body)
		}
	}
}

func TestNotStoredIs500(t *testing.T) {
	r := newRig(t, smartBot)
	r.err = errors.New("disk full: 征文2篇")
	got := r.Do(r.Sign(r.Group("wrCHAT", "lisi", "@普法小助手 征文2篇")))
	if got.Status != 500 || strings.Contains(got.Body, "disk") {
		t.Errorf("got %d %q", got.Status, got.Body)
	}
	r.quiet(t)
}

// A fault of ours on one message is no answer to it: WeCom repeats, and the others go on.
func TestAPanicIs500(t *testing.T) {
	var log bytes.Buffer
	broken := true
	url := served(t, smartBot, func(context.Context, messages.Envelope) (messages.Message, error) {
		if broken {
			panic("征文2篇")
		}
		return say(noted), nil
	}, zerolog.New(&log))
	b := wecomtest.NewBot(t, url, "普法小助手", now)
	req := b.Sign(b.Group("wrCHAT", "lisi", "@普法小助手 征文2篇"))
	if got := b.Do(req); got.Status != 500 || strings.Contains(log.String(), "征文") {
		t.Errorf("%d %q, log %s", got.Status, got.Body, &log)
	}
	broken = false
	if got := b.Do(req); got.Status != 200 || got.Text != noted {
		t.Errorf("the repeat: %d %q", got.Status, got.Text)
	}
}

func TestLongRepliesAreCut(t *testing.T) {
	r := newRig(t, smartBot)
	r.reply = messages.Message{}
	for i := range 2000 {
		r.reply.Item(messages.T(fmt.Sprintf("第%d行 & <说明>", i)))
	}
	got := r.Say("wrCHAT", "lisi", "汇总") // the double refuses more than 20480 bytes
	if !strings.HasSuffix(got.Text, messages.WeComCut()) || len(got.Text) < 19000 {
		t.Errorf("%d bytes, ends %q", len(got.Text), got.Text[len(got.Text)-60:])
	}
}

func TestCallbackConfig(t *testing.T) {
	good := wecom.CallbackConfig{Token: wecomtest.Token, AESKey: wecomtest.AESKey}
	for _, spoil := range []func(*wecom.CallbackConfig){
		func(c *wecom.CallbackConfig) { c.Token = "" },
		func(c *wecom.CallbackConfig) { c.AESKey = "" },
		func(c *wecom.CallbackConfig) { c.AESKey = c.AESKey[1:] },
	} {
		cfg := good
		spoil(&cfg)
		if _, err := wecom.NewCallback(cfg, nil, zerolog.Nop(), now); err == nil {
			t.Errorf("accepted %q", cfg)
		} else if cfg.AESKey != "" && strings.Contains(err.Error(), cfg.AESKey) {
			t.Errorf("the error holds the key: %v", err)
		}
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		if s := fmt.Sprintf(verb, good); strings.Contains(s, good.Token) || strings.Contains(s, good.AESKey) {
			t.Errorf("%s prints a secret: %s", verb, s)
		}
	}
}
