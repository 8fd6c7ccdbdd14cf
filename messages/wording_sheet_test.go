package messages

import (
	"testing"

	"pufabot/bot/ledger"
)

func TestRecordWords(t *testing.T) {
	it := ledger.Item{Name: "征文", Measure: "篇"}
	for want, r := range map[string]ledger.Record{
		"征文 总数2篇":         {Verb: ledger.Handed, Op: ledger.Set, Value: 2},
		"征文 增加1篇 已刊发 《甲》": {Verb: ledger.Handed, Op: ledger.Add, Value: 1, Stage: ledger.Published, Titles: []string{"甲"}},
		"征文 增加约60篇 其他部门":  {Verb: ledger.Counted, Op: ledger.Add, Value: 60, Approx: true, Scope: ledger.ScopeOthers},
		"征文 收到文件 《甲》":     {Verb: ledger.Filed, Titles: []string{"甲"}},
		"征文 审核：退回 题目不合":   {Verb: ledger.Reviewed, Verdict: ledger.Returned, Text: "题目不合"},
		"征文 说明：邮件已发":      {Verb: ledger.Explained, Text: "邮件已发"},
		"征文 撤回第7条登记":      {Verb: ledger.Undone, Undoes: 7},
		"征文 自述已发，等市局确认":   {Verb: ledger.Mailed, State: ledger.StateSent},
		"征文 增加2篇 周小吴 吴小周": {Verb: ledger.SignedUp, Op: ledger.Add, Value: 2, Names: []string{"周小吴", "吴小周"}},
	} {
		if got := RecordWords(r, it); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
