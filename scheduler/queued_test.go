package scheduler

import (
	"strings"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// Reminders that pile up while a platform is down arrive as one.
func TestStuckRemindersMerge(t *testing.T) {
	p := december(t)
	p.Items = []ledger.Item{p.Items[0], p.Items[6]} // articles at 9:30, sign-ups at 10:00
	p.Milestones, p.Campaign.Start, p.Campaign.End, p.People = nil, ledger.Date{}, ledger.Date{}, nil
	d := newDesk(t, p, store.Routes{Groups: consoleRoutes.Groups})
	d.down = true
	if n := len(d.fire("2026-12-04 09:30")); n != 1 {
		t.Fatalf("%d messages at half past nine", n)
	}
	fails(d, messages.Transient)
	got := d.fire("2026-12-04 10:00")
	if len(got) != 1 || !strings.Contains(text(got[0]), "署名文章") || !strings.Contains(text(got[0]), "宣讲人员报名") {
		t.Fatalf("both should be said at once: %v", got)
	}
	d.do(func(tx *store.Tx) {
		waiting := tx.DueDeliveries(ever, 0)
		if len(waiting) != 1 || waiting[0].Seq != got[0].Seq {
			t.Errorf("%d wait, want the second alone", len(waiting))
		}
		old, _ := tx.DeliveryByKey(first + "/work@console/work")
		if old.State != messages.Expired || old.Failure != Merged {
			t.Errorf("the first is %s %s", old.State, old.Failure)
		}
	})
}

// What a reminder says is found when it is sent, not when it was made.
func TestFresh(t *testing.T) {
	tests := []struct {
		name string
		at   string // when it is sent at last
		do   func(tx *store.Tx)
		says []string
		not  []string
		// state, failure and until are what becomes of it instead
		state   messages.DeliveryState
		failure string
		until   string
	}{
		{name: "nothing has changed", at: "2026-12-04 16:31", says: []string{"还差2家：南岳区、祁东县"}},
		{name: "one has answered", at: "2026-12-04 18:00", do: func(tx *store.Tx) { fulfil(tx, "nanyue", "article") },
			says: []string{"已报12家，还差1家：祁东县", "还有18小时"}, not: []string{"南岳区"}},
		{name: "all have answered", at: "2026-12-04 18:00", do: everybodyBut("article"), state: messages.Expired, failure: Settled},
		{name: "one has got a rest", at: "2026-12-04 18:00",
			do: func(tx *store.Tx) {
				tx.AddSilence(store.Silence{Units: []ledger.UnitID{"nanyue"}, Until: at("2026-12-06 08:00")})
			},
			says: []string{"还差2家：祁东县（另有1家"}, not: []string{"南岳区"}},
		{name: "one has got more time", at: "2026-12-04 18:00",
			do:   func(tx *store.Tx) { tx.SetExtension("nanyue", "article", at("2026-12-10 12:00"), 0) },
			says: []string{"还差1家：祁东县"}, not: []string{"南岳区"}},
		{name: "somebody is away", at: "2026-12-04 18:00",
			do: func(tx *store.Tx) {
				tx.SetAbsence(store.Absence{Unit: "nanyue", Until: at("2026-12-08 08:00"), Deputy: "小李"})
			},
			says: []string{"南岳区（这几天找小李）"}},
		{name: "it has become night", at: "2026-12-04 21:00", state: messages.Pending, until: "2026-12-05 08:00"},
		{name: "and morning again", at: "2026-12-05 08:00", says: []string{"还有4小时"}},
		{name: "reminders are paused", at: "2026-12-04 18:00", do: func(tx *store.Tx) { tx.SetPaused(true) },
			state: messages.Pending, until: "2026-12-04 18:10"},
		{name: "it is too late", at: "2026-12-05 12:01", state: messages.Expired, failure: Settled},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t, articleOnly(t), consoleRoutes)
			d.do(everybodyBut("article", "nanyue", "qidong"))
			d.fire("2026-12-04 09:30")
			d.down = true
			made := d.fire("2026-12-04 16:30")[0]
			d.clock.Set(at(test.at))
			if test.do != nil {
				d.do(test.do)
			}
			d.do(func(tx *store.Tx) {
				made.NextAt = tx.Now()
				got := Fresh(tx)(made)
				if test.state == "" {
					test.state = messages.Pending
				}
				if got.State != test.state || got.Failure != test.failure {
					t.Errorf("%s %q, want %s %q", got.State, got.Failure, test.state, test.failure)
				}
				if test.until != "" && !got.NextAt.Equal(at(test.until)) {
					t.Errorf("put off until %s, want %s", got.NextAt.In(shanghai), test.until)
				}
				for _, s := range test.says {
					if !strings.Contains(text(got), s) {
						t.Errorf("does not say %q:\n%s", s, text(got))
					}
				}
				for _, s := range test.not {
					if strings.Contains(text(got), s) {
						t.Errorf("says %q:\n%s", s, text(got))
					}
				}
			})
		})
	}
}

// A private reminder that is still waiting does not reach somebody who has gone on
// leave since; the unit's other contacts get theirs.
func TestNothingPrivateReachesSomebodyOnLeave(t *testing.T) {
	p := december(t)
	p.Items, p.Milestones, p.Campaign.Start, p.Campaign.End = p.Items[3:4], nil, ledger.Date{}, ledger.Date{} // essays
	person := func(name string) ledger.Person {
		return ledger.Person{Role: ledger.Contact, Unit: "nanyue", Name: name, Accounts: []ledger.Account{{Platform: ledger.Console, UserID: name}}}
	}
	p.People = []ledger.Person{person("周一"), person("吴二")}
	d := newDesk(t, p, consoleRoutes)
	d.do(everybodyBut("essay", "nanyue"))
	d.down = true
	made := d.fire("2026-12-16 10:00")
	d.do(func(tx *store.Tx) {
		tx.SetAbsence(store.Absence{Unit: "nanyue", Account: p.People[0].Accounts[0], Until: at("2026-12-20 08:00")})
		private := 0
		for _, x := range made {
			if x.To.Unit != "nanyue" {
				continue
			}
			private++
			x.NextAt = tx.Now()
			got := Fresh(tx)(x)
			if away := x.Address.Target == "private/周一"; away != (got.Failure == Away) || away != (got.State == messages.Expired) {
				t.Errorf("%s is %s %q", x.Address.Target, got.State, got.Failure)
			}
		}
		if private != 2 {
			t.Errorf("%d private messages", private)
		}
	})
}
