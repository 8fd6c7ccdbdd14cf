package messages

import (
	"fmt"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// Owed answers 我还差什么.
func Owed(p *ledger.Plan, u ledger.Unit, open []ledger.Gap, now time.Time) Message {
	m := Message{Title: u.Name}
	m.Head(T(fmt.Sprintf("%s 还差%d项", u.Name, len(open))))
	for _, g := range open {
		m.Item(OweLine(p, g, now)...)
	}
	m.Note(T("办好了这样发就行："))
	m.Copy(ownExample(p, open[0]))
	return m
}

// ownExample is a line to copy for what one unit still owes: for one event of a
// sign-up, when only that has nobody.
func ownExample(p *ledger.Plan, g ledger.Gap) string {
	if open := g.Tally.Unserved(g.Item); len(open) == 1 && g.Item.Kind == ledger.Signup {
		return eventNames(p, open) + "：张三、李四"
	}
	return ExampleLine(g.Item)
}

// Unfinished is what a unit that has begun still wants of an item: files, or people
// for an event. Empty: nothing that can be named.
func Unfinished(p *ledger.Plan, g ledger.Gap) string {
	if g.Item.Kind != ledger.Signup {
		return LacksWords(g.Tally.Lacks(g.Item))
	}
	open := g.Tally.Unserved(g.Item)
	if len(open) == 0 {
		return ""
	}
	return eventNames(p, open) + "还没有人"
}

func eventNames(p *ledger.Plan, events []ledger.MilestoneID) string {
	var names []string
	for _, id := range events {
		m, _ := p.Milestone(id)
		names = append(names, m.Title)
	}
	return strings.Join(names, "、")
}

// NothingOwed answers 我还差什么 when all is there.
func NothingOwed(u ledger.Unit) Message {
	m := Message{Title: u.Name}
	m.Say(T(u.Name + "各项都报了，没有欠的。"))
	return m
}
