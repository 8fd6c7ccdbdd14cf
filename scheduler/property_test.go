package scheduler

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"pgregory.net/rapid"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// world is one random December: a store that is closed and opened at will, a clock
// that jumps, units that answer when they like, platforms that fail.
type world struct {
	t     *rapid.T
	plan  *ledger.Plan
	path  string
	clock *Clock
	db    *store.DB
	s     *Scheduler

	down  map[messages.Channel]bool // platforms that take nothing at the moment
	fired map[string]time.Time
	last  uint64
	heard map[string]int  // address and slot → how often it was heard there
	now   map[string]bool // addresses that hear a reminder at this moment
	calls map[string]int  // unit and day → how often it was called by name
}

func (w *world) open() {
	db, err := store.Open(w.path, store.Options{Plan: w.plan, Routes: twoRoutes, Now: w.clock.Now})
	if err != nil {
		w.t.Fatal(err)
	}
	w.db, w.s = db, New(db, zerolog.Nop(), nil)
}

// twoRoutes reach the group over one platform and people over another, so that
// one can fail while the other works.
var twoRoutes = store.Routes{
	Groups:  map[ledger.GroupID][]messages.Address{"work": {{Channel: messages.ChanWeComWebhook, Target: "work"}}},
	Private: []messages.Channel{messages.ChanConsole},
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

// fire fires and checks every promise on what was decided.
func (w *world) fire() {
	if err := w.s.Fire(context.Background()); err != nil {
		w.t.Fatal(err)
	}
	if err := w.db.View(func(tx *store.Tx) error { w.checkDecided(tx); return nil }); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) checkDecided(tx *store.Tx) {
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

// send lets the platforms take what is due, or not.
func (w *world) send() {
	now := w.clock.Now()
	clear(w.now)
	lot := uint64(rapid.IntRange(0, 15).Draw(w.t, "lost"))
	w.update(func(tx *store.Tx) {
		for _, d := range tx.DueDeliveries(now, 0) {
			d.NextAt = now
			made := d
			d = Fresh(tx, d)
			switch {
			case d.State != messages.Pending:
				w.checkPointless(tx, made, d)
			case d.NextAt.After(now): // put off
			case !d.NotAfter.IsZero() && now.After(d.NotAfter):
				d.State = messages.Expired
			case w.down[d.Address.Channel]:
				d.Attempts++
				d.Failure, d.NextAt = "transient test", now.Add(time.Minute)
			case d.Seq%16 == lot:
				d.Attempts++
				d.State, d.Failure = messages.Failed, "permanent test"
			default:
				d.State, d.SentAt = messages.Sent, now
				w.checkHeard(tx, d)
				Sent(tx, d)
			}
			tx.PutDelivery(d)
		}
	})
}

// checkPointless holds against the ledger that what is not said was not owed any more.
func (w *world) checkPointless(tx *store.Tx, made, d messages.Delivery) {
	if d.Failure == Merged {
		return // told today by another message
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

func (w *world) silenced(tx *store.Tx, u ledger.UnitID) bool {
	return slices.ContainsFunc(tx.Silences(w.clock.Now()), func(s store.Silence) bool { return s.Covers(u) })
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
		key := fmt.Sprint(u, ledger.DateOf(now))
		w.calls[key]++
		if w.calls[key] > p.Campaign.NudgesPerDay && !near {
			w.t.Fatalf("%s calls %s for the %d. time on %s", d.Key, u, w.calls[key], ledger.DateOf(now))
		}
		if w.calls[key] > p.Campaign.NudgesPerDay+4 {
			w.t.Fatalf("%s calls %s for the %d. time on the last day", d.Key, u, w.calls[key])
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

// step is one thing that happens.
func (w *world) step() {
	now := w.clock.Now()
	u := rapid.SampledFrom(w.plan.Units).Draw(w.t, "unit")
	item := func() (ledger.ItemID, bool) {
		owed := w.plan.ItemsOf(u)
		if len(owed) == 0 {
			return "", false
		}
		return rapid.SampledFrom(owed).Draw(w.t, "item").ID, true
	}
	switch what := rapid.IntRange(0, 25).Draw(w.t, "what"); {
	case what < 8: // on to the next moment, exactly or a little late
		next, err := w.s.nextMoment(now)
		if err != nil {
			w.t.Fatal(err)
		}
		if !next.IsZero() {
			w.clock.Set(next.Add(time.Duration(rapid.SampledFrom([]int{0, 0, 1, 29, 3600}).Draw(w.t, "late")) * time.Second))
		}
	case what < 11: // time goes by: hours, or a sleep of days
		w.clock.Set(now.Add(time.Duration(rapid.IntRange(1, 60*60).Draw(w.t, "minutes")) * time.Minute))
	case what < 12: // the clock is set back
		w.clock.Set(now.Add(-time.Duration(rapid.IntRange(1, 48*60).Draw(w.t, "back")) * time.Minute))
	case what < 14: // restart
		w.close()
		w.open()
	case what < 18: // somebody answers
		if it, ok := item(); ok {
			w.update(func(tx *store.Tx) { fulfil(tx, u.ID, it) })
		}
	case what < 19:
		w.update(func(tx *store.Tx) { tx.Ack(u.ID, now) })
	case what < 20:
		w.update(func(tx *store.Tx) {
			tx.AddSilence(store.Silence{Units: []ledger.UnitID{u.ID}, Until: now.Add(36 * time.Hour)})
		})
	case what < 21:
		if it, ok := item(); ok {
			w.update(func(tx *store.Tx) { tx.SetExtension(u.ID, it, now.Add(72*time.Hour), 0) })
		}
	case what < 22:
		account := ledger.Account{Platform: ledger.Console, UserID: string(u.ID)}
		w.update(func(tx *store.Tx) {
			tx.SetAbsence(store.Absence{Unit: u.ID, Account: account, Until: now.Add(72 * time.Hour)})
		})
	case what < 25: // a platform goes down or comes back
		c := rapid.SampledFrom([]messages.Channel{messages.ChanWeComWebhook, messages.ChanConsole}).Draw(w.t, "platform")
		w.down[c] = !w.down[c]
	default:
		paused := rapid.Bool().Draw(w.t, "paused")
		w.update(func(tx *store.Tx) { tx.SetPaused(paused) })
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
			told := tx.Fired(troubleKey(d)) || strings.HasPrefix(d.Key, troubleMark)
			switch {
			case d.State == messages.Pending && !strings.HasPrefix(d.Key, troubleMark):
				w.t.Fatalf("%s is still waiting", d.Key)
			case d.State == messages.Failed && !told, d.State == messages.Expired && d.Failure != Merged && d.Failure != Settled && !told:
				w.t.Fatalf("%s was lost and nobody was told", d.Key)
			}
			return true
		})
		return nil
	})
}

// Over random Decembers: every slot fires at most once and is heard at most once at
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
			now: map[string]bool{}, calls: map[string]int{}}
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
