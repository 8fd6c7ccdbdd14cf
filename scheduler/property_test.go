package scheduler

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"pgregory.net/rapid"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// world is one random December: a store that is closed and opened at will, a
// clock that jumps, units that answer when they like.
type world struct {
	t     *rapid.T
	plan  *ledger.Plan
	path  string
	clock *Clock
	db    *store.DB
	s     *Scheduler

	fired  map[string]time.Time
	last   uint64
	budget map[string]int // unit and day → how often it was called by name
}

func (w *world) open() {
	db, err := store.Open(w.path, store.Options{Plan: w.plan, Routes: consoleRoutes, Now: w.clock.Now})
	if err != nil {
		w.t.Fatal(err)
	}
	w.db, w.s = db, New(db, zerolog.Nop(), nil)
}

func (w *world) close() {
	if err := w.db.Close(); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) update(fn func(tx *store.Tx)) {
	if err := w.db.Update(context.Background(), func(tx *store.Tx) error { fn(tx); return nil }); err != nil {
		w.t.Fatal(err)
	}
}

// fire fires and checks every promise on what came of it.
func (w *world) fire() {
	if err := w.s.Fire(context.Background()); err != nil {
		w.t.Fatal(err)
	}
	if err := w.db.View(func(tx *store.Tx) error { w.check(tx); return nil }); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) check(tx *store.Tx) {
	now := w.clock.Now().In(shanghai)
	tx.Firings(func(f store.Firing) bool {
		if before, ok := w.fired[f.Key]; ok && !before.Equal(f.At) {
			w.t.Fatalf("%s fired at %s and again at %s", f.Key, before, f.At)
		}
		w.fired[f.Key] = f.At
		return true
	})
	if !tx.Paused() { // nothing owed is left lying: what is due now has been judged
		if left := Due(w.plan.Campaign, open(tx, tx.Gaps()), tx.LastTick(), now); len(left) > 0 {
			w.t.Fatalf("at %s %s is due and was not fired", now, left[0].Key)
		}
	}
	pushed := 0
	tx.DeliveriesAfter(w.last, func(d messages.Delivery) bool {
		w.last = d.Seq
		if !d.Created.Equal(now) {
			w.t.Fatalf("%s made at %s, now is %s", d.Key, d.Created, now)
		}
		if tx.Paused() {
			w.t.Fatalf("%s while paused", d.Key)
		}
		if d.To.Group != "" {
			pushed++
			w.checkPush(tx, d, now)
		} else if Quiet(w.plan.Campaign, now) {
			w.t.Fatalf("%s in quiet hours at %s", d.Key, now)
		}
		return true
	})
	if pushed > 1 {
		w.t.Fatalf("%d messages to one group in one moment", pushed)
	}
}

func (w *world) checkPush(tx *store.Tx, d messages.Delivery, now time.Time) {
	p := w.plan
	near := false // something in it is due within a day
	owing := map[ledger.UnitID]bool{}
	for _, g := range tx.Gaps() {
		if slices.Contains(d.About, g.Item.ID) && g.Owing() {
			owing[g.Unit.ID] = true
			left := g.Deadline.Due.Sub(now)
			near = near || left > 0 && left <= lastDay
		}
	}
	for _, id := range d.Marks {
		m, _ := p.Milestone(id)
		left := p.MilestoneAt(m).Sub(now)
		near = near || left > 0 && left <= lastDay
	}
	if Quiet(p.Campaign, now) && !near {
		w.t.Fatalf("%s in quiet hours at %s", d.Key, now)
	}
	for _, u := range d.Units {
		if d.Kind == messages.KindReminder && !owing[u] && len(d.Marks) == 0 {
			w.t.Fatalf("%s names %s, which owes nothing", d.Key, u)
		}
	}
	for _, m := range d.Message.Mentions {
		u := ledger.UnitID(m.Account.UserID)
		if slices.ContainsFunc(tx.Silences(now), func(s store.Silence) bool { return len(s.Units) == 0 || slices.Contains(s.Units, u) }) {
			w.t.Fatalf("%s calls %s, which is silenced", d.Key, u)
		}
		if !owing[u] && len(d.Marks) == 0 {
			w.t.Fatalf("%s calls %s, which owes nothing", d.Key, u)
		}
		if !owing[u] {
			continue // told of an event
		}
		key := fmt.Sprint(u, ledger.DateOf(now))
		w.budget[key]++
		if w.budget[key] > p.Campaign.NudgesPerDay && !near {
			w.t.Fatalf("%s calls %s for the %d. time on %s", d.Key, u, w.budget[key], ledger.DateOf(now))
		}
		if w.budget[key] > p.Campaign.NudgesPerDay+3 {
			w.t.Fatalf("%s calls %s for the %d. time on the last day", d.Key, u, w.budget[key])
		}
	}
}

// step is one thing that happens.
func (w *world) step() {
	now := w.clock.Now()
	units := w.plan.Units
	u := rapid.SampledFrom(units).Draw(w.t, "unit")
	switch what := rapid.IntRange(0, 19).Draw(w.t, "what"); {
	case what < 6: // on to the next moment, exactly or a little late
		next, err := w.s.Next(now)
		if err != nil {
			w.t.Fatal(err)
		}
		if !next.IsZero() {
			w.clock.Set(next.Add(time.Duration(rapid.SampledFrom([]int{0, 0, 1, 29, 3600}).Draw(w.t, "late")) * time.Second))
		}
	case what < 9: // time goes by: hours, or a sleep of days
		w.clock.Set(now.Add(time.Duration(rapid.IntRange(1, 60*60).Draw(w.t, "minutes")) * time.Minute))
	case what < 10: // the clock is set back
		w.clock.Set(now.Add(-time.Duration(rapid.IntRange(1, 48*60).Draw(w.t, "back")) * time.Minute))
	case what < 12: // restart
		w.close()
		w.open()
	case what < 16: // somebody answers
		if owed := w.plan.ItemsOf(u); len(owed) > 0 {
			it := rapid.SampledFrom(owed).Draw(w.t, "item")
			w.update(func(tx *store.Tx) { fulfil(tx, u.ID, it.ID) })
		}
	case what < 17:
		w.update(func(tx *store.Tx) { tx.Ack(u.ID, now) })
	case what < 18:
		w.update(func(tx *store.Tx) {
			tx.AddSilence(store.Silence{Units: []ledger.UnitID{u.ID}, Until: now.Add(36 * time.Hour)})
		})
	case what < 19:
		if owed := w.plan.ItemsOf(u); len(owed) > 0 {
			it := rapid.SampledFrom(owed).Draw(w.t, "item")
			w.update(func(tx *store.Tx) { tx.SetExtension(u.ID, it.ID, now.Add(72*time.Hour), 0) })
		}
	default:
		paused := rapid.Bool().Draw(w.t, "paused")
		w.update(func(tx *store.Tx) { tx.SetPaused(paused) })
	}
}

// Over random Decembers: every slot fires at most once and none that is due is left
// lying, nobody is called who owes nothing or is silenced, nothing is said in quiet
// hours outside the last day, the budget is kept, and firing again says nothing.
//
// Ten thousand of them: go test ./scheduler -run Decembers -rapid.checks=10000
func TestRandomDecembers(t *testing.T) {
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		p := december(t)
		p.Units = slices.DeleteFunc(p.Units, func(u ledger.Unit) bool { // a few will do, and are fast
			return !slices.Contains([]ledger.UnitID{"nanyue", "qidong", "city", "law", "rural"}, u.ID)
		})
		p.Campaign.NudgesPerDay = rapid.IntRange(0, 2).Draw(rt, "budget")
		w := &world{t: rt, plan: p, path: filepath.Join(dir, fmt.Sprintf("%d.db", n)), clock: NewClock(at("2026-11-30 12:00")),
			fired: map[string]time.Time{}, budget: map[string]int{}}
		w.open()
		defer func() { w.close() }()
		w.fire()
		for range rapid.IntRange(10, 40).Draw(rt, "steps") {
			w.step()
			w.fire()
			before := w.last
			w.fire()
			if w.last != before {
				rt.Fatalf("firing twice at %s said something twice", w.clock.Now())
			}
		}
	})
}
