package bot

import (
	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// questionMessage words a reading that does not simply apply.
func questionMessage(p *ledger.Plan, r command.Reading) messages.Message {
	q := r.Question
	f := messages.QuestionFacts{Code: string(q.Code), Quote: q.Quote, Value: q.Value, Other: q.Other,
		Suggest: r.Suggest, YesNo: r.Outcome == command.Confirm}
	f.Item, _ = p.Item(q.Item)
	if q.Unit != "" {
		f.Unit = p.UnitName(q.Unit)
	}
	for _, id := range q.Items {
		f.Items = append(f.Items, p.ItemName(id))
	}
	f.Units = unitNames(p, q.Units)
	for _, o := range q.Options {
		f.Options = append(f.Options, o.Label)
	}
	if r.Outcome == command.Confirm {
		for _, a := range r.Acts {
			f.Doing = append(f.Doing, doing(p, a))
		}
	}
	return messages.Question(f)
}

func unitNames(p *ledger.Plan, ids []ledger.UnitID) []string {
	var out []string
	for _, id := range ids {
		out = append(out, p.UnitName(id))
	}
	return out
}

// doing words one act.
func doing(p *ledger.Plan, a command.Act) []messages.Span {
	it, _ := p.Item(a.Item)
	f := messages.DoingFacts{Verb: string(a.Verb), Item: it.Name, Measure: it.Measure, Op: a.Op, Value: a.Value,
		HasValue: a.HasValue, Approx: a.Approx, Scope: a.Scope, Type: a.Type, Place: a.Place, People: a.People,
		Titles: a.Titles, Names: a.Names, Stage: a.Stage, Text: a.Text, Units: unitNames(p, a.Units),
		Except: unitNames(p, a.Except), Verdict: a.Verdict, Reason: a.Reason}
	if a.Unit != "" && len(a.Units) == 0 {
		f.Unit = p.UnitName(a.Unit)
	}
	if a.Measure != "" {
		f.Measure = a.Measure
	}
	if !a.Date.IsZero() {
		f.Date = messages.Day(a.Date)
	}
	switch {
	case !a.Due.IsZero():
		f.When = messages.When(a.Due)
	case !a.Until.IsZero():
		f.When = messages.When(a.Until)
	case !a.At.IsZero():
		f.When = messages.When(a.At)
	}
	if a.Verb == command.Move {
		f.Units = unitNames(p, []ledger.UnitID{a.From, a.To})
	}
	return messages.Doing(f)
}
