package wecom

import (
	"fmt"
	"testing"
	"time"

	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

// An answer that the platform refuses or does not acknowledge was not given, and can be
// given again under the same req_id.
func TestWhatIsNotAcknowledgedIsNotSaid(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		c := r.server.Up()
		c.Callback("aibot_msg_callback", "req1", textBody("m1", "wrCHAT", "lisi", "@普法小助手 征文2篇"))
		d := reply(r.taken()[0].ReplyVia, "记下了")
		r.server.Fail(45009)
		if n, err := r.Send(t.Context(), d); n != 0 || messages.ClassOf(err) != messages.Limited {
			t.Fatalf("refused: %d, %v", n, err)
		}
		deaf := true
		r.server.Moods(func(int) wecomtest.Mood { return wecomtest.Mood{Deaf: deaf} })
		for range 2 {
			if n, err := r.Send(t.Context(), d); n != 0 || messages.ClassOf(err) != messages.Transient || err.Error() == "transient busy" {
				t.Fatalf("not acknowledged: %d, %v", n, err)
			}
		}
		deaf = false
		if n, err := r.Send(t.Context(), d); n != 1 || err != nil {
			t.Fatalf("at last: %d, %v", n, err)
		}
		if f := <-c.Frames; f.Cmd != "aibot_respond_msg" || f.ReqID != "req1" {
			t.Errorf("%+v", f)
		}
	})
}

// One lost ping now and then is no dead link.
func TestALostPingIsForgiven(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		r.server.Up()
		time.Sleep(pingEvery - 2*ackWait)
		for range 5 {
			r.server.Deafen(true)
			time.Sleep(pingEvery)
			r.server.Deafen(false)
			time.Sleep(pingEvery)
		}
		if n := len(r.server.Subscribed()); n != 1 {
			t.Errorf("%d connections", n)
		}
	})
}

// Voices without words and polls are not for the bot; voices with words are.
func TestLongConnectionVoices(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		c := r.server.Up()
		voice := func(id, words string) map[string]any {
			m := textBody(id, "", "lisi", "")
			m["msgtype"], m["voice"] = "voice", map[string]any{"content": words}
			return m
		}
		c.Callback("aibot_msg_callback", "req1", voice("m1", " "))
		if f := <-c.Frames; f.Text != messages.WeComNotHeard() || f.ReqID != "req1" {
			t.Errorf("no words: %+v", f)
		}
		c.Callback("aibot_msg_callback", "req2", voice("m2", "征文两篇"))
		poll := textBody("m3", "", "lisi", "")
		poll["msgtype"], poll["stream"] = "stream", map[string]any{"id": "s"}
		c.Callback("aibot_msg_callback", "req3", poll)
		if got := r.taken(); len(got) != 1 || got[0].Text != "征文两篇" || len(c.Frames) != 0 {
			t.Errorf("taken %+v, answered %d more", got, len(c.Frames))
		}
	})
}

// The order of a group's lines is kept whoever says them.
func TestOrderAmongPeople(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		r.slow = time.Second
		c := r.server.Up()
		for i := range 20 {
			c.Callback("aibot_msg_callback", fmt.Sprint(i), textBody(fmt.Sprint(i), "wrA", fmt.Sprint("user", i), "@普法小助手 x"))
		}
		time.Sleep(time.Hour)
		for i, env := range r.taken() {
			if want := fmt.Sprintf("wecom/aibTEST/%d", i); env.Key != want {
				t.Fatalf("%s, want %s", env.Key, want)
			}
		}
	})
}

// A group is a group also where the type of the chat is not said.
func TestPrivateOrGroup(t *testing.T) {
	for _, tt := range []struct {
		kind, id string
		private  bool
	}{{"", "", true}, {"", "wrA", false}, {"single", "", true}, {"group", "wrA", false}} {
		in := inbound{MsgID: "m", ChatType: tt.kind, ChatID: tt.id}
		in.From.UserID = "lisi"
		env, err := in.envelope("普法小助手", time.Now())
		want := map[bool]string{true: "lisi", false: "wrA"}[tt.private]
		if err != nil || env.Chat.Private != tt.private || env.Chat.ID != want {
			t.Errorf("%q %q: %+v, %v", tt.kind, tt.id, env.Chat, err)
		}
	}
}
