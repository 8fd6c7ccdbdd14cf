package command

import (
	"regexp"
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file reads how a section changes whom it sends, where the line leaves to what is
// kept who that is.

// Kinds of sign-ups that are settled by who is signed up: the same people as for the
// other event, and people who are taken off wherever they stand.
const (
	KindSame = "same"
	KindGone = "gone"
)

var (
	sameStaff  = newPattern(`^(?:我们科|我科|我们)?(?:[^,。]{2,8}?)(?:也|还)(?:是|派|由|让)*(?:他|她|他俩|她俩|他们|她们|他们俩|她们俩|他们两个|她们两个|这两个人|这个人|同样的人|一样的人|原班人马)(?:去|参加|来)?[了吧啊哈。! ]*$`)
	newStaff   = newPattern(`^(?:我们科|我科|我们)?([^,。]{2,8}?)(?:的人|的名单|的人员|的)?(?:改成|改为|换成|换为|改派|改由)[:： ]*([^,。]+?)(?:去|参加|来)?[了吧啊哈。! ]*$`)
	goneStaff  = newPattern(`^(?:我们科|我科|我们)?([^,。]{2,12}?)(?:就|那天|当天|临时|突然)?(?:去不了|不去|来不了|不来|去不成|参加不了|不参加)了?[吧啊哈。! ]*$`)
	namesApart = regexp.MustCompile(`[、,，和与及 ]+`)
)

// restaff reads such a line of a section, or a coordinator's of one.
func (p *parse) restaff() (Reading, bool) {
	u, ok := p.g.plan.Unit(p.swapper())
	item := p.signupItem()
	if !ok || u.Kind != ledger.Section || item == nil || p.asks() {
		return Reading{}, false
	}
	event := p.eventNamed(p.eventsOf(item.ID))
	a := Act{Verb: Signup, Unit: u.ID, Item: item.ID, Op: ledger.Add, OpStated: true, Event: event, Span: p.whole()}
	switch {
	case event != "" && sameStaff.matches(p):
		a.Kind = KindSame
	case event != "" && newStaff.matches(p):
		head := newStaff.re.FindStringSubmatchIndex(p.s)
		if a.Op = ledger.Set; p.afterDay(head[2], head[3]+1) == head[3] { // whoever goes, not one of them
			a.Names = p.peopleIn(p.s[head[4]:head[5]])
		}
	case goneStaff.matches(p):
		head := goneStaff.re.FindStringSubmatchIndex(p.s)
		a.Op, a.Names = ledger.Sub, p.peopleIn(p.s[p.afterDay(head[2], head[3]):head[3]])
		if event == "" {
			a.Kind = KindGone
		}
	}
	if a.Kind == "" && len(a.Names) == 0 || a.Op != ledger.Add && len(a.Names) == 0 {
		return Reading{}, false
	}
	a.Value, a.HasValue = len(a.Names), len(a.Names) > 0
	return Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskSure, Quote: p.s, Item: item.ID}}, true
}

// afterDay is where the letters from byte from to byte to begin that are of no day and of
// no name of an event, a unit or an item; what follows a name is left out with it.
func (p *parse) afterDay(from, to int) int {
	at := p.afterWord(from, to)
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kDate && t.start < to && t.end > at && t.end < to {
			at = t.end
		}
	}
	return at
}

// peopleIn are the names that some letters consist of; none where they are anything else.
func (p *parse) peopleIn(s string) []string {
	names := namesApart.Split(strings.Trim(s, " :"), -1)
	if slices.ContainsFunc(names, func(n string) bool { return !plausibleName(n) }) {
		return nil
	}
	return names
}

// signupItem is the plan's sign-up, nil where it has none.
func (p *parse) signupItem() *ledger.Item {
	for k := range p.g.plan.Items {
		if it := p.g.item(k); it.Kind == ledger.Signup {
			return it
		}
	}
	return nil
}

// whoGoes asks a section for names, where a number of people was said that could be
// counted only under items that sections do not owe.
func (p *parse) whoGoes(r *Reading) {
	item := p.signupItem()
	if r.Outcome != Ask || r.Question.Code != AskItem || item == nil || p.c.Role != ledger.Contact || !p.staffs() || p.has&cItem != 0 || !strings.ContainsAny(r.Question.Quote, "人名位") {
		return
	}
	r.Question = Question{Code: AskNames, Item: item.ID}
}
