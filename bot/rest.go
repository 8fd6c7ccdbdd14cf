package bot

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// acknowledge notes that the speaker's unit has seen what it was reminded of; it is
// asked again with the next stage.
func (t *turn) acknowledge() messages.Message {
	u, bound := t.own()
	if !bound {
		return messages.Message{}
	}
	if t.thanksForAnswer(u.ID) {
		return messages.SmallTalk(string(command.Thanks))
	}
	t.tx.Ack(u.ID, t.now)
	return messages.Acknowledged(t.tx.OwingOf(u), t.h.Recall(t.tx, u.ID), t.now)
}

// linesBack is how many lines before this one are looked at for the speaker's last.
const linesBack = 30

// thanksForAnswer tells whether 好的谢谢 is said to the answer that the speaker has just
// had, and not to a reminder, which has a word of its own (收到).
func (t *turn) thanksForAnswer(u ledger.UnitID) bool {
	if strings.Contains(t.env.Text, "收到") {
		return false
	}
	var last store.Line
	for n := t.line - 1; n > 0 && n+linesBack > t.line && last.Seq == 0; n-- {
		if l, ok := t.tx.Line(n); ok && l.By == t.env.From.Account && l.Chat.Key() == t.env.Chat.Key() {
			last = l
		}
	}
	if last.Seq == 0 || t.now.Sub(last.At) >= patience || last.Outcome == string(command.Ignore) {
		return false
	}
	reminded := false
	t.tx.Firings(func(f store.Firing) bool {
		reminded = f.Why == "" && f.At.After(last.At) && slices.Contains(f.Units, u)
		return !reminded
	})
	return !reminded
}

// muteDays is how long a rest without a named end lasts, today included.
const muteDays = 3

// mute rests the reminders of the speaker's own unit until an end, and says which
// hard deadlines lie inside.
func (t *turn) mute(a command.Act) messages.Message {
	switch a.Kind {
	case command.KindLeave:
		return t.leave(a)
	case command.KindBack:
		return t.back(a)
	}
	u, bound := t.own()
	if !bound {
		return messages.NothingToMute()
	}
	until := t.end(a.Until, muteDays)
	units := []ledger.UnitID{u.ID}
	t.tx.AddSilence(store.Silence{Units: units, From: a.At, Until: until, Line: t.line})
	return messages.Muted(a.At, until, t.dueWithin(units, later(t.now, a.At), until), t.now)
}

// ended gives a rest that has no end of its own the one that it will have, so that
// the question shows it.
func (t *turn) ended(r command.Reading) command.Reading {
	if r.Outcome != command.Confirm {
		return r
	}
	r.Acts = slices.Clone(r.Acts)
	for i := range r.Acts {
		if a := &r.Acts[i]; a.Verb == command.Mute && a.Kind == "" {
			a.Until = t.end(a.Until, muteDays)
		}
	}
	return r
}

// end is when a rest ends: as said, or with the end of so many days.
func (t *turn) end(until time.Time, days int) time.Time {
	if until.After(t.now) {
		return until
	}
	return ledger.DateOf(t.now).AddDays(days-1).At(ledger.Clock{Hour: 23, Minute: 59, Second: 59}, t.h.Plan.Campaign.Zone)
}

// silence rests reminders; it always has an end, and says which hard deadlines lie inside.
func (t *turn) silence(a command.Act) messages.Message {
	until := a.Until
	if until.IsZero() {
		until = ledger.DateOf(t.now).AddDays(1).At(ledger.Clock{Hour: 8}, t.h.Plan.Campaign.Zone)
	}
	units := a.Units
	if len(units) == 0 && a.Unit != "" {
		units = []ledger.UnitID{a.Unit}
	}
	t.tx.AddSilence(store.Silence{Units: units, From: a.At, Until: until, Line: t.line})
	return messages.Silenced(t.units(units), a.At, until, t.dueWithin(units, later(t.now, a.At), until), t.now)
}

// resumeUnits ends the rests of some units before their time.
func (t *turn) resumeUnits(ids []ledger.UnitID) messages.Message {
	was := false
	for _, id := range ids {
		was = t.tx.EndSilencesOf(id) || was
	}
	all := slices.ContainsFunc(t.tx.Silences(t.now), func(s store.Silence) bool { return len(s.Units) == 0 })
	return messages.Resumed(t.units(ids), was, t.tx.Paused() || all && !was)
}

// dueWithin is what units still owe that falls due between two instants, nearest first.
func (t *turn) dueWithin(units []ledger.UnitID, from, until time.Time) []ledger.Gap {
	gaps := slices.DeleteFunc(t.tx.Gaps(), func(g ledger.Gap) bool {
		inside := g.Deadline.Due.After(from) && !g.Deadline.Due.After(until)
		return !g.Owing() || !inside || len(units) > 0 && !slices.Contains(units, g.Unit.ID)
	})
	byDeadline(gaps)
	return gaps
}

// pause stops the reminders of the plan or lets them go on; to let them go on ends
// the silences, too.
func (t *turn) pause(paused bool) messages.Message {
	t.tx.SetPaused(paused)
	if !paused {
		t.tx.EndSilences(nil)
	}
	return messages.PausedWords(paused)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
