package messages

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// Extended tells which unit has got more time.
func Extended(units []ledger.Unit, it ledger.Item, due time.Time) Message {
	return one("已延期", UnitNames(units)+"的"+it.Name+"延到"+When(due)+"，提醒也随之顺延。")
}

// Extension is more time that a unit has for an item: the words of the order and, if
// it was asked for, those of the request.
type Extension struct {
	Gap       ledger.Gap
	By, Words string
	At        time.Time
	Asked     string
}

// ExtensionList answers 谁延期了.
func ExtensionList(list []Extension) Message {
	if len(list) == 0 {
		return one("延期", "没有延期，都按通知的期限。")
	}
	m := Message{Title: "延期"}
	m.Head(T(fmt.Sprintf("已延期（%d）", len(list))))
	for i, e := range list {
		if i == mostListed {
			m.Say(T(fmt.Sprintf("这里列出前%d条。", mostListed)))
			break
		}
		line := []Span{B(e.Gap.Unit.Name + e.Gap.Item.Name), T("延到" + When(e.Gap.Deadline.Due))}
		if e.Asked != "" {
			line = append(line, T("，申请时说“"), U(clip(e.Asked, 200)), T("”"))
		}
		if e.Words != "" {
			line = append(line, T("；"+When(e.At)+" "), U(e.By), T("说“"), U(clip(e.Words, 200)), T("”"))
		}
		m.Item(line...)
	}
	return m
}

// ExtensionLifted tells which due instants are in force again; none: nothing had
// been granted.
func ExtensionLifted(u ledger.Unit, back []ledger.Gap, now time.Time) Message {
	if len(back) == 0 {
		return one("", u.Name+"没有延过期，没有改动。")
	}
	m := Message{Title: "延期已取消"}
	m.Say(T(u.Name + "的延期已取消，期限回到："))
	for _, g := range back {
		m.Item(B(g.Item.Name), T("："+DueWords(g.Deadline, now)))
	}
	return m
}
