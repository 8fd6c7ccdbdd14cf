package dingtalk

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

func TestSessionAnswers(t *testing.T) {
	o := newOut(t)
	m := say("记下了：征文1篇")
	m.Mentions = []messages.Mention{staff("staff0042")}
	if n, err := o.session.Send(t.Context(), o.toSession(time.Hour, m)); n != 1 || err != nil {
		t.Fatalf("Send = %d, %v", n, err)
	}
	m.Mentions = []messages.Mention{{Account: ledger.Account{Platform: ledger.DingTalk, UserID: ExternalPrefix + "$:LWCP_v1:$abc=="}, Name: "路人"}}
	if n, err := o.session.Send(t.Context(), o.toSession(time.Hour, m)); n != 1 || err != nil {
		t.Fatalf("Send = %d, %v", n, err)
	}
	want := []dingtalktest.Sent{
		{Conversation: "cid1", Title: "记下了：征文1篇", Text: "@staff0042\n\n记下了：征文1篇", Alerted: []string{"staff0042"}, At: o.now},
		{Conversation: "cid1", Title: "记下了：征文1篇", Text: "@$:LWCP_v1:$abc==\n\n记下了：征文1篇", Alerted: []string{"$:LWCP_v1:$abc=="}, At: o.now},
	}
	if diff := cmp.Diff(want, o.Sent()); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestSessionGone(t *testing.T) {
	o := newOut(t)
	other := dingtalktest.New(t, func() time.Time { return o.now })
	foreign, _ := other.NewSession("cid1", time.Hour)
	good := o.toSession(time.Hour, say("一"))
	change := func(f func(*messages.Address)) messages.Delivery { d := good; f(&d.Address); return d }
	tests := []struct {
		name string
		d    messages.Delivery
		code string
	}{
		{"none", change(func(a *messages.Address) { a.URL = "" }), "no session"},
		{"elsewhere", change(func(a *messages.Address) { a.URL = foreign }), "foreign session"},
		{"past its time", change(func(a *messages.Address) { a.Expires = o.now }), "session expired"},
		{"unknown to the platform", change(func(a *messages.Address) { a.URL += "x"; a.Expires = time.Time{} }), "300001"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, err := o.session.Send(t.Context(), tt.d)
			failed(t, err, messages.SendError{Class: messages.Gone, Code: tt.code})
			if n != 0 {
				t.Errorf("parts = %d", n)
			}
		})
	}
	if other.Requests() != 0 || o.Requests() != 1 {
		t.Errorf("requests: %d elsewhere, %d here", other.Requests(), o.Requests())
	}
}

func TestSessionFailures(t *testing.T) {
	o := newOut(t)
	o.FailNext(dingtalktest.Trouble{Body: `{"errmsg":"ok"}`})
	_, err := o.session.Send(t.Context(), o.toSession(time.Hour, say("一")))
	failed(t, err, messages.SendError{Class: messages.Transient, Code: "no errcode"})

	elsewhere := dingtalktest.New(t, func() time.Time { return o.now })
	o.FailNext(dingtalktest.Trouble{To: elsewhere.URL + "/robot/sendBySession"})
	_, err = o.session.Send(t.Context(), o.toSession(time.Hour, say("一")))
	failed(t, err, messages.SendError{Class: messages.Auth, Code: "http 307"})
	if elsewhere.Requests() != 0 {
		t.Error("followed a redirect")
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = o.session.Send(ctx, o.toSession(time.Hour, say("一")))
	failed(t, err, messages.SendError{Class: messages.Transient, Code: "stopped"})

	// A base address that cannot be read owns nothing: refuse rather than guess.
	_, err = NewSession("no base", nil, func() time.Time { return o.now }).Send(t.Context(), o.toSession(time.Hour, say("一")))
	failed(t, err, messages.SendError{Class: messages.Gone, Code: "foreign session"})
	if len(o.Sent()) != 0 {
		t.Error("something went out")
	}
}
