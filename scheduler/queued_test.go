package scheduler

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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
				got := Fresh(tx, made)
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

// A reminder that does not arrive is told to the coordinator, once while it waits
// and once when it is lost, many in one message.
func TestFailuresAreTold(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	d.fire("2026-12-04 09:30")
	d.down = true
	d.fire("2026-12-04 16:30")
	fails(d, messages.Auth)
	if got := d.fire("2026-12-04 16:40"); len(got) != 0 {
		t.Errorf("told too soon: %s", text(got[0]))
	}
	got := d.fire("2026-12-04 16:46")
	if len(got) != 1 || got[0].To.Role != ledger.Coordinator || !strings.Contains(text(got[0]), "平台不认密钥") || !strings.Contains(text(got[0]), "署名文章") {
		t.Fatalf("after a quarter of an hour: %v", got)
	}
	if again := d.fire("2026-12-04 16:50"); len(again) != 0 {
		t.Errorf("told again: %s", text(again[0]))
	}
	d.do(func(tx *store.Tx) { d.s.settled.Store(0) }) // as after a restart
	if again := d.fire("2026-12-04 16:51"); len(again) != 0 {
		t.Errorf("told again after a restart: %s", text(again[0]))
	}
	fails(d, messages.Permanent)
	got = d.fire("2026-12-04 16:55")
	if len(got) != 1 || !strings.Contains(text(got[0]), "没送到") {
		t.Errorf("when it was lost: %v", got)
	}
}

// 提醒记录 tells what went out, how far it came and who has answered.
func TestRemembered(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	d.do(everybodyBut("article", "nanyue", "qidong", "leiyang"))
	d.fire("2026-12-04 09:30")
	d.fire("2026-12-04 16:30")
	d.clock.Set(at("2026-12-04 17:30"))
	d.do(func(tx *store.Tx) {
		fulfil(tx, "nanyue", "article")
		tx.Ack("qidong", tx.Now())
	})
	d.down = true
	d.fire("2026-12-05 10:00")
	fails(d, messages.Transient)
	d.do(func(tx *store.Tx) {
		want := strings.Join([]string{
			"最近的提醒",
			"· 12月5日（周六）10:00 署名文章 → 全市统计法治宣传工作群，点名2家，还没送出，在重试（网络或平台暂时不通 test）",
			"　没回音（2）：祁东县、耒阳市",
			"· 12月4日（周五）16:30 署名文章 → 全市统计法治宣传工作群，点名3家，已送到",
			"　已报（1）：南岳区；回了收到（1）：祁东县；没回音（1）：耒阳市",
			"· 12月4日（周五）09:30 署名文章 → 全市统计法治宣传工作群，报了数没点名（差3），已送到",
		}, "\n")
		if diff := cmp.Diff(want, messages.Render(Remembered(tx, ""), messages.DialectText)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if one := messages.Render(Remembered(tx, "nanyue"), messages.DialectText); strings.Count(one, "·") != 1 {
			t.Errorf("of one unit:\n%s", one)
		}
	})
}

// A reminder ordered for later stands at the hour at which it went out, and a
// private list counts as reported only what it asked of that unit.
func TestRememberedAsItWas(t *testing.T) {
	d := newDesk(t, december(t), consoleRoutes)
	d.fire("2026-12-01 09:00")
	d.do(func(tx *store.Tx) {
		if got := messages.Render(Remembered(tx, ""), messages.DialectText); strings.Contains(got, "已报") {
			t.Errorf("nobody has reported:\n%s", got)
		}
	})
	d.clock.Set(at("2026-12-02 10:00"))
	d.do(func(tx *store.Tx) {
		tx.Enqueue(messages.Delivery{Key: "nudge/1", Kind: messages.KindNudge, To: messages.To{Group: "work"},
			Address: messages.Address{Channel: messages.ChanConsole, Target: "group/work"}, Named: []ledger.UnitID{"qidong"}, Units: []ledger.UnitID{"qidong"},
			About: []ledger.ItemID{"article"}, Created: tx.Now(), NextAt: at("2026-12-02 15:00")})
		tx.Ack("qidong", at("2026-12-02 11:00"))
	})
	d.fire("2026-12-02 15:00")
	d.do(func(tx *store.Tx) {
		got := messages.Render(Remembered(tx, "qidong"), messages.DialectText)
		if want := "12月2日（周三）15:00 署名文章 → 全市统计法治宣传工作群，点名1家，已送到\n　没回音（1）：祁东县"; !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
		tx.Deliveries(func(x messages.Delivery) bool {
			if x.Key == "nudge/1" { // a real outbox counts its attempts
				x.Attempts = 1
				tx.PutDelivery(x)
			}
			return true
		})
		if again := messages.Render(Remembered(tx, "qidong"), messages.DialectText); again != got {
			t.Errorf("after one attempt:\n%s", again)
		}
	})
}

// Who is away is not alerted; the deputy is, when he is known.
func TestAbsence(t *testing.T) {
	p := articleOnly(t)
	deputy := ledger.Person{Role: ledger.Contact, Unit: "nanyue", Name: "李想",
		Accounts: []ledger.Account{{Platform: ledger.Console, UserID: "lixiang"}}}
	p.People = append(p.People, deputy)
	own := ledger.Account{Platform: ledger.Console, UserID: "nanyue"}
	tests := []struct {
		name string
		away store.Absence
		want []string
		says string
	}{
		{"nobody is away", store.Absence{Until: at("2026-12-01 00:00")}, []string{"lixiang", "nanyue"}, "南岳区"},
		{"the contact", store.Absence{Account: own}, []string{"lixiang"}, "南岳区"},
		{"a deputy for all", store.Absence{Deputy: "小李"}, []string{"lixiang"}, "南岳区（这几天找小李）"},
		{"a deputy whom nobody knows", store.Absence{Account: own, Deputy: "小王"}, []string{"lixiang"}, "南岳区（这几天找小王）"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t, p, consoleRoutes)
			d.do(everybodyBut("article", "nanyue"))
			test.away.Unit = "nanyue"
			if test.away.Until.IsZero() {
				test.away.Until = at("2026-12-08 00:00")
			}
			d.do(func(tx *store.Tx) { tx.SetAbsence(test.away) })
			d.fire("2026-12-04 09:30")
			got := d.fire("2026-12-04 16:30")
			if diff := cmp.Diff(test.want, mentioned(got[0])); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if !strings.Contains(text(got[0]), test.says) {
				t.Errorf("does not say %q:\n%s", test.says, text(got[0]))
			}
		})
	}
}

// The opening goes out once, on the first working day, and nobody who starts
// later hears it; a year without a calendar is said aloud.
func TestOpening(t *testing.T) {
	p := december(t)
	p.Campaign.Start = day("2026-12-05") // a Saturday
	s := openingSlots(p)[0]
	if s.Key != "opening/2026-12/2026-12-07T09:00" {
		t.Errorf("opens at %s", s.Key)
	}
	p.Campaign.Start, p.People = day("2026-12-01"), nil
	d := newDesk(t, p, consoleRoutes)
	var group, note int
	for _, x := range d.fire("2026-12-01 09:00") {
		switch {
		case x.Kind == messages.KindDigest && strings.Contains(text(x), "还没有联络员的（22）"):
			note++
		case x.To.Group != "":
			group++
		}
	}
	if group != 1 || note != 1 {
		t.Errorf("%d openings and %d notes", group, note)
	}
	late := newDesk(t, p, consoleRoutes)
	for _, x := range late.fire("2026-12-02 09:00") {
		t.Errorf("on the second day: %s", text(x))
	}
	p.Calendar = &ledger.Calendar{}
	unknown := newDesk(t, p, consoleRoutes)
	said := ""
	for _, x := range unknown.fire("2026-12-01 09:00") {
		said += text(x)
	}
	if !strings.Contains(said, "没有 2026 年的放假调休安排") {
		t.Errorf("the missing year is not told: %s", said)
	}
}

// Where a private way exists the first reminder is private; who has none hears the
// count in the group; then names.
func TestLadder(t *testing.T) {
	p := december(t)
	p.Items, p.Milestones, p.Campaign.Start, p.Campaign.End = p.Items[3:4], nil, ledger.Date{}, ledger.Date{} // essays
	for i := range p.People {
		if p.People[i].Unit == "qidong" {
			p.People[i].Accounts = nil // no private way
		}
	}
	d := newDesk(t, p, consoleRoutes)
	d.do(everybodyBut("essay", "nanyue", "qidong"))
	type heard struct{ To, Names string }
	hear := func(when string) []heard {
		var out []heard
		for _, x := range d.fire(when) {
			to := string(x.To.Group) + string(x.To.Unit) + string(x.To.Role)
			out = append(out, heard{to, strings.Join(mentioned(x), ",")})
		}
		return out
	}
	for _, test := range []struct {
		when string
		want []heard
	}{
		{"2026-12-16 10:00", []heard{{"work", ""}, {"nanyue", ""}}},
		{"2026-12-18 10:00", []heard{{"work", ""}}},
		{"2026-12-18 16:00", []heard{{"work", "nanyue"}}},
		{"2026-12-18 17:00", []heard{{"coordinator", ""}}},
	} {
		if diff := cmp.Diff(test.want, hear(test.when)); diff != "" {
			t.Errorf("at %s (-want +got):\n%s", test.when, diff)
		}
	}
}

// 收到 holds until the next stage, and no longer.
func TestAcknowledgedUntilTheNextStage(t *testing.T) {
	p := december(t)
	p.Items, p.Milestones, p.Campaign.Start, p.Campaign.End = p.Items[:1], nil, ledger.Date{}, ledger.Date{}
	p.Items[0].Remind = offsets("-3d 09:00", "-2d 09:00", "-1wd 16:30", "-2h", "-30m")
	d := newDesk(t, p, store.Routes{Groups: consoleRoutes.Groups})
	d.do(everybodyBut("article", "nanyue"))
	calls := func(when string) bool {
		for _, x := range d.fire(when) {
			if x.To.Group != "" && len(mentioned(x)) > 0 {
				return true
			}
		}
		return false
	}
	d.fire("2026-12-02 09:00")
	d.do(func(tx *store.Tx) { tx.Ack("nanyue", at("2026-12-02 10:00")) })
	if got := d.fire("2026-12-03 09:00"); len(got) != 0 { // the count, but everybody missing has answered
		t.Errorf("in the same stage: %s", text(got[0]))
	}
	if !calls("2026-12-04 16:30") {
		t.Error("the advised day is a new stage")
	}
	d.do(func(tx *store.Tx) { tx.Ack("nanyue", at("2026-12-04 17:00")) })
	if !calls("2026-12-05 10:00") {
		t.Error("the due day is a new stage")
	}
	d.do(func(tx *store.Tx) { tx.Ack("nanyue", at("2026-12-05 10:30")) })
	if !calls("2026-12-05 11:30") {
		t.Error("the last call asks nobody")
	}
	if err := d.s.Fire(context.Background()); err != nil {
		t.Fatal(err)
	}
}
