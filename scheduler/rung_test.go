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

// A unit with more time is called by name on the last working day, even where it has
// other things to be told that morning.
func TestLadderOfAMovedDeadline(t *testing.T) {
	p := december(t)
	p.Milestones = nil
	d := newDesk(t, p, consoleRoutes)
	d.fire("2026-12-17 11:00")
	d.do(func(tx *store.Tx) { tx.SetExtension("qidong", "essay", at("2026-12-22 23:59:59"), 0) })
	called := func(when string) string {
		var out []string
		for _, x := range d.fire(when) {
			for _, u := range x.Named {
				if u == "qidong" {
					out = append(out, string(x.To.Group)+string(x.To.Unit))
				}
			}
			if x.To.Role != "" {
				for _, u := range x.Units {
					if u == "qidong" {
						out = append(out, "coordinator")
					}
				}
			}
		}
		return strings.Join(out, " ")
	}
	for _, test := range []struct{ when, want string }{
		{"2026-12-18 10:00", "qidong"},
		{"2026-12-18 16:00", ""},
		{"2026-12-21 10:00", ""}, // works and sessions can wait: the day's one call is for the essay
		{"2026-12-21 16:00", "work"},
		{"2026-12-21 17:00", "coordinator"},
		{"2026-12-22 10:00", "qidong"}, // the report
		{"2026-12-22 17:00", ""},
	} {
		if got := called(test.when); got != test.want {
			t.Errorf("at %s called in %q, want %q", test.when, got, test.want)
		}
	}
}

// What is promised to 收到 is what happens, for every moment at which it may be said.
func TestRecall(t *testing.T) {
	at1, at2 := at("2026-12-05 10:00"), at("2026-12-05 11:30")
	for _, test := range []struct {
		said string
		want messages.Recall
	}{
		{"2026-12-02 15:00", messages.Recall{}}, // nothing has been said yet
		{"2026-12-04 10:00", messages.Recall{At: at1, Known: true}},
		{"2026-12-04 17:00", messages.Recall{At: at1, Known: true}},
		{"2026-12-05 10:05", messages.Recall{At: at2, Known: true, Last: true}},
		{"2026-12-05 11:35", messages.Recall{Known: true}},
	} {
		d := newDesk(t, articleOnly(t), consoleRoutes)
		d.do(everybodyBut("article", "nanyue", "qidong"))
		slots := []string{"2026-12-03 16:30", "2026-12-04 09:30", "2026-12-04 16:30", "2026-12-05 10:00", "2026-12-05 11:30", "2026-12-05 11:59"}
		acked := at(test.said)
		var called time.Time
		for _, when := range slots {
			if at(when).After(acked) && d.clock.Now().Before(acked) {
				d.fire(test.said)
				d.do(func(tx *store.Tx) {
					tx.Ack("nanyue", acked)
					if got := Recall(tx, "nanyue"); got.Known != test.want.Known || got.Last != test.want.Last || !got.At.Equal(test.want.At) {
						t.Errorf("收到 at %s: %+v, want %+v", test.said, got, test.want)
					}
				})
			}
			for _, x := range d.fire(when) {
				if called.IsZero() && at(when).After(acked) && contains(x.Named, "nanyue") {
					called = at(when)
				}
			}
		}
		if test.want.Known && !called.Equal(test.want.At) {
			t.Errorf("收到 at %s: called again at %s, promised %s", test.said, called, test.want.At)
		}
	}
}
