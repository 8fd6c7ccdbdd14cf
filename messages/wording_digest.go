package messages

import (
	"fmt"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// DueList is how one item stands after its due instant.
type DueList struct {
	Item     ledger.Item
	Deadline ledger.Deadline
	// Of is how many were asked; In have done it (Late among them too late), Partial
	// have begun, Missing are silent, Extended have more time.
	Of                         int
	In, Late, Partial, Missing []ledger.Unit
	Extended                   []ledger.Unit
	Titles                     map[ledger.UnitID][]string
}

// Digest tells the coordinator who is in after a due instant, what is ready to be
// handed on, and whom to ask.
func Digest(p *ledger.Plan, lists []DueList, now time.Time) Message {
	m := Message{Title: "截止情况"}
	if len(lists) == 1 {
		m.Title = lists[0].Item.Name + "截止情况"
	}
	m.Head(T(m.Title))
	m.Note(T("截至" + When(now.In(p.Campaign.Zone))))
	for _, l := range lists {
		tellDueList(&m, p, l)
	}
	for _, l := range lists {
		if len(l.Missing)+len(l.Partial) > 0 && l.Item.Min > 0 {
			m.Note(T("要再催一次，请发："))
			m.Copy("催" + l.Item.Name)
			break
		}
	}
	return m
}

func tellDueList(m *Message, p *ledger.Plan, l DueList) {
	whose := counter(append(append([]ledger.Unit(nil), l.In...), l.Missing...))
	s := fmt.Sprintf("：期限%s%s，已报%d/%d%s", When(l.Deadline.Due.In(p.Campaign.Zone)), softMark(l.Deadline), len(l.In), l.Of, whose)
	if len(l.Missing)+len(l.Partial)+len(l.Extended) == 0 {
		s += "，全部报齐"
	}
	m.Say(B(l.Item.Name), T(s+"。"))
	row := func(name string, units []ledger.Unit) {
		if len(units) > 0 {
			m.Item(T(fmt.Sprintf("%s（%d）：%s", name, len(units), UnitNames(units))))
		}
	}
	row("未报", l.Missing)
	row("报了没齐", l.Partial)
	row("已延期", l.Extended)
	row("迟报", l.Late)
	if l.Item.Kind == ledger.Entry && len(l.In) > 0 {
		ready := []Span{T(fmt.Sprintf("可以转报（%d）：", len(l.In)))}
		for i, u := range l.In {
			if i > 0 {
				ready = append(ready, T("、"))
			}
			ready = append(ready, T(u.Name))
			for _, title := range l.Titles[u.ID] {
				ready = append(ready, U("《"+clip(title, 30)+"》"))
			}
		}
		m.Item(ready...)
	} else {
		row("已报", l.In)
	}
}

// Closing is the sheet of the last day.
func Closing(p *ledger.Plan, sums []Summary, now time.Time) Message {
	m := Message{Title: "活动收官"}
	m.Head(T(p.Campaign.Title + " 收官情况"))
	m.Note(T("截至" + When(now.In(p.Campaign.Zone))))
	for _, s := range sums {
		m.Item(summaryLine(s)...)
	}
	m.Note(T("还有补报的，今天之内仍会登记。大家辛苦了。"))
	return m
}

// NextReminders answers 提醒计划: when, about what.
func NextReminders(lines []string, paused bool) Message {
	m := Message{Title: "提醒计划"}
	if paused {
		m.Say(T("现在已暂停全部定时提醒，恢复请发“恢复提醒”。"))
	}
	if len(lines) == 0 {
		m.Say(T("后面没有排定的提醒了。"))
		return m
	}
	m.Head(T("接下来的提醒"))
	for _, l := range lines {
		m.Item(T(l))
	}
	m.Note(T("到时候都报齐了就不发。"))
	return m
}

// NextReminder is one line of the plan of reminders.
func NextReminder(at time.Time, about []string, kind Kind) string {
	words := strings.Join(about, "、")
	switch kind {
	case KindDigest:
		words += "截止情况（发给协调员）"
	case KindStatus:
		words += "收官情况（发给协调员）"
	}
	return When(at) + " " + words
}
