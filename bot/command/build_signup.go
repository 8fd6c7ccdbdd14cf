package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// signup: names for an event.
func (r *reporter) signup(f *frame, base *Act) ([]Act, *Reading) {
	base.Verb, base.Op = Signup, ledger.Add
	it := r.g.item(f.item)
	if len(f.names) == 0 {
		return nil, r.askFrame(f, AskNames, 0, 0)
	}
	if f.others && len(f.main()) == 0 || len(slices.Compact(slices.Sorted(slices.Values(f.names)))) < len(f.names) {
		return nil, r.askFrame(f, AskNames, 0, len(f.names))
	}
	for _, x := range f.main() {
		if x.num.value != len(f.names) {
			return nil, r.askFrame(f, AskNames, x.num.value, len(f.names))
		}
		if x.op == ledger.Sub {
			base.Op = ledger.Sub
		}
	}
	if f.anyDropped() || strings.Contains(r.s, "换成") || strings.Contains(r.s, "改成") || strings.Contains(r.s, "换为") || strings.Contains(r.s, "不去") {
		return nil, r.askFrame(f, AskNames, 0, len(f.names))
	}
	if f.event == -1 && f.day == nil && r.allOfThem(len(it.Events)) {
		f.event = -2
	}
	base.Names, base.Value, base.HasValue = f.names, len(f.names), true
	switch {
	case f.event == -2 && len(it.Events) == 2 && (f.day == nil || r.allDays(f, it)): // 进社区和进企业都派张三
		both := []Act{*base, *base}
		both[0].Event, both[1].Event = it.Events[0], it.Events[1]
		if r.saysBoth() {
			return both, nil
		}
		return both, &Reading{Outcome: Confirm, Question: Question{Code: AskSure, Item: it.ID}}
	case f.event == -2:
		return nil, r.askFrame(f, AskEvent, 0, 0)
	case f.event >= 0 && len(r.frames) == 1 && r.allOfThem(len(it.Events)): // 去社区,两天都去
		return nil, r.askFrame(f, AskEvent, 0, 0)
	case f.event >= 0:
		base.Event = r.g.plan.Milestones[f.event].ID
	}
	if f.day != nil {
		d, bad := r.g.resolve(f.day.day, r.now, false)
		if bad == noSuchDay {
			return nil, r.askFrame(f, AskDate, 0, 0)
		}
		found := false
		for _, m := range r.g.plan.Milestones {
			if m.Day != d || len(it.Events) > 0 && !slices.Contains(it.Events, m.ID) {
				continue
			}
			if base.Event == "" {
				base.Event = m.ID
			}
			found = base.Event == m.ID
			if found {
				break
			}
		}
		if !found {
			return nil, r.askFrame(f, AskDate, 0, 0)
		}
	}
	if len(it.Events) > 0 && base.Event != "" && !slices.Contains(it.Events, base.Event) {
		return nil, r.askFrame(f, AskEvent, 0, 0)
	}
	if len(it.Events) > 1 && base.Event == "" {
		q := r.askFrame(f, AskEvent, 0, 0)
		return nil, q
	}
	return []Act{*base}, nil
}

// countedTogether drops the figure that counts all people of a line who go to several
// events: 报两个人 进社区李静 进企业张伟. It is none of one event's.
func (r *reporter) countedTogether() {
	var counted *frame
	lists, who := 0, map[string]bool{}
	for _, f := range r.frames {
		if f.item < 0 || r.g.item(f.item).Kind != ledger.Signup || f.unit != r.frames[0].unit {
			return
		}
		if len(f.names) > 0 {
			lists++
		}
		for _, n := range f.names {
			who[n] = true
		}
		if len(f.figs) > 0 {
			if counted != nil {
				return
			}
			counted = f
		}
	}
	if lists < 2 || counted == nil || len(counted.figs) != 1 {
		return
	}
	if x := &counted.figs[0]; x.num.value == len(who) && x.num.odd == fine && x.op == "" && !x.dropped {
		r.weigh(x.tok)
		counted.figs = nil
	}
}

// allDays tells whether the days of a frame are those of all events: 8号9号都是王晓.
func (r *reporter) allDays(f *frame, it *ledger.Item) bool {
	if len(f.days) != len(it.Events) {
		return false
	}
	for _, t := range f.days {
		d, bad := r.g.resolve(t.day, r.now, false)
		if bad != noTrouble || !slices.ContainsFunc(r.eventsOf(it.ID), func(m ledger.Milestone) bool { return m.Day == d }) {
			return false
		}
	}
	return true
}

// saysBoth tells whether 都 stands right behind the days or events, so that who follows
// goes to all of them: 8号和9号都是王晓.
func (r *reporter) saysBoth() bool {
	for i := 1; i < len(r.toks); i++ {
		if before := &r.toks[i-1]; r.txt(&r.toks[i]) == "都" && (before.kind == kDate || before.is(cEvent|cMeasure|cForeign)) {
			return true
		}
	}
	return false
}

// mostEvents is how many events people can be signed up for.
func (p *parse) mostEvents() int {
	n := 0
	for _, it := range p.g.plan.Items {
		n = max(n, len(it.Events))
	}
	return n
}

// allOfThem tells whether the line speaks of as many days or events as there are:
// 两天都是王晓, 两场都派王晓.
func (p *parse) allOfThem(n int) bool {
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kNum && t.num.value == n && t.num.odd == fine && i+1 < len(p.toks) {
			rest := p.s[t.end:]
			for _, w := range []string{"天都", "场都", "个都", "次都", "边都", "场活动都", "个活动都", "天全是", "场全是"} {
				if strings.HasPrefix(rest, w) {
					return true
				}
			}
		}
	}
	return false
}
