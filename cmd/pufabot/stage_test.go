package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"pufabot/bot/console"
	"pufabot/messages"
	"pufabot/store"
)

// theatre is serve --rehearse on a free port.
type theatre struct {
	t    *testing.T
	url  string
	st   *stage
	stop func()
}

func curtain(t *testing.T) *theatre {
	t.Helper()
	temp := t.TempDir() // whatever is left behind is found there
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, temp)
	}
	t.Setenv("PUFABOT_WECOM_WEBHOOK_KEY", "a-real-key")
	c, faults, err := LoadConfig(filepath.Join("..", "..", "config.example.toml"))
	if err != nil || len(faults) > 0 {
		t.Fatalf("%v %v", err, faults)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	st := &stage{config: c, log: zerolog.Nop()}
	if err := st.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- st.run(ctx, ln) }()
	th := &theatre{t: t, url: "http://" + ln.Addr().String(), st: st}
	th.stop = func() {
		if ctx.Err() != nil {
			return
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(th.stop)
	return th
}

// post asks for something as the page would.
func (th *theatre) post(path string, body any) (status int, answer map[string]json.RawMessage) {
	th.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		th.t.Fatal(err)
	}
	req, err := http.NewRequest("POST", th.url+path, bytes.NewReader(data))
	if err != nil {
		th.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", th.url)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		th.t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		th.t.Fatal(err)
	}
	return resp.StatusCode, answer
}

func (th *theatre) move(body map[string]any) console.Clock {
	th.t.Helper()
	status, answer := th.post("/console/clock", body)
	var c console.Clock
	if err := json.Unmarshal(answer["clock"], &c); status != 200 || err != nil {
		th.t.Fatalf("%v: status %d %s %v", body, status, answer["error"], err)
	}
	return c
}

func (th *theatre) say(id, chat, from, text string) {
	th.t.Helper()
	if status, answer := th.post("/console/say", map[string]string{"id": id, "chat": chat, "from": from, "text": text, "quote": ""}); status != 200 {
		th.t.Fatalf("%s: status %d %s", text, status, answer["error"])
	}
}

func (th *theatre) history() []console.Event {
	th.t.Helper()
	resp, err := http.Get(th.url + "/console/history")
	if err != nil {
		th.t.Fatal(err)
	}
	defer resp.Body.Close()
	var h struct{ Events []console.Event }
	data, err := io.ReadAll(resp.Body)
	if err == nil {
		err = json.Unmarshal(data, &h)
	}
	if err != nil {
		th.t.Fatal(err)
	}
	return h.Events
}

// shown is a push as the page shows it.
type shown struct {
	At   string
	Kind messages.Kind
	Head string
}

func pushesShown(events []console.Event) []shown {
	var out []shown
	for _, e := range events {
		if e.From == "" && e.Kind != messages.KindReply {
			head, _, _ := strings.Cut(strings.Trim(e.Text, "*"), "**")
			out = append(out, shown{e.At.Format("2006-01-02T15:04"), e.Kind, head})
		}
	}
	return settled(out)
}

// settled puts what is said at one moment into one order, each thing once: a
// message to several chats is one message.
func settled(list []shown) []shown {
	slices.SortStableFunc(list, func(a, b shown) int {
		return cmp.Or(strings.Compare(a.At, b.At), strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Head, b.Head))
	})
	return slices.Compact(list)
}

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

func (p *play) status(t *testing.T) (r statusReport) {
	t.Helper()
	if err := p.db.View(func(tx *store.Tx) error { r = statusOf(tx); return nil }); err != nil {
		t.Fatal(err)
	}
	return r
}
