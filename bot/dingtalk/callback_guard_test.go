package dingtalk

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/messages"
)

// Who has seen the headers of one message cannot say another under them: the sign does
// not cover the body.
func TestCallbackForgedUnderCapturedHeaders(t *testing.T) {
	b := newBench(t, CallbackConfig{})
	ts := strconv.FormatInt(b.now.UnixMilli(), 10)
	post := func(id string) dingtalktest.Answer {
		return b.Raw(t, http.MethodPost, ts, dingtalktest.Sign(appSecret, ts), dingtalktest.Body(id, "staff0042", "征文1篇", nil))
	}
	if a := post("msg1=="); a.Status != http.StatusOK || len(b.took) != 1 {
		t.Fatalf("the message itself: %+v", a)
	}
	b.took = nil
	b.now = b.now.Add(pairGrace + time.Second)
	a := post("msg2==")
	b.refused(t, a, http.StatusUnauthorized)
	if !strings.Contains(b.log.String(), "replayed headers") {
		t.Errorf("log: %s", b.log)
	}
}

// Why a request is refused decides what its sender does about it.
func TestCallbackSaysWhy(t *testing.T) {
	for name, tt := range map[string]struct {
		at    time.Duration
		sign  string
		words string
	}{
		"stale":       {-time.Hour - time.Millisecond, "", messages.RefusedStale},
		"wrong sign":  {0, "x", messages.RefusedSignature},
		"in a future": {time.Hour + time.Millisecond, "", messages.RefusedStale},
	} {
		b := newBench(t, CallbackConfig{})
		ts := strconv.FormatInt(b.now.Add(tt.at).UnixMilli(), 10)
		if tt.sign == "" {
			tt.sign = dingtalktest.Sign(appSecret, ts)
		}
		a := b.Raw(t, http.MethodPost, ts, tt.sign, dingtalktest.Body("msg1==", "staff0042", "征文1篇", nil))
		if b.refused(t, a, http.StatusUnauthorized); strings.TrimSpace(a.Body) != tt.words {
			t.Errorf("%s: %q", name, a.Body)
		}
	}
}

// The address that a message is answered at is kept when it is the platform's, by either
// way in, also where the platform has hosts of its own.
func TestTheReplyAddressIsKept(t *testing.T) {
	own := func(base string) object { return object{"sessionWebhook": base + "/robot/sendBySession?session=x"} }
	for base, fields := range map[string]object{"": own(DefaultOAPIBase), "https://ding.gov.example": own("https://ding.gov.example")} {
		b := newBench(t, CallbackConfig{OAPIBase: base})
		if a := b.Post(t, dingtalktest.Body("msg1==", "staff0042", "征文1篇", fields)); a.Status != http.StatusOK || len(b.took) != 1 || b.took[0].ReplyVia.URL == "" {
			t.Errorf("callback with %q: %+v", base, b.took)
		}
	}
	streaming(t, nil, func(b *streamBench) {
		b.Message(dingtalktest.Body("msg1==", "staff0042", "征文1篇", own(DefaultOAPIBase)))
		b.Message(dingtalktest.Body("msg2==", "staff0042", "征文1篇", object{"sessionWebhook": "https://evil.example/x"}))
		b.after(time.Second)
		if len(b.took) != 2 || b.took[0].ReplyVia.URL == "" || b.took[1].ReplyVia.URL != "" {
			t.Errorf("stream: %+v", b.took)
		}
		if n := strings.Count(b.log.String(), "not on the configured host"); n != 1 || strings.Contains(b.log.String(), "evil") {
			t.Errorf("log: %s", &b.log)
		}
	})
}

// What has gone of a long answer is not said again, and a file that did not go counts as
// not gone.
func TestSessionResumes(t *testing.T) {
	o := newOut(t)
	o.session = NewSession(o.URL, carrying(o), func() time.Time { return o.now })
	d := o.toSession(time.Hour, long())
	o.FailNext(dingtalktest.Trouble{}, dingtalktest.Trouble{ErrCode: -1})
	n, err := o.session.Send(t.Context(), d)
	if n != 1 || messages.ClassOf(err) != messages.Transient {
		t.Fatalf("Send = %d, %v", n, err)
	}
	d.Parts = n
	all, err := o.session.Send(t.Context(), d)
	if err != nil || len(o.Sent()) != all {
		t.Errorf("Send = %d, %v; %d shown", all, err, len(o.Sent()))
	}
	for name, tt := range map[string]struct {
		file messages.Attachment
		good int // requests that work
	}{
		"file, no upload":    {messages.Attachment{Ref: "sheet", Name: "汇总.xlsx"}, 2},
		"file, not shown":    {messages.Attachment{Ref: "sheet", Name: "汇总.xlsx"}, 3},
		"picture, no upload": {messages.Attachment{Ref: "picture", Name: "图.png", Picture: true}, 2},
		"picture, not shown": {messages.Attachment{Ref: "picture", Name: "图.png", Picture: true}, 3},
	} {
		o := newOut(t)
		o.session = NewSession(o.URL, carrying(o), func() time.Time { return o.now })
		m := say("见附件")
		m.Attach(tt.file)
		d := o.toSession(time.Hour, m)
		o.FailNext(append(make([]dingtalktest.Trouble, tt.good), dingtalktest.Trouble{Status: 503})...)
		n, err := o.session.Send(t.Context(), d)
		if n != 1 || err == nil {
			t.Errorf("%s: Send = %d, %v", name, n, err)
		}
		d.Parts = n
		if n, err := o.session.Send(t.Context(), d); n != 2 || err != nil {
			t.Errorf("%s, again: %d, %v", name, n, err)
		}
		if got := len(o.Sent()); got != 2 {
			t.Errorf("%s: %d messages", name, got)
		}
	}
}
