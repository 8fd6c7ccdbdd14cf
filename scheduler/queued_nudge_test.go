package scheduler

import (
	"strings"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// What a nudge by hand says is found when it is sent; it sleeps at night, unless what it
// asks for is due within a day.
func TestNudgeByHandIsFoundAnew(t *testing.T) {
	for _, tt := range []struct {
		name, at      string
		item          int // of December's
		do            func(tx *store.Tx)
		state         messages.DeliveryState
		failure       string
		until         string
		says, saysNot string
		units         int
	}{
		{name: "nothing has changed", at: "2026-12-03 15:00", says: "南岳区", units: 2},
		{name: "one has answered", at: "2026-12-03 15:00", do: func(tx *store.Tx) { fulfil(tx, "nanyue", "article") }, says: "祁东县", saysNot: "南岳区", units: 1},
		{name: "all have answered", at: "2026-12-03 15:00", do: everybodyBut("article"), state: messages.Expired, failure: Settled, units: 2},
		{name: "night, due in two days", at: "2026-12-03 21:00", until: "2026-12-04 08:00", units: 2},
		{name: "night, due within a day", at: "2026-12-04 21:00", says: "南岳区", units: 2},
		{name: "night, and too late", at: "2026-12-05 21:00", until: "2026-12-06 08:00", units: 2},
		{name: "night, something else is due", at: "2026-12-04 21:00", item: 3, until: "2026-12-05 08:00", units: 2},
		{name: "paused", at: "2026-12-03 15:00", do: func(tx *store.Tx) { tx.SetPaused(true) }, says: "南岳区", units: 2},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := december(t)
			p.Items = []ledger.Item{p.Items[0], p.Items[3]}
			p.Milestones, p.Campaign.Start, p.Campaign.End = nil, ledger.Date{}, ledger.Date{}
			p.People = []ledger.Person{{Role: ledger.Contact, Unit: "nanyue", Name: "周一", Accounts: []ledger.Account{{Platform: ledger.Console, UserID: "周一"}}}}
			about := p.Items[0].ID
			if tt.item == 3 {
				about = p.Items[1].ID
			}
			d := newDesk(t, p, consoleRoutes)
			d.do(everybodyBut("article", "nanyue", "qidong"))
			d.clock.Set(at(tt.at))
			if tt.do != nil {
				d.do(tt.do)
			}
			d.do(func(tx *store.Tx) {
				got := Fresh(tx)(messages.Delivery{Key: "nudge/7/0@console/work", Kind: messages.KindNudge, State: messages.Pending, Created: tx.Now(), NextAt: tx.Now(),
					To: messages.To{Group: "work"}, Address: messages.Address{Channel: messages.ChanConsole, Target: "work"},
					About: []ledger.ItemID{about}, Units: []ledger.UnitID{"nanyue", "qidong"}})
				if tt.state == "" {
					tt.state = messages.Pending
				}
				if got.State != tt.state || got.Failure != tt.failure || len(got.Units) != tt.units {
					t.Errorf("%s %q to %v", got.State, got.Failure, got.Units)
				}
				if until := got.NextAt; tt.until != "" && !until.Equal(at(tt.until)) || tt.until == "" && !until.Equal(tx.Now()) {
					t.Errorf("put off until %v", until)
				}
				if words := text(got); !strings.Contains(words, tt.says) || tt.saysNot != "" && strings.Contains(words, tt.saysNot) {
					t.Errorf("says:\n%s", words)
				}
				if calls := len(mentioned(got)); tt.says == "南岳区" && calls != 1 {
					t.Errorf("%d are called", calls)
				}
			})
		})
	}
}

// A private reminder that waited overnight is not one more call of a day on which the
// unit has been called already.
func TestOvernightReminderSharesTheDay(t *testing.T) {
	for called, want := range map[bool]messages.DeliveryState{false: messages.Pending, true: messages.Expired} {
		p := december(t)
		p.Items, p.Milestones, p.Campaign.Start, p.Campaign.End = p.Items[3:4], nil, ledger.Date{}, ledger.Date{} // essays
		p.People = []ledger.Person{{Role: ledger.Contact, Unit: "nanyue", Accounts: []ledger.Account{{Platform: ledger.Console, UserID: "周一"}}}}
		d := newDesk(t, p, consoleRoutes)
		d.do(everybodyBut("essay", "nanyue"))
		d.down = true
		made := d.fire("2026-12-16 10:00")
		d.clock.Set(at("2026-12-17 10:00"))
		seen := 0
		d.do(func(tx *store.Tx) {
			if called {
				tx.CountNudge("nanyue", ledger.Date{Year: 2026, Month: 12, Day: 17})
			}
			for _, x := range made {
				if x.To.Unit != "nanyue" {
					continue
				}
				seen++
				got := Fresh(tx)(x)
				if got.State != want || called && got.Failure != Merged {
					t.Errorf("called %v: %s %q", called, got.State, got.Failure)
				}
				if words := text(got); !called && (!strings.Contains(words, "贵单位还差征文") || !strings.Contains(words, "还有3天")) {
					t.Errorf("says:\n%s", words)
				}
			}
		})
		if seen == 0 {
			t.Error("nothing private was made")
		}
	}
}

// Replies, what a coordinator announces and what has begun to go are left as they are, at
// any hour and in a pause.
func TestLeftAlone(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	d.do(everybodyBut("article"))
	d.clock.Set(at("2026-12-03 22:00"))
	group := messages.To{Group: "work"}
	d.do(func(tx *store.Tx) {
		tx.SetPaused(true)
		for name, x := range map[string]messages.Delivery{
			"a reply":         {Key: "reply/1", Kind: messages.KindReply, To: group, Units: []ledger.UnitID{"nanyue"}},
			"no push":         {Key: "request/1", Kind: messages.KindStatus},
			"an announcement": {Key: messages.AnnounceKey + "7@console/work", Kind: messages.KindStatus, To: group},
			"begun":           {Key: first, Kind: messages.KindReminder, To: group, Parts: 1, Slots: []string{first}},
		} {
			x.State, x.NextAt = messages.Pending, tx.Now()
			if got := Fresh(tx)(x); got.Key != x.Key || got.State != messages.Pending || !got.NextAt.Equal(x.NextAt) || len(got.Slots) != len(x.Slots) {
				t.Errorf("%s: %+v", name, got)
			}
		}
		other := messages.Delivery{Key: "status/1", Kind: messages.KindStatus, To: group, State: messages.Pending, NextAt: tx.Now()}
		if got := Fresh(tx)(other); !got.NextAt.Equal(at("2026-12-04 08:00")) {
			t.Errorf("another message of ours at night goes at %v", got.NextAt)
		}
	})
}
