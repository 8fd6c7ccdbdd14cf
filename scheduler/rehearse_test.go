package scheduler

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

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

type act struct {
	at string
	do func(tx *store.Tx)
}

func rehearse(t testing.TB, p *ledger.Plan, from, to string, acts ...act) []Push {
	t.Helper()
	clock := NewClock(at(from))
	db := openStore(t, p, consoleRoutes, clock.Now)
	var cues []time.Time
	for _, a := range acts {
		cues = append(cues, at(a.at))
	}
	pushes, err := Rehearse(context.Background(), db, clock, at(from), at(to), cues, func(ctx context.Context, i int) error {
		return db.Update(ctx, func(tx *store.Tx) error { acts[i].do(tx); return nil })
	})
	if err != nil {
		t.Fatal(err)
	}
	return pushes
}

func TestDecemberDump(t *testing.T) {
	start := time.Now()
	for _, p := range rehearse(t, december(t), "2026-12-01 00:00", "2026-12-31 23:59") {
		t.Log(p.At.Format("01-02 15:04"), p.Key, p.Kind, p.To, p.About, len(p.Units), "\n"+p.Text)
	}
	t.Log(time.Since(start))
	_ = slices.Contains[[]string]
	_ = strings.Contains
}
