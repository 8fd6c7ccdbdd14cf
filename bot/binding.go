package bot

import (
	"fmt"
	"slices"
	"strconv"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// requestBind is the kind of request that asks for a binding.
const requestBind = "bind"

// bind asks for a person to be bound to a unit. A coordinator decides: nobody
// can make himself the voice of a unit.
func (t *turn) bind(a command.Act) messages.Message {
	u := t.unit(targets(a)[0])
	if t.who.Role == ledger.Contact && t.who.Unit == u.ID {
		return messages.BoundAlready(u.Name)
	}
	for _, r := range t.tx.OpenRequests() { // asking twice makes no second request
		if r.Kind == requestBind && r.By == t.env.From.Account && r.Unit == u.ID {
			return messages.BindAsked(r.ID, u.Name)
		}
	}
	id := t.tx.AddRequest(store.Request{At: t.now, By: t.env.From.Account, Nick: t.env.From.Nick, Name: a.Person,
		Unit: u.ID, Kind: requestBind, Chat: t.env.Chat, State: store.RequestOpen})
	t.tellCoordinators(fmt.Sprintf("request/%d", id), messages.BindNotice(id, u.Name, t.env.From.Nick, a.Person))
	return messages.BindAsked(id, u.Name)
}

// approve settles open requests.
func (t *turn) approve(a command.Act) messages.Message {
	var m messages.Message
	ids := a.IDs
	switch {
	case len(ids) == 0 && len(a.Units) > 0:
		return t.settleOf(a)
	case len(ids) == 0:
		return t.openRequests()
	}
	for _, id := range ids {
		n, err := strconv.ParseUint(id, 10, 64)
		r, ok := t.tx.Request(n)
		if err != nil || !ok || r.State != store.RequestOpen {
			m.Append(messages.NoSuchRequest(id))
			continue
		}
		m.Append(t.settleRequest(r, a))
	}
	return m
}

// settleOf settles what units have asked for, when they were named instead of the
// numbers. Where nothing of the kind is open, it says so.
func (t *turn) settleOf(a command.Act) messages.Message {
	var m messages.Message
	for _, r := range t.tx.OpenRequests() {
		if (a.Kind == "" || r.Kind == a.Kind) && slices.Contains(a.Units, r.Unit) && (a.Item == "" || r.Item == a.Item) {
			m.Append(t.settleRequest(r, a))
		}
	}
	if m.Empty() {
		m = messages.NothingToSettle(t.units(a.Units))
	}
	return m
}

func (t *turn) settleRequest(r store.Request, a command.Act) messages.Message {
	accepted := a.Verdict != "return"
	r.State, r.Settled = store.RequestReturned, t.now
	if accepted {
		r.State = store.RequestAccepted
	}
	t.tx.PutRequest(r)
	unit := t.h.Plan.UnitName(r.Unit)
	if accepted && r.Kind == requestBind {
		t.tx.BindPerson(r.By, ledger.Person{Role: ledger.Contact, Unit: r.Unit, Name: r.Name, Accounts: []ledger.Account{r.By}})
	}
	if it, ok := t.h.Plan.Item(r.Item); ok && accepted && !r.Until.IsZero() {
		t.tx.SetExtension(r.Unit, it.ID, r.Until, t.line)
	}
	told := messages.RequestSettled(r.ID, unit, accepted)
	if r.Chat.Key() != t.env.Chat.Key() || r.Chat.Private { // in the same group everybody reads the reply
		t.tell(r.Chat, r.By, fmt.Sprintf("request/%d/settled", r.ID), told)
	}
	return told
}

func (t *turn) openRequests() messages.Message {
	var lines [][]messages.Span
	for _, r := range t.tx.OpenRequests() {
		lines = append(lines, messages.RequestLine(r.ID, t.h.Plan.UnitName(r.Unit), r.Name, r.Nick, r.Text))
	}
	return messages.OpenRequestList(lines)
}

// unbind loosens the speaker's own binding or, for a coordinator, that of a
// unit's only contact who was bound in chat, or of the one with the given name.
func (t *turn) unbind(a command.Act) messages.Message {
	if a.Unit == "" || a.Unit == t.who.Unit && t.who.Role == ledger.Contact {
		if !t.tx.UnbindPerson(t.env.From.Account) {
			return messages.NothingToUnbind()
		}
		return messages.Unbound(t.h.Plan.UnitName(t.who.Unit))
	}
	var found []ledger.Account
	for _, p := range t.tx.ContactsOf(a.Unit) {
		if a.Person == "" || a.Person == p.Name {
			found = append(found, p.Accounts...)
		}
	}
	if len(found) != 1 || !t.tx.UnbindPerson(found[0]) {
		return messages.NothingToUnbind()
	}
	return messages.Unbound(t.h.Plan.UnitName(a.Unit))
}

// bindGroup makes this chat one of the plan's work groups.
func (t *turn) bindGroup(a command.Act) messages.Message {
	if t.env.Chat.Private {
		return messages.OnlyInGroup()
	}
	for _, g := range t.h.Plan.Groups {
		if a.Group == "" || a.Group == g.ID {
			t.tx.BindChat(g.ID, t.env.Chat)
			return messages.GroupBound(g.Title)
		}
	}
	return messages.NoGroup()
}
