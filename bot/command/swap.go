package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// swapped finds who goes instead of whom: 王晓换成李想, 李想替王晓去.
var swapped = []struct {
	re       *pattern
	out, in_ int
}{
	{newPattern(`(\p{Han}{2,4}?)(?:改)?(?:换成|换为|改成|改为|换作|改派|改由|替换为|更换为|变更为)(\p{Han}{2,3})`), 1, 2},
	{newPattern(`(\p{Han}{2,3}?)(?:替|替换|代替|顶替|接替)(\p{Han}{2,3}?)(?:去|参加|来|$)`), 2, 1},
	{newPattern(`(\p{Han}{2,4}?)` + cannotGo + `[,， ]*(?:进社区|进企业|社区|企业|那天|\d+号)?(?:的|就|请)?(?:换成|换|改成|改由|改派|改|由|派|让)(\p{Han}{2,3})`), 1, 2},
	{newPattern(`(\p{Han}{2,4}?)` + cannotGo + `[,， ]*(\p{Han}{2,3}?)(?:顶上|来顶|去顶|顶一下|补上|顶替|代他去|代她去|替他去|替她去)`), 1, 2},
	{newPattern(`不是(\p{Han}{2,3}?)[,， ]*(?:而是|应该是|是)(\p{Han}{2,3})`), 1, 2},
	{newPattern(`是(\p{Han}{2,3}?)[,， ]*(?:而)?不是(\p{Han}{2,3})`), 2, 1},
}

// cannotGo says that somebody can't go: 感冒去不了, 临时有事.
const cannotGo = `(?:就|那天|当天|临时|突然|家里)*(?:(?:感冒|发烧|生病|病|住院|有事|出差|请假|开会|要开会|走不开|值班)了?[,， ]*(?:去不了|不去|来不了|去不成|参加不了)?|去不了|不去|来不了|去不成|参加不了)了?`

// swap: a section sends somebody else: the one named first is taken off the list
// and the other put on it, of the event that the line names, or of the one chosen.
func (p *parse) swap() (Reading, bool) {
	if p.nums > 0 || p.asks() {
		return Reading{}, false
	}
	if u, ok := p.g.plan.Unit(p.swapper()); !ok || u.Kind != ledger.Section {
		return Reading{}, false
	}
	for _, s := range swapped {
		if !s.re.mayIn(p) {
			continue
		}
		m := s.re.re.FindStringSubmatchIndex(p.s)
		if m == nil {
			continue
		}
		at := p.afterWord(m[2*s.out], m[2*s.out+1])
		from, to := lastName(p.s[at:m[2*s.out+1]]), firstName(p.s[m[2*s.in_]:m[2*s.in_+1]])
		if x := strings.TrimPrefix(from, "由"); plausibleName(x) {
			from = x
		}
		if from == "" || to == "" || from == to {
			continue
		}
		return p.swapOf(from, to)
	}
	return Reading{}, false
}

// afterWord is where the letters from byte from to byte to begin that are of no name
// of an event, a unit or an item: 进社区|张伟.
func (p *parse) afterWord(from, to int) int {
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cEvent|cUnit|cItem|cMyself|cOwn) && t.start < to && t.end > from && t.end < to {
			from = t.end
		}
	}
	return from
}

// lastName and firstName are the name at the end, or at the head, of a run of letters.
func lastName(s string) string {
	for r := []rune(s); len(r) >= 2; r = r[1:] {
		if plausibleName(string(r)) {
			return string(r)
		}
	}
	return ""
}

func firstName(s string) string {
	for r := []rune(s); len(r) >= 2; r = r[:len(r)-1] {
		if name, _ := nameAndTail(string(r)); plausibleName(name) {
			return name
		}
	}
	return ""
}

// swapper is the unit whose people are swapped: the speaker's, or the one that a
// coordinator names.
func (p *parse) swapper() ledger.UnitID {
	if p.c.Role != ledger.Coordinator {
		return p.c.Unit
	}
	if units, doubt := p.unitsIn(0, len(p.toks)); doubt == nil && len(units) == 1 {
		return units[0]
	}
	return ""
}

// swapOf asks for a yes, or for the event where none is named.
func (p *parse) swapOf(from, to string) (Reading, bool) {
	for _, it := range p.g.plan.Items {
		if it.Kind != ledger.Signup {
			continue
		}
		acts := func(event ledger.MilestoneID) []Act {
			a := Act{Verb: Signup, Unit: p.swapper(), Item: it.ID, Op: ledger.Sub, OpStated: true, Names: []string{from}, Value: 1, HasValue: true, Event: event, Span: p.whole()}
			b := a
			b.Op, b.Names = ledger.Add, []string{to}
			return []Act{a, b}
		}
		events := p.eventsOf(it.ID)
		named := p.eventNamed(events)
		if len(events) < 2 || named != "" {
			return Reading{Outcome: Confirm, Acts: acts(named), Question: Question{Code: AskSure, Quote: p.s, Item: it.ID}}, true
		}
		q := p.ask(AskEvent, p.whole())
		q.Question.Item = it.ID
		for _, m := range events {
			q.Question.Options = append(q.Question.Options, Option{Label: m.Title, Acts: acts(m.ID)})
		}
		return q, true
	}
	return Reading{}, false
}

// eventNamed is the one event that the line speaks of, by name or by day.
func (p *parse) eventNamed(events []ledger.Milestone) ledger.MilestoneID {
	var found ledger.MilestoneID
	for i := range p.toks {
		t := &p.toks[i]
		for _, m := range events {
			here := t.is(cEvent) && p.g.plan.Milestones[t.w.event].ID == m.ID
			if t.kind == kDate {
				d, bad := p.g.resolve(t.day, p.now, false)
				here = bad == noTrouble && d == m.Day
			}
			if !here {
				continue
			}
			if found != "" && found != m.ID {
				return ""
			}
			found = m.ID
		}
	}
	return found
}
