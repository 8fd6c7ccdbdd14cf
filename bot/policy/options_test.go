package policy_test

import (
	"testing"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/policy"
)

// A question that a number can answer carries what each number stands for.
func TestOptions(t *testing.T) {
	plan := commandtest.Plan()
	g := command.Compile(plan)
	for _, tt := range []struct {
		unit, line string
		want       []string
	}{
		{"hengnan", "3篇", []string{"署名文章 apply entry hengnan article set 3", "征文 apply entry hengnan essay set 3"}},
		{"hengnan", "宣讲2场3场", []string{"2场 apply session hengnan outreach set 2", "3场 apply session hengnan outreach set 3"}},
		{"hengnan", "撤回征文2篇", []string{" apply undo essay", " apply entry hengnan essay sub 2"}},
		{"hengnan", "答题40、50，一共100", []string{"90人 apply count hengnan quiz set 90", "100人 apply count hengnan quiz set 100"}},
		{"office", "报名李四", []string{"统计普法进社区 apply signup office duty add 1 李四 community", "统计普法进企业 apply signup office duty add 1 李四 enterprise", "两场都去 apply signup office duty add 1 李四 community + signup office duty add 1 李四 enterprise"}},
		{"coordinator", "衡阳答题50", []string{"衡阳县 apply count hengyang-xian quiz set 50", "市本级 apply count city quiz set 50"}},
		{"hengnan", "署名文章1篇，县融媒12月2日刊发", []string{" apply entry hengnan article set 1 2026-12-02 published in=县融媒 + entry hengnan article set 1 submitted", " apply entry hengnan article set 1 2026-12-02 published in=县融媒"}},
		{"hengnan", "署名文章发了，征文2篇", []string{" apply entry hengnan article add 1 published + entry hengnan essay set 2", " apply entry hengnan article add 1 submitted + entry hengnan essay set 2", " apply entry hengnan article add 1 published + entry hengnan article add 1 submitted + entry hengnan essay set 2"}},
		{"hengnan", "衡阳答题50", nil},           // neither is hers
		{"hengnan", "宣讲2场还是3场，8号在三塘", nil},   // more than two figures to choose between
		{"hengnan", "答题本单位30外单位50一共90", nil}, // a number would lose the boxes
	} {
		who := commandtest.Speaker(tt.unit)
		now := time.Date(2026, 12, 5, 16, 0, 0, 0, plan.Campaign.Zone)
		r := policy.Check(plan, who, g.Read(tt.line, command.Context{Speaker: who, Now: now}))
		if r.Outcome != command.Ask {
			t.Errorf("%q is read as %s", tt.line, commandtest.Brief(r))
		}
		var got []string
		for _, o := range r.Question.Options {
			got = append(got, o.Label+" "+commandtest.Brief(command.Reading{Outcome: command.Apply, Acts: o.Acts}))
		}
		if len(got) != len(tt.want) {
			t.Errorf("%q offers %q, want %q", tt.line, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%q offers %q, want %q", tt.line, got[i], tt.want[i])
			}
		}
	}
}
