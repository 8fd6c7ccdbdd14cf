package messages

import (
	"testing"
	"time"

	"pufabot/bot/ledger"
)

func TestExampleNamesTheNextEvent(t *testing.T) {
	p := &ledger.Plan{Milestones: []ledger.Milestone{
		{ID: "c", Title: "进社区", Day: ledger.Date{Year: 2026, Month: 12, Day: 8}},
		{ID: "e", Title: "进企业", Day: ledger.Date{Year: 2026, Month: 12, Day: 9}},
	}}
	it := ledger.Item{Name: "报名", Kind: ledger.Signup, Events: []ledger.MilestoneID{"c", "e"}}
	for day, want := range map[int]string{1: "进社区：张三、李四", 8: "进社区：张三、李四", 9: "进企业：张三、李四", 10: "进社区：张三、李四"} {
		if got := exampleAt(p, it, time.Date(2026, 12, day, 9, 0, 0, 0, time.UTC)); got != want {
			t.Errorf("on day %d: %q, want %q", day, got, want)
		}
	}
}
