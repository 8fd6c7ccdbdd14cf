package policy_test

import (
	"testing"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/bot/policy"
)

// A refusal says why, and names the unit that was meant by mistake; a question whose
// answer could not be used is not asked.
func TestRefusalsSayWhy(t *testing.T) {
	plan := commandtest.Plan()
	contact := command.Speaker{Role: ledger.Contact, Unit: "qidong"}
	observer, stranger := command.Speaker{Role: ledger.Observer}, command.Speaker{Role: ledger.Unbound}
	do := func(a command.Act) command.Reading {
		return command.Reading{Outcome: command.Apply, Acts: []command.Act{a}}
	}
	ask := func(c command.QuestionCode) command.Reading {
		return command.Reading{Outcome: command.Ask, Question: command.Question{Code: c}}
	}
	for _, tt := range []struct {
		name string
		who  command.Speaker
		r    command.Reading
		code command.QuestionCode
		unit ledger.UnitID
	}{
		{"another unit", contact, do(command.Act{Verb: command.Count, Unit: "hengdong"}), command.NoOtherUnit, "hengdong"},
		{"another unit among several", contact, do(command.Act{Verb: command.Count, Units: []ledger.UnitID{"qidong", "hengdong"}}), command.NoOtherUnit, "hengdong"},
		{"an order", contact, do(command.Act{Verb: command.Extend}), command.NoCoordinator, ""},
		{"a stranger reports", stranger, do(command.Act{Verb: command.Count, Unit: "hengdong"}), command.NoBinding, "hengdong"},
		{"somebody without a role reports", command.Speaker{}, do(command.Act{Verb: command.Count, Unit: "hengdong"}), command.NoBinding, "hengdong"},
		{"a stranger orders", stranger, do(command.Act{Verb: command.Extend}), command.NoCoordinator, ""},
		{"an observer reports", observer, do(command.Act{Verb: command.Count, Unit: "hengdong"}), command.NoObserver, ""},
		{"an observer orders", observer, do(command.Act{Verb: command.Extend}), command.NoCoordinator, ""},
		{"a figure of a stranger", stranger, ask(command.AskFigure), command.NoBinding, ""},
		{"a figure of somebody without a role", command.Speaker{}, ask(command.AskFigure), command.NoBinding, ""},
		{"a figure of an observer", observer, ask(command.AskFigure), command.NoObserver, ""},
		{"a figure of a contact", contact, ask(command.AskFigure), command.AskFigure, ""},
		{"which unit, of a stranger", stranger, ask(command.AskUnit), command.AskUnit, ""},
		{"which unit, of an observer", observer, ask(command.AskUnit), command.AskUnit, ""},
	} {
		got := policy.Check(plan, tt.who, tt.r).Question
		if got.Code != tt.code || got.Unit != tt.unit {
			t.Errorf("%s: %s %s, want %s %s", tt.name, got.Code, got.Unit, tt.code, tt.unit)
		}
	}
}
