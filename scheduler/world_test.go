package scheduler

import (
	"context"
	"maps"
	"slices"
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
	calls map[call]int    // how often a unit was called by name on a day
}

type call struct {
	unit ledger.UnitID
	day  ledger.Date
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

// send lets the platforms take what is due, or not.
func (w *world) send() {
	now := w.clock.Now()
	clear(w.now)
	lot := uint64(rapid.IntRange(0, 15).Draw(w.t, "lost"))
	w.update(func(tx *store.Tx) {
		fresh := Fresh(tx)
		for _, d := range tx.DueDeliveries(now, 0) {
			d.NextAt = now
			made := d
			d = fresh(d)
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

func (w *world) silenced(tx *store.Tx, u ledger.UnitID) bool {
	return slices.ContainsFunc(tx.Silences(w.clock.Now()), func(s store.Silence) bool { return s.Covers(u) })
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
		today := ledger.DateOf(w.clock.Now().In(shanghai))
		maps.DeleteFunc(w.calls, func(c call, _ int) bool { return today.Before(c.day) }) // what a clock that was ahead has spent
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
