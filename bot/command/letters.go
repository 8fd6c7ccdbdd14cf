package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// What leaves the bureau: the letter to the province with its list of pieces, and
// all of it together with the files.
var (
	letterWords = []string{"的函", "报送函", "函件", "公函", "目录和函", "函和目录", "报送目录", "报省目录", "报省局目录", "报省的目录", "报省局的目录"}
	parcelWords = []string{"报省局的材料", "报省材料", "报省的材料", "报省局材料", "上报省局的材料", "各县的报告", "各单位的报告", "各县区的报告", "各县市区的报告", "所有的报告", "全部报告", "所有报告", "全部的报告", "各县报告", "报告都给我", "报告都发我"}
)

// letters: 征文报省局的函, 报省局的材料给我. Nothing is judged by 报省 here.
func (p *parse) letters() (Reading, bool) {
	if p.c.Role != ledger.Coordinator || p.asks() || p.has&cUnit != 0 || p.hasTitle() {
		return Reading{}, false
	}
	a := Act{Verb: Pack, Span: p.whole()}
	switch {
	case containsAny(p.s, letterWords):
		a.Verb, a.Format = Export, "docx"
	case containsAny(p.s, parcelWords):
	default:
		return Reading{}, false
	}
	if items := p.itemsIn(0, len(p.toks), false); len(items) == 1 && !strings.Contains(p.s, "报告") {
		a.Item = p.g.item(items[0]).ID
	}
	return Reading{Outcome: Apply, Acts: []Act{a}}, true
}
