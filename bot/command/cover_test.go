package command

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"pufabot/bot/ledger"
)

// TestNoWordSlipsThrough puts every word that the lexicon knows to turn a meaning
// into plain reports and decisions: none may be applied as if the word were not there.
func TestNoWordSlipsThrough(t *testing.T) {
	g := Compile(coverPlan())
	now := time.Date(2026, 12, 17, 16, 0, 0, 0, g.zone())
	contact, chief, section := Speaker{Role: ledger.Contact, Unit: "a"}, Speaker{Role: ledger.Coordinator}, Speaker{Role: ledger.Contact, Unit: "s"}
	for _, tt := range []struct {
		who     Speaker
		pattern string
	}{
		{contact, "W征文2篇"}, {contact, "征文W2篇"}, {contact, "征文2篇W"}, {contact, "征文2篇,W"},
		{contact, "W答题126人"}, {contact, "答题W126人"}, {contact, "答题126人W"},
		{contact, "W宣讲2场"}, {contact, "宣讲W2场"}, {contact, "宣讲2场W"}, {contact, "昨天在三塘社区W宣讲1场"},
		{contact, "总结W发邮箱了"}, {contact, "总结发邮箱了W"},
		{chief, "W甲县征文退回"}, {chief, "甲县征文W退回"}, {chief, "W甲县征文通过"}, {chief, "甲县征文通过W"},
		{chief, "甲县征文W延到22号"}, {chief, "甲县征文延到22号W"},
		{section, "进社区W张伟"}, {section, "进社区张伟W"},
	} {
		for _, w := range g.lex.words {
			if w == nil || w.class&turning == 0 || w.class&(cFiller|cAsk|cTopic) != 0 || harmless[w.text] ||
				tt.who == chief && (pronouns[w.text] || said[w.text] || w.class&cVerdict != 0 || w.order == "extend") || strings.Contains(w.text, "补") {
				continue
			}
			line := strings.Replace(tt.pattern, "W", w.text, 1)
			r := g.Read(line, Context{Speaker: tt.who, Now: now})
			if r.Outcome == Apply && anyVerb(r.Acts, Verb.changes) {
				t.Errorf("%s %q is applied: %+v", tt.pattern, line, r.Acts[0])
			}
		}
	}
}

// harmless turn meanings elsewhere, but not here: 将甲县征文退回, 征文2篇,可以, and
// 宣讲会|报2场, 莫张伟. What follows 补 is promised for later; a coordinator's 电话说 and
// 他们 speak of the unit.
var harmless = wordSet("将 可以 行 ok 同意 报名 莫 会报 会交 会发 会刊发 会见报 申请 申请了 请求")

func coverPlan() *ledger.Plan {
	day := func(d int) ledger.Date { return ledger.Date{Year: 2026, Month: time.December, Day: d} }
	county := []string{"county"}
	return &ledger.Plan{
		Campaign: ledger.Campaign{ID: "c", Title: "活动", Zone: time.FixedZone("CST", 8*3600), Start: day(1), End: day(31)},
		Units:    []ledger.Unit{{ID: "a", Name: "甲县", Kind: ledger.County}, {ID: "s", Name: "法规科", Kind: ledger.Section}},
		Items: []ledger.Item{
			{ID: "essay", Name: "征文", Kind: ledger.Entry, Measure: "篇", OwedBy: county, Min: 1, Due: day(20)},
			{ID: "quiz", Name: "专项答题", Aliases: []string{"答题"}, Kind: ledger.Count, Measure: "人", OwedBy: county, Due: day(25)},
			{ID: "outreach", Name: "普法宣讲", Aliases: []string{"宣讲"}, Kind: ledger.Sessions, Measure: "场", OwedBy: county, Min: 1, Due: day(25)},
			{ID: "duty", Name: "宣讲人员报名", Kind: ledger.Signup, Measure: "人", OwedBy: []string{"section"}, Min: 1, Due: day(31), Events: []ledger.MilestoneID{"community"}},
			{ID: "report", Name: "活动总结", Aliases: []string{"总结"}, Kind: ledger.Mail, Measure: "份", OwedBy: county, Min: 1, Due: day(25)},
		},
		Milestones: []ledger.Milestone{{ID: "community", Title: "统计普法进社区", Day: day(8)}},
		Calendar:   ledger.NewCalendar(nil, nil),
	}
}
