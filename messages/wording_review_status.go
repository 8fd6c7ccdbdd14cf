package messages

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// ReviewOfUnit answers 我的征文过了吗.
func ReviewOfUnit(u ledger.Unit, it ledger.Item, list []Ruling) Message {
	m := Message{Title: "审核情况"}
	if len(list) == 0 {
		m.Say(T(u.Name + "的" + it.Name + "还没有报送，或者没有这样的稿件。"))
		return m
	}
	m.Head(T(u.Name + " " + it.Name + "审核情况"))
	for _, r := range list {
		m.Item(pieceLine(r, it.ID == "")...)
	}
	for _, r := range list {
		if r.Piece.Review() == ledger.ReviewReturned {
			m.Note(T("改好重报以后，这样告诉我："))
			m.Copy(mendedExample(r.Item))
			break
		}
	}
	return m
}

// ReviewOfAll answers 退回的有哪些, 哪些征文选上了, 还有哪些没审.
func ReviewOfAll(it ledger.Item, verdict string, list []Ruling) Message {
	m := Message{Title: "审核情况"}
	what := map[string]string{"": "审核情况", "waiting": "待审", string(ledger.Accepted): "已通过", string(ledger.Returned): "退回",
		string(ledger.Selected): "选报省局", string(ledger.OnHold): "先放着"}[verdict]
	if len(list) == 0 {
		m.Say(T("没有" + strings.TrimSuffix(what, "审核情况") + "的" + cond(it.Name == "", "稿件", it.Name) + "。"))
		return m
	}
	m.Head(T(strings.TrimSpace(it.Name+" "+what) + fmt.Sprintf("（%d件）", len(list))))
	for _, item := range itemsOf(list) {
		for _, s := range []ledger.ReviewState{ledger.ReviewWaiting, ledger.ReviewRevised, ledger.ReviewHeld, ledger.ReviewReturned, ledger.ReviewAccepted, ledger.ReviewSelected} {
			var some []Ruling
			for _, r := range list {
				if r.Item.ID == item.ID && r.Piece.Review() == s {
					some = append(some, r)
				}
			}
			if len(some) > 0 {
				m.Item(append([]Span{B(item.Name + " " + ReviewName(s)), T(fmt.Sprintf("（%d）：", len(some)))}, firstUnits(some)...)...)
			}
		}
	}
	return m
}

// firstUnits names the pieces of the first units, of which there may be thousands.
func firstUnits(list []Ruling) []Span {
	if len(list) <= mostNamed {
		return perUnit(list)
	}
	return append(perUnit(list[:mostNamed]), T(fmt.Sprintf("等%d件", len(list))))
}

func cond(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}
