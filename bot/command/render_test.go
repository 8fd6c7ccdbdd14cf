package command_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
)

// TestRendered holds Line to its promise: what is offered for copying reads back
// as the same act.
func TestRendered(t *testing.T) {
	plan := commandtest.Plan()
	g := command.Compile(plan)
	now := time.Date(2026, 12, 20, 10, 0, 0, 0, plan.Campaign.Zone)
	counties := plan.Units[:12]
	rapid.Check(t, func(t *rapid.T) {
		a := act(t, counties[rapid.IntRange(0, 11).Draw(t, "unit")].ID)
		line := g.Line(a)
		r := g.Read(line, command.Context{Speaker: command.Speaker{Role: ledger.Coordinator}, Now: now})
		if r.Outcome != command.Apply && r.Outcome != command.Confirm || len(r.Acts) != 1 {
			t.Fatalf("%q: %s", line, commandtest.Brief(r))
		}
		opts := cmp.Options{cmpopts.IgnoreFields(command.Act{}, "Span", "OpStated", "Units"), cmpopts.EquateEmpty()}
		if d := cmp.Diff(a, r.Acts[0], opts); d != "" {
			t.Fatalf("%q reads back otherwise (-rendered +read):\n%s", line, d)
		}
	})
}

func act(t *rapid.T, u ledger.UnitID) command.Act {
	ops := []ledger.Op{ledger.Set, ledger.Add, ledger.Sub}
	date := ledger.Date{Year: 2026, Month: 12, Day: rapid.IntRange(1, 19).Draw(t, "day")}
	a := command.Act{Unit: u, HasValue: true}
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0:
		a.Verb, a.Item, a.Op = command.Count, "quiz", rapid.SampledFrom(ops).Draw(t, "op")
		a.Value = rapid.IntRange(1, 90000).Draw(t, "value")
		a.Approx = rapid.Bool().Draw(t, "approx") && a.Op != ledger.Sub
		a.Scope = rapid.SampledFrom([]string{"", "own", "others"}).Draw(t, "scope")
	case 1:
		a.Verb, a.Item, a.Op, a.Value = command.Count, "lecture", ledger.Set, rapid.IntRange(0, 900).Draw(t, "value")
	case 2:
		a.Verb, a.Item, a.Op, a.Value = command.Session, "outreach", rapid.SampledFrom(ops).Draw(t, "op"), rapid.IntRange(1, 40).Draw(t, "value")
	case 3:
		a.Verb, a.Item, a.Op, a.Value = command.Session, "outreach", ledger.Add, 1
		a.Date, a.Place, a.People = date, rapid.SampledFrom([]string{"三塘社区", "五一广场", "衡山路小学", "县政府会议室", "白地市镇"}).Draw(t, "place"), rapid.IntRange(1, 800).Draw(t, "people")
		a.Approx = rapid.Bool().Draw(t, "approx")
	case 4:
		a.Verb, a.Item, a.Op, a.Value = command.Entry, "essay", ledger.Add, 1
		a.Titles, a.Author = []string{rapid.SampledFrom([]string{"守好数据底线", "答题那些年", "征文2篇", "一张报表"}).Draw(t, "title")}, rapid.SampledFrom([]string{"", "周明", "欧阳一山"}).Draw(t, "author")
	case 5:
		a.Verb, a.Item, a.Op, a.Value = command.Entry, "work", rapid.SampledFrom(ops).Draw(t, "op"), rapid.IntRange(1, 30).Draw(t, "value")
		a.Type = rapid.SampledFrom([]string{"", "宣传海报", "微视频", "漫画", "图解"}).Draw(t, "type")
	case 6:
		a.Verb, a.Item, a.Op, a.Value = command.Entry, "article", ledger.Set, 1
		a.Stage, a.Date = ledger.Published, date
		a.Media = rapid.SampledFrom([]string{"县融媒体中心", "红网", "耒阳新闻网"}).Draw(t, "media")
	}
	return a
}
