package scheduler

import (
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

func (w *world) checkDecided(tx *store.Tx) {
	now := w.clock.Now().In(shanghai)
	tx.Firings(func(f store.Firing) bool {
		if before, ok := w.fired[f.Key]; ok && !before.Equal(f.At) && before.Sub(f.At) <= store.ClockSlack {
			w.t.Fatalf("%s fired at %s and again at %s", f.Key, before, f.At)
		}
		w.fired[f.Key] = f.At
		return true
	})
	if !tx.Paused() { // nothing owed is left lying: what is due now has been judged
		if left := Due(w.plan.Campaign, unfired(tx, every(w.plan, tx.Gaps())), tx.LastTick(), now); len(left) > 0 {
			w.t.Fatalf("at %s %s is due and was not fired", now, left[0].Key)
		}
	}
	waiting := map[string]int{}
	tx.Deliveries(func(d messages.Delivery) bool {
		if d.Seq > w.last {
			w.last = d.Seq
			if !d.Created.Equal(now) {
				w.t.Fatalf("%s made at %s, now is %s", d.Key, d.Created, now)
			}
			if tx.Paused() && !strings.HasPrefix(d.Key, troubleMark) {
				w.t.Fatalf("%s while paused", d.Key)
			}
			if d.State == messages.Pending && len(d.Slots) > 0 {
				waiting[string(d.Address.Channel)+d.Address.Target]++
			}
		}
		return true
	})
	for a, n := range waiting {
		if n > 1 {
			w.t.Fatalf("%d reminders to %s in one moment", n, a)
		}
	}
}

// checkPointless holds against the ledger that what is not said was not owed any more.
func (w *world) checkPointless(tx *store.Tx, made, d messages.Delivery) {
	if d.Failure == Merged || d.Failure == Away {
		return // told today by another message, or nobody is there to read it
	}
	now := w.clock.Now()
	for _, s := range every(w.plan, tx.Gaps()) {
		if !slices.Contains(made.Slots, s.Key) || !now.Before(s.Due) {
			continue
		}
		if s.Kind == messages.KindMilestone {
			w.t.Fatalf("%s keeps quiet about %s", made.Key, s.Key)
		}
		for _, g := range tx.Gaps() {
			to := made.To.Unit == "" || made.To.Unit == g.Unit.ID
			if to && concerns(s, g) && g.Owing() && !w.silenced(tx, g.Unit.ID) {
				w.t.Fatalf("%s keeps quiet, although %s owes %s", made.Key, g.Unit.ID, g.Item.ID)
			}
		}
	}
}

// checkHeard checks every promise on what somebody hears at this moment.
func (w *world) checkHeard(tx *store.Tx, d messages.Delivery) {
	now := w.clock.Now().In(shanghai)
	p, near := w.plan, false // something in it is due within a day
	owing := map[ledger.UnitID]bool{}
	for _, g := range tx.Gaps() {
		if slices.Contains(d.About, g.Item.ID) && g.Owing() && slices.Contains(d.Units, g.Unit.ID) {
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
	if p.Campaign.Quiet(now) && !near {
		w.t.Fatalf("%s in quiet hours at %s", d.Key, now)
	}
	if len(d.Slots) == 0 {
		return
	}
	address := string(d.Address.Channel) + "/" + d.Address.Target
	if w.now[address] {
		w.t.Fatalf("two reminders at once to %s", address)
	}
	w.now[address] = true
	for _, s := range d.Slots {
		if w.heard[address+s]++; w.heard[address+s] > 1 {
			w.t.Fatalf("%s is heard again at %s", s, address)
		}
	}
	for _, u := range d.Units {
		if d.Kind == messages.KindReminder && !owing[u] && len(d.Marks) == 0 {
			w.t.Fatalf("%s names %s, which owes nothing", d.Key, u)
		}
	}
	for _, u := range d.Named {
		if w.silenced(tx, u) {
			w.t.Fatalf("%s calls %s, which is silenced", d.Key, u)
		}
		if !owing[u] && len(d.Marks) == 0 {
			w.t.Fatalf("%s calls %s, which owes nothing", d.Key, u)
		}
		key := call{u, ledger.DateOf(now)}
		w.calls[key]++
		if w.calls[key] > p.Campaign.NudgesPerDay && !near {
			w.t.Fatalf("%s calls %s for the %d. time on %s", d.Key, u, w.calls[key], ledger.DateOf(now))
		}
		if w.calls[key] > p.Campaign.NudgesPerDay+4 {
			w.t.Fatalf("%s calls %s for the %d. time on the last day", d.Key, u, w.calls[key])
		}
	}
	for _, a := range tx.Absences(d.To.Unit) {
		if len(d.Slots) > 0 && d.Address.Target == "private/"+a.Account.UserID {
			w.t.Fatalf("%s reaches somebody on leave", d.Key)
		}
	}
	for _, m := range d.Message.Mentions {
		for _, a := range tx.Absences(ledger.UnitID(m.Account.UserID)) {
			if a.Account == m.Account {
				w.t.Fatalf("%s calls somebody on leave", d.Key)
			}
		}
	}
}

// end lets everything come to rest and checks that nothing was swallowed: whatever
// was decided has been heard, has become pointless, or its loss has been told.
func (w *world) end() {
	clear(w.down)
	w.update(func(tx *store.Tx) { tx.SetPaused(false) })
	for range 60 {
		w.fire()
		w.send()
		next := w.clock.Now()
		_ = w.db.View(func(tx *store.Tx) error { next, _ = tx.NextDeliveryAt(); return nil })
		if next.IsZero() {
			break
		}
		w.clock.Set(later(next, w.clock.Now().Add(troubledAfter)))
	}
	w.fire()
	_ = w.db.View(func(tx *store.Tx) error {
		tx.Deliveries(func(d messages.Delivery) bool {
			told := tx.EverFired(troubleKey(d)) || strings.HasPrefix(d.Key, troubleMark)
			switch {
			case d.State == messages.Pending && !strings.HasPrefix(d.Key, troubleMark):
				w.t.Fatalf("%s is still waiting", d.Key)
			case d.State == messages.Failed && !told, d.State == messages.Expired && !needless(d) && !told:
				w.t.Fatalf("%s was lost and nobody was told", d.Key)
			}
			return true
		})
		return nil
	})
}

// Over random Decembers: every slot fires at most once (but for what was not heard
// while the clock was ahead) and is heard at most once at
// each address; none that is due is left lying; nobody is called who owes nothing, is
// silenced or on leave; nothing is said in quiet hours outside the last day; the
// budget is kept; one message a moment to each address; what does not arrive while it
// is owed is told; and firing again says nothing.
//
// Ten thousand of them: go test ./scheduler -run Decembers -rapid.checks=10000 -timeout 60m
func TestRandomDecembers(t *testing.T) {
	dir, n := t.TempDir(), 0
	few := flag.Lookup("rapid.checks").Value.String() == "100" // nobody asked for more
	rapid.Check(t, func(rt *rapid.T) {
		if n++; few && n > 30 {
			return
		}
		p := december(t)
		p.Units = slices.DeleteFunc(p.Units, func(u ledger.Unit) bool { // a few will do, and are fast
			return !slices.Contains([]ledger.UnitID{"nanyue", "qidong", "city", "law", "rural"}, u.ID)
		})
		p.People = slices.DeleteFunc(p.People, func(q ledger.Person) bool { return q.Unit == "qidong" }) // nobody to be written to
		p.Campaign.NudgesPerDay = rapid.IntRange(0, 2).Draw(rt, "budget")
		w := &world{t: rt, plan: p, path: filepath.Join(dir, fmt.Sprintf("%d.db", n)), clock: NewClock(at("2026-11-30 12:00")),
			down: map[messages.Channel]bool{}, fired: map[string]time.Time{}, heard: map[string]int{},
			now: map[string]bool{}, calls: map[call]int{}}
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
			w.send()
		}
		w.end()
	})
}
