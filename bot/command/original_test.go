package command_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
)

// What is kept of a line is kept in the marks in which it was typed; it is read in
// one sort of marks only.
func TestKeptAsTyped(t *testing.T) {
	kept := func(a command.Act) []string {
		var out []string
		for _, s := range append([]string{a.Text, a.Reason}, a.Titles...) {
			if s != "" {
				out = append(out, s)
			}
		}
		return out
	}
	plan := commandtest.Plan()
	g := command.Compile(plan)
	now := time.Date(2026, 12, 10, 10, 0, 0, 0, plan.Campaign.Zone)
	tests := map[string][]string{
		"特色做法：用村村响广播（大喇叭）讲法，每天一条；群众爱听！": {"用村村响广播（大喇叭）讲法，每天一条；群众爱听！"},
		"特色做法:送法进校园,讲了3场":               {"送法进校园,讲了3场"},
		"特色做法：“数”说法治—１０讲":               {"“数”说法治—１０讲"},
		"特色做法：①送法，②宣讲":                  {"送法，②宣讲"},
		"新增征文1篇《数据，是生命线（上）》作者周明":        {"数据，是生命线（上）"},
		"特色做法：广\u200b播，\u202e每天讲一条":     {"广播，每天讲一条"},
	}
	for line, want := range tests {
		r := g.Read(line, command.Context{Speaker: command.Speaker{Role: ledger.Contact, Unit: "hengnan"}, Now: now})
		var got []string
		for _, a := range r.Acts {
			got = append(got, kept(a)...)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", line, diff)
		}
	}
	r := g.Read("衡南征文退回：缺署名，题目（副题）不符", command.Context{Speaker: command.Speaker{Role: ledger.Coordinator}, Now: now})
	if len(r.Acts) != 1 || r.Acts[0].Reason != "缺署名，题目（副题）不符" {
		t.Errorf("%+v", r.Acts)
	}
}
