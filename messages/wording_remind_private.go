package messages

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// The openings of private reminders.
var opensAlone = []string{"打扰一下", "提前跟您说一声", "您好，提醒一下", "怕您忙忘了"}

// PrivateReminder is what one unit is told alone: what it owes, by which clause,
// until when, and one line to answer with. It never says who else is missing.
func PrivateReminder(p *ledger.Plan, owed []Asked, turn int, now time.Time) Message {
	now = now.In(p.Campaign.Zone)
	m := Message{Title: "还差" + itemNames(owed)}
	m.Head(T(pick(opensAlone, turn) + "：贵单位还差" + itemNames(owed)))
	for _, group := range byDeadline(owed) {
		d := group[0].Deadline
		m.Say(T("期限" + When(d.Due.In(now.Location())) + extendedMark(d) + "，" + Left(now, d.Due) + "。" + advice(p, group, now)))
		for _, o := range group {
			s := asks(o.Item)
			if o.Own != nil && o.Own.State == ledger.StatePartial {
				s += "：" + lacking(p, o.Own)
			}
			m.Item(B(o.Item.Name), T(s))
		}
	}
	tellRoughAlone(&m, owed)
	m.Note(T(pick(closingsAlone, turn)))
	m.Copy(askedExample(p, owed[0], now))
	m.Note(T(thanksFor(thanksAlone, owed, turn, now)))
	return m
}

var (
	closingsAlone = []string{"办好了直接回我一行：", "报的时候照这样发给我：", "回这样一行就算报了：", "改一改发给我就行："}
	// the first promises what 收到 brings, as that of thanks does
	thanksAlone = []string{"看到了回“收到”，下个阶段之前不再打扰。", "有困难直接说，我转告协调员。", "这几天不方便，回“这几天找某某”。"}
)

func itemNames(owed []Asked) string {
	var names []string
	for _, o := range owed {
		if !slices.Contains(names, o.Item.Name) {
			names = append(names, o.Item.Name)
		}
	}
	return strings.Join(names, "、")
}

// Opening announces the campaign to a group: what is asked until when, and how to answer.
func Opening(p *ledger.Plan, now time.Time) Message {
	now = now.In(p.Campaign.Zone)
	m := Message{Title: p.Campaign.Title}
	m.Head(T(p.Campaign.Title + "开始了"))
	m.Say(T("从今天到" + Day(p.Campaign.End) + "，要报的和期限："))
	items := slices.Clone(p.Items)
	slices.SortStableFunc(items, func(a, b ledger.Item) int { return p.Deadline(a).Due.Compare(p.Deadline(b).Due) })
	for i := 0; i < len(items); {
		d := p.Deadline(items[i])
		var names []string
		for ; i < len(items) && p.Deadline(items[i]).Due.Equal(d.Due); i++ {
			names = append(names, items[i].Name)
		}
		m.Item(B(When(d.Due.In(now.Location()))), T("："+strings.Join(names, "、")+advised(d)))
	}
	if len(items) > 0 {
		m.Note(T("报的时候 @我 发一行就行，比如："))
		m.Copy(exampleAt(p, items[0], now))
		m.Note(T("想看自己要报什么，发“我们还差啥”。报了的不会再催。"))
	}
	return m
}

// advised is the working day on which it is best done, in brackets, where it is not the due day.
func advised(d ledger.Deadline) string {
	if d.Advised.IsZero() || !d.Advised.Before(d.Day) {
		return ""
	}
	return "（建议" + Day(d.Advised) + "下班前）"
}

// OwnList is what a unit is asked for in the whole campaign.
func OwnList(p *ledger.Plan, open []ledger.Gap, now time.Time) Message {
	m := Message{Title: "要报的清单"}
	m.Head(T(fmt.Sprintf("您好，这次活动贵单位要报%d项", len(open))))
	slices.SortStableFunc(open, func(a, b ledger.Gap) int { return a.Deadline.Due.Compare(b.Deadline.Due) })
	for i, g := range open {
		if d := g.Deadline; i == 0 || !open[i-1].Deadline.Due.Equal(d.Due) {
			m.Say(T(When(d.Due.In(now.Location())) + extendedMark(d) + "截止，" + Left(now, d.Due) + advised(d) + "："))
		}
		m.Item(B(g.Item.Name), T(asks(g.Item)))
	}
	m.Note(T("办好一项报一项，直接回我就行，比如："))
	m.Copy(ownExample(p, open[0], now))
	return m
}

// OpeningNote tells the coordinator on the first day what still has to be put in
// order: units that nobody answers for, years whose working days are not known.
func OpeningNote(units []ledger.Unit, years []int) Message {
	m := Message{Title: "开工前请看一下"}
	m.Head(T(m.Title))
	if len(units) > 0 {
		m.Say(T(fmt.Sprintf("还没有联络员的（%d）：%s。提醒 @ 不到人。请他们发：", len(units), UnitNames(units))))
		m.Copy("绑定 单位名称 姓名")
	}
	for _, y := range years {
		m.Say(T(WarnYear(y)))
	}
	return m
}
