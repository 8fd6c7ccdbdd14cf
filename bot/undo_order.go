package bot

import (
	"fmt"
	"slices"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// This file takes back what left no records: more time, rests, leaves, answers to
// requests, requests.

// stands tells whether what an order did is still so.
func (t *turn) stands(l store.Line, o doing) bool {
	switch o.Verb {
	case command.Extend:
		return o.Kind == command.KindLift || len(t.extendedBy(l.Seq, o)) > 0
	case command.Silence:
		return t.tx.SilencedBy(l.Seq)
	case command.Mute:
		switch o.Kind {
		case command.KindLeave:
			return len(t.awayBy(l, o)) > 0
		case command.KindBack:
			return true
		}
		return t.tx.SilencedBy(l.Seq)
	case command.Approve:
		return len(t.settledBy(l, o)) > 0
	case command.Request, command.Bind:
		_, ok := t.requestBy(l, o)
		return ok
	case command.Pause:
		return t.tx.Paused()
	case command.Resume:
		return !t.tx.Paused()
	case command.Freeze:
		order, ok := t.tx.Freeze()
		return o.Kind == command.KindLift && !ok || o.Kind == "" && order.Line == l.Seq
	case command.Nudge:
		coming, gone := t.comingBy(l.Seq)
		return len(coming) > 0 || gone
	case command.Announce, command.Unbind, command.BindGroup:
		return true
	}
	return false
}

// stays tells of an order that cannot be taken back by 撤回 what to do instead.
func (t *turn) stays(d done, o doing) (messages.Staying, bool) {
	switch o.Verb {
	case command.Extend:
		return messages.StaysLifted, o.Kind == command.KindLift
	case command.Mute:
		return messages.StaysBack, o.Kind == command.KindBack
	case command.Request, command.Bind:
		l, _ := t.tx.Line(d.line)
		r, _ := t.requestBy(l, o)
		return messages.StaysAnswered, r.State != store.RequestOpen
	case command.Pause:
		return messages.StaysPaused, true
	case command.Resume:
		return messages.StaysResumed, true
	case command.Freeze:
		if o.Kind == command.KindLift {
			return messages.StaysThawed, true
		}
		return messages.StaysFrozen, true
	case command.Nudge:
		_, gone := t.comingBy(d.line)
		return messages.StaysNudged, gone
	case command.Announce:
		return messages.StaysAnnounced, true
	case command.Unbind:
		return messages.StaysUnbound, true
	case command.BindGroup:
		return messages.StaysGroup, true
	}
	return "", false
}

// takeBackOrder ends what an order did, and tells those who had heard of it.
func (t *turn) takeBackOrder(l store.Line, o doing) messages.Message {
	var m messages.Message
	switch o.Verb {
	case command.Extend:
		granted := t.grantedBy(l, o)
		for _, u := range t.extendedBy(l.Seq, o) {
			lifted := t.shorten(l.Seq, u, o.Item)
			if !slices.ContainsFunc(granted, func(r store.Request) bool { return r.Unit == u }) { // else told as the asker
				t.tellUnit(t.unit(u), nil, fmt.Sprintf("unextend/%d/%s/%s", t.line, o.Item, u), lifted)
			}
			m.Append(lifted)
		}
		for _, r := range granted {
			m.Append(t.reopen(l.Seq, r))
		}
	case command.Approve:
		for _, r := range t.settledBy(l, o) {
			m.Append(t.reopen(l.Seq, r))
		}
	case command.Nudge:
		m = t.callOff(l.Seq)
	case command.Silence, command.Mute:
		for _, a := range t.awayBy(l, o) {
			t.tx.EndAbsence(a.Unit, a.Account)
		}
		t.tx.EndSilencesBy(l.Seq)
		m = messages.RestTakenBack(t.who.Role == ledger.Contact)
	case command.Request, command.Bind:
		r, _ := t.requestBy(l, o)
		m = t.withdraw(r)
	}
	return m
}

// unitsOf are those that an order was about.
func (o doing) unitsOf() []ledger.UnitID {
	if len(o.Units) == 0 && o.Unit != "" {
		return []ledger.UnitID{o.Unit}
	}
	return o.Units
}

// extendedBy are the units whose time for an item is the one that a line gave.
func (t *turn) extendedBy(line uint64, o doing) []ledger.UnitID {
	return slices.DeleteFunc(slices.Clone(o.unitsOf()), func(u ledger.UnitID) bool { return t.tx.ExtendedBy(u, o.Item) != line })
}

// shorten puts the due instant in force again that held before a line.
func (t *turn) shorten(line uint64, u ledger.UnitID, item ledger.ItemID) messages.Message {
	due, by := t.extendedBefore(line, u, item)
	t.tx.SetExtension(u, item, due, by)
	g := ledger.Gap{Unit: t.unit(u), Item: t.item(item), Deadline: t.tx.Deadline(u, t.item(item))}
	return messages.ExtensionLifted(g.Unit, []ledger.Gap{g}, t.now)
}

// extendedBefore is the due instant that a unit had been given before a line, and by
// which line; zero: it had the plan's.
func (t *turn) extendedBefore(line uint64, u ledger.UnitID, item ledger.ItemID) (due time.Time, by uint64) {
	gone := map[uint64]bool{line: true}
	for seq := t.tx.CountLines(); seq > 0 && line < seq+mostLines; seq-- {
		l, ok := t.tx.Line(seq)
		if !ok {
			break
		}
		if l.Outcome != string(command.Apply) {
			continue
		}
		for _, o := range doings(l) {
			if undid, ok := pinned(command.Act{Verb: o.Verb, Kind: o.Kind, IDs: o.IDs}); ok {
				gone[undid] = true
			}
			if seq >= line || gone[seq] {
				continue
			}
			if o.Verb == command.Extend && slices.Contains(o.unitsOf(), u) && (o.Item == item || o.Item == "") {
				return o.Due, seq // zero where it was lifted
			}
			for _, r := range t.settledBy(l, o) {
				if r.State == store.RequestAccepted && r.Kind == string(messages.RequestExtend) && r.Unit == u && r.Item == item {
					return r.Until, seq
				}
			}
		}
	}
	return time.Time{}, 0
}

// awayBy are the absences that a line has told of.
func (t *turn) awayBy(l store.Line, o doing) []store.Absence {
	units := o.unitsOf()
	if len(units) == 0 && l.Unit != "" {
		units = []ledger.UnitID{l.Unit}
	}
	var out []store.Absence
	for _, u := range units {
		out = append(out, slices.DeleteFunc(t.tx.Absences(u), func(a store.Absence) bool { return a.Line != l.Seq })...)
	}
	return out
}
