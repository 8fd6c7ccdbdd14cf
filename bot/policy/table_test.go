package policy_test

import (
	"slices"
	"testing"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/bot/policy"
)

// The verbs that change nothing of any unit's, whoever uses them: they look at what
// all may see, or ask a coordinator (bind), or speak for nobody but the speaker.
var harmless = []command.Verb{command.Status, command.Missing, command.Deadline, command.Rule, command.Help, command.WhoAmI, command.Answer,
	command.Ack, command.Schedule, command.Picture, command.Bind}

// The verbs with which an observer looks at any unit.
var looking = append([]command.Verb{command.Changes, command.Audit, command.Files, command.WhoSaid}, harmless...)

// Every verb, by everybody but a coordinator, for a unit that is not his: refused,
// unless it is harmless. An observer and a stranger write nothing at all, not for
// any unit, not in any verb.
func TestNobodyActsForAnotherUnit(t *testing.T) {
	plan := commandtest.Plan()
	mine, other := plan.Units[0].ID, plan.Units[1].ID
	seen := 0
	for _, c := range command.Commands {
		for _, tt := range []struct {
			speaker command.Speaker
			allowed []command.Verb
		}{
			{command.Speaker{Role: ledger.Contact, Unit: mine}, harmless},
			{command.Speaker{Role: ledger.Observer}, looking},
			{command.Speaker{Role: ledger.Unbound}, harmless},
			{command.Speaker{}, harmless},
		} {
			for _, act := range []command.Act{{Verb: c.Verb, Unit: other}, {Verb: c.Verb, Units: []ledger.UnitID{mine, other}}} {
				for _, outcome := range []command.Outcome{command.Apply, command.Confirm, command.Reply} {
					seen++
					got := policy.Check(plan, tt.speaker, command.Reading{Outcome: outcome, Acts: []command.Act{act}})
					if got.Outcome != command.Refuse && !slices.Contains(tt.allowed, c.Verb) {
						t.Errorf("%q of %v may %s for %s", tt.speaker.Role, tt.speaker.Unit, c.Verb, other)
					}
				}
				asked := command.Reading{Outcome: command.Ask, Question: command.Question{Code: command.AskMeaning, Options: []command.Option{{Acts: []command.Act{act}}}}}
				if got := policy.Check(plan, tt.speaker, asked); len(got.Question.Options) > 0 && !slices.Contains(tt.allowed, c.Verb) {
					t.Errorf("%q of %v is offered to %s for %s", tt.speaker.Role, tt.speaker.Unit, c.Verb, other)
				}
			}
		}
	}
	if seen < 1000 {
		t.Errorf("only %d cases", seen)
	}
}

// What nobody has thought of is done by nobody.
func TestUnknownVerbsAreRefused(t *testing.T) {
	for _, role := range []ledger.Role{ledger.Contact, ledger.Coordinator, ledger.Observer, ledger.Unbound} {
		if policy.May(role, "conjure") {
			t.Errorf("%s may do anything", role)
		}
	}
}

// The board's address has a token in it: whatever the grammar makes of a line, only
// those who run the campaign or look at all of it are told.
func TestBoardAddressIsForFew(t *testing.T) {
	plan := &ledger.Plan{}
	for role, ok := range map[ledger.Role]bool{ledger.Coordinator: true, ledger.Observer: true, ledger.Contact: false, ledger.Unbound: false, "": false} {
		for kind, ok := range map[string]bool{"board": ok, "": role != ledger.Unbound && role != ""} {
			r := command.Reading{Outcome: command.Apply, Acts: []command.Act{{Verb: command.Picture, Kind: kind}}}
			got := policy.Check(plan, command.Speaker{Role: role, Unit: "qidong"}, r)
			if (got.Outcome == command.Apply) != ok {
				t.Errorf("%q, kind %q: %+v", role, kind, got)
			}
		}
	}
}
