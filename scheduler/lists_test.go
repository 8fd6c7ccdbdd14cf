package scheduler

import (
	"strings"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/store"
)

// What can be handed on has its files and the city's word; everything else says what
// it waits for, and how to go on.
func TestWhatCanBeHandedOn(t *testing.T) {
	pair := func(tx *store.Tx, u ledger.UnitID, title string) {
		fulfil(tx, u, "article")
		for i, format := range []string{ledger.Word, ledger.PDF} {
			tx.Append(ledger.Record{At: tx.Now(), Unit: u, Item: "article", Verb: ledger.Filed, File: uint64(len(u)*10 + i), Format: format, Titles: []string{title}})
		}
	}
	pass := func(tx *store.Tx, u ledger.UnitID, it ledger.ItemID) {
		tx.Append(ledger.Record{At: tx.Now(), Unit: u, Item: it, Verb: ledger.Reviewed, Verdict: ledger.Accepted, Pieces: []int{1}})
	}
	pushes := rehearse(t, december(t), "2026-12-01 00:00", "2026-12-21 12:00",
		act{"2026-12-04 12:00", func(tx *store.Tx) {
			pair(tx, "city", "依法治统")
			pair(tx, "nanyue", "数说南岳")
			pass(tx, "nanyue", "article")
			pair(tx, "qidong", "渔鼓声声")
			fulfil(tx, "leiyang", "article")
			pass(tx, "leiyang", "article")
			fulfil(tx, "changning", "article")
			fulfil(tx, "changning", "essay")
			fulfil(tx, "hengnan", "essay")
			pass(tx, "hengnan", "essay")
		}})
	for key, says := range map[string][]string{
		"digest/article/2026-12-05T12:05": {"可以转报（2）：南岳区、市本级\n", "还差文件（2）：耒阳市、常宁市\n", "待审（1）：祁东县\n", "署名文章全部通过"},
		"digest/essay/2026-12-21T09:00":   {"可以转报（1）：衡南县\n", "待审（1）：常宁市\n", "征文全部通过"},
	} {
		p := find(pushes, key)
		if p == nil {
			t.Errorf("%s was not pushed", key)
			continue
		}
		for _, s := range says {
			if !strings.Contains(p.Text, s) {
				t.Errorf("%s does not say %q:\n%s", key, s, p.Text)
			}
		}
	}
}
