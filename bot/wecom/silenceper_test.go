package wecom

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/credential"
	"github.com/silenceper/wechat/v2/util"
	"github.com/silenceper/wechat/v2/work/message"
	"github.com/silenceper/wechat/v2/work/robot"

	"pufabot/bot/ledger"
	"pufabot/bot/wire"
	"pufabot/messages"
)

// Each test here shows one oddity of silenceper/wechat that this package guards
// against, and the guard. When a test of the oddity fails after an upgrade, the
// guard may go.

// raw lets the library talk to a server that answers body, and gives what the
// library makes of it beside what we make of it.
func raw(t *testing.T, status int, body string) (theirs error, info util.CommonError, ours error) {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	defer srv.Close()
	base, err := parseBase(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	ours = through(t.Context(), base, srv.Client(), func(ticket string) {
		info, theirs = robot.NewClient(nil).RobotBroadcast("KEY"+ticket, map[string]string{"msgtype": "text"})
	}).outcome(nil)
	return theirs, info, ours
}

func TestRobotBroadcastHasNoErrorForAnErrcode(t *testing.T) {
	theirs, info, ours := raw(t, 200, `{"errcode":93000,"errmsg":"invalid webhook url"}`)
	if theirs != nil || info.ErrCode != 93000 {
		t.Errorf("the library gives %v", theirs)
	}
	if messages.ClassOf(ours) != messages.Auth {
		t.Errorf("we give %v", ours)
	}
}

func TestRobotBroadcastTakesAMissingErrcodeForSuccess(t *testing.T) {
	theirs, info, ours := raw(t, 200, `{}`)
	if theirs != nil || info.ErrCode != 0 {
		t.Errorf("the library gives %v", theirs)
	}
	if ours == nil {
		t.Error("we call it a success")
	}
}

func TestRobotBroadcastErrorsCarryTheKey(t *testing.T) {
	theirs, _, ours := raw(t, 502, ``)
	if theirs == nil || !strings.Contains(theirs.Error(), "KEY") {
		t.Errorf("the library gives %v", theirs)
	}
	if ours == nil || strings.Contains(ours.Error(), "KEY") {
		t.Errorf("we give %v", ours)
	}
}

func TestDefaultHTTPClientHasNoTimeoutUntilInstalled(t *testing.T) {
	if http.DefaultClient.Timeout != 0 {
		t.Error("net/http's default client, which the library starts with, has a timeout")
	}
	install()
	if util.DefaultHTTPClient == http.DefaultClient || util.DefaultHTTPClient.Timeout == 0 {
		t.Error("ours is not installed")
	}
	// Calls past through() are not carried at all: their errors would tell secrets.
	if _, err := robot.NewClient(nil).RobotBroadcast("KEY", nil); err == nil || !strings.Contains(err.Error(), errNoTicket.Error()) {
		t.Errorf("got %v", err)
	}
}

func TestHostsAreConstantButOursAreUsed(t *testing.T) {
	if got := asked(t, "/prefix/", "KEY").String(); got != "/prefix/cgi-bin/webhook/send?key=KEY" {
		t.Errorf("asked for %s", got)
	}
}

func TestRobotBroadcastPastesTheKeyUnescaped(t *testing.T) {
	const odd = "a&b=c#d e/%2F"
	if key := asked(t, "", odd).Query().Get("key"); key != odd {
		t.Errorf("key %q arrived as %q", odd, key)
	}
}

// asked gives the address at which a platform below prefix is asked with a key.
func asked(t *testing.T, prefix, key string) (got *url.URL) {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.URL
		_, _ = io.WriteString(w, `{"errcode":0}`)
	}))
	defer srv.Close()
	w, err := NewWebhook(WebhookConfig{APIBase: srv.URL + prefix, Keys: map[ledger.GroupID]string{"g": key}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Send(t.Context(), messages.Delivery{Address: messages.Address{Target: "g"}, Message: say("征文")}); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestDecryptMsgFailsOnAnEmptyReceiver(t *testing.T) {
	m := loadVectors(t).message(t, "aibot_text_group_cn")
	if _, _, err := util.DecryptMsg("", m.Encrypt, m.AESKey); err == nil {
		t.Error("the library opens it now")
	}
	if _, err := m.crypto(t).Decrypt(m.Encrypt); err != nil {
		t.Errorf("we: %v", err)
	}
}

func TestRobotBroadcastEscapesNoHTML(t *testing.T) {
	// Relied upon: "\u003c@id>" would alert nobody.
	var body string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		body = string(b)
		_, _ = io.WriteString(w, `{"errcode":0}`)
	}))
	defer srv.Close()
	base, err := parseBase(srv.URL)
	if err != nil {
		t.Fatal(err)
	}
	err = through(t.Context(), base, srv.Client(), func(ticket string) {
		_, _ = robot.NewClient(nil).RobotBroadcast("KEY"+ticket, map[string]string{"x": "<@zhangsan> & you"})
	}).outcome(nil)
	if err != nil || !strings.Contains(body, "<@zhangsan> & you") {
		t.Errorf("%v, body %s", err, body)
	}
}

// The library's token cache gives a token until its time is over, and has no way
// to drop one that the platform calls dead: see tokens.drop.
func TestWorkAccessTokenKeepsADeadToken(t *testing.T) {
	kept := deadTokens{}
	handle := credential.NewWorkAccessToken("corp", "secret", "1000002", credential.CacheKeyWorkPrefix, kept)
	for range 2 { // the platform has answered 42001 in between
		if token, err := handle.GetAccessToken(); token != "DEAD" || err != nil {
			t.Errorf("got %q, %v", token, err)
		}
	}
}

type deadTokens struct{}

func (deadTokens) Get(string) any                       { return "DEAD" }
func (deadTokens) Set(string, any, time.Duration) error { return nil }
func (deadTokens) IsExist(string) bool                  { return true }
func (deadTokens) Delete(string) error                  { return nil }

// The library's own request for a text writes the application's number as words;
// the platform wants a number (D90236): see appText.
func TestSendTextRequestWritesAgentIDAsAString(t *testing.T) {
	theirs, err := json.Marshal(message.SendTextRequest{SendRequestCommon: &message.SendRequestCommon{AgentID: "1000002"}, Text: message.TextField{Content: "<b>"}})
	if err != nil || !strings.Contains(string(theirs), `"agentid":"1000002"`) || !strings.Contains(string(theirs), `\u003cb`) {
		t.Errorf("the library writes %s, %v", theirs, err)
	}
	ours, err := wire.Encode(appText{AgentID: 1000002, Text: struct {
		Content string `json:"content"`
	}{"<b>"}})
	if err != nil || !strings.Contains(string(ours), `"agentid":1000002,`) || !strings.Contains(string(ours), "<b>") {
		t.Errorf("we write %s, %v", ours, err)
	}
}
