package wecom_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/wecom"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/bot/wire/wiretest"
	"pufabot/messages"
)

func newApp(t *testing.T) (*wecom.App, *wecomtest.Server, *wiretest.Clock) {
	t.Helper()
	clock := wiretest.NewClock(noon)
	s := wecomtest.NewServer(t, clock.Now)
	s.Serve(wecomtest.Application{CorpID: corp, Secret: "app+secret&x", AgentID: 1000002, Users: []string{"lisi"}})
	a, err := wecom.NewApp(wecom.AppConfig{APIBase: s.URL, CorpID: corp, AgentID: 1000002, Secret: "app+secret&x"}, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	return a, s, clock
}

func nudge(to, words string) messages.Delivery {
	return messages.Delivery{Kind: messages.KindNudge, Address: messages.Address{Channel: messages.ChanWeComApp, Target: to}, Message: say(words)}
}

func TestAppTexts(t *testing.T) {
	a, s, clock := newApp(t)
	if n, err := a.Send(t.Context(), nudge("lisi", "还差 <征文> & 作品")); n != 1 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	want := []wecomtest.AppText{{At: noon, To: "lisi", Text: "还差 <征文> & 作品"}}
	if diff := cmp.Diff(want, s.Texts()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// The same push again, because its answer was lost, is shown once.
	if _, err := a.Send(t.Context(), nudge("lisi", "还差 <征文> & 作品")); err != nil || len(s.Texts()) != 1 {
		t.Errorf("%d texts, %v", len(s.Texts()), err)
	}
	// A day later it is a new one, and an answer is always shown.
	clock.Add(24 * time.Hour)
	for range 2 {
		d := nudge("lisi", "还差 <征文> & 作品")
		d.Kind = messages.KindReply
		if _, err := a.Send(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.Texts()); n != 3 {
		t.Errorf("%d texts", n)
	}
}

func TestAppSplitsAndResumes(t *testing.T) {
	a, s, _ := newApp(t)
	s.Fail(wecomtest.Failure{}, wecomtest.Failure{}, wecomtest.Failure{Code: -1})
	d := nudge("lisi", long(150))
	n, err := a.Send(t.Context(), d)
	if n != 1 || messages.ClassOf(err) != messages.Transient {
		t.Fatalf("%d, %v", n, err)
	}
	d.Parts = n
	total, err := a.Send(t.Context(), d)
	if err != nil || total != len(s.Texts()) || total < 2 {
		t.Errorf("%d parts, %d texts, %v", total, len(s.Texts()), err)
	}
}

func TestAppFailures(t *testing.T) {
	for _, tt := range []struct {
		name string
		fail []wecomtest.Failure
		to   string
		want messages.SendError
	}{
		{"no such member", nil, "nobody", messages.SendError{Class: messages.Gone, Code: "invalid user"}},
		{"everybody", nil, "@all", messages.SendError{Class: messages.Permanent, Code: "receiver"}},
		{"a list", nil, "lisi|zhangsan", messages.SendError{Class: messages.Permanent, Code: "receiver"}},
		{"trusted address", []wecomtest.Failure{{}, {Code: 60020}}, "lisi", messages.SendError{Class: messages.Auth, Code: "60020"}},
		{"token refused", []wecomtest.Failure{{Code: 40001}}, "lisi", messages.SendError{Class: messages.Auth, Code: "40001"}},
		{"token without words", []wecomtest.Failure{{Body: `{"errcode":0}`}}, "lisi", messages.SendError{Class: messages.Transient, Code: "no token"}},
		{"token without errcode", []wecomtest.Failure{{Body: `{"access_token":"x"}`}}, "lisi", messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"gateway", []wecomtest.Failure{{Status: 502}}, "lisi", messages.SendError{Class: messages.Transient, Code: "http 502"}},
		{"rate", []wecomtest.Failure{{}, {Code: 45009}}, "lisi", messages.SendError{Class: messages.Limited, Code: "45009", Wait: time.Minute}},
		{"unlicensed", []wecomtest.Failure{{}, {Body: `{"errcode":0,"unlicenseduser":"lisi"}`}}, "lisi", messages.SendError{Class: messages.Gone, Code: "unlicensed user"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, s, _ := newApp(t)
			s.Fail(tt.fail...)
			_, err := a.Send(t.Context(), nudge(tt.to, "征文"))
			var got *messages.SendError
			if !errors.As(err, &got) || !cmp.Equal(*got, tt.want) {
				t.Errorf("got %v, want %v", err, &tt.want)
			}
			if len(s.Texts()) != 0 {
				t.Errorf("received: %v", s.Texts())
			}
		})
	}
}

func TestTokenIsFetchedOnceAndReplacedWhenDead(t *testing.T) {
	a, s, clock := newApp(t)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if _, err := a.Send(context.Background(), nudge("lisi", fmt.Sprint(i))); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := s.TokensFetched(); n != 1 || len(s.Texts()) != 20 {
		t.Fatalf("%d fetches for %d texts", n, len(s.Texts()))
	}
	s.ExpireTokens() // 40014
	if _, err := a.Send(t.Context(), nudge("lisi", "征文")); err != nil || s.TokensFetched() != 2 {
		t.Fatalf("a token that died early: %v, %d fetches", err, s.TokensFetched())
	}
	s.Fail(wecomtest.Failure{Code: 42001})
	if _, err := a.Send(t.Context(), nudge("lisi", "作品")); err != nil || s.TokensFetched() != 3 {
		t.Fatalf("42001: %v, %d fetches", err, s.TokensFetched())
	}
	clock.Add(3 * time.Hour)
	if _, err := a.Send(t.Context(), nudge("lisi", "宣讲")); err != nil || s.TokensFetched() != 4 {
		t.Fatalf("an old token: %v, %d fetches", err, s.TokensFetched())
	}
	// A refusal that a new token does not cure is tried once more, and no oftener.
	before := s.Requests()
	s.Fail(wecomtest.Failure{Code: 40014}, wecomtest.Failure{}, wecomtest.Failure{Code: 40014})
	if _, err := a.Send(t.Context(), nudge("lisi", "答题")); messages.ClassOf(err) != messages.Auth || s.Requests()-before != 3 {
		t.Errorf("%v after %d requests", err, s.Requests()-before)
	}
}

func TestAppConfig(t *testing.T) {
	good := wecom.AppConfig{CorpID: corp, AgentID: 1, Secret: "s3cret"}
	for _, spoil := range []func(*wecom.AppConfig){
		func(c *wecom.AppConfig) { c.CorpID = "" }, func(c *wecom.AppConfig) { c.AgentID = 0 },
		func(c *wecom.AppConfig) { c.Secret = "" }, func(c *wecom.AppConfig) { c.APIBase = "x" },
	} {
		cfg := good
		spoil(&cfg)
		if _, err := wecom.NewApp(cfg, now); err == nil {
			t.Errorf("accepted %v", cfg)
		}
	}
	a, err := wecom.NewApp(good, now)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{good, a, *a} {
		if s := fmt.Sprintf("%v %+v %#v", v, v, v); strings.Contains(s, "s3cret") {
			t.Errorf("prints the secret: %s", s)
		}
	}
}
