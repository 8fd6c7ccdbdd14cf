package messages

import (
	"fmt"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// Latecomers answers 谁迟报了: the late ones, those of an item together, each with when
// it was done; what is empty if no one item was asked about.
func Latecomers(what string, late []ledger.Gap, zone *time.Location) Message {
	m := Message{Title: "迟报"}
	if len(late) == 0 {
		m.Say(T("没有迟报的单位" + cond(what == "", "。", "："+what+"。")))
		m.Note(T("还没报的另看：“谁还没交" + what + "”。"))
		return m
	}
	for len(late) > 0 {
		it, n := late[0].Item, 1
		for n < len(late) && late[n].Item.ID == it.ID {
			n++
		}
		names := make([]string, min(n, mostNamed))
		for i := range names {
			names[i] = late[i].Unit.Name + "（" + When(late[i].Tally.DoneAt.In(zone)) + "）"
		}
		m.Item(B(it.Name), T(fmt.Sprintf(" 迟报（%d）：%s", n, strings.Join(names, "、")+andSo(n, mostNamed))))
		late = late[n:]
	}
	m.Note(T("迟报的仍然有效。"))
	return m
}

// WithoutContact answers 谁没有绑定.
func WithoutContact(units []ledger.Unit) Message {
	m := Message{Title: "没有绑定"}
	if len(units) == 0 {
		m.Say(T("每个单位都有绑定的联络员。"))
		return m
	}
	m.Say(T(fmt.Sprintf("还没有联络员绑定的单位（%d）：%s。请他们发：", len(units), firstNames(units, mostNamed))))
	m.Copy(BindLine(units[0].Name))
	return m
}
