package command_test

import (
	"testing"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/bot/policy"
)

// TestCommands parses every example of the help table to its verb, spoken by
// somebody who may.
func TestCommands(t *testing.T) {
	plan := commandtest.Plan()
	g := command.Compile(plan)
	now := time.Date(2026, 12, 10, 10, 0, 0, 0, plan.Campaign.Zone)
	for _, c := range command.Commands {
		who := command.Speaker{Role: ledger.Contact, Unit: "changning"}
		switch {
		case c.Verb == command.Signup:
			who.Unit = "law"
		case c.Verb == command.Paste || len(c.Roles) == 1:
			who = command.Speaker{Role: ledger.Coordinator}
		}
		for _, x := range c.Examples {
			r := policy.Check(plan, who, g.Read(x, command.Context{Speaker: who, Now: now}))
			if len(r.Acts) == 0 || r.Acts[0].Verb != c.Verb {
				t.Errorf("%s: %q reads as %s", c.Verb, x, commandtest.Brief(r))
			}
		}
	}
}

// TestEveryVerbIsExplained keeps the help table complete, and in step with the policy.
func TestEveryVerbIsExplained(t *testing.T) {
	have := map[command.Verb]command.CommandHelp{}
	for _, c := range command.Commands {
		have[c.Verb] = c
	}
	for _, v := range []command.Verb{command.Count, command.Session, command.Entry, command.Signup, command.Text, command.Mail, command.Status, command.Missing,
		command.Deadline, command.Rule, command.Help, command.WhoAmI, command.Undo, command.Ack, command.Answer, command.Bind, command.Unbind, command.Mute,
		command.Extend, command.Review, command.Nudge, command.Silence, command.Export, command.Picture, command.Pack, command.Paste, command.Announce,
		command.Approve, command.Move, command.Request, command.BindGroup, command.Schedule, command.Pause, command.Resume, command.WhoSaid,
		command.Audit, command.Justify, command.Changes, command.Freeze, command.Files} {
		c, ok := have[v]
		if !ok {
			t.Errorf("%s is not in the table", v)
			continue
		}
		for _, role := range []ledger.Role{ledger.Contact, ledger.Coordinator, ledger.Observer, ledger.Unbound} {
			listed := len(c.Roles) == 0
			for _, x := range c.Roles {
				listed = listed || x == role
			}
			if listed && !policy.May(role, v) {
				t.Errorf("%s is explained to %s, who may not", v, role)
			}
		}
	}
}
