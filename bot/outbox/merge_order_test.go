package outbox

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/messages"
	"pufabot/store"
)

// once is an address that may be told one thing a minute.
var once = map[messages.Channel]Limit{messages.ChanDingTalkSession: {Per: time.Minute, Burst: 1}}

func session(key, words string) messages.Delivery {
	return saying(to(key, messages.ChanDingTalkSession, "c"), words)
}

// What needs a message of its own is not overtaken by what stands behind it.
func TestMergingOvertakesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkSession: f}, once)
		b.run()
		picture := session("r3", "第3条")
		picture.Message.Attach(messages.Attachment{Ref: "x"})
		b.enqueue(session("r0", "第0条"), session("r1", "第1条"), session("r2", "第2条"), picture, session("r4", "第4条"))
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if diff := cmp.Diff([]string{"r0", "r1", "r3", "r4"}, f.keys()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if !strings.Contains(f.words[1], "第2条") {
			t.Errorf("said without the second: %q", f.words[1])
		}
		b.close()
	})
}

// While it is said what waits behind is known to be part of it; the address that lives
// longest is used; what somebody else has settled in the meantime stays so.
func TestMergedIsDecidedBeforeItIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.takes = time.Second
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkSession: f}, once)
		var heard []string
		b.out.SetFresh(nil, func(_ *store.Tx, d messages.Delivery) { heard = append(heard, d.Key) })
		b.run()
		begin := time.Now()
		var list []messages.Delivery
		for i, lives := range []time.Duration{time.Hour, time.Hour, 3 * time.Hour, 2 * time.Hour} {
			d := session([]string{"r0", "r1", "r2", "r3"}[i], "话")
			d.Address.URL, d.Address.Expires = "https://example.org/"+d.Key, begin.Add(lives)
			list = append(list, d)
		}
		b.enqueue(list...)
		time.Sleep(time.Minute + time.Second/2)
		if d := b.delivery("r1"); d.State != messages.Pending || strings.Join(d.With, " ") != "r2 r3" || !strings.HasSuffix(d.Address.URL, "/r2") {
			t.Errorf("while it is said: %s with %v to %s", d.State, d.With, d.Address.URL)
		}
		gone := b.delivery("r3")
		gone.State, gone.Failure = messages.Expired, "settled"
		if err := b.db.Update(context.Background(), func(tx *store.Tx) error { tx.PutDelivery(gone); return nil }); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		for key, want := range map[string]messages.DeliveryState{"r1": messages.Sent, "r2": messages.Sent, "r3": messages.Expired} {
			if d := b.delivery(key); d.State != want {
				t.Errorf("%s is %s, want %s", key, d.State, want)
			}
		}
		if got := strings.Join(heard, " "); got != "r0 r2 r1" {
			t.Errorf("heard of %s", got)
		}
		b.close()
	})
}

// Only what follows a late head directly goes with it.
func TestBehind(t *testing.T) {
	now := time.Date(2026, 12, 4, 9, 0, 0, 0, time.UTC)
	var many []entry
	for i := range uint64(mergeMost + 5) {
		many = append(many, entry{seq: i + 1})
	}
	three := func(change func(q []entry)) []entry {
		q := []entry{{seq: 1}, {seq: 2}, {seq: 3}, {seq: 4}}
		change(q)
		return q
	}
	for _, tt := range []struct {
		name  string
		queue []entry
		head  int
		late  bool
		want  int
	}{
		{"all that is due", three(func([]entry) {}), 0, true, 3},
		{"not what stands before", three(func([]entry) {}), 1, true, 2},
		{"nothing had to wait", three(func([]entry) {}), 0, false, 0},
		{"the head was tried", three(func(q []entry) { q[0].tried = true }), 0, true, 0},
		{"up to one that was tried", three(func(q []entry) { q[2].tried = true }), 0, true, 1},
		{"up to one that is planned", three(func(q []entry) { q[1].at = now.Add(time.Second) }), 0, true, 0},
		{"as many as fit", many, 0, true, mergeMost - 1},
	} {
		l := &lane{queue: tt.queue, late: tt.late}
		if got := l.behind(tt.queue[tt.head], now); len(got) != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, len(got), tt.want)
		}
		if l.late && !tt.queue[tt.head].tried {
			t.Errorf("%s: what has gathered goes together once", tt.name)
		}
	}
}

// One delivery stands in its lane once, whoever finds it again.
func TestOncePerLane(t *testing.T) {
	l := &lane{}
	for _, seq := range []uint64{2, 1, 2, 3, 2} {
		l.add(entry{seq: seq, tried: seq == 2})
	}
	if len(l.queue) != 3 || l.queue[1].seq != 2 {
		t.Errorf("%+v", l.queue)
	}
}

// What gathers while an address rests goes as one when it has rested.
func TestWhatGathersInARestIsMerged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.script["r1"] = []error{fails(messages.Limited, 10*time.Minute)}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkSession: f}, nil)
		b.run()
		b.enqueue(session("r1", "第1条"), session("r2", "第2条"), session("r3", "第3条"))
		time.Sleep(time.Hour)
		synctest.Wait()
		if diff := cmp.Diff([]string{"r1", "r1", "r2"}, f.keys()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		b.close()
	})
}

// What was to go with another is not said by itself, wherever the other goes after a
// restart.
func TestMergedIsNotSaidTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := dbPath(t)
		f := newFake()
		f.script["r1"] = []error{fails(messages.Transient, 10*time.Minute), fails(messages.Gone, 0), fails(messages.Transient, 10*time.Minute)}
		senders := map[messages.Channel]Sender{messages.ChanDingTalkSession: f, messages.ChanDingTalkGroup: f}
		b := start(t, path, senders, once)
		b.run()
		b.enqueue(session("r0", "第0条"), session("r1", "第1条"), session("r2", "第2条"))
		time.Sleep(3 * time.Minute)
		b.close()
		b = start(t, path, senders, once)
		b.out.SetFallback(func(d messages.Delivery) (messages.Address, bool) {
			return messages.Address{Channel: messages.ChanDingTalkGroup, Target: d.Address.Target}, true
		})
		b.run()
		time.Sleep(time.Hour)
		synctest.Wait()
		if diff := cmp.Diff([]string{"r0", "r1", "r1", "r1", "r1"}, f.keys()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if d := b.delivery("r2"); d.State != messages.Sent || !strings.Contains(f.words[len(f.words)-1], "第2条") {
			t.Errorf("r2 is %s, said: %q", d.State, f.words)
		}
		b.close()
	})
}
