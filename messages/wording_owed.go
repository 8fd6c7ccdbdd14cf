package messages

import (
	"fmt"
	"slices"
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
	m.Copy(ownExample(p, open[0], now))
	if i := slices.IndexFunc(open, func(g ledger.Gap) bool { return g.SentBack() }); i > 0 {
		m.Copy(ownExample(p, open[i], now))
	}
	return m
}

// askedExample is a line to copy for those who are asked.
func askedExample(p *ledger.Plan, o Asked, now time.Time) string {
	switch {
	case o.Own != nil:
		return ownExample(p, *o.Own, now)
	case len(o.Back) > 0 && len(o.Back) == len(o.Missing):
		return mendedExample(o.Item)
	}
	return exampleAt(p, o.Item, now)
}

// mendedExample is the line with which what was returned comes back.
func mendedExample(it ledger.Item) string {
	if it.Kind == ledger.Mail {
		return ExampleLine(it)
	}
	return it.Name + "改好了，已重新报送"
}

// ownExample is a line to copy for what one unit still owes: for what was returned, and
// for one event of a sign-up when only that has nobody.
func ownExample(p *ledger.Plan, g ledger.Gap, now time.Time) string {
	if g.SentBack() {
		return mendedExample(g.Item)
	}
	if open := g.Tally.Unserved(g.Item); len(open) == 1 && g.Item.Kind == ledger.Signup {
		return signUpExample(eventNames(p, open))
	}
	return exampleAt(p, g.Item, now)
}

// exampleAt is a line to copy that is taken as it stands: where people sign up for one
// of several events, it names the next.
func exampleAt(p *ledger.Plan, it ledger.Item, now time.Time) string {
	if it.Kind != ledger.Signup || len(it.Events) < 2 {
		return ExampleLine(it)
	}
	next := slices.IndexFunc(it.Events, func(id ledger.MilestoneID) bool {
		m, _ := p.Milestone(id)
		return !m.Day.Before(ledger.DateOf(now))
	})
	return signUpExample(eventNames(p, it.Events[max(next, 0):][:1]))
}

func signUpExample(what string) string { return what + "：张三、李四" }

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

// ItemNotOwed answers the same of one item, which says nothing of the others.
func ItemNotOwed(u ledger.Unit, it ledger.Item, gaps []ledger.Gap) Message {
	m := Message{Title: u.Name}
	s := "没有要求报，不欠。"
	if len(gaps) > 0 {
		s = "记了" + total(gaps[0].Tally, it) + "，这一项不欠。"
	}
	m.Say(T(u.Name+"的"), B(it.Name), T(s))
	return m
}
