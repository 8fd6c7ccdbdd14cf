package wecom

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

// longRig is a long connection in virtual time, with its own bot behind it.
type longRig struct {
	*Long
	server *wecomtest.Long
	log    *lockedBuffer

	mu   sync.Mutex
	got  []messages.Envelope
	fail error
	slow time.Duration
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// play runs a test in virtual time with Run in the background. The first
// subscriptions are refused with the codes.
func play(t *testing.T, f func(t *testing.T, r *longRig), refused ...int64) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := &longRig{server: wecomtest.NewLong(t, "aibTEST", "s3cret"), log: &lockedBuffer{}}
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

func TestLongConnectionTakesAndAnswers(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		c := r.server.Up()
		c.Callback("aibot_msg_callback", "req1", textBody("m1", "wrCHAT", "lisi", "@普法小助手  征文2篇"))
		got := r.taken()
		at := time.Now()
		via := messages.Address{Channel: messages.ChanWeComBot, Target: "wrCHAT", ReqID: "req1", Expires: at.Add(24 * time.Hour)}
		want := []messages.Envelope{{
			Key:  "wecom/aibTEST/m1",
			Chat: messages.Chat{Platform: ledger.WeCom, ID: "wrCHAT"},
			From: messages.Sender{Account: ledger.Account{Platform: ledger.WeCom, UserID: "lisi"}, Mention: "lisi"},
			Text: "征文2篇", At: at, ReplyVia: via,
		}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
		if n, err := r.Send(t.Context(), reply(via, "记下了")); n != 1 || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
		f := <-c.Frames
		if f.Cmd != "aibot_respond_msg" || f.ReqID != "req1" || f.Text != "记下了" {
			t.Errorf("answer: %+v", f)
		}
		if s := r.State(); !s.Connected || s.Trouble != "" {
			t.Errorf("state: %+v", s)
		}
	})
}

func TestLongConnectionPushes(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		c := r.server.Up()
		c.Callback("aibot_msg_callback", "req1", textBody("m1", "", "lisi", "未报"))
		if got := r.taken(); len(got) != 1 || !got[0].Chat.Private || got[0].ReplyVia.Target != "lisi" {
			t.Fatalf("got %+v", got)
		}
		if _, err := r.Send(t.Context(), reply(messages.Address{Target: "lisi"}, "还差征文")); err != nil {
			t.Fatal(err)
		}
		if f := <-c.Frames; f.Cmd != "aibot_send_msg" || f.ChatID != "lisi" || f.Text != "还差征文" {
			t.Errorf("push: %+v", f)
		}
		if _, err := r.Send(t.Context(), reply(messages.Address{Target: "stranger"}, "x")); messages.ClassOf(err) != messages.Gone {
			t.Errorf("to a stranger: %v", err)
		}
		if _, err := r.Send(t.Context(), reply(messages.Address{Target: "lisi"}, "")); messages.ClassOf(err) != messages.Permanent {
			t.Errorf("nothing: %v", err)
		}
	})
}

// A req_id that died with its connection, or is older than a day, is no reason to
// say nothing: the chat is spoken to instead.
func TestDeadReqIDFallsBackToAPush(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		c := r.server.Up()
		c.Callback("aibot_msg_callback", "req1", textBody("m1", "wrCHAT", "lisi", "@普法小助手 征文2篇"))
		via := r.taken()[0].ReplyVia
		r.server.Drop()
		c = r.server.Up()
		synctest.Wait()
		if _, err := r.Send(t.Context(), reply(via, "记下了")); err != nil {
			t.Fatal(err)
		}
		if f := <-c.Frames; f.Cmd != "aibot_send_msg" || f.ChatID != "wrCHAT" {
			t.Errorf("after a reconnect: %+v", f)
		}
		c.Callback("aibot_msg_callback", "req2", textBody("m2", "wrCHAT", "lisi", "@普法小助手 征文3篇"))
		via = r.taken()[1].ReplyVia
		time.Sleep(24 * time.Hour)
		if _, err := r.Send(t.Context(), reply(via, "记下了")); err != nil {
			t.Fatal(err)
		}
		if f := <-c.Frames; f.Cmd != "aibot_send_msg" {
			t.Errorf("after a day: %+v", f)
		}
	})
}

func TestLongRepliesOnTheConnectionAreSplit(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		c := r.server.Up()
		c.Callback("aibot_msg_callback", "req1", textBody("m1", "wrCHAT", "lisi", "@普法小助手 汇总"))
		d := reply(r.taken()[0].ReplyVia, strings.Repeat("南岳区还没有报征文\n", 1500)+"完")
		r.server.Fail(0, 45009)
		n, err := r.Send(t.Context(), d)
		if n != 1 || messages.ClassOf(err) != messages.Limited {
			t.Fatalf("%d, %v", n, err)
		}
		d.Parts = n
		total, err := r.Send(t.Context(), d)
		if err != nil || total < 2 {
			t.Fatalf("%d, %v", total, err)
		}
		if f := <-c.Frames; f.Cmd != "aibot_respond_msg" {
			t.Errorf("part 1: %s", f.Cmd)
		}
		for i := 1; i < total; i++ {
			if f := <-c.Frames; f.Cmd != "aibot_send_msg" || !strings.HasSuffix(f.Text, fmt.Sprintf("（%d/%d）", i+1, total)) {
				t.Errorf("part %d: %s ends %q", i, f.Cmd, f.Text[max(0, len(f.Text)-20):])
			}
		}
	})
}

func TestLongConnectionAnswersByItself(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		c := r.server.Up()
		event := textBody("e1", "", "lisi", "")
		event["msgtype"], event["event"] = "event", map[string]any{"eventtype": "enter_chat"}
		c.Callback("aibot_event_callback", "req1", event)
		if f := <-c.Frames; f.Cmd != "aibot_respond_welcome_msg" || f.Text != messages.WeComWelcome() {
			t.Errorf("welcome: %+v", f)
		}
		odd := textBody("m1", "", "lisi", "")
		odd["msgtype"] = "location"
		c.Callback("aibot_msg_callback", "req2", odd)
		if f := <-c.Frames; f.Text != messages.WeComUnsupported() {
			t.Errorf("location: %+v", f)
		}
		c.Raw([]byte(`{"cmd":"ping","headers":{"req_id":"theirs"}}`))
		if f := <-c.Frames; f.ReqID != "theirs" {
			t.Errorf("their ping: %+v", f)
		}
		for _, junk := range []string{"", "{", "null", `{"cmd":"aibot_msg_callback","headers":{"req_id":"x"},"body":{}}`,
			`{"cmd":"new_thing","headers":{"req_id":"x"}}`, `{"headers":{"req_id":"nobody"},"errcode":0}`} {
			c.Raw([]byte(junk))
		}
		c.Raw([]byte(`{"cmd":"aibot_msg_callback","headers":{"req_id":"r"},"body":{"msgid":"m2","from":{"userid":"lisi"},"msgtype":"text","text":{"content":"征` + "\x01" + `文"}}}`))
		if got := r.taken(); len(got) != 1 || got[0].Text != "征文" {
			t.Errorf("got %+v", got)
		}
		r.mu.Lock()
		r.fail = errors.New("disk full")
		r.mu.Unlock()
		c.Callback("aibot_msg_callback", "req3", textBody("m3", "", "lisi", "征文2篇"))
		if f := <-c.Frames; f.Text != messages.WeComAgain() || f.ReqID != "req3" {
			t.Errorf("not stored: %+v", f)
		}
	})
}

func TestOrderWithinAChat(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		r.slow = time.Second
		c := r.server.Up()
		for i := range 20 {
			for _, chat := range []string{"wrA", "wrB"} {
				c.Callback("aibot_msg_callback", fmt.Sprint(chat, i), textBody(fmt.Sprint(chat, i), chat, "lisi", "@普法小助手 x"))
			}
		}
		time.Sleep(time.Hour)
		next := map[string]int{}
		for _, env := range r.taken() {
			if want := fmt.Sprintf("wecom/aibTEST/%s%d", env.Chat.ID, next[env.Chat.ID]); env.Key != want {
				t.Errorf("%s, want %s", env.Key, want)
			}
			next[env.Chat.ID]++
		}
		if next["wrA"] != 20 || next["wrB"] != 20 {
			t.Errorf("handled %v", next)
		}
	})
}

// What had arrived when the connection went is handled: nobody sends it again.
func TestQueuedMessagesSurviveTheConnection(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		r.slow = time.Second
		c := r.server.Up()
		for i := range 5 {
			c.Callback("aibot_msg_callback", fmt.Sprint(i), textBody(fmt.Sprint(i), "wrA", "lisi", "@普法小助手 x"))
		}
		synctest.Wait()
		r.server.Drop()
		r.server.Up()
		if n := len(r.taken()); n != 5 {
			t.Errorf("handled %d of 5", n)
		}
	})
}

func TestReconnects(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		for range 100 {
			c := r.server.Up()
			synctest.Wait()
			if !r.State().Connected {
				t.Fatal("not connected")
			}
			time.Sleep(2 * time.Minute)
			c.Callback("aibot_msg_callback", "q", textBody("m", "wrA", "lisi", "@普法小助手 x"))
			if _, err := r.Send(t.Context(), reply(messages.Address{Target: "wrA"}, "x")); err != nil {
				t.Fatal(err)
			}
			r.server.Drop()
			synctest.Wait()
			if s := r.State(); s.Connected || s.Trouble == "" {
				t.Fatalf("state after a drop: %+v", s)
			}
			if _, err := r.Send(t.Context(), reply(messages.Address{Target: "wrA"}, "x")); messages.ClassOf(err) != messages.Transient {
				t.Fatalf("while down: %v", err)
			}
		}
		subs := r.server.Subscribed()
		for i := 1; i < len(subs); i++ {
			if gap := subs[i].Sub(subs[i-1]); gap > 2*time.Minute+2*time.Second {
				t.Errorf("reconnect %d took %v", i, gap-2*time.Minute)
			}
		}
	})
}

func TestBackoffGrowsWhileConnectionsDoNotLast(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		r.server.Up()
		subs := r.server.Subscribed()
		if len(subs) != 11 {
			t.Fatalf("%d subscriptions", len(subs))
		}
		for i := 1; i < len(subs); i++ {
			low := min(firstWait<<(i-1), lastWait) / 2
			if gap := subs[i].Sub(subs[i-1]); gap < low || gap > 2*low+time.Second {
				t.Errorf("wait %d is %v, want %v to %v", i, gap, low, 2*low)
			}
		}
	}, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)
}

func TestADeadLinkIsNoticed(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		r.server.Up()
		time.Sleep(10 * time.Minute)
		if n := len(r.server.Subscribed()); n != 1 {
			t.Fatalf("%d connections while all was well", n)
		}
		r.server.Deafen(true)
		time.Sleep(pingEvery*deadAfter + 2*ackWait)
		r.server.Deafen(false)
		r.server.Up()
		if !strings.Contains(r.log.String(), "pings unanswered") {
			t.Errorf("log: %s", r.log)
		}
	})
}

func TestRefusedCredentialsWaitForAPerson(t *testing.T) {
	for _, code := range []int64{40001, 40013, 853000, 93019} {
		play(t, func(t *testing.T, r *longRig) {
			r.server.Up()
			subs := r.server.Subscribed()
			if gap := subs[1].Sub(subs[0]); gap != operatorWait {
				t.Errorf("%d: came back after %v", code, gap)
			}
			if log := r.log.String(); !strings.Contains(log, `"error"`) || !strings.Contains(log, fmt.Sprint(code)) {
				t.Errorf("log: %s", log)
			}
		}, code)
	}
}

// Two instances with one bot: the loser says so and stays away for minutes, or
// they would throw each other out for ever.
func TestAnotherInstanceTakesOver(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		r.server.Up()
		other, err := NewLong(LongConfig{URL: r.server.URL(), BotID: "aibTEST", Secret: "s3cret", Client: r.server.Client()}, r.take, zerolog.Nop(), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- other.Run(ctx) }()
		r.server.Up()
		time.Sleep(operatorWait - time.Second)
		if s := r.State(); s.Connected || !strings.Contains(s.Trouble, "another instance") {
			t.Errorf("state: %+v", s)
		}
		if !other.State().Connected {
			t.Error("the winner was thrown out")
		}
		if n := len(r.server.Subscribed()); n != 2 {
			t.Errorf("%d subscriptions in five minutes", n)
		}
		if log := r.log.String(); !strings.Contains(log, `"error"`) {
			t.Errorf("not said loudly: %s", log)
		}
		cancel()
		<-done
	})
}

func TestForgottenSubscriptionIsRenewed(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		c := r.server.Up()
		c.Callback("aibot_msg_callback", "q", textBody("m", "wrA", "lisi", "@普法小助手 x"))
		r.taken()
		r.server.Fail(846609)
		if _, err := r.Send(t.Context(), reply(messages.Address{Target: "wrA"}, "x")); messages.ClassOf(err) != messages.Transient {
			t.Fatalf("got %v", err)
		}
		r.server.Up()
		synctest.Wait()
		if _, err := r.Send(t.Context(), reply(messages.Address{Target: "wrA"}, "x")); err != nil {
			t.Error(err)
		}
	})
}

func TestLongConfig(t *testing.T) {
	for _, bad := range []LongConfig{{}, {BotID: "b"}, {Secret: "s"}, {BotID: "b", Secret: "s", URL: "https://example.com"}, {BotID: "b", Secret: "s", URL: "wss://"}} {
		if _, err := NewLong(bad, nil, zerolog.Nop(), time.Now); err == nil {
			t.Errorf("accepted %+v", bad)
		}
	}
	cfg := LongConfig{BotID: "b", Secret: "s3cret"}
	l, err := NewLong(cfg, nil, zerolog.Nop(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		if s := fmt.Sprintf(verb, cfg) + fmt.Sprintf(verb, l.secret); strings.Contains(s, "s3cret") {
			t.Errorf("%s: %s", verb, s)
		}
	}
}

// Files and pictures follow the words, in chunks; one that cannot be carried is named.
func TestLongConnectionUploads(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		sheet := bytes.Repeat([]byte("表"), 200_000) // two chunks
		r.attached = func(a messages.Attachment) ([]byte, error) {
			switch a.Ref {
			case "sheet":
				return sheet, nil
			case "picture":
				return wecomtest.Picture(1000), nil
			}
			return nil, errors.New("gone")
		}
		c := r.server.Up()
		c.Callback("aibot_msg_callback", "req1", textBody("m1", "wrCHAT", "lisi", "@普法小助手 汇总发我个表"))
		d := reply(r.taken()[0].ReplyVia, "见附件")
		for _, a := range []messages.Attachment{{Ref: "sheet", Name: "汇总.xlsx"}, {Ref: "picture", Name: "图.png", Picture: true}, {Ref: "x", Name: "没有了.pdf"}} {
			d.Message.Attach(a)
		}
		// The second chunk is refused once; the words are not said again.
		r.server.Fail(0, 0, 0, 6000)
		n, err := r.Send(t.Context(), d)
		if n != 1 || messages.ClassOf(err) != messages.Transient {
			t.Fatalf("%d, %v", n, err)
		}
		d.Parts = n
		if n, err = r.Send(t.Context(), d); n != 3 || err != nil {
			t.Fatalf("%d, %v", n, err)
		}
		words, file, pic := <-c.Frames, <-c.Frames, <-c.Frames
		if !strings.Contains(words.Text, "没有了.pdf") || words.Cmd != "aibot_respond_msg" {
			t.Errorf("words: %+v", words)
		}
		if file.Text != "汇总.xlsx" || !bytes.Equal(file.Data, sheet) || file.ChatID != "wrCHAT" {
			t.Errorf("file %q: %d bytes to %q", file.Text, len(file.Data), file.ChatID)
		}
		if len(pic.Data) < 1000 {
			t.Errorf("picture: %d bytes", len(pic.Data))
		}
	})
}
