package main

import (
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// words is what roll prints: the dates side by side, what needs a look, and how
// the campaign that is being rolled went, when its ledger could be read.
func (r *rolled) words(old, next *Config, p past, known bool) messages.RollReport {
	plan := next.Plan()
	out := messages.RollReport{Plan: plan, People: r.people, Chats: r.chats, Known: known}
	out.Dates = append(out.Dates,
		messages.RollDate{Name: messages.RollStart(), Was: old.Campaign.Start, Is: next.Campaign.Start},
		messages.RollDate{Name: messages.RollEnd(), Was: old.Campaign.End, Is: next.Campaign.End})
	for i, it := range next.Items {
		out.Dates = append(out.Dates, messages.RollDate{Name: messages.DueMark(it.item()), Was: old.Items[i].Due.Day, Is: it.Due.Day, Rest: !plan.Calendar.Working(it.Due.Day)})
	}
	for i, m := range next.Milestones {
		out.Dates = append(out.Dates, messages.RollDate{Name: m.Title, Was: old.Milestones[i].At.Day, Is: m.At.Day, Rest: !plan.Calendar.Working(m.At.Day)})
	}
	for _, d := range r.leaps {
		out.Notes = append(out.Notes, messages.RollLeap(d))
	}
	out.Notes = append(out.Notes, warnDates(plan)...)
	for _, key := range r.dropped {
		out.Notes = append(out.Notes, messages.RollDropped(key))
	}
	if len(r.years) > 0 {
		out.Notes = append(out.Notes, messages.RollOldYear(old.Campaign.Start.Year, r.years))
	}
	if len(r.counted) > 0 {
		out.Notes = append(out.Notes, messages.RollCounted(r.counted))
	}
	if known {
		out.Results = results(old.Plan(), p.Status)
	}
	return out
}

// results are the items of a campaign with who was late and who never came.
func results(p *ledger.Plan, s statusReport) []messages.RollResult {
	late := map[ledger.ItemID][]ledger.Unit{}
	for _, us := range s.Units {
		for _, x := range us.Items {
			if u, ok := p.Unit(us.Unit); ok && x.State == ledger.StateLate {
				late[x.Item] = append(late[x.Item], u)
			}
		}
	}
	var out []messages.RollResult
	for _, x := range s.Items {
		it, ok := p.Item(x.Item)
		if !ok {
			continue
		}
		r := messages.RollResult{Item: it, Owed: x.Owed, Done: x.Done, Value: x.Value, Late: late[x.Item]}
		for _, id := range x.Missing {
			if u, ok := p.Unit(id); ok {
				r.Missing = append(r.Missing, u)
			}
		}
		out = append(out, r)
	}
	return out
}
