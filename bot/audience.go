package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// mostSessions is how many sessions are offered to have their audience put right.
const mostSessions = 4

// audience takes a bare number of people for what it may well be besides: the audience
// of the session that its speaker has just reported or was just asked about (不对,是九十来个),
// or of one that the line points at (昨天那场是80人).
func (t *turn) audience(r command.Reading) bool {
	if r.Outcome != command.Ask || t.who.Role != ledger.Contact {
		return false
	}
	var options []option
	switch people, approx, ok := headsIn(r); {
	case r.Question.Code == command.AskAudience:
		options = t.heardAt(t.sessionsKnown(r.Question.Item), r.Question.Item, r.Question.Value, r.Question.Approx)
	case ok:
		if options = t.heardInQuestion(people, approx); len(options) == 0 {
			options = t.justHeard(people, approx)
		}
		if len(options) > 0 {
			for _, o := range r.Question.Options {
				options = append(options, option{Label: o.Label, Acts: saved(o.Acts)})
			}
		}
	}
	if len(options) == 0 {
		return false
	}
	t.outcome, t.acts, t.options = command.Ask, nil, options
	labels := make([]string, len(options))
	for i, o := range options {
		labels[i] = o.Label
	}
	t.said = messages.WhoseAudience(r.Question.Quote, labels)
	return true
}

// headsIn is the one number of people that a question without an item is about.
func headsIn(r command.Reading) (people int, approx, ok bool) {
	if r.Question.Code != command.AskItem {
		return 0, false, false
	}
	for _, o := range r.Question.Options {
		if len(o.Acts) == 1 && o.Acts[0].Verb == command.Count && o.Acts[0].Op == ledger.Set && o.Acts[0].Scope == "" && o.Acts[0].Measure == "" {
			return o.Acts[0].Value, o.Acts[0].Approx, o.Acts[0].Value > 0
		}
	}
	return 0, false, false
}

// heardInQuestion is the session that the speaker was asked about, with this audience.
func (t *turn) heardInQuestion(people int, approx bool) []option {
	if len(t.left) != 1 || len(t.left[0].Acts) != 1 {
		return nil
	}
	a := command.Act(t.left[0].Acts[0])
	if a.Verb != command.Session || a.Op == ledger.Sub {
		return nil
	}
	a.People, a.Approx = people, approx
	return []option{{Label: messages.SessionLabel(deed(t.h.Plan, a)), Acts: saved([]command.Act{a})}}
}

// justHeard are the sessions of the speaker's last line.
func (t *turn) justHeard(people int, approx bool) []option {
	line, ok := t.tx.LastLineBy(t.env.From.Account)
	if !ok {
		return nil
	}
	var out []option
	for _, r := range t.tx.RecordsOfLine(line) {
		if r.Verb != ledger.Held || r.Op == ledger.Sub || r.Unit != t.who.Unit {
			continue
		}
		events := t.tx.Tally(r.Unit, r.Item).Events
		events = slices.DeleteFunc(slices.Clone(events), func(e ledger.Event) bool { return e.Date != r.Date || e.Place != r.Place })
		out = append(out, t.heardAt(events, r.Item, people, approx)...)
	}
	return out[:min(len(out), mostSessions)]
}

// sessionsKnown are the latest sessions of the speaker's unit.
func (t *turn) sessionsKnown(item ledger.ItemID) []ledger.Event {
	events := t.tx.Tally(t.who.Unit, item).Events
	return events[max(0, len(events)-mostSessions):]
}

// heardAt tells an audience of each of some sessions; those that neither day nor place
// tells from others cannot be told again.
func (t *turn) heardAt(events []ledger.Event, item ledger.ItemID, people int, approx bool) []option {
	var out []option
	for _, e := range events {
		tally := t.tx.Tally(t.who.Unit, item)
		if i := tally.Known(e.Date, e.Place); i < 0 || tally.Events[i] != e || e.People == people && e.Approx == approx {
			continue
		}
		a := command.Act{Verb: command.Session, Unit: t.who.Unit, Item: item, Op: ledger.Detail, HasValue: true, OpStated: true, Kind: kindShared,
			Date: e.Date, Place: e.Place, People: people, Approx: approx}
		d := deed(t.h.Plan, a)
		d.Unit, d.HasValue = "", false
		out = append(out, option{Label: messages.AudienceLabel(d, e), Acts: saved([]command.Act{a})})
	}
	return out
}
