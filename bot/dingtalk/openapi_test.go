package dingtalk

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/wire"
	"pufabot/messages"
)

const clientID = "dingappkey0001"

func (o *out) openAPI() *OpenAPI {
	o.AddApp(clientID, appSecret, clientID, []string{"cid1"}, []string{"staff0042"})
	return NewOpenAPI(App{APIBase: o.URL, ClientID: clientID, ClientSecret: appSecret}, func() time.Time { return o.now })
}

func to(c messages.Channel, target string, m messages.Message) messages.Delivery {
	return messages.Delivery{Key: "k", Message: m, Address: messages.Address{Channel: c, Target: target}}
}

func TestOpenAPISends(t *testing.T) {
	o := newOut(t)
	api := o.openAPI()
	m := say("还差征文1篇")
	m.Mentions = []messages.Mention{{Account: staff("staff0042").Account, Name: "林@一"}, staff("nameless")}
	for _, d := range []messages.Delivery{to(messages.ChanDingTalkGroup, "cid1", m), to(messages.ChanDingTalkUser, "staff0042", m)} {
		if n, err := api.Send(t.Context(), d); n != 1 || err != nil {
			t.Fatalf("Send = %d, %v", n, err)
		}
	}
	want := []dingtalktest.Sent{
		{Conversation: "cid1", Title: "还差征文1篇", Text: "林＠一：\n\n还差征文1篇", At: o.now},
		{Person: "staff0042", Title: "还差征文1篇", Text: "还差征文1篇", At: o.now},
	}
	if diff := cmp.Diff(want, o.Sent()); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	if o.TokensAsked() != 1 {
		t.Errorf("asked for %d tokens", o.TokensAsked())
	}
}

// TestTokenLives: one token serves two hours less five minutes; one that was
// refused early is replaced once, and only once per call.
func TestTokenLives(t *testing.T) {
	o := newOut(t)
	api := o.openAPI()
	send := func() error {
		_, err := api.Send(t.Context(), to(messages.ChanDingTalkUser, "staff0042", say("一")))
		return err
	}
	steps := []struct {
		name  string
		do    func()
		asked int
	}{
		{"first", func() {}, 1},
		{"still good", func() { o.now = o.now.Add(114 * time.Minute) }, 1},
		{"renewed early", func() { o.now = o.now.Add(2 * time.Minute) }, 2},
		{"forgotten by the platform", o.ForgetTokens, 3},
	}
	for _, st := range steps {
		st.do()
		if err := send(); err != nil || o.TokensAsked() != st.asked {
			t.Fatalf("%s: %v, asked %d, want %d", st.name, err, o.TokensAsked(), st.asked)
		}
	}
	stale := dingtalktest.Trouble{Status: 400, Body: `{"code":"InvalidAuthentication","message":"x"}`}
	o.FailNext(stale, dingtalktest.Trouble{}, stale)
	failed(t, send(), messages.SendError{Class: messages.Auth, Code: "token"})
	if o.TokensAsked() != 4 {
		t.Errorf("asked %d", o.TokensAsked())
	}
}

func TestTokenIsFetchedOnce(t *testing.T) {
	o := newOut(t)
	api := o.openAPI()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := api.Send(t.Context(), to(messages.ChanDingTalkUser, "staff0042", say("一"))); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if o.TokensAsked() != 1 || len(o.Sent()) != 8 {
		t.Errorf("asked %d, shown %d", o.TokensAsked(), len(o.Sent()))
	}
}

func TestOpenAPIFailures(t *testing.T) {
	user := to(messages.ChanDingTalkUser, "staff0042", say("一"))
	body := func(s string) dingtalktest.Trouble { return dingtalktest.Trouble{Body: s} }
	tests := []struct {
		name    string
		d       messages.Delivery
		trouble dingtalktest.Trouble
		want    messages.SendError
	}{
		{"stranger", to(messages.ChanDingTalkUser, "staff9", say("一")), dingtalktest.Trouble{}, messages.SendError{Class: messages.Permanent, Code: "invalid user"}},
		{"outsider", to(messages.ChanDingTalkUser, ExternalPrefix+"$:x", say("一")), dingtalktest.Trouble{}, messages.SendError{Class: messages.Permanent, Code: "external"}},
		{"unknown group", to(messages.ChanDingTalkGroup, "cid9", say("一")), dingtalktest.Trouble{}, messages.SendError{Class: messages.Gone, Code: "conversation"}},
		{"flow control", user, body(`{"processQueryKey":"p","flowControlledStaffIdList":["staff0042"]}`), messages.SendError{Class: messages.Limited, Code: "flow control", Wait: time.Minute}},
		{"no receipt", user, body(`{}`), messages.SendError{Class: messages.Transient, Code: "no receipt"}},
		{"throttled", user, body(`{"status":1111,"wait":5}`), messages.SendError{Class: messages.Limited, Code: "1111", Wait: 5 * time.Minute}},
		{"HTML", user, body(`<html>`), messages.SendError{Class: messages.Limited, Code: "html", Wait: 5 * time.Minute}},
		{"slow backend", user, dingtalktest.Trouble{Status: 504}, messages.SendError{Class: messages.Transient, Code: "http 504"}},
		{"cut", user, dingtalktest.Trouble{Cut: true}, messages.SendError{Class: messages.Transient, Code: "network"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := newOut(t)
			api := o.openAPI()
			if tt.trouble != (dingtalktest.Trouble{}) {
				o.FailNext(dingtalktest.Trouble{}, tt.trouble) // the token first
			}
			_, err := api.Send(t.Context(), tt.d)
			failed(t, err, tt.want)
			if len(o.Sent()) != 0 {
				t.Error("shown nevertheless")
			}
		})
	}
}

func TestOpenAPICredentials(t *testing.T) {
	o := newOut(t)
	o.AddApp(clientID, appSecret, "robot", []string{"cid1"}, nil)
	for want, app := range map[messages.SendError]App{
		{Class: messages.Auth, Code: "http 400"}:   {APIBase: o.URL, ClientID: clientID, ClientSecret: "wrong"},
		{Class: messages.Auth, Code: "robot code"}: {APIBase: o.URL, ClientID: clientID, ClientSecret: appSecret, RobotCode: "other"},
	} {
		_, err := NewOpenAPI(app, func() time.Time { return o.now }).Send(t.Context(), to(messages.ChanDingTalkGroup, "cid1", say("一")))
		failed(t, err, want)
	}
}

func TestOpenAPISplits(t *testing.T) {
	o := newOut(t)
	api := o.openAPI()
	m := long()
	m.Say(messages.U(strings.Repeat(`"`, 14_000)))
	d := to(messages.ChanDingTalkGroup, "cid1", m)
	o.FailNext(dingtalktest.Trouble{}, dingtalktest.Trouble{}, dingtalktest.Trouble{Status: 503})
	n, err := api.Send(t.Context(), d)
	failed(t, err, messages.SendError{Class: messages.Transient, Code: "http 503"})
	d.Parts = n
	if n, err = api.Send(t.Context(), d); err != nil || n != len(o.Sent()) || n < 3 {
		t.Errorf("Send = %d, %v; shown %d", n, err, len(o.Sent()))
	}
}

// TestAPICodes has a row for every row of the table; a row without one fails.
func TestAPICodes(t *testing.T) {
	tests := map[string]messages.SendError{
		"Forbidden.AccessDenied.AccessTokenPermissionDenied": {Class: messages.Auth, Code: "permission"},
		"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi":     {Class: messages.Limited, Code: "qps", Wait: 2 * time.Second},
		"Forbidden.AccessDenied.ApiCountLimitForOrg":         {Class: messages.Auth, Code: "quota"},
		"InvalidAuthentication":                              {Class: messages.Auth, Code: "token"},
		"invalidParameter.accessToken":                       {Class: messages.Auth, Code: "token"},
		"invalidParameter.robotCode.notExsit":                {Class: messages.Auth, Code: "robot code"},
		"invalidParameter.userIds.overMax":                   {Class: messages.Permanent, Code: "user"},
		"invalidParameter.downloadCode":                      {Class: messages.Gone, Code: "download code"},
		"invalidParameter.msgKey.invalid":                    {Class: messages.Permanent, Code: "msgKey"},
		"invalidParameter.msgParam.tooLong":                  {Class: messages.Permanent, Code: "msgParam"},
		"msg.unsupport":                                      {Class: messages.Permanent, Code: "unsupported"},
		"miss.openConversationId":                            {Class: messages.Gone, Code: "conversation"},
		"group.disbanded":                                    {Class: messages.Gone, Code: "disbanded"},
		"bot.stopped":                                        {Class: messages.Auth, Code: "robot stopped"},
		"token.notExisted":                                   {Class: messages.Auth, Code: "no such token"},
		"unknown.send.result":                                {Class: messages.Transient, Code: "unknown result"},
		"something.new":                                      {Class: messages.Transient, Code: "http 400"},
	}
	hit := map[string]bool{}
	for code, want := range tests {
		got := apiError(wire.Answer{Status: 400, Body: fmt.Appendf(nil, `{"code":%q,"message":"words","requestid":"R"}`, code)})
		if *got != want {
			t.Errorf("%s: %+v, want %+v", code, *got, want)
		}
		hit[got.Code] = true
	}
	for _, row := range apiCodes {
		if !hit[row.name] {
			t.Errorf("%s has no test", row.words)
		}
	}
	for status, want := range map[int]messages.SendError{
		401: {Class: messages.Auth, Code: "token"},
		403: {Class: messages.Auth, Code: "http 403"},
		404: {Class: messages.Auth, Code: "http 404"},
		429: {Class: messages.Limited, Code: "http 429", Wait: time.Minute},
		302: {Class: messages.Auth, Code: "http 302"},
		500: {Class: messages.Transient, Code: "http 500"},
	} {
		if got := apiError(wire.Answer{Status: status, Body: []byte("<html>")}); *got != want {
			t.Errorf("%d: %+v, want %+v", status, *got, want)
		}
	}
}
