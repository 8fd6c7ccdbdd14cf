package scheduler

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// fails notes a send that did not work, as the outbox does.
func fails(d *desk, class messages.Class) {
	d.do(func(tx *store.Tx) {
		for _, x := range tx.DueDeliveries(ever, 0) {
			x.Attempts, x.Failure, x.NextAt = x.Attempts+1, string(class)+" test", tx.Now().Add(time.Minute)
			if class == messages.Permanent {
				x.State = messages.Failed
			}
			tx.PutDelivery(x)
		}
	})
}

// desk is a scheduler on a clock of the test's.
type desk struct {
	t     *testing.T
	clock *Clock
	db    *store.DB
	s     *Scheduler
	wakes int
	down  bool // the platform takes nothing
}

func newDesk(t *testing.T, p *ledger.Plan, routes store.Routes) *desk {
	d := &desk{t: t, clock: NewClock(at("2026-12-01 08:00"))}
	d.db = openStore(t, p, routes, d.clock.Now)
	d.s = New(d.db, zerolog.Nop(), func() { d.wakes++ })
	d.fire("2026-12-01 08:00")
	return d
}

// fire sets the clock, fires, and gives the deliveries that this added.
func (d *desk) fire(when string) []messages.Delivery {
	d.t.Helper()
	var last uint64
	d.do(func(tx *store.Tx) { last = tx.LastDelivery() })
	d.clock.Set(at(when))
	if err := d.s.Fire(context.Background()); err != nil {
		d.t.Fatal(err)
	}
	var out []messages.Delivery
	d.do(func(tx *store.Tx) {
		tx.DeliveriesAfter(last, func(x messages.Delivery) bool { out = append(out, x); return true })
	})
	if !d.down {
		if err := arrive(context.Background(), d.db); err != nil {
			d.t.Fatal(err)
		}
	}
	return out
}

func (d *desk) do(fn func(tx *store.Tx)) {
	d.t.Helper()
	if err := d.db.Update(context.Background(), func(tx *store.Tx) error { fn(tx); return nil }); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) why(key string) string {
	why := "not fired"
	d.do(func(tx *store.Tx) {
		tx.Firings(func(f store.Firing) bool {
			if f.Key == key {
				why = f.Why
			}
			return true
		})
	})
	return why
}

func mentioned(d messages.Delivery) []string {
	var out []string
	for _, m := range d.Message.Mentions {
		out = append(out, m.Account.UserID)
	}
	slices.Sort(out)
	return out
}

func text(d messages.Delivery) string { return messages.Render(d.Message, messages.DialectText) }

// articleOnly is the article alone: one item, no milestones.
func articleOnly(t *testing.T) *ledger.Plan {
	p := december(t)
	p.Items, p.Milestones, p.Campaign.Start, p.Campaign.End = p.Items[:1], nil, ledger.Date{}, ledger.Date{}
	return p
}

// consoleRoutes reach the group and every person on the console.
var consoleRoutes = store.Routes{
	Groups:  map[ledger.GroupID][]messages.Address{"work": {{Channel: messages.ChanConsole, Target: "work"}}},
	Private: []messages.Channel{messages.ChanConsole},
}

func openStore(t testing.TB, p *ledger.Plan, routes store.Routes, now func() time.Time) *store.DB {
	t.Helper()
	db, err := store.Open(filepath.Join(t.TempDir(), "test.db"), store.Options{Plan: p, Routes: routes, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// fulfil records enough for the unit to owe no more of the item.
func fulfil(tx *store.Tx, u ledger.UnitID, it ledger.ItemID) {
	item, _ := tx.Plan().Item(it)
	r := ledger.Record{At: tx.Now(), Unit: u, Item: it, Op: ledger.Add, Value: max(item.Min, 1)}
	switch item.Kind {
	case ledger.Entry:
		r.Verb = ledger.Handed
	case ledger.Sessions:
		r.Verb = ledger.Held
	case ledger.Count:
		r.Verb = ledger.Counted
	case ledger.Signup:
		r.Verb, r.Names = ledger.SignedUp, []string{"张三"}
	case ledger.Text:
		r.Verb, r.Text = ledger.Told, "做法"
	case ledger.Mail:
		r.Verb, r.State = ledger.Mailed, ledger.StateSent
	}
	tx.Append(r)
}
