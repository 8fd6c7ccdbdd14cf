package bot

import (
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// bind asks for a person to be bound to a unit. A coordinator decides: nobody
// can make himself the voice of a unit.
func (t *turn) bind(a command.Act) messages.Message {
	u := t.unit(targets(a)[0])
	if t.who.Role == ledger.Contact && t.who.Unit == u.ID {
		return messages.BoundAlready(u.Name)
	}
	for _, r := range t.tx.OpenRequests() { // asking twice makes no second request
		if r.Kind == string(messages.RequestBind) && r.By == t.env.From.Account && r.Unit == u.ID {
			return messages.BindAsked(r.ID, u.Name)
		}
	}
	r := t.ask(store.Request{Name: a.Person, Unit: u.ID, Kind: string(messages.RequestBind)})
	return messages.BindAsked(r.ID, u.Name)
}

// introduced takes a name for the binding that waits for a yes and has none. Who says
// what he is instead (我是领导) is asked for the name.
func (t *turn) introduced(p store.Pending, options []option, r command.Reading) bool {
	if len(options) != 1 || len(options[0].Acts) != 1 || r.Outcome == command.Confirm || r.Outcome == command.Ask {
		return false
	}
	a := command.Act(options[0].Acts[0])
	if a.Verb != command.Bind || a.Person != "" {
		return false
	}
	if a.Person = command.NameIn(r.Line); a.Person != "" {
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.outcome, t.acts, t.answers = command.Apply, []command.Act{a}, p.Line
		return true
	}
	if strings.HasPrefix(r.Line, "我") {
		t.outcome, t.said = command.Ask, messages.NameWanted()
		return true
	}
	return false
}

// weighGroup asks which of several work groups a chat is: reminders go to it from then on.
func (t *turn) weighGroup(a command.Act) {
	groups := t.h.Plan.Groups
	if a.Group != "" || len(groups) < 2 || t.env.Chat.Private {
		return
	}
	var titles []string
	var answers [][]command.Act
	for _, g := range groups {
		a.Group = g.ID
		titles, answers = append(titles, g.Title), append(answers, []command.Act{a})
	}
	t.pose(messages.WhichGroup(titles), []int{0}, answers...)
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
