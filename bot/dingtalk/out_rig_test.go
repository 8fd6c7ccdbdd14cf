package dingtalk

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

const (
	robotToken  = "0123456789abcdef-invented-token"
	robotSecret = "SECinvented"
)

// ways out under test, on one double and one clock.
type out struct {
	*dingtalktest.Server
	robots  *Robots
	session *Session
	now     time.Time
}

func newOut(t *testing.T) *out {
	t.Helper()
	o := &out{now: sentAt}
	clock := func() time.Time { return o.now }
	o.Server = dingtalktest.New(t, clock)
	o.AddRobot(robotToken, robotSecret, "")
	o.robots = NewRobots(RobotConfig{OAPIBase: o.URL, Robots: map[ledger.GroupID]Robot{
		"work": {Token: robotToken, Secret: robotSecret}, "unknown": {Token: "nobody", Secret: "SECx"}, "empty": {}}}, clock)
	o.session = NewSession(o.URL, nil, clock)
	return o
}

func staff(id string) messages.Mention {
	return messages.Mention{Account: ledger.Account{Platform: ledger.DingTalk, UserID: id}}
}

func say(lines ...string) messages.Message {
	var m messages.Message
	for _, l := range lines {
		m.Say(messages.T(l))
	}
	return m
}

// long is a message of several parts.
func long() messages.Message {
	var lines []string
	for i := range 400 {
		lines = append(lines, fmt.Sprintf("第%d行：征文一篇，宣讲两场，专项答题三十人。", i))
	}
	return say(lines...)
}

func (o *out) toGroup(key string, m messages.Message) messages.Delivery {
	return messages.Delivery{Key: key, Kind: messages.KindReminder, Message: m,
		Address: messages.Address{Channel: messages.ChanDingTalkRobot, Target: "work"}}
}

func (o *out) toSession(life time.Duration, m messages.Message) messages.Delivery {
	url, expires := o.NewSession("cid1", life)
	return messages.Delivery{Key: "reply/1", Kind: messages.KindReply, Message: m,
		Address: messages.Address{Channel: messages.ChanDingTalkSession, Target: "cid1", URL: url, Expires: expires}}
}

// failed checks class and code, and that nothing secret is in the error.
func failed(t *testing.T, err error, want messages.SendError) {
	t.Helper()
	var se *messages.SendError
	if !errors.As(err, &se) || *se != want {
		t.Fatalf("error = %+v, want %+v", err, want)
	}
	for _, s := range []string{robotToken, robotSecret, "http:", "session=", "127.0.0.1", "sign="} {
		if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, se), s) {
			t.Errorf("error tells %q: %v", s, err)
		}
	}
	for unwrapped := errors.Unwrap(err); unwrapped != nil; unwrapped = errors.Unwrap(unwrapped) {
		t.Errorf("error wraps %v", unwrapped)
	}
}
