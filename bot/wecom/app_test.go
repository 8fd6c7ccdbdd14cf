package wecom_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/bot/wecom"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

const corp = "wx5823bf96d3bd56c7"

// appClock is a clock that tests move.
type appClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *appClock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.at }

func (c *appClock) add(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.at = c.at.Add(d) }

func newApp(t *testing.T) (*wecom.App, *wecomtest.Server, *appClock) {
	t.Helper()
	clock := &appClock{at: noon}
	s := wecomtest.NewServer(t, clock.now)
	s.Serve(wecomtest.Application{CorpID: corp, Secret: "app+secret&x", AgentID: 1000002, Users: []string{"lisi"}})
	a, err := wecom.NewApp(wecom.AppConfig{APIBase: s.URL, CorpID: corp, AgentID: 1000002, Secret: "app+secret&x"}, clock.now)
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
	clock.add(24 * time.Hour)
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
	clock.add(3 * time.Hour)
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

// appRig is the application's callback with a recording handler.
func appRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{}
	r.reply.Say(messages.T("记下了 ]]> <征文>"))
	h, err := wecom.NewAppCallback(wecom.CallbackConfig{Token: wecomtest.Token, AESKey: wecomtest.AESKey, ReceiveID: corp},
		func(_ context.Context, env messages.Envelope) (messages.Message, error) {
			r.got = append(r.got, env)
			return r.reply, r.err
		}, zerolog.New(&r.log), now)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	r.Bot = wecomtest.NewBot(t, srv.URL, "", now)
	return r
}

func appXML(parts string) string {
	return "<xml><ToUserName><![CDATA[" + corp + "]]></ToUserName><FromUserName><![CDATA[lisi]]></FromUserName>" +
		fmt.Sprintf("<CreateTime>%d</CreateTime>", noon.Add(-3*time.Second).Unix()) + parts + "<AgentID>1000002</AgentID></xml>"
}

func TestAppCallback(t *testing.T) {
	r := appRig(t)
	req := r.SignXML(corp, appXML("<MsgType>text</MsgType><Content><![CDATA[征文 2篇]]></Content><MsgId>7300000000000000001</MsgId>"))
	for range 2 { // a repeat is answered as the first time
		got := r.Do(req)
		if got.Status != 200 {
			t.Fatalf("status %d", got.Status)
		}
		if x := r.OpenXML(corp, req, got.Body); x.Content != "记下了 ]]> <征文>" || x.To != "lisi" {
			t.Errorf("answer %+v", x)
		}
	}
	want := messages.Envelope{
		Key:      "wecom/app1000002/7300000000000000001",
		Chat:     messages.Chat{Platform: ledger.WeCom, ID: "lisi", Private: true},
		From:     messages.Sender{Account: ledger.Account{Platform: ledger.WeCom, UserID: "lisi"}, Mention: "lisi"},
		Text:     "征文 2篇",
		At:       noon.Add(-3 * time.Second),
		ReplyVia: messages.Address{Channel: messages.ChanInline, Target: "lisi", UserID: "lisi"},
	}
	if diff := cmp.Diff([]messages.Envelope{want, want}, r.got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAppCallbackKinds(t *testing.T) {
	const id = "<MsgId>1</MsgId>"
	for _, tt := range []struct {
		name, parts string
		status      int
		handled     int
		words       string
	}{
		{"picture", "<MsgType>image</MsgType><MediaId>M</MediaId>" + id, 200, 1, "记下了 ]]> <征文>"},
		{"voice with words", "<MsgType>voice</MsgType><Recognition>征文两篇</Recognition>" + id, 200, 1, "记下了 ]]> <征文>"},
		{"voice", "<MsgType>voice</MsgType><MediaId>M</MediaId>" + id, 200, 0, messages.WeComNotHeard()},
		{"location", "<MsgType>location</MsgType>" + id, 200, 0, messages.WeComUnsupported()},
		{"subscribe", "<MsgType>event</MsgType><Event>subscribe</Event>", 200, 0, messages.WeComWelcome()},
		{"enter", "<MsgType>event</MsgType><Event>enter_agent</Event>", 200, 0, ""},
		{"no id", "<MsgType>text</MsgType><Content>x</Content>", 400, 0, ""},
		{"no type", "<Content>x</Content>" + id, 400, 0, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := appRig(t)
			req := r.SignXML(corp, appXML(tt.parts))
			got := r.Do(req)
			if got.Status != tt.status || len(r.got) != tt.handled {
				t.Fatalf("status %d, handled %d", got.Status, len(r.got))
			}
			if tt.status != 200 {
				return
			}
			words := ""
			if got.Body != "" {
				words = r.OpenXML(corp, req, got.Body).Content
			}
			if words != tt.words {
				t.Errorf("answer %q, want %q", words, tt.words)
			}
		})
	}
}

func TestAppCallbackRefusals(t *testing.T) {
	good := appXML("<MsgType>text</MsgType><Content>征文</Content><MsgId>1</MsgId>")
	bomb := `<!DOCTYPE x [<!ENTITY a "` + strings.Repeat("a", 1000) + `"><!ENTITY b "&a;&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>`
	for _, tt := range []struct {
		name   string
		status int
		spoil  func(*rig, *wecomtest.Request)
	}{
		{"wrong signature", 401, func(_ *rig, r *wecomtest.Request) { r.Signature = strings.Repeat("0", 40) }},
		{"stale", 401, func(_ *rig, r *wecomtest.Request) { r.Timestamp = "1700000000" }},
		{"JSON", 400, func(_ *rig, r *wecomtest.Request) { r.Body = []byte(`{"encrypt":"x"}`) }},
		{"entities", 400, func(_ *rig, r *wecomtest.Request) { r.Body = []byte(bomb) }},
		{"deep", 400, func(_ *rig, r *wecomtest.Request) { r.Body = bytes.Repeat([]byte("<a>"), 300000) }},
		{"huge", 413, func(_ *rig, r *wecomtest.Request) { r.Body = bytes.Repeat([]byte("x"), 1<<20+1) }},
		{"another corp", 400, func(b *rig, r *wecomtest.Request) { *r = *b.SignXML("wwOTHER", good) }},
		{"smart bot's message", 400, func(b *rig, r *wecomtest.Request) { *r = *b.SignXML("", good) }},
		{"PUT", 405, func(_ *rig, r *wecomtest.Request) { r.Method = "PUT" }},
		{"not stored", 500, func(b *rig, _ *wecomtest.Request) { b.err = errors.New("disk full") }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := appRig(t)
			req := r.SignXML(corp, good)
			tt.spoil(r, req)
			if got := r.Do(req); got.Status != tt.status || (tt.status != 500 && len(r.got) != 0) {
				t.Errorf("status %d, handled %d", got.Status, len(r.got))
			}
			r.quiet(t)
		})
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

// FuzzAppCallback: whatever a signed body holds, the answer is 200 or 400.
func FuzzAppCallback(f *testing.F) {
	f.Add(appXML("<MsgType>text</MsgType><Content><![CDATA[征文 2篇]]></Content><MsgId>1</MsgId>"))
	f.Add(appXML("<MsgType>event</MsgType><Event>subscribe</Event>"))
	h, err := wecom.NewAppCallback(wecom.CallbackConfig{Token: wecomtest.Token, AESKey: wecomtest.AESKey, ReceiveID: corp},
		func(_ context.Context, env messages.Envelope) (messages.Message, error) {
			var m messages.Message
			m.Say(messages.U(env.Text))
			return m, nil
		}, zerolog.Nop(), now)
	if err != nil {
		f.Fatal(err)
	}
	srv := httptest.NewServer(h)
	f.Cleanup(srv.Close)
	f.Fuzz(func(t *testing.T, plain string) {
		b := wecomtest.NewBot(t, srv.URL, "", now)
		if got := b.Do(b.SignXML(corp, plain)); got.Status != 200 && got.Status != 400 {
			t.Errorf("status %d", got.Status)
		}
	})
}
