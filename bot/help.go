package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// kindOf is the kind of item that a reporting verb is for: help shows a unit only
// what it can report.
var kindOf = map[command.Verb]ledger.ItemKind{
	command.Count: ledger.Count, command.Session: ledger.Sessions, command.Entry: ledger.Entry,
	command.Text: ledger.Text, command.Mail: ledger.Mail, command.Signup: ledger.Signup,
}

// minor are commands that help leaves out: nobody looks them up, or the bot
// names them where they are of use.
var minor = []command.Verb{command.Ack, command.Answer, command.Help, command.Unbind, command.WhoAmI}

// helpFor picks the commands that the speaker may use, in the order of the table.
func (t *turn) helpFor() []messages.HelpEntry {
	unit, bound := t.own()
	var out []messages.HelpEntry
	for _, c := range command.Commands {
		kind, reports := kindOf[c.Verb]
		switch {
		case slices.Contains(minor, c.Verb),
			len(c.Roles) > 0 && !slices.Contains(c.Roles, t.who.Role),
			t.who.Role == ledger.Unbound && c.Verb == command.Mute,
			t.who.Role == ledger.Coordinator && reports,
			t.who.Role != ledger.Unbound && c.Verb == command.Bind,
			t.who.Role == ledger.Contact && c.Verb == command.Paste,
			reports && bound && !slices.ContainsFunc(t.h.Plan.ItemsOf(unit), func(it ledger.Item) bool { return it.Kind == kind }):
			continue
		}
		out = append(out, messages.HelpEntry{What: c.What, Examples: c.Examples[:1]})
	}
	return out
}
