package wecom

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

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
