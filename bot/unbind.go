package bot

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// weighUnbind finds out whose binding is meant and says it before the yes; where it may
// be one of several, it asks which.
func (t *turn) weighUnbind(a command.Act) {
	bound := t.unbindable(a)
	if t.who.Role == ledger.Unbound { // what he has asked for, at most
		if t.weighWithdrawal(command.Act{Verb: command.Undo, Span: a.Span}); t.outcome == command.Reply {
			t.tellInstead(messages.NotBound())
		}
		return
	}
	if a.Person != "" || len(bound) == 0 {
		return // chosen already, or nothing to choose from
	}
	if named := t.namedOf(bound); len(named) > 0 {
		bound = named
	}
	answers := make([][]command.Act, len(bound))
	names := make([]string, len(bound))
	for i, p := range bound {
		a.Person, names[i] = p.Name, p.Name
		answers[i] = []command.Act{a}
	}
	if len(bound) > 1 {
		t.pose(messages.WhoseBinding(t.unit(a.Unit).Name, names), []int{0}, answers...)
		return
	}
	t.acts, t.options = answers[0], []option{{Acts: saved(answers[0])}}
	t.said = questionMessage(t.h.Plan, command.Reading{Outcome: command.Confirm, Acts: t.acts, Question: command.Question{Code: command.AskSure}})
}

// ownBinding tells whether an unbinding is about the speaker's own binding: a contact's always is.
func (t *turn) ownBinding(a command.Act) bool {
	return a.Unit == "" || a.Unit == t.who.Unit && t.who.Role == ledger.Contact
}

// unbindable are the people bound in chat whom an unbinding may be about. Whom the
// configuration names is loosened there.
func (t *turn) unbindable(a command.Act) []ledger.Person {
	var out []ledger.Person
	add := func(p ledger.Person) {
		if _, configured := t.h.Plan.PersonOf(p.Accounts[0]); !configured && (a.Person == "" || a.Person == p.Name) {
			out = append(out, p)
		}
	}
	if t.ownBinding(a) {
		if p, ok := t.tx.Person(t.env.From.Account); ok {
			add(p)
		}
		return out
	}
	for _, p := range t.tx.ContactsOf(a.Unit) {
		add(p)
	}
	return out
}

// namedOf are those whom the line names: 周强, 老周, 小周.
func (t *turn) namedOf(people []ledger.Person) []ledger.Person {
	var out []ledger.Person
	for _, p := range people {
		_, size := utf8.DecodeRuneInString(p.Name)
		surname := p.Name[:size]
		if surname != "" && (strings.Contains(t.env.Text, p.Name) || strings.Contains(t.env.Text, "老"+surname) || strings.Contains(t.env.Text, "小"+surname)) {
			out = append(out, p)
		}
	}
	return out
}

// unbind loosens the speaker's own binding or, for a coordinator, that of the one person
// whom the question has named.
func (t *turn) unbind(a command.Act) messages.Message {
	unit := a.Unit
	if t.ownBinding(a) {
		unit = t.who.Unit
	}
	if bound := t.unbindable(a); len(bound) != 1 || !t.tx.UnbindPerson(bound[0].Accounts[0]) {
		return messages.NothingToUnbind()
	}
	return messages.Unbound(t.h.Plan.UnitName(unit))
}
