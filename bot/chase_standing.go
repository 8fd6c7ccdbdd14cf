package bot

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// This file calls a nudge off that a coordinator has ordered for later, or moves it:
// 下午那个不催了, 取消下午3点的催办, 改成5点再催, 下午的还催吗.

// ordered is a nudge that is to go out later.
type ordered struct {
	line  uint64
	at    time.Time
	about []ledger.ItemID
}

// standingNudge takes a line as one about such a nudge, when there is one that it fits.
// It asks for a yes before anything changes. Where several fit, which is asked.
func (t *turn) standingNudge(r command.Reading) bool {
	if t.who.Role != ledger.Coordinator || t.quotes() || len(r.Acts) == 1 && (r.Acts[0].Verb == command.Undo || r.Acts[0].Verb == command.Answer) {
		return false
	}
	if p, ok := t.tx.Asked(t.env.From.Account, t.env.Chat); ok && p.Expires.After(t.now) {
		return false
	}
	orders := t.orderedNudges()
	if len(orders) == 0 {
		return false
	}
	s, ok := t.h.grammar.Standing(t.env.Text, command.Context{Speaker: t.who, Now: t.now, BotNames: t.h.BotNames})
	if !ok || !s.About && r.Outcome != command.Unknown {
		return false
	}
	fit := slices.DeleteFunc(orders, func(o ordered) bool { return !s.Fits(t.local(o.at), o.about) })
	switch {
	case len(fit) == 0:
		return false
	case s.Asks:
		t.outcome, t.acts = command.Reply, []command.Act{{Verb: command.Schedule}}
	case len(fit) > 1:
		t.outcome, t.said = command.Ask, messages.WhichNudge(t.orderFacts(fit))
	default:
		t.replan(fit[0], s)
	}
	return true
}

// replan proposes what becomes of an order.
func (t *turn) replan(o ordered, s command.Standing) {
	undo := command.Act{Verb: command.Undo}
	pin(&undo, o.line)
	if s.Off && len(s.Drop) == 0 {
		t.acts = []command.Act{undo}
		t.outcome, t.said = command.Confirm, messages.ConfirmCallOff(t.orderFacts([]ordered{o})[0])
		t.options = []option{{Acts: saved(t.acts)}}
		return
	}
	at := t.local(o.at)
	to := s.Moved(at)
	l, _ := t.tx.Line(o.line)
	acts, ok := renudged(nudgesOf(l, at), command.Amendment{At: to, Drop: s.Drop})
	if !ok || !to.IsZero() && !to.After(t.now) {
		t.outcome, t.said = command.Ask, messages.WhichNudge(t.orderFacts([]ordered{o}))
		return
	}
	t.outcome, t.acts = command.Apply, append([]command.Act{undo}, acts...)
	t.previewNudge()
}

// orderedNudges are the nudges that the speaker has ordered and that have not gone out, by line.
func (t *turn) orderedNudges() (out []ordered) {
	for l := range t.ownLines(0) {
		if !slices.ContainsFunc(doings(l), func(o doing) bool { return o.Verb == command.Nudge }) {
			continue
		}
		coming, gone := t.comingBy(l.Seq)
		for _, ds := range coming {
			if len(ds) > 0 && !gone {
				out = append(out, ordered{line: l.Seq, at: ds[0].NextAt, about: ds[0].About})
				break
			}
		}
	}
	return out
}

// nudgesOf are the orders of a line as they were given, for a time.
func nudgesOf(l store.Line, at time.Time) (out []command.Act) {
	var said []struct {
		Verb   command.Verb    `json:"verb"`
		Item   ledger.ItemID   `json:"item"`
		Units  []ledger.UnitID `json:"units"`
		Except []ledger.UnitID `json:"except"`
		Kind   string          `json:"kind"`
	}
	_ = json.Unmarshal(l.Acts, &said)
	for _, a := range said {
		if a.Verb == command.Nudge {
			out = append(out, command.Act{Verb: a.Verb, Item: a.Item, Units: a.Units, Except: a.Except, Kind: a.Kind, At: at})
		}
	}
	return out
}

// orderFacts words orders: when and about what.
func (t *turn) orderFacts(orders []ordered) (out []string) {
	for _, o := range orders {
		var names []string
		for _, it := range t.items(o.about) {
			names = append(names, it.Name)
		}
		out = append(out, messages.When(t.local(o.at))+"催"+strings.Join(names, "、"))
	}
	return out
}

// makesWay tells whether the line takes the place of an earlier one.
func (t *turn) makesWay() bool {
	return slices.ContainsFunc(t.acts, func(a command.Act) bool { _, way := pinned(a); return way })
}
