package messages

import (
	"testing"

	"pufabot/bot/ledger"
)

// The words behind a figure are the row that tells it, also when the figure is what is
// left of a total, and a medium has the unit's name.
func TestWordsOfALetter(t *testing.T) {
	u := ledger.Unit{Name: "衡东县", Aliases: []string{"衡东"}}
	quiz := ledger.Item{Name: "专项答题", Kind: ledger.Count, Measure: "人"}
	letter := "各位领导：\n一、署名文章1篇，12月3日刊发于衡东融媒。\n二、答题人数170人，其中本单位32人。\n衡东县统计局"
	sheet := "2026年答题情况\n单位\t答题\t其中本单位\n衡东县\t170\t32\n南岳区\t60\t20"
	for _, test := range []struct {
		words string
		value int
		want  string
	}{
		{letter, 138, "二、答题人数170人，其中本单位32人。"},
		{letter, 32, "二、答题人数170人，其中本单位32人。"},
		{sheet, 138, "衡东县\t170\t32"},
		{sheet, 32, "衡东县\t170\t32"},
	} {
		if got := WordsOf(test.words, "", ledger.Record{Value: test.value}, u, quiz); got != test.want {
			t.Errorf("%d: %s", test.value, got)
		}
	}
}
