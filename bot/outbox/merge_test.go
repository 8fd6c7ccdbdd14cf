package outbox

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pufabot/messages"
)

// A hundred short replies to one limited address are told in a few minutes, each
// once and in order, and never faster than the limit.
func TestWhatWaitsIsMerged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		limit := Limit{Per: time.Minute, Burst: 18}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkSession: f}, map[messages.Channel]Limit{messages.ChanDingTalkSession: limit})
		b.run()
		for i := range 100 {
			b.enqueue(saying(to(fmt.Sprint("r", i), messages.ChanDingTalkSession, "c"), fmt.Sprintf("回执%03d号。", i)))
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		all := strings.Join(f.words, "\n")
		last := -1
		for i := range 100 {
			word := fmt.Sprintf("回执%03d号。", i)
			at := strings.Index(all, word)
			if strings.Count(all, word) != 1 || at < last {
				t.Errorf("%s stands %d times, or out of order", word, strings.Count(all, word))
			}
			last = at
			if d := b.delivery(fmt.Sprint("r", i)); d.State != messages.Sent || d.SentAt.IsZero() {
				t.Errorf("r%d is %s", i, d.State)
			}
		}
		f.keeps(t, limit)
		if took := f.calls[len(f.calls)-1].After; took > 2*time.Minute || len(f.calls) > 40 {
			t.Errorf("%d messages in %v", len(f.calls), took)
		}
		b.close()
	})
}

// What goes together has one outcome, also across a restart, and says the same at
// every attempt.
func TestMergedShareTheirOutcome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := dbPath(t)
		f := newFake()
		one := map[messages.Channel]Limit{messages.ChanDingTalkSession: {Per: time.Minute, Burst: 1}}
		senders := map[messages.Channel]Sender{messages.ChanDingTalkSession: f}
		b := start(t, path, senders, one)
		b.run()
		f.script["r1"] = []error{fails(messages.Transient, 20*time.Minute), fails(messages.Permanent, 0)}
		for i := range 4 {
			b.enqueue(saying(to(fmt.Sprint("r", i), messages.ChanDingTalkSession, "c"), fmt.Sprintf("第%d条", i)))
		}
		time.Sleep(3 * time.Minute) // r0 goes, r1 with the others fails and waits
		b.close()
		if d := kept(t, path, "r2"); d.State != messages.Pending || d.Into != "r1" {
			t.Fatalf("r2 is %s in %q", d.State, d.Into)
		}
		b = start(t, path, senders, one)
		b.run()
		b.enqueue(saying(to("r9", messages.ChanDingTalkSession, "c"), "最后"))
		time.Sleep(time.Hour)
		synctest.Wait()
		for _, key := range []string{"r1", "r2", "r3"} {
			if d := b.delivery(key); d.State != messages.Failed || !strings.HasPrefix(d.Failure, "permanent") {
				t.Errorf("%s is %s: %s", key, d.State, d.Failure)
			}
		}
		if d := b.delivery("r9"); d.State != messages.Sent {
			t.Errorf("r9 is %s", d.State)
		}
		want := []string{"r0", "r1", "r1", "r9"}
		if got := f.keys(); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("sent %v, want %v", got, want)
		}
		b.close()
	})
}

// What was tried may have been shown under its key, files need messages of their
// own, and pushes are not mixed with replies.
func TestWhatIsNotMerged(t *testing.T) {
	o := &Outbox{now: time.Now}
	base := saying(to("k", messages.ChanDingTalkRobot, "g"), "话")
	base.State = messages.Pending
	if !o.mergeable(base) {
		t.Error("a plain delivery is not mergeable")
	}
	for name, change := range map[string]func(*messages.Delivery){
		"tried":    func(d *messages.Delivery) { d.Attempts = 1 },
		"begun":    func(d *messages.Delivery) { d.Parts = 1 },
		"with":     func(d *messages.Delivery) { d.Into = "other" },
		"file":     func(d *messages.Delivery) { d.Message.Attach(messages.Attachment{Ref: "x"}) },
		"too late": func(d *messages.Delivery) { d.NotAfter = time.Now().Add(-time.Second) },
		"sent":     func(d *messages.Delivery) { d.State = messages.Sent },
		"reminder": func(d *messages.Delivery) { d.Kind = messages.KindReminder },
		"console":  func(d *messages.Delivery) { d.Address.Channel = messages.ChanConsole },
	} {
		d := base
		change(&d)
		if o.mergeable(d) {
			t.Errorf("%s: mergeable", name)
		}
	}
}
