package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// signup: names for an event.
func (r *reporter) signup(f *frame, base Act) ([]Act, *Reading) {
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
	base.Names, base.Value, base.HasValue = f.names, len(f.names), true
	switch {
	case f.event == -2 && len(it.Events) == 2 && f.day == nil: // 进社区和进企业都派张三
		both := []Act{base, base}
		both[0].Event, both[1].Event = it.Events[0], it.Events[1]
		return both, &Reading{Outcome: Confirm, Question: Question{Code: AskSure, Item: it.ID}}
	case f.event == -2:
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
	return []Act{base}, nil
}
