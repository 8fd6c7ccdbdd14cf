package wecom_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/wecom"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/bot/wire/wiretest"
	"pufabot/messages"
)

func TestResponseSpeaksOnceMore(t *testing.T) {
	clock := wiretest.NewClock(noon)
	s := wecomtest.NewServer(t, clock.Now)
	r := wecom.NewResponse(s.URL, clock.Now)
	via := func(url string) messages.Delivery {
		m := withFiles(sheet)
		m.Say(messages.T(strings.Repeat("很长的话。\n", 3000)))
		return messages.Delivery{Message: m, Address: messages.Address{Channel: messages.ChanWeComResponse, Target: "wrCHAT", URL: url, Expires: noon.Add(time.Hour)}}
	}
	d := via(s.ResponseURL("wrCHAT"))
	s.Fail(wecomtest.Failure{Status: 502}, wecomtest.Failure{Body: "{}"})
	for range 2 { // what was not accepted may be tried again
		if _, err := r.Send(t.Context(), d); messages.ClassOf(err) != messages.Transient {
			t.Fatalf("%v, want transient", err)
		}
	}
	if n, err := r.Send(t.Context(), d); n != 1 || err != nil {
		t.Fatalf("Send = %d, %v", n, err)
	}
	if got := s.Posts("wrCHAT"); len(got) != 1 || !strings.Contains(got[0].Content, "汇总见附件") {
		t.Fatalf("shown %d", len(got))
	}
	if _, err := r.Send(t.Context(), messages.Delivery{Address: via(s.ResponseURL("wrCHAT")).Address}); messages.ClassOf(err) != messages.Permanent {
		t.Errorf("no words: %v", err)
	}
	before := s.Requests()
	old := via(s.ResponseURL("wrCHAT"))
	old.Address.Expires = noon
	for name, d := range map[string]messages.Delivery{"used": d, "none": via(""), "foreign": via("https://evil.example/cgi-bin/aibot/response"), "old": old} {
		if _, err := r.Send(t.Context(), d); messages.ClassOf(err) != messages.Gone || strings.Contains(err.Error(), "http") {
			t.Errorf("%s: %v, want gone", name, err)
		}
	}
	if n := s.Requests() - before; n != 1 {
		t.Errorf("%d requests for dead addresses, want the used one's only", n)
	}
}

func TestForeignResponseURLIsDropped(t *testing.T) {
	for _, url := range []string{
		"https://evil.example/cgi-bin/aibot/response?response_code=x",
		"https://127.0.0.1/x", "https://[::1]/x", "https://169.254.169.254/latest/meta-data", "http://localhost:6379/",
		"http://qyapi.weixin.qq.com/x", "https://qyapi.weixin.qq.com:8443/x", "https://qyapi.weixin.qq.com@evil.example/x",
		"https://qyapi.weixin.qq.com.evil.example/x", "//evil.example/x", "file:///etc/passwd",
	} {
		r := newRig(t, smartBot)
		r.Response = func(string) string { return url }
		r.Say("wrCHAT", "lisi", "征文2篇")
		if via := r.one(t).ReplyVia; via.URL != "" || !strings.Contains(r.log.String(), "not on the configured host") {
			t.Errorf("%s: %+v", url, via)
		}
		if strings.Contains(r.log.String(), url) {
			t.Errorf("the log tells the address: %s", &r.log)
		}
	}
}

// The right host may send on to a wrong one: nothing is said there.
func TestResponseFollowsNoRedirect(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") }))
	defer inside.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		s := httptest.NewServer(http.RedirectHandler(inside.URL, status))
		defer s.Close()
		d := messages.Delivery{Message: say("记下了"), Address: messages.Address{Channel: messages.ChanWeComResponse, Target: "wrCHAT", URL: s.URL + "/x", Expires: noon.Add(time.Hour)}}
		if n, err := wecom.NewResponse(s.URL, now).Send(t.Context(), d); n != 0 || err == nil {
			t.Errorf("%d: Send = %d, %v", status, n, err)
		}
	}
}

func TestLater(t *testing.T) {
	url := "https://qyapi.weixin.qq.com/x"
	for _, tt := range []struct {
		name      string
		via, want messages.Address
		ok        bool
	}{
		{"callback", messages.Address{Channel: messages.ChanInline, Target: "wr", URL: url, Expires: noon},
			messages.Address{Channel: messages.ChanWeComResponse, Target: "wr", URL: url, Expires: noon}, true},
		{"application", messages.Address{Channel: messages.ChanInline, Target: "lisi", UserID: "lisi"},
			messages.Address{Channel: messages.ChanWeComApp, Target: "lisi"}, true},
		{"callback without an address", messages.Address{Channel: messages.ChanInline, Target: "wr"}, messages.Address{}, false},
		{"session", messages.Address{Channel: messages.ChanDingTalkSession, Target: "cid", URL: url},
			messages.Address{Channel: messages.ChanDingTalkSession, Target: "cid", URL: url}, true},
		{"nothing", messages.Address{}, messages.Address{}, false},
	} {
		if got, ok := tt.via.Later(); got != tt.want || ok != tt.ok {
			t.Errorf("%s: %+v, %v", tt.name, got, ok)
		}
	}
}

// slow runs a callback whose bot takes a while, in virtual time.
func slow(t *testing.T, takes time.Duration, err error, test func(post func(body any) wecomtest.Reply, b *wecomtest.Bot, asked *atomic.Int32)) {
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		h, cerr := wecom.NewCallback(wecom.CallbackConfig{Token: wecomtest.Token, AESKey: wecomtest.AESKey, BotName: "普法小助手"},
			func(context.Context, messages.Envelope) (messages.Message, error) {
				asked.Add(1)
				time.Sleep(takes)
				return say("记下了"), err
			}, zerolog.Nop(), time.Now)
		if cerr != nil {
			t.Fatal(cerr)
		}
		b := wecomtest.NewBot(t, "http://bot.test/wecom/callback", "普法小助手", time.Now)
		b.Client = &http.Client{Transport: direct{h}}
		b.Patient = true
		test(b.Post, b, &asked)
		time.Sleep(takes) // what is at work ends
	})
}

// direct lets a client call a handler without a network.
type direct struct{ h http.Handler }

func (d direct) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	d.h.ServeHTTP(w, r)
	return w.Result(), nil
}

func TestASlowBotIsAskedAgain(t *testing.T) {
	slow(t, 11*time.Second, nil, func(post func(any) wecomtest.Reply, b *wecomtest.Bot, asked *atomic.Int32) {
		body := b.Group("wrCHAT", "lisi", "@普法小助手 征文2篇")
		began := time.Now()
		first := post(body)
		if !first.Unfinished || time.Since(began) >= 5*time.Second {
			t.Fatalf("first answer after %v: %+v", time.Since(began), first)
		}
		if again := post(body); !again.Unfinished || again.StreamID != first.StreamID { // a repeat meanwhile
			t.Errorf("the repeat: %+v", again)
		}
		got := first
		for n := 0; got.Unfinished && n < 5; n++ {
			got = b.Poll("lisi", first)
		}
		if got.Text != "记下了" || got.StreamID != first.StreamID || asked.Load() != 1 {
			t.Errorf("the rest: %+v, asked %d times", got, asked.Load())
		}
		if again := b.Poll("lisi", first); again.Text != "记下了" {
			t.Errorf("after the end: %+v", again)
		}
		// After WeCom has stopped asking, nothing of it is remembered.
		time.Sleep(10 * time.Minute)
		post(b.Group("wrCHAT", "lisi", "@普法小助手 另一条"))
		if late := b.Poll("lisi", first); late.Text != messages.WeComGone() || late.Unfinished {
			t.Errorf("much later: %+v", late)
		}
	})
}

func TestASlowFailureIsTold(t *testing.T) {
	slow(t, 6*time.Second, errors.New("disk full"), func(post func(any) wecomtest.Reply, b *wecomtest.Bot, asked *atomic.Int32) {
		body := b.Group("wrCHAT", "lisi", "@普法小助手 征文2篇")
		first := post(body)
		if got := b.Poll("lisi", first); got.Text != messages.WeComAgain() || got.Unfinished {
			t.Errorf("%+v", got)
		}
		post(body) // a repeat is a new attempt
		if asked.Load() != 2 {
			t.Errorf("asked %d times", asked.Load())
		}
	})
}
