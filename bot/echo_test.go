package bot_test

import (
	"slices"
	"strings"
	"testing"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/bot/policy"
	"pufabot/messages"
	"pufabot/store"
)

// What the bot says itself is no report when somebody sends it back or on: neither a
// whole message nor one of its lines, but for the lines that it gives to copy.
type echo struct {
	t       *testing.T
	grammar *command.Grammar
	said    map[string]bool
}

// echoes sends everything back that the bot has said in a transcript.
func (c *chat) echoes(replies []messages.Message) {
	err := c.db.View(func(tx *store.Tx) error {
		tx.Deliveries(func(d messages.Delivery) bool {
			replies = append(replies, d.Message)
			return true
		})
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	e := echo{t: c.t, grammar: command.Compile(c.plan), said: map[string]bool{}}
	for _, m := range replies {
		whole := messages.Render(m, messages.DialectText)
		copies := false
		for _, l := range m.Lines {
			copies = copies || l.Kind == messages.Copy
		}
		if !copies || len(m.Lines) > 1 {
			e.back(c, whole)
		}
		for _, l := range m.Lines {
			if l.Kind != messages.Copy {
				e.back(c, messages.Render(messages.Message{Lines: []messages.Line{l}}, messages.DialectText))
			}
		}
	}
}

// back reads one text as said by those who may write.
func (e echo) back(c *chat, text string) {
	if text = strings.TrimSpace(text); e.said[text] || text == "" {
		return
	}
	e.said[text] = true
	for _, who := range []command.Speaker{
		{Role: ledger.Contact, Unit: "hengyang-xian"}, {Role: ledger.Contact, Unit: "law"}, {Role: ledger.Coordinator},
	} {
		r := policy.Check(c.plan, who, e.grammar.Read(text, command.Context{Speaker: who, Now: c.now, BotNames: []string{"普法小助手"}}))
		if r.Outcome == command.Apply && slices.ContainsFunc(r.Acts, changing) {
			e.t.Errorf("%s: the bot's own words are taken for a report of %s: %q\n%s", c.where, who.Role, text, commandtest.Brief(r))
		}
	}
}

// changing tells whether an act changes what is stored, or what others get.
func changing(a command.Act) bool {
	switch a.Verb {
	case command.Undo, command.Bind, command.Unbind, command.Review, command.Approve, command.Extend, command.Move, command.Nudge,
		command.Silence, command.Announce, command.Pause, command.Resume, command.Freeze, command.Mute, command.Justify:
		return true
	}
	return a.Reporting()
}
