package bot

import (
	"cmp"
	"slices"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// questionMessage words a reading that does not simply apply: what would be done
// (confirm), what is missing (ask), why not (refuse), or that it was not understood.
func questionMessage(p *ledger.Plan, r command.Reading) messages.Message {
	f := questionFacts(p, r)
	switch r.Outcome {
	case command.Confirm:
		return messages.ConfirmQuestion(f)
	case command.Ask:
		return messages.AskQuestion(f)
	case command.Refuse:
		return messages.Refusal(f)
	case command.Unknown:
		return messages.NotUnderstood(f)
	}
	return messages.Message{}
}

func questionFacts(p *ledger.Plan, r command.Reading) messages.QuestionFacts {
	q := r.Question
	f := messages.QuestionFacts{Code: string(q.Code), Quote: q.Quote, Value: q.Value, Other: q.Other, Figures: q.Figures, Suggest: r.Suggest}
	if it, ok := p.Item(q.Item); ok {
		f.Item, f.Measure = it.Name, it.Measure
	}
	if q.Unit != "" {
		f.Unit = p.UnitName(q.Unit)
	}
	for _, id := range q.Items {
		f.Items = append(f.Items, p.ItemName(id))
	}
	if q.Code == command.NoBinding || q.Code == command.AskBind { // a refusal without a line to copy helps nobody
		f.Suggest = []string{messages.BindLine(bindable(p, q.Unit))}
	}
	f.Units = unitNames(p, q.Units)
	for _, o := range q.Options { // a number is shorter than any line to copy
		f.Options, f.Suggest = append(f.Options, optionWords(p, &q, o)), nil
	}
	for _, a := range r.Acts {
		if a.Verb != command.Paste && !besides(a.Verb) {
			f.Deeds = append(f.Deeds, deed(p, a))
		}
	}
	return f
}

// bindable is the unit that somebody may want to be bound to: the one spoken of, else
// the plan's first.
func bindable(p *ledger.Plan, id ledger.UnitID) string {
	if id == "" && len(p.Units) > 0 {
		id = p.Units[0].ID
	}
	return p.UnitName(id)
}

// optionWords are an option's label, or else what it would do: how far a piece has come,
// where that is the question.
func optionWords(p *ledger.Plan, q *command.Question, o command.Option) string {
	if o.Label != "" || len(o.Acts) == 0 {
		return o.Label
	}
	if q.Code == command.AskStage {
		of := func(s ledger.Stage) bool {
			return slices.ContainsFunc(o.Acts, func(a command.Act) bool { return a.Item == q.Item && a.Stage == s })
		}
		return messages.StageChoice(of(ledger.Published), of(ledger.Submitted))
	}
	var deeds []messages.Deed
	for _, a := range o.Acts {
		deeds = append(deeds, deed(p, a))
	}
	return messages.ChoiceWords(deeds)
}

func unitNames(p *ledger.Plan, ids []ledger.UnitID) []string {
	var out []string
	for _, id := range ids {
		out = append(out, p.UnitName(id))
	}
	return out
}

// deed puts an act into plain values for its wording.
func deed(p *ledger.Plan, a command.Act) messages.Deed {
	d := messages.Deed{Verb: string(a.Verb), Op: string(a.Op), Value: a.Value, HasValue: a.HasValue, Approx: a.Approx, Scope: a.Scope,
		Place: a.Place, People: a.People, Titles: a.Titles, Author: cmp.Or(a.Author, strings.Join(a.Authors, "、")), Type: a.Type, Stage: string(a.Stage), Media: a.Media, Names: a.Names,
		Text: a.Text, State: a.State, Units: unitNames(p, a.Units), Except: unitNames(p, a.Except), IDs: a.IDs, Verdict: a.Verdict, Reason: a.Reason,
		Format: a.Format, By: a.Person}
	if a.Op == ledger.Detail && a.Value == 0 { // of what is counted already
		d.HasValue = false
	}
	if a.Unit != "" {
		d.Unit = p.UnitName(a.Unit)
	}
	if it, ok := p.Item(a.Item); ok {
		d.Item, d.Measure = it.Name, it.Measure
	}
	if a.Measure != "" {
		d.Measure = a.Measure
	}
	if !a.Date.IsZero() {
		d.Day = messages.Day(a.Date)
	}
	if m, ok := p.Milestone(a.Event); ok {
		d.Event = m.Title
	}
	if a.From != "" {
		d.From, d.To = p.UnitName(a.From), p.UnitName(a.To)
	}
	switch {
	case !a.Due.IsZero():
		d.Until = messages.When(a.Due)
	case !a.Until.IsZero():
		d.Until = messages.When(a.Until)
	case !a.At.IsZero():
		d.When = messages.When(a.At)
	}
	d.Revised = a.Verb == command.Entry && a.Kind == kindRevised
	if a.Verb == command.Silence || a.Verb == command.Mute && !a.At.IsZero() {
		d.When = messages.RestFrom(a.At)
	}
	if a.Verb == command.Extend && a.Kind == command.KindLift {
		d.Verb = "unextend"
	}
	if a.Kind == command.KindRetitled {
		d.HasValue, d.Text, d.Was = false, "", a.Text
	}
	if a.Verb == command.Signup {
		d.HasValue = false
	}
	return d
}
