package outbox

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

func plan() *ledger.Plan {
	return &ledger.Plan{Campaign: ledger.Campaign{ID: "2026-12", Zone: time.UTC}, Calendar: ledger.NewCalendar(nil, nil)}
}

func open(t testing.TB, path string) *store.DB {
	t.Helper()
	db, err := store.Open(path, store.Options{Plan: plan(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// sent is one call of a sender.
type sent struct {
	Key   string
	After time.Duration // since the start of the test
}

// fake is a sender whose answers are scripted by key; without a script it works.
type fake struct {
	mu     sync.Mutex
	start  time.Time
	calls  []sent
	script map[string][]error
	takes  time.Duration
	parts  int
	words  []string // of the calls that worked
}

func newFake() *fake { return &fake{start: time.Now(), script: map[string][]error{}} }

func (f *fake) Send(ctx context.Context, d messages.Delivery) (int, error) {
	if f.takes > 0 {
		select {
		case <-time.After(f.takes):
		case <-ctx.Done():
			return d.Parts, &messages.SendError{Class: messages.Transient, Code: "timeout"}
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, sent{d.Key, time.Since(f.start)})
	if list := f.script[d.Key]; len(list) > 0 {
		err := list[0]
		f.script[d.Key] = list[1:]
		if errors.Is(err, errAbort) {
			panic("sender is broken")
		}
		if err != nil {
			return d.Parts + 1, err
		}
	}
	f.words = append(f.words, messages.Render(d.Message, messages.DialectText))
	return d.Parts + 1 + f.parts, nil
}

func (f *fake) keys() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []string
	for _, c := range f.calls {
		out = append(out, c.Key)
	}
	return out
}

var errAbort = errors.New("panic, please")

func fails(class messages.Class, wait time.Duration) error {
	return &messages.SendError{Class: class, Code: "test", Wait: wait}
}

// bench is an outbox at work inside a synctest bubble.
type bench struct {
	t    *testing.T
	db   *store.DB
	out  *Outbox
	stop context.CancelFunc
	over chan struct{}
}

func start(t *testing.T, path string, senders map[messages.Channel]Sender, limits map[messages.Channel]Limit) *bench {
	b := &bench{t: t, db: open(t, path), over: make(chan struct{})}
	b.out = New(b.db, senders, limits, zerolog.Nop(), time.Now)
	return b
}

func (b *bench) run() {
	ctx, cancel := context.WithCancel(context.Background())
	b.stop = cancel
	go func() {
		defer close(b.over)
		if err := b.out.Run(ctx); err != nil {
			b.t.Error(err)
		}
	}()
}

func (b *bench) close() {
	b.t.Helper()
	b.stop()
	<-b.over
	if err := b.db.Close(); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) enqueue(list ...messages.Delivery) {
	b.t.Helper()
	err := b.db.Update(context.Background(), func(tx *store.Tx) error {
		for _, d := range list {
			tx.Enqueue(d)
		}
		return nil
	})
	if err != nil {
		b.t.Fatal(err)
	}
	b.out.Wake()
}

func (b *bench) delivery(key string) messages.Delivery {
	b.t.Helper()
	var d messages.Delivery
	if err := b.db.View(func(tx *store.Tx) error { d, _ = tx.DeliveryByKey(key); return nil }); err != nil {
		b.t.Fatal(err)
	}
	return d
}

func to(key string, c messages.Channel, target string) messages.Delivery {
	return messages.Delivery{Key: key, Kind: messages.KindReply, Address: messages.Address{Channel: c, Target: target}}
}

func dbPath(t *testing.T) string { return filepath.Join(t.TempDir(), "test.db") }

func TestOrderPerAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.script["a1"] = []error{fails(messages.Transient, 0), fails(messages.Transient, 0)}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		b.enqueue(to("a1", messages.ChanConsole, "a"), to("a2", messages.ChanConsole, "a"), to("a3", messages.ChanConsole, "a"))
		time.Sleep(time.Minute)
		synctest.Wait()
		want := []string{"a1", "a1", "a1", "a2", "a3"}
		if diff := cmp.Diff(want, f.keys()); diff != "" {
			t.Errorf("a later message overtook an earlier one (-want +got):\n%s", diff)
		}
		b.close()
	})
}

func TestSlowChannelHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow, fast := newFake(), newFake()
		slow.takes = time.Hour
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanWeComWebhook: slow, messages.ChanConsole: fast}, nil)
		b.run()
		b.enqueue(to("slow", messages.ChanWeComWebhook, "g"), to("fast", messages.ChanConsole, "a"))
		synctest.Wait()
		if diff := cmp.Diff([]sent{{"fast", 0}}, fast.calls); diff != "" {
			t.Errorf("fast channel (-want +got):\n%s", diff)
		}
		time.Sleep(sendTimeout + time.Second)
		synctest.Wait()
		if d := b.delivery("slow"); d.State != messages.Pending || d.Attempts != 1 {
			t.Errorf("hanging sender: %s after %d attempts, want pending after 1", d.State, d.Attempts)
		}
		b.close()
	})
}

func TestOutcomes(t *testing.T) {
	soon := 90 * time.Second
	tests := []struct {
		name   string
		script []error
		change func(*messages.Delivery)
		state  messages.DeliveryState
		calls  int
	}{
		{name: "works", state: messages.Sent, calls: 1},
		{name: "transient", script: []error{fails(messages.Transient, 0)}, state: messages.Sent, calls: 2},
		{name: "unclassified", script: []error{errors.New("x")}, state: messages.Sent, calls: 2},
		{name: "permanent", script: []error{fails(messages.Permanent, 0)}, state: messages.Failed, calls: 1},
		{name: "gone without another way", script: []error{fails(messages.Gone, 0)}, state: messages.Failed, calls: 1},
		{name: "limited waits", script: []error{fails(messages.Limited, 10*time.Minute)}, state: messages.Pending, calls: 1},
		{name: "auth waits long", script: []error{fails(messages.Auth, 0)}, state: messages.Pending, calls: 1},
		{name: "panic", script: []error{errAbort}, state: messages.Sent, calls: 2},
		{name: "panics for ever", script: []error{errAbort, errAbort, errAbort, errAbort, errAbort, errAbort}, state: messages.Failed, calls: maxPanics},
		{name: "no longer worth it", state: messages.Expired,
			change: func(d *messages.Delivery) { d.NotAfter = time.Now().Add(-time.Second) }},
		{name: "not worth another attempt", script: []error{fails(messages.Limited, time.Hour)}, state: messages.Expired, calls: 1,
			change: func(d *messages.Delivery) { d.NotAfter = time.Now().Add(time.Minute) }},
		{name: "dead reply address", state: messages.Failed,
			change: func(d *messages.Delivery) { d.Address.Expires = time.Now().Add(-time.Second) }},
		{name: "channel that is off", state: messages.Pending,
			change: func(d *messages.Delivery) { d.Address.Channel = messages.ChanWeComApp }},
		{name: "already answered", state: messages.Sent,
			change: func(d *messages.Delivery) { d.Address.Channel = messages.ChanInline }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newFake()
				f.script["k"] = test.script
				b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
				b.run()
				d := to("k", messages.ChanConsole, "a")
				if test.change != nil {
					test.change(&d)
				}
				b.enqueue(d)
				time.Sleep(soon)
				synctest.Wait()
				got := b.delivery("k")
				if got.State != test.state || len(f.calls) != test.calls {
					t.Errorf("state %s (%s) after %d sends, want %s after %d", got.State, got.Failure, len(f.calls), test.state, test.calls)
				}
				b.close()
			})
		})
	}
}

func TestRateIsKeptInEveryWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		limit := Limit{Per: time.Minute, Burst: 18}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkRobot: f}, map[messages.Channel]Limit{messages.ChanDingTalkRobot: limit})
		b.run()
		var list []messages.Delivery
		for i := range 60 {
			list = append(list, saying(to(fmt.Sprint("g", i), messages.ChanDingTalkRobot, "g"), long))
		}
		b.enqueue(list...)
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if len(f.calls) != 60 {
			t.Fatalf("%d of 60 sent in ten minutes", len(f.calls))
		}
		for i := range f.calls {
			if j := i + limit.Burst; j < len(f.calls) && f.calls[j].After-f.calls[i].After < limit.Per {
				t.Fatalf("messages %d to %d within %v, want at most %d a minute", i, j, f.calls[j].After-f.calls[i].After, limit.Burst)
			}
		}
		if took := f.calls[59].After; took > 5*time.Minute {
			t.Errorf("60 messages took %v: far below the rate", took)
		}
		b.close()
	})
}

func TestPartsCountAgainstTheRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.parts = 8 // nine parts each
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkRobot: f},
			map[messages.Channel]Limit{messages.ChanDingTalkRobot: {Per: time.Minute, Burst: 18}})
		b.run()
		for i := range 6 {
			b.enqueue(saying(to(fmt.Sprint("g", i), messages.ChanDingTalkRobot, "g"), long))
		}
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if len(f.calls) != 6 {
			t.Fatalf("%d of 6 sent", len(f.calls))
		}
		for i := range 4 {
			if gap := f.calls[i+2].After - f.calls[i].After; gap < time.Minute {
				t.Errorf("three messages of nine parts within %v", gap)
			}
		}
		b.close()
	})
}

func TestLimitedRestsTheTargetOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.script["a1"] = []error{fails(messages.Limited, 10*time.Minute)}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkRobot: f}, nil)
		b.run()
		planned := to("a0", messages.ChanDingTalkRobot, "a")
		planned.NextAt = time.Now().Add(time.Minute)
		b.enqueue(planned, to("a1", messages.ChanDingTalkRobot, "a"), to("b1", messages.ChanDingTalkRobot, "b"))
		time.Sleep(9 * time.Minute)
		synctest.Wait()
		want := []string{"a1", "b1"}
		got := f.keys()
		if len(got) == 2 && got[0] == "b1" {
			got[0], got[1] = got[1], got[0]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("while resting (-want +got):\n%s", diff)
		}
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if got := f.keys(); len(got) != 4 {
			t.Errorf("after the rest: %v", got)
		}
		b.close()
	})
}

func TestPlannedForLaterHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		later := to("later", messages.ChanConsole, "a")
		later.NextAt = time.Now().Add(2 * time.Hour)
		b.enqueue(later, to("now", messages.ChanConsole, "a"))
		time.Sleep(3 * time.Hour)
		synctest.Wait()
		want := []sent{{"now", 0}, {"later", 2 * time.Hour}}
		if diff := cmp.Diff(want, f.calls); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		b.close()
	})
}

func TestGoneReplyGoesElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.script["r"] = []error{fails(messages.Gone, 0)}
		f.script["push"] = []error{fails(messages.Gone, 0)}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkSession: f, messages.ChanDingTalkGroup: f}, nil)
		b.out.SetFallback(func(d messages.Delivery) (messages.Address, bool) {
			return messages.Address{Channel: messages.ChanDingTalkGroup, Target: d.Address.Target}, true
		})
		b.run()
		push := to("push", messages.ChanDingTalkSession, "c")
		push.Kind = messages.KindReminder
		b.enqueue(to("r", messages.ChanDingTalkSession, "c"), push)
		time.Sleep(time.Minute)
		synctest.Wait()
		if d := b.delivery("r"); d.State != messages.Sent || d.Address.Channel != messages.ChanDingTalkGroup {
			t.Errorf("reply: %s through %s", d.State, d.Address.Channel)
		}
		if d := b.delivery("push"); d.State != messages.Failed {
			t.Errorf("push: %s, want failed", d.State)
		}
		b.close()
	})
}

func TestGoneEverywhereEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		for range 50 {
			f.script["r"] = append(f.script["r"], fails(messages.Gone, 0))
		}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkSession: f, messages.ChanDingTalkGroup: f}, nil)
		b.out.SetFallback(func(d messages.Delivery) (messages.Address, bool) {
			return messages.Address{Channel: messages.ChanDingTalkGroup, Target: d.Address.Target, ReqID: fmt.Sprint(d.Attempts)}, true
		})
		b.run()
		b.enqueue(to("r", messages.ChanDingTalkSession, "c"))
		time.Sleep(time.Minute)
		synctest.Wait()
		if d := b.delivery("r"); d.State != messages.Failed || d.Attempts > 3 {
			t.Errorf("%s after %d attempts", d.State, d.Attempts)
		}
		b.close()
	})
}

func TestPartsResume(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.script["k"] = []error{fails(messages.Transient, 0), fails(messages.Transient, 0)}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		b.enqueue(to("k", messages.ChanConsole, "a"))
		time.Sleep(time.Minute)
		synctest.Wait()
		if d := b.delivery("k"); d.Parts != 3 {
			t.Errorf("%d parts, want each attempt to go on where the last one ended", d.Parts)
		}
		b.close()
	})
}

func TestUnsentSurvivesRestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := dbPath(t)
		f := newFake()
		f.script["a1"] = []error{fails(messages.Transient, 0), fails(messages.Transient, 0), fails(messages.Transient, 0)}
		senders := map[messages.Channel]Sender{messages.ChanConsole: f}
		b := start(t, path, senders, nil)
		b.run()
		b.enqueue(to("a1", messages.ChanConsole, "a"), to("a2", messages.ChanConsole, "a"))
		synctest.Wait()
		b.close()
		if d := b0(t, path, "a1"); d.State != messages.Pending || d.Attempts != 1 {
			t.Fatalf("after the stop: %s, %d attempts", d.State, d.Attempts)
		}

		b = start(t, path, senders, nil)
		b.run()
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		want := []string{"a1", "a1", "a1", "a1", "a2"}
		if diff := cmp.Diff(want, f.keys()); diff != "" {
			t.Errorf("over a restart (-want +got):\n%s", diff)
		}
		b.close()
	})
}

func b0(t *testing.T, path, key string) messages.Delivery {
	db := open(t, path)
	defer db.Close()
	return (&bench{t: t, db: db}).delivery(key)
}

func TestStopFinishesWhatIsInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := dbPath(t)
		f := newFake()
		f.takes = 3 * time.Second
		b := start(t, path, map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		b.enqueue(to("k", messages.ChanConsole, "a"), to("next", messages.ChanConsole, "a"))
		synctest.Wait()
		b.close()
		if d := b0(t, path, "k"); d.State != messages.Sent {
			t.Errorf("in flight: %s, want sent", d.State)
		}
		if d := b0(t, path, "next"); d.State != messages.Pending {
			t.Errorf("behind it: %s, want pending", d.State)
		}
	})
}

func TestStopDoesNotWaitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.takes = time.Hour
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		b.enqueue(to("k", messages.ChanConsole, "a"))
		synctest.Wait()
		began := time.Now()
		b.close()
		if took := time.Since(began); took > stopTimeout {
			t.Errorf("stop took %v", took)
		}
	})
}

func TestGivesUpAfterADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		for range 1000 {
			f.script["k"] = append(f.script["k"], fails(messages.Transient, 0))
		}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		b.enqueue(to("k", messages.ChanConsole, "a"), to("next", messages.ChanConsole, "a"))
		time.Sleep(keepTrying + time.Hour)
		synctest.Wait()
		if d := b.delivery("k"); d.State != messages.Failed || d.Failure != "transient test" {
			t.Errorf("%s %q", d.State, d.Failure)
		}
		if d := b.delivery("next"); d.State != messages.Sent {
			t.Errorf("behind it: %s", d.State)
		}
		b.close()
	})
}

func TestPauseGrowsAndStays(t *testing.T) {
	for n := 1; n < 200; n++ {
		full := min(longPause, firstPause*time.Duration(1<<min(n-1, 20)))
		if got := pause(n); got < full/2 || got > full {
			t.Fatalf("pause(%d) = %v, want between %v and %v", n, got, full/2, full)
		}
	}
}
