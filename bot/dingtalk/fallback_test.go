package dingtalk

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/messages"
)

// TestFallbackReaches: a message comes in, its session dies, and the answer still
// arrives where it was asked.
func TestFallbackReaches(t *testing.T) {
	for name, tt := range map[string]struct {
		fields object
		want   dingtalktest.Sent
	}{
		"group":   {nil, dingtalktest.Sent{Conversation: "cidAbC+dEf/GhI0123456789=="}},
		"private": {object{"conversationType": "1"}, dingtalktest.Sent{Person: "staff0042"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOut(t)
			o.AddApp(clientID, appSecret, clientID, []string{"cidAbC+dEf/GhI0123456789=="}, []string{"staff0042"})
			api := NewOpenAPI(App{APIBase: o.URL, ClientID: clientID, ClientSecret: appSecret}, func() time.Time { return o.now })
			b, err := decodeBody(dingtalktest.Body("msg1==", "staff0042", "征文1篇", tt.fields))
			if err != nil {
				t.Fatal(err)
			}
			d := messages.Delivery{Key: "k", Kind: messages.KindReply, Message: say("记下了"), Address: b.envelope(oapi, o.now).ReplyVia}
			_, err = o.session.Send(t.Context(), d)
			failed(t, err, messages.SendError{Class: messages.Gone, Code: "no session"})
			var ok bool
			if d.Address, ok = Fallback(d); !ok {
				t.Fatal("nowhere to go")
			}
			if _, err = api.Send(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			tt.want.Title, tt.want.Text, tt.want.At = "记下了", "记下了", o.now
			if diff := cmp.Diff([]dingtalktest.Sent{tt.want}, o.Sent()); diff != "" {
				t.Errorf("sent (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFallbackNowhere(t *testing.T) {
	for _, a := range []messages.Address{
		{Channel: messages.ChanDingTalkSession, Target: "cid1", UserID: ExternalPrefix + "$:x"},
		{Channel: messages.ChanDingTalkSession},
		{Channel: messages.ChanDingTalkGroup, Target: "cid1"},
		{Channel: messages.ChanWeComBot, Target: "x"},
	} {
		if got, ok := Fallback(messages.Delivery{Address: a}); ok {
			t.Errorf("%+v goes to %+v", a, got)
		}
	}
}
