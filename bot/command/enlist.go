package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// enlisted reads a coordinator's list of people of several sections, clause by clause
// with the event that they go to: 工业科刘洋、服务业科王磊进社区;办公室陈刚进企业. A clause
// with any other word in it is no such list.
func (p *parse) enlisted() (Reading, bool) {
	if p.c.Role != ledger.Coordinator || p.has&cEvent == 0 || p.nums > 0 || p.asks() {
		return Reading{}, false
	}
	if p.has&cUnit == 0 {
		return p.whoseNames()
	}
	item := (&reporter{parse: p}).signItem()
	if item < 0 {
		return Reading{}, false
	}
	r := Reading{Outcome: Confirm, Question: Question{Code: AskMany, Quote: p.s}}
	units := map[ledger.UnitID]bool{}
	for _, c := range p.enlistings() {
		acts, ok := p.enlist(c, p.g.item(item))
		if !ok {
			return Reading{}, false
		}
		for _, a := range acts {
			units[a.Unit] = true
		}
		r.Acts = append(r.Acts, acts...)
	}
	return r, len(units) > 1
}

// whoseNames asks which section the people are of, where a list names none: 进社区:张伟、李静.
func (p *parse) whoseNames() (Reading, bool) {
	k := (&reporter{parse: p}).signItem()
	if k < 0 || p.has&(cOrder|cVerdict|cEveryone|cPlan|cNeg|cNot) != 0 || len(p.toks) > maxOffered || len(p.namesIn(0, len(p.toks))) == 0 {
		return Reading{}, false
	}
	it := p.g.item(k)
	r := p.ask(AskUnit, p.whole())
	r.Question.Item = it.ID
	for _, u := range p.g.plan.Units {
		if it.Owes(u) {
			p.offer(&r.Question, u.Name, u.Name+" "+p.s, it.ID)
		}
	}
	return r, len(r.Question.Options) > 0
}

// enlistings parts the line where an event closes a list of names.
func (p *parse) enlistings() []clause {
	var out []clause
	from := 0
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kSep && t.strength >= sepComma && p.classIn(from, i, cEvent) {
			out, from = append(out, clause{from, i}), i+1
		}
	}
	if from < len(p.toks) {
		out = append(out, clause{from, len(p.toks)})
	}
	return out
}

// enlist reads one such list.
func (p *parse) enlist(c clause, it *ledger.Item) ([]Act, bool) {
	var acts []Act
	var event ledger.MilestoneID
	for i := c.from; i < c.to; i++ {
		switch t := &p.toks[i]; {
		case t.is(cUnit):
			id, sure := p.unitOf(t)
			if u, ok := p.g.plan.Unit(id); !ok || !sure || u.Kind != ledger.Section {
				return nil, false
			}
			acts = append(acts, Act{Verb: Signup, Unit: id, Item: it.ID, Op: ledger.Add, Span: Span{t.start, p.toks[c.to-1].end}})
		case t.is(cEvent):
			id := p.g.plan.Milestones[t.w.event].ID
			if event != "" && event != id {
				return nil, false
			}
			event = id
		case t.kind == kSep, t.is(cWith), enlistWords[p.txt(t)]:
		default:
			from := i
			for i+1 < c.to && (p.toks[i+1].kind == kText || p.toks[i+1].kind == kWord && !p.toks[i+1].is(cUnit|cEvent|cWith) && !enlistWords[p.txt(&p.toks[i+1])]) {
				i++
			}
			name := p.quote(p.toks[from].start, p.toks[i].end)
			if len(acts) == 0 || !plausibleName(name) || strings.ContainsAny(name, "不没别") {
				return nil, false
			}
			a := &acts[len(acts)-1]
			a.Names = append(a.Names, name)
			a.Value, a.HasValue = len(a.Names), true
		}
	}
	for i := range acts {
		acts[i].Event = event
		if len(acts[i].Names) == 0 {
			return nil, false
		}
	}
	return acts, event != "" && len(acts) > 0
}

// enlistWords stand between the names and the event, and say nothing.
var enlistWords = wordSet("去 参加 派 安排 的 由 报名 是 在 到")
