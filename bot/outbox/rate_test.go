package outbox

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/time/rate"

	"pufabot/messages"
)

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
		f.keeps(t, limit)
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

// A limit that says nothing is none.
func TestNoLimit(t *testing.T) {
	for _, l := range []Limit{{}, {Per: time.Minute}, {Burst: 18}} {
		if got := l.limiter().Limit(); got != rate.Inf {
			t.Errorf("%+v: %v", l, got)
		}
	}
}

// An address with nothing left to say is forgotten, but for how long it has to rest.
func TestIdleLanesAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.script["a"] = []error{&messages.SendError{Class: messages.Permanent, Code: "test"}}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkRobot: f},
			map[messages.Channel]Limit{messages.ChanDingTalkRobot: {Per: time.Minute, Burst: 18}})
		b.run()
		b.enqueue(to("a", messages.ChanDingTalkRobot, "a"), to("b", messages.ChanDingTalkRobot, "b"))
		time.Sleep(time.Second)
		synctest.Wait()
		if len(b.out.lanes) != 2 {
			t.Errorf("%d lanes just after: what was sent no longer counts", len(b.out.lanes))
		}
		// Its own timer moves the loop next: only a wake orders that after this look.
		b.out.Wake()
		synctest.Wait()
		time.Sleep(2 * time.Minute)
		b.out.Wake()
		synctest.Wait()
		if len(b.out.lanes) != 0 {
			t.Errorf("%d lanes with nothing to remember", len(b.out.lanes))
		}
		b.close()
	})
}
