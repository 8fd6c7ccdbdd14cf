package dingtalk

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

func TestRobotSends(t *testing.T) {
	o := newOut(t)
	m := messages.Message{Title: "征文提醒"}
	m.Head(messages.T("征文提醒"))
	m.Item(messages.T("还差："), messages.U("衡阳县 <b>@staff0099 & *x*"))
	m.Mentions = []messages.Mention{staff("staff0042"), {Mobile: "+86-13800000000", Name: "林一"}, staff("staff0042"),
		{Account: ledger.Account{Platform: ledger.WeCom, UserID: "wx"}}, staff(ExternalPrefix + "$:x"), staff("has space")}
	n, err := o.robots.Send(t.Context(), o.toGroup("remind/1", m))
	if n != 1 || err != nil {
		t.Fatalf("Send = %d, %v", n, err)
	}
	sent := o.Sent()
	if len(sent) != 1 {
		t.Fatalf("sent %+v", sent)
	}
	want := dingtalktest.Sent{Robot: robotToken, Title: "征文提醒", Alerted: []string{"staff0042", "13800000000"},
		Text: "@staff0042 @13800000000\n\n**征文提醒**\n\n- 还差：衡阳县 ＜b＞＠staff0099 & ＊x＊", UUID: sent[0].UUID, At: o.now}
	if diff := cmp.Diff(want, sent[0]); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	if len(sent[0].UUID) != 32 {
		t.Errorf("uuid %q", sent[0].UUID)
	}
}

// TestRobotMentionsEverywhere: with many people and several parts each part lists
// exactly whom it names; the double faults anything else.
func TestRobotMentionsEverywhere(t *testing.T) {
	o := newOut(t)
	m := long()
	var want []string
	for i := range 60 {
		id := fmt.Sprintf("staff%d", i) // staff1 is a prefix of staff10
		m.Mentions = append(m.Mentions, staff(id))
		want = append(want, id)
	}
	n, err := o.robots.Send(t.Context(), o.toGroup("remind/1", m))
	if err != nil || n < 2 {
		t.Fatalf("Send = %d, %v", n, err)
	}
	var got []string
	for _, s := range o.Sent() {
		got = append(got, s.Alerted...)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("alerted (-want +got):\n%s", diff)
	}
}

// TestRobotLosesAnAnswer: the message went out, the answer did not come back; the
// repetition is recognised by its msgUuid and shown once.
func TestRobotLosesAnAnswer(t *testing.T) {
	o := newOut(t)
	d := o.toGroup("remind/1", say("一"))
	o.FailNext(dingtalktest.Trouble{Cut: true, Late: true})
	n, err := o.robots.Send(t.Context(), d)
	failed(t, err, messages.SendError{Class: messages.Transient, Code: "network"})
	if n != 0 {
		t.Errorf("parts = %d", n)
	}
	if _, err := o.robots.Send(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	if _, err := o.robots.Send(t.Context(), o.toGroup("remind/2", say("一"))); err != nil {
		t.Fatal(err)
	}
	if got := o.Sent(); len(got) != 2 || got[0].UUID == got[1].UUID {
		t.Errorf("shown %+v", got)
	}
}

// TestRobotResumes: a failure in the middle is told with the parts that are out,
// and the next attempt sends only the rest.
func TestRobotResumes(t *testing.T) {
	o := newOut(t)
	d := o.toGroup("remind/1", long())
	o.FailNext(dingtalktest.Trouble{}, dingtalktest.Trouble{Status: 503})
	n, err := o.robots.Send(t.Context(), d)
	failed(t, err, messages.SendError{Class: messages.Transient, Code: "http 503"})
	if n != 1 {
		t.Fatalf("parts = %d, want 1", n)
	}
	d.Parts = n
	all, err := o.robots.Send(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	if len(o.Sent()) != all || all < 2 {
		t.Errorf("%d parts, %d shown", all, len(o.Sent()))
	}
	var text strings.Builder
	for _, s := range o.Sent() {
		text.WriteString(s.Text)
	}
	for i := range 400 {
		if line := fmt.Sprintf("第%d行：", i); strings.Count(text.String(), line) != 1 {
			t.Errorf("%s shown %d times", line, strings.Count(text.String(), line))
		}
	}
	if n, err := o.robots.Send(t.Context(), messages.Delivery{Key: d.Key, Message: d.Message, Address: d.Address, Parts: all}); n != all || err != nil {
		t.Errorf("nothing left: %d, %v", n, err)
	}
}

func TestRobotFailures(t *testing.T) {
	tests := []struct {
		name    string
		trouble dingtalktest.Trouble
		want    messages.SendError
	}{
		{"muted", dingtalktest.Trouble{ErrCode: 130101, ErrMsg: "send too fast"}, messages.SendError{Class: messages.Limited, Code: "130101", Wait: 10 * time.Minute}},
		{"too fast", dingtalktest.Trouble{ErrCode: 410100}, messages.SendError{Class: messages.Limited, Code: "410100", Wait: 10 * time.Minute}},
		{"keyword", dingtalktest.Trouble{ErrCode: 310000, ErrMsg: "keywords not in content, more: [http://x]"}, messages.SendError{Class: messages.Auth, Code: "310000 keyword"}},
		{"throttled", dingtalktest.Trouble{Body: `{"status":1111,"wait":5}`}, messages.SendError{Class: messages.Limited, Code: "1111", Wait: 5 * time.Minute}},
		{"HTML", dingtalktest.Trouble{Body: "<html>"}, messages.SendError{Class: messages.Limited, Code: "html", Wait: 5 * time.Minute}},
		{"cut", dingtalktest.Trouble{Cut: true}, messages.SendError{Class: messages.Transient, Code: "network"}},
		{"redirected", dingtalktest.Trouble{To: "http://127.0.0.1:1/steal"}, messages.SendError{Class: messages.Auth, Code: "http 307"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := newOut(t)
			o.FailNext(tt.trouble)
			n, err := o.robots.Send(t.Context(), o.toGroup("remind/1", say("一")))
			failed(t, err, tt.want)
			if n != 0 || o.Requests() != 1 || len(o.Sent()) != 0 {
				t.Errorf("parts %d, requests %d, shown %d", n, o.Requests(), len(o.Sent()))
			}
		})
	}
}

func TestRobotConfiguration(t *testing.T) {
	o := newOut(t)
	for group, want := range map[string]messages.SendError{
		"nowhere": {Class: messages.Auth, Code: "no robot"},
		"empty":   {Class: messages.Auth, Code: "no robot"},
		"unknown": {Class: messages.Auth, Code: "300005"},
	} {
		d := o.toGroup("remind/1", say("一"))
		d.Address.Target = group
		_, err := o.robots.Send(t.Context(), d)
		failed(t, err, want)
	}
	o.AddRobot("keyworded", "", "统计")
	r := NewRobots(RobotConfig{OAPIBase: o.URL + "/", Robots: map[ledger.GroupID]Robot{"work": {Token: "keyworded"}}}, func() time.Time { return o.now })
	_, err := r.Send(t.Context(), o.toGroup("a", say("普法")))
	failed(t, err, messages.SendError{Class: messages.Auth, Code: "310000 keyword"})
	if _, err := r.Send(t.Context(), o.toGroup("b", say("统计普法"))); err != nil {
		t.Error(err)
	}
}

// TestRobotNeverGetsMuted: whatever is thrown at it, never more than the platform
// allows; the double mutes and faults at the twenty-first in a minute.
func TestRobotNeverGetsMuted(t *testing.T) {
	o := newOut(t)
	for i := 0; i < 60; i++ {
		_, err := o.robots.Send(t.Context(), o.toGroup(fmt.Sprint("remind/", i), say("一")))
		if err == nil {
			o.now = o.now.Add(500 * time.Millisecond)
			continue
		}
		var se *messages.SendError
		if !errors.As(err, &se) || se.Class != messages.Limited || se.Wait <= 0 || se.Wait > time.Minute {
			t.Fatalf("message %d: %+v", i, err)
		}
		o.now = o.now.Add(se.Wait)
		i--
	}
	if len(o.Sent()) != 60 || o.now.Sub(sentAt) > 5*time.Minute {
		t.Errorf("%d shown in %v", len(o.Sent()), o.now.Sub(sentAt))
	}
}

// TestDoubleMutes: the double itself does what it promises.
func TestDoubleMutes(t *testing.T) {
	o := newOut(t)
	var err error
	for i := range 21 {
		o.robots.pace.sent = map[Secret][]time.Time{} // our own guard off
		_, err = o.robots.Send(t.Context(), o.toGroup(fmt.Sprint("remind/", i), say("一")))
	}
	failed(t, err, messages.SendError{Class: messages.Limited, Code: "130101", Wait: 10 * time.Minute})
	if f := o.Faults(); len(f) != 1 {
		t.Errorf("faults %q", f)
	}
	o.now = o.now.Add(9 * time.Minute)
	_, err = o.robots.Send(t.Context(), o.toGroup("remind/x", say("一")))
	failed(t, err, messages.SendError{Class: messages.Limited, Code: "130101", Wait: 10 * time.Minute})
	o.now = o.now.Add(61 * time.Second)
	if _, err = o.robots.Send(t.Context(), o.toGroup("remind/y", say("一"))); err != nil {
		t.Error(err)
	}
}
