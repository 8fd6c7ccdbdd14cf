package messages

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// byVerdict lists rulings: those of one verdict without a reason share a line, each
// return and each reason has its own.
func byVerdict(m *Message, list []Ruling) {
	for _, v := range []ledger.Verdict{ledger.Accepted, ledger.Selected, ledger.OnHold} {
		for _, it := range itemsOf(list) {
			var some []Ruling
			for _, r := range list {
				if r.Verdict == v && r.Item.ID == it.ID {
					some = append(some, r)
				}
			}
			if len(some) > 0 {
				m.Item(append([]Span{B(VerdictName(string(v)) + " " + it.Name), T(fmt.Sprintf("（%d%s）：", len(some), it.Measure))}, perUnit(some)...)...)
			}
		}
	}
	for _, r := range list {
		if r.Verdict != ledger.Returned {
			continue
		}
		spans := append([]Span{B("退回 " + r.Item.Name), T("：" + r.Unit.Name)}, r.piece()...)
		if r.Reason != "" {
			spans = append(spans, T("，理由："), U(r.Reason))
		}
		m.Item(spans...)
	}
}

// ReviewPreview shows verdicts before they are kept.
func ReviewPreview(list []Ruling) Message {
	m := Message{Title: "请确认"}
	m.Head(T(fmt.Sprintf("审核%d件，请确认", len(list))))
	byVerdict(&m, list)
	yesNo(&m)
	return m
}

// ReviewReceipt tells which verdicts were kept; told says of which units the people
// have heard it privately.
func ReviewReceipt(list []Ruling, told map[ledger.UnitID]bool) Message {
	m := Message{Title: "已审核"}
	m.Head(T("已审核"))
	byVerdict(&m, list)
	var alone, loud []string
	seen := map[ledger.UnitID]bool{}
	for _, r := range list {
		if r.Verdict != ledger.Returned || seen[r.Unit.ID] {
			continue
		}
		seen[r.Unit.ID] = true
		if told[r.Unit.ID] {
			alone = append(alone, r.Unit.Name)
		} else {
			loud = append(loud, r.Unit.Name)
		}
	}
	if len(alone) > 0 {
		m.Note(T("退回的理由单独发给" + strings.Join(alone, "、") + "。"))
	}
	if len(loud) > 0 {
		m.Note(T(strings.Join(loud, "、") + "没有可以单独发消息的联络员，退回的理由发在工作群里。"))
	}
	m.Note(T("在对方改好或您再审之前，发“撤回”可以收回这次审核。"))
	return m
}

// ReasonWanted asks why something goes back.
func ReasonWanted(list []Ruling) Message {
	m := Message{Title: "请写理由"}
	for _, r := range list {
		if r.Verdict == ledger.Returned && r.Reason == "" {
			m.Say(T("退回要写明理由，对方才知道怎么改，请这样发："))
			m.Copy(r.Unit.Name + r.Item.Name + placeOf(r) + "退回：缺作者署名")
			break
		}
	}
	m.Note(T("还没有改动。"))
	return m
}

// ReasonStill says that the reason is waited for.
func ReasonStill() Message {
	return one("请写理由", "还没有退回，在等理由：请直接写，比如“缺作者署名”；不退了回“取消”。")
}

// NothingToJudge says that a verdict leads nowhere, and what there is.
func NothingToJudge(units []ledger.Unit, it ledger.Item, titles []string, have []Ruling) Message {
	m := Message{Title: "没有可审的"}
	who, what := "各单位", it.Name
	if len(units) > 0 {
		who = UnitNames(units)
	}
	if what == "" {
		what = "稿件"
	}
	spans := []Span{T(who + "没有要审的" + what)}
	for _, t := range titles {
		spans = append(spans, U("《"+t+"》"))
	}
	m.Say(append(spans, T("，没有改动。"))...)
	if len(have) > 0 {
		m.Note(T("现在有："))
		for _, r := range have {
			m.Item(pieceLine(r, true)...)
		}
	}
	return m
}

// NotAmongThem says of which units there is nothing to judge; the others follow.
func NotAmongThem(units []ledger.Unit, it ledger.Item) Message {
	return one("", UnitNames(units)+"没有要审的"+cond(it.Name == "", "稿件", it.Name)+"，不在这次里面。")
}

// JudgeWhichItem asks which item a verdict is about.
func JudgeWhichItem(units []ledger.Unit, found []Ruling) Message {
	m := Message{Title: "请写明"}
	m.Say(T(UnitNames(units) + "不止一项在审，请写明是哪一项，没有改动："))
	for _, r := range found {
		m.Item(pieceLine(r, true)...)
	}
	return m
}
