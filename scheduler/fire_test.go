package scheduler

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

const (
	first  = "remind/article/2026-12-04T09:30"
	second = "remind/article/2026-12-04T16:30"
)

func TestMissingAreNamedAndMentioned(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	d.do(everybodyBut("article", "nanyue", "qidong"))
	if got := d.fire("2026-12-04 09:30"); len(got) != 1 || len(got[0].Message.Mentions) != 0 || !strings.Contains(text(got[0]), "还差2家") {
		t.Fatalf("the morning gives the count and alerts nobody: %v", got)
	}
	got := d.fire("2026-12-04 16:30")
	if len(got) != 1 {
		t.Fatalf("%d deliveries, want 1", len(got))
	}
	want := messages.Delivery{Key: second + "/work@console/work", Kind: messages.KindReminder, To: messages.To{Group: "work"},
		About: []ledger.ItemID{"article"}, Units: []ledger.UnitID{"nanyue", "qidong"}, NotAfter: at("2026-12-05 12:00").UTC()}
	have := messages.Delivery{Key: got[0].Key, Kind: got[0].Kind, To: got[0].To, About: got[0].About, Units: got[0].Units, NotAfter: got[0].NotAfter}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"nanyue", "qidong"}, mentioned(got[0])); diff != "" {
		t.Errorf("mentioned (-want +got):\n%s", diff)
	}
	if d.wakes != 2 {
		t.Errorf("the outbox was woken %d times, want once for each message", d.wakes)
	}
}

func TestFireTwiceSaysItOnce(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	if n := len(d.fire("2026-12-04 09:30")); n != 1 {
		t.Fatalf("%d deliveries", n)
	}
	for _, when := range []string{"2026-12-04 09:30", "2026-12-04 09:31", "2026-12-04 09:00", "2026-12-01 09:00", "2026-12-04 09:30:30"} {
		if got := d.fire(when); len(got) != 0 {
			t.Errorf("at %s again: %s", when, text(got[0]))
		}
	}
}

func TestRestartAcrossASlotSendsItOnce(t *testing.T) {
	p := articleOnly(t)
	path := t.TempDir() + "/test.db"
	clock := NewClock(at("2026-12-04 09:00"))
	var got []messages.Delivery
	for _, when := range []string{"2026-12-04 09:00", "2026-12-04 16:29:59", "2026-12-04 16:50", "2026-12-04 16:51", "2026-12-05 08:00"} {
		clock.Set(at(when))
		db, err := store.Open(path, store.Options{Plan: p, Routes: consoleRoutes, Now: clock.Now})
		if err != nil {
			t.Fatal(err)
		}
		if err := New(db, zerolog.Nop(), nil).Fire(context.Background()); err != nil {
			t.Fatal(err)
		}
		got = nil
		_ = db.View(func(tx *store.Tx) error {
			tx.Deliveries(func(d messages.Delivery) bool { got = append(got, d); return true })
			return nil
		})
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	var keys []string
	for _, d := range got {
		keys = append(keys, d.Key)
	}
	if diff := cmp.Diff([]string{first + "/work@console/work", second + "/work@console/work"}, keys); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNobodyMissingMeansSilence(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	d.do(everybodyBut("article"))
	if got := d.fire("2026-12-04 16:30"); len(got) != 0 {
		t.Errorf("all are in, and yet: %s", text(got[0]))
	}
	if why := d.why(second); why != WhyNobody {
		t.Errorf("why: %q", why)
	}
}

// Each of these keeps a unit from being called by name at 16:30 on the 4th.
func TestWhoIsLeftAlone(t *testing.T) {
	four := at("2026-12-04 15:00")
	tests := []struct {
		name string
		do   func(tx *store.Tx)
		want []string // mentioned at 16:30
		last []string // mentioned in the last call
	}{
		{"nothing", func(tx *store.Tx) {}, []string{"nanyue", "qidong"}, []string{"nanyue", "qidong"}},
		{"said 收到 today", func(tx *store.Tx) { tx.Ack("nanyue", four) }, []string{"qidong"}, []string{"nanyue", "qidong"}},
		{"said 收到 yesterday", func(tx *store.Tx) { tx.Ack("nanyue", four.Add(-24*time.Hour)) }, []string{"nanyue", "qidong"}, []string{"nanyue", "qidong"}},
		{"was nudged by hand today", func(tx *store.Tx) { tx.CountNudge("nanyue", day("2026-12-04")) }, []string{"qidong"}, []string{"nanyue", "qidong"}},
		{"is reminded by hand at that minute", func(tx *store.Tx) {
			tx.PutFired(store.Firing{Key: "nudge/1/0", Group: true, Units: []ledger.UnitID{"nanyue"}, Items: []ledger.ItemID{"article"}, ByHand: at("2026-12-04 16:30")})
		}, []string{"qidong"}, []string{"nanyue", "qidong"}},
		{"is left out of what is said by hand with the last call", func(tx *store.Tx) {
			tx.PutFired(store.Firing{Key: "nudge/1/0", Group: true, Units: []ledger.UnitID{"qidong"}, Items: []ledger.ItemID{"article"}, ByHand: at("2026-12-05 11:30"), Spared: []ledger.UnitID{"nanyue"}})
		}, []string{"nanyue", "qidong"}, nil},
		{"something else is said by hand at that minute", func(tx *store.Tx) {
			tx.PutFired(store.Firing{Key: "nudge/1/0", Group: true, Units: []ledger.UnitID{"nanyue"}, Items: []ledger.ItemID{"essay"}, ByHand: at("2026-12-04 16:30")})
		}, []string{"nanyue", "qidong"}, []string{"nanyue", "qidong"}},
		{"is silenced", func(tx *store.Tx) {
			tx.AddSilence(store.Silence{Units: []ledger.UnitID{"nanyue"}, Until: at("2026-12-07 08:00")})
		}, []string{"qidong"}, []string{"qidong"}},
		{"was silenced until noon", func(tx *store.Tx) {
			tx.AddSilence(store.Silence{Units: []ledger.UnitID{"nanyue"}, Until: at("2026-12-04 12:00")})
		}, []string{"nanyue", "qidong"}, []string{"nanyue", "qidong"}},
		{"will be silenced from tomorrow", func(tx *store.Tx) {
			tx.AddSilence(store.Silence{From: at("2026-12-05 00:00"), Until: at("2026-12-07 00:00")})
		}, []string{"nanyue", "qidong"}, nil},
		{"got more time", func(tx *store.Tx) { tx.SetExtension("nanyue", "article", at("2026-12-10 12:00"), 0) }, []string{"qidong"}, []string{"qidong"}},
		{"everybody is silenced", func(tx *store.Tx) { tx.AddSilence(store.Silence{Until: at("2026-12-07 08:00")}) }, nil, nil},
		{"both have answered", func(tx *store.Tx) { tx.Ack("nanyue", four); tx.Ack("qidong", four) }, nil, []string{"nanyue", "qidong"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t, articleOnly(t), consoleRoutes)
			d.do(everybodyBut("article", "nanyue", "qidong"))
			d.fire("2026-12-04 09:30")
			d.clock.Set(four)
			d.do(test.do)
			check := func(when string, want []string) {
				var got []string
				for _, x := range d.fire(when) {
					got = append(got, mentioned(x)...)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("at %s (-want +got):\n%s", when, diff)
				}
			}
			check("2026-12-04 16:30", test.want)
			d.fire("2026-12-05 10:00")
			check("2026-12-05 11:30", test.last)
		})
	}
}

func TestPauseHoldsAndResumeCatchesUp(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	d.do(func(tx *store.Tx) { tx.SetPaused(true) })
	for _, when := range []string{"2026-12-04 09:30", "2026-12-04 16:30", "2026-12-04 16:55"} {
		if got := d.fire(when); len(got) != 0 {
			t.Fatalf("paused, and yet at %s: %s", when, text(got[0]))
		}
	}
	d.do(func(tx *store.Tx) { tx.SetPaused(false) })
	if got := d.fire("2026-12-04 16:59"); len(got) != 1 || len(mentioned(got[0])) != 13 {
		t.Errorf("after the pause: %d messages, want one that names everybody", len(got))
	}
}

func TestExtensionHasSlotsOfItsOwn(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	d.do(everybodyBut("article", "nanyue"))
	d.do(func(tx *store.Tx) { tx.SetExtension("nanyue", "article", at("2026-12-08 12:00"), 0) })
	for _, when := range []string{"2026-12-04 16:30", "2026-12-05 11:30"} {
		if got := d.fire(when); len(got) != 0 {
			t.Errorf("at %s: %s", when, text(got[0]))
		}
	}
	if got := d.fire("2026-12-05 12:05"); len(got) != 1 || !strings.Contains(text(got[0]), "已延期（1）：南岳区") {
		t.Errorf("list of the 5th: %v", got)
	}
	got := d.fire("2026-12-07 16:30")
	if len(got) != 1 || !strings.Contains(text(got[0]), "12月8日（周二）12:00（已延期）") || !slices.Equal(mentioned(got[0]), []string{"nanyue"}) {
		t.Errorf("the eve of the moved date: %v", got)
	}
	d.do(func(tx *store.Tx) {
		tx.Append(ledger.Record{At: tx.Now(), Role: ledger.Contact, Unit: "nanyue", Item: "article", Verb: ledger.Handed, Op: ledger.Add, Value: 1, Stage: ledger.Written})
	})
	if got := d.fire("2026-12-08 12:05"); len(got) != 1 || !strings.Contains(text(got[0]), "已报0/1家；报了没齐（1）：南岳区") {
		t.Errorf("the list after the moved date: %v", got)
	}
}

// Deadlines moved to one instant have one list, with names.
func TestOneListForAllWithMoreTime(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	for _, u := range []ledger.UnitID{"changning", "hengdong"} {
		d.do(func(tx *store.Tx) { tx.SetExtension(u, "article", at("2026-12-08 12:00"), 0) })
	}
	d.do(func(tx *store.Tx) { fulfil(tx, "changning", "article") })
	d.fire("2026-12-08 11:59") // what lies before is another test's
	got := d.fire("2026-12-08 12:05")
	if len(got) != 1 || strings.Count(text(got[0]), "署名文章：") != 1 || !strings.Contains(text(got[0]), "已报1/2家（常宁市）；未报（1）：衡东县") {
		t.Errorf("the list after the moved date: %v", got)
	}
}

func TestTheListForTelephoningNamesMovedDates(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	d.do(everybodyBut("article", "nanyue", "qidong"))
	d.do(func(tx *store.Tx) { tx.SetExtension("nanyue", "article", at("2026-12-06 12:00"), 0) })
	got := d.fire("2026-12-04 17:00")
	all := ""
	for _, x := range got {
		all += text(x) + "\n"
	}
	if !strings.Contains(all, "署名文章（延到12月6日（周日）12:00）（1）：南岳区") || !strings.Contains(all, "署名文章（1）：祁东县") {
		t.Errorf("got:\n%s", all)
	}
}

func TestOneMessagePerGroupAndAddress(t *testing.T) {
	p := december(t)
	p.Groups = append(p.Groups, ledger.Group{ID: "second", Push: true}, ledger.Group{ID: "deaf"})
	a := func(c messages.Channel, g string) messages.Address { return messages.Address{Channel: c, Target: g} }
	routes := store.Routes{Groups: map[ledger.GroupID][]messages.Address{
		"work":   {a(messages.ChanWeComWebhook, "work"), a(messages.ChanDingTalkRobot, "work")},
		"second": {a(messages.ChanConsole, "second")},
		"deaf":   {a(messages.ChanConsole, "deaf")},
	}}
	d := newDesk(t, p, routes)
	d.fire("2026-12-24 15:00") // what lies before is another test's
	var got []string
	for _, x := range d.fire("2026-12-24 16:00") {
		got = append(got, string(x.To.Group)+" "+string(x.Address.Channel))
		if len(x.About) != 4 {
			t.Errorf("about %v, want all four items in one message", x.About)
		}
		if x.Address.Channel != messages.ChanConsole && len(x.Message.Mentions) != 0 {
			t.Errorf("console accounts mentioned on %s", x.Address.Channel)
		}
	}
	if diff := cmp.Diff([]string{"work wecom-webhook", "work dingtalk-robot", "second console"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNoAddressIsVisible(t *testing.T) {
	d := newDesk(t, articleOnly(t), store.Routes{})
	if got := d.fire("2026-12-04 16:30"); len(got) != 0 {
		t.Fatalf("%d deliveries to nowhere", len(got))
	}
	if why := d.why(second); why != WhyNoWay {
		t.Errorf("why: %q", why)
	}
	d.do(func(tx *store.Tx) {
		if n := tx.NudgesOn("nanyue", day("2026-12-04")); n != 0 {
			t.Errorf("%d nudges counted that nobody got", n)
		}
	})
}

func TestListGoesToTheGroupWhenNoCoordinatorCanBeReached(t *testing.T) {
	routes := consoleRoutes
	routes.Private = nil
	d := newDesk(t, articleOnly(t), routes)
	d.fire("2026-12-05 11:30")
	got := d.fire("2026-12-05 12:05")
	if len(got) != 1 || got[0].To.Role != ledger.Coordinator || got[0].Address.Target != "work" ||
		!slices.Equal(mentioned(got[0]), []string{"coordinator"}) {
		t.Errorf("%+v", got)
	}
}

func TestFirstStartLeavesThePastAlone(t *testing.T) {
	clock := NewClock(at("2027-03-01 09:00"))
	db := openStore(t, december(t), consoleRoutes, clock.Now)
	if err := New(db, zerolog.Nop(), nil).Fire(context.Background()); err != nil {
		t.Fatal(err)
	}
	_ = db.View(func(tx *store.Tx) error {
		if n := tx.LastDelivery(); n != 0 {
			t.Errorf("%d deliveries about a campaign that is over", n)
		}
		return nil
	})
}
