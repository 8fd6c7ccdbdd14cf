package command_test

import (
	"testing"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
)

// A line that only says of which item it is what was told before is told from those that
// report, ask or order.
func TestElsewhere(t *testing.T) {
	g := command.Compile(commandtest.Plan())
	for _, tt := range []struct {
		line    string
		is, was ledger.ItemID
	}{
		{"不对，是署名文章", "article", ""},
		{"错了，这是署名文章", "article", ""},
		{"刚才那个其实是署名文章", "article", ""},
		{"这个不是征文，是署名文章", "article", "essay"},
		{"是署名文章，不是征文", "article", "essay"},
		{"署名文章，不是征文", "article", "essay"},
		{"我说错了，刚才发的不是征文，是署名文章", "article", "essay"},
		{"把征文改成署名文章", "article", "essay"},
		{"征文报错了，应该报署名文章", "article", "essay"},
		{"归错了，放到署名文章里", "article", ""},
		{"填错项目了 是讲座的", "lecture", ""},
		{"哎呀记错项目了，是讲座", "lecture", ""},
		{"搞反了，是答题", "quiz", ""},
		{"应该算宣传海报", "work", ""},
		{"答题那个应该记到讲座名下", "lecture", "quiz"},
		{"刚才误报成征文了，是署名文章", "article", "essay"},
		{"错了错了，署名文章", "article", ""},
		{"请改到署名文章", "article", ""},
		// none
		{"署名文章", "", ""},
		{"是署名文章", "", ""},
		{"不是征文", "", ""},
		{"征文错了", "", ""},
		{"不对，是署名文章2篇", "", ""},
		{"是不是应该算署名文章？", "", ""},
		{"不对，署名文章还没写", "", ""},
		{"不对，征文和署名文章都是我写的", "", ""},
		{"不是征文，不是署名文章", "", ""},
		{"不对，是《署名文章》", "", ""},
		{"应该催一下征文", "", ""},
		{"征文不对，署名文章也不对", "", ""},
	} {
		e, ok := g.Elsewhere(tt.line, atTen())
		if ok != (tt.is != "") || e.Is != tt.is || e.Was != tt.was {
			t.Errorf("%s: %q not %q, %v", tt.line, e.Is, e.Was, ok)
		}
	}
}
