package main

import (
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"pufabot/bot/console"
	"pufabot/messages"
)

// However the clock is moved, the page shows what rehearse prints: every moment in
// order, none skipped, each at its own time.
func TestPlayedAsPrinted(t *testing.T) {
	var want []shown
	for _, p := range rehearsed(t, "") {
		head, _, _ := strings.Cut(p.Text, "\n")
		want = append(want, shown{p.At.Format("2006-01-02T15:04"), p.Kind, head})
	}
	if want = settled(want); len(want) < 20 {
		t.Fatalf("only %d messages are printed", len(want))
	}
	ways := map[string]func(*theatre){
		"reminder by reminder": func(th *theatre) {
			for range 200 {
				if c := th.move(map[string]any{"do": "next"}); c.Next.IsZero() {
					return
				}
			}
			th.t.Error("there is always a next one")
		},
		"day by day": func(th *theatre) {
			for range 31 {
				th.move(map[string]any{"do": "day"})
			}
		},
		"in one go": func(th *theatre) {
			th.move(map[string]any{"do": "to", "date": "2026-12-31"})
			th.move(map[string]any{"do": "day"})
		},
	}
	for name, play := range ways {
		t.Run(name, func(t *testing.T) {
			th := curtain(t)
			play(th)
			if d := gocmp.Diff(want, pushesShown(th.history())); d != "" {
				t.Error(d)
			}
		})
	}
}

// What people answer in between changes what is said afterwards; starting again
// forgets it all, and nothing stays on the disk.
func TestPeopleAnswerInBetween(t *testing.T) {
	th := curtain(t)
	c := th.move(map[string]any{"do": "to", "date": "2026-12-04"})
	if got := c.Now.Format(time.RFC3339); got != "2026-12-04T08:00:00+08:00" {
		t.Errorf("stands at %s", got)
	}
	th.say("played-0001", "group/work", "qidong", "署名文章1篇，已报送")
	th.move(map[string]any{"do": "day"})
	var before, after bool
	for _, e := range th.history() {
		at := e.At.Format("2006-01-02T15:04")
		asked := e.Kind == messages.KindReminder && strings.Contains(e.Text, "署名文章")
		before = before || asked && at < "2026-12-04T08" && e.Chat == "private/qidong"
		after = after || asked && at > "2026-12-04T08" && (e.Chat == "private/qidong" || strings.Contains(e.Text, "祁东县"))
		if e.Kind == messages.KindReply && at != "2026-12-04T08:00" {
			t.Errorf("answered at %s by the rehearsal's clock", at)
		}
	}
	if !before || after {
		t.Errorf("asked before %v, after the report %v", before, after)
	}
	for i, unit := range []string{"office", "law", "general", "accounts", "industry", "services", "rural", "population", "census"} {
		th.say(fmt.Sprintf("played-2%03d", i), "group/work", unit, "进社区：张伟")
		th.say(fmt.Sprintf("played-3%03d", i), "group/work", unit, "进企业：李静")
	}
	_, answer := th.post("/console/clock", map[string]any{"do": "to", "date": "2026-12-08"})
	if want := "12月7日（周一）10:00 宣讲人员报名：" + messages.UnsaidAllIn; !strings.Contains(string(answer["unsaid"]), want) {
		t.Errorf("no %q in %s", want, answer["unsaid"])
	}
	if status, answer := th.post("/console/clock", map[string]any{"do": "to", "date": "2026-12-01"}); status != 400 || string(answer["error"]) != `"clock-past"` {
		t.Errorf("turning back: %d %s", status, answer["error"])
	}
	if status, _ := th.post("/console/clock", map[string]any{"do": "restart"}); status != 200 {
		t.Errorf("restart: %d", status)
	}
	if h := th.history(); len(h) != 0 {
		t.Errorf("%d events after starting again", len(h))
	}
	th.move(map[string]any{"do": "to", "date": "2026-12-05"})
	if !slices.ContainsFunc(th.history(), func(e console.Event) bool {
		return e.At.Format("2006-01-02T15:04") > "2026-12-04T08" && strings.Contains(e.Text, "祁东县")
	}) {
		t.Error("the report outlived the restart")
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) != 1 {
		t.Errorf("%d folders while one play is on", len(left))
	}
	th.stop()
	if left, _ := os.ReadDir(os.TempDir()); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

// The sample people report by themselves, are understood, and leave something to list.
func TestSamplePeoplePlayTheMonth(t *testing.T) {
	th := curtain(t)
	th.move(map[string]any{"do": "to", "date": "2026-12-31", "cast": true})
	lines, answers := 0, 0
	for _, e := range th.history() {
		switch {
		case e.From != "":
			lines++
			if e.Failed {
				t.Errorf("not kept: %s", e.Text)
			}
		case e.Kind == messages.KindReply:
			answers++
			if !strings.Contains(e.Text, "已记录") {
				t.Errorf("a sample line was not recorded: %s", e.Text)
			}
		}
	}
	if lines < 80 || answers != lines {
		t.Errorf("%d lines, %d answers", lines, answers)
	}
	for _, it := range th.st.on.Load().status(t).Items {
		if it.Done == 0 || it.Item != "duty" && it.Owed > 1 && it.Done == it.Owed {
			t.Errorf("%s: %d of %d", it.Item, it.Done, it.Owed)
		}
	}
}

// Nothing real is on the stage: no key, no platform, nobody's account.
func TestNothingLeavesTheStage(t *testing.T) {
	th := curtain(t)
	p := th.st.on.Load()
	c := p.config
	if c.WeCom.Receive != "off" || c.DingTalk.Receive != "off" || c.WeCom.AppEnabled() || c.WeCom.Token.Set() || c.DingTalk.ClientSecret.Set() || len(c.People) != 0 {
		t.Errorf("ways out: %+v %+v", c.WeCom, c.DingTalk)
	}
	for _, g := range c.Groups {
		if g.WeComWebhookKey.Set() || g.DingTalkWebhookToken.Set() || g.WeComChatID != "" || g.DingTalkConversationID != "" {
			t.Errorf("group %s has a way out", g.ID)
		}
	}
	senders, err := p.senders(nil)
	if err != nil || len(senders) != 1 || senders[messages.ChanConsole] == nil {
		t.Errorf("senders %v, %v", senders, err)
	}
	if resp, err := http.Get(th.url + "/wecom/callback"); err != nil || resp.StatusCode != http.StatusNotFound {
		t.Errorf("a callback is open: %v %v", resp, err)
	}
}
