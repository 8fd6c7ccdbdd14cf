package bot

import (
	"slices"
	"strings"

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

// help shows what is most wanted and which topics there are, or one topic that was named.
func (t *turn) help() messages.Message {
	wanted := func(c command.CommandHelp) bool { return slices.Contains(c.First, t.who.Role) }
	if topic, named := topicIn(t.env.Text); named {
		of := func(c command.CommandHelp) bool { return topic == "" || c.Topic == topic }
		if slices.ContainsFunc(command.Commands, func(c command.CommandHelp) bool { return t.offers(c) && of(c) }) {
			wanted = of
		}
	}
	var shown []messages.HelpEntry
	var more []string
	for _, c := range command.Commands {
		if topic := messages.HelpTopic(string(c.Topic)); !t.offers(c) {
			continue
		} else if wanted(c) {
			shown = append(shown, messages.HelpEntry{What: c.What, Example: t.example(c)})
		} else if !slices.Contains(more, topic) {
			more = append(more, topic)
		}
	}
	return messages.HelpText(t.who.Role, t.h.Plan.UnitName(t.who.Unit), shown, more)
}

// topicIn is the topic that a line names; the empty one is all of them.
func topicIn(line string) (topic command.Topic, named bool) {
	for _, c := range command.Commands {
		if strings.Contains(line, messages.HelpTopic(string(c.Topic))) {
			return c.Topic, true
		}
	}
	return "", strings.Contains(line, messages.HelpTopic(""))
}

// offers tells whether the speaker may use a command and would look it up.
func (t *turn) offers(c command.CommandHelp) bool {
	unit, bound := t.own()
	kind, reports := kindOf[c.Verb]
	switch {
	case slices.Contains(minor, c.Verb),
		len(c.Roles) > 0 && !slices.Contains(c.Roles, t.who.Role),
		t.who.Role == ledger.Unbound && c.Verb == command.Mute,
		t.who.Role == ledger.Coordinator && (reports || c.Verb == command.Request),
		t.who.Role != ledger.Unbound && c.Verb == command.Bind,
		t.who.Role == ledger.Contact && c.Verb == command.Paste,
		reports && bound && !slices.ContainsFunc(t.h.Plan.ItemsOf(unit), func(it ledger.Item) bool { return it.Kind == kind }):
		return false
	}
	return true
}

// example is the line to copy that suits the speaker.
func (t *turn) example(c command.CommandHelp) string {
	if t.who.Role == ledger.Coordinator || t.who.Role == ledger.Observer {
		return c.Examples[c.Theirs]
	}
	return c.Examples[0]
}
