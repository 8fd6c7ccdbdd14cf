package policy

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
)

// Check turns what was understood into what this speaker may do: the reading as
// it is, or a refusal that says why. A contact who names another unit for writing
// is refused and asked which was meant; an unbound person is told how to be bound.
// Asking and small talk pass.
func Check(p *ledger.Plan, s command.Speaker, r command.Reading) command.Reading {
	switch r.Outcome {
	case command.Apply, command.Confirm, command.Reply:
	case command.Ask:
		return offerable(s, checkAsk(s, r))
	default:
		return r
	}
	if code, unit := forbidsAny(s, r.Acts); code != "" {
		return refuse(r, code, unit)
	}
	return offerable(s, r)
}

// offerable leaves only the options that the speaker may choose. Where none is
// left, the line is refused, unless a shared name may still mean something else.
func offerable(s command.Speaker, r command.Reading) command.Reading {
	var left []command.Option
	var code command.QuestionCode
	var unit ledger.UnitID
	for _, o := range r.Question.Options {
		if c, u := forbidsAny(s, o.Acts); c != "" {
			code, unit = c, u
			continue
		}
		left = append(left, o)
	}
	if len(left) == 0 && code != "" && r.Question.Code != command.AskCity {
		return refuse(r, code, unit)
	}
	r.Question.Options = left
	return r
}

func forbidsAny(s command.Speaker, acts []command.Act) (command.QuestionCode, ledger.UnitID) {
	for i := range acts {
		if code, unit := forbids(s, &acts[i]); code != "" {
			return code, unit
		}
	}
	return "", ""
}

// forbids says why an act may not be done, or nothing.
func forbids(s command.Speaker, a *command.Act) (command.QuestionCode, ledger.UnitID) {
	role := s.Role
	if role == "" {
		role = ledger.Unbound
	}
	if a.Verb == command.Picture && a.Kind == "board" && role != ledger.Coordinator && role != ledger.Observer {
		return command.NoBoard, "" // a token goes with it, which shows every unit's figures
	}
	if role == ledger.Unbound && a.Verb == command.Undo && a.Unit == "" && len(a.Units) == 0 && a.Item == "" && len(a.Titles) == 0 {
		return "", "" // his request to be bound
	}
	switch may[a.Verb][role] {
	case anywhere:
		return "", ""
	case ownUnit:
		foreign := func(u ledger.UnitID) bool { return u != "" && u != s.Unit }
		if foreign(a.Unit) {
			return command.NoOtherUnit, a.Unit
		}
		if i := slices.IndexFunc(a.Units, foreign); i >= 0 {
			return command.NoOtherUnit, a.Units[i]
		}
		return "", ""
	}
	switch {
	case role == ledger.Unbound && !May(ledger.Contact, a.Verb):
		return command.NoCoordinator, ""
	case role == ledger.Unbound:
		return command.NoBinding, a.Unit
	case role == ledger.Observer && May(ledger.Contact, a.Verb):
		return command.NoObserver, ""
	}
	return command.NoCoordinator, ""
}

// checkAsk keeps the bot from asking questions whose answer could not be used.
func checkAsk(s command.Speaker, r command.Reading) command.Reading {
	if s.Role == ledger.Unbound || s.Role == "" {
		switch r.Question.Code {
		case command.AskUnit, command.AskBind, command.AskCity, command.AskWhat, command.AskWho, command.AskText:
			return r
		}
		return refuse(r, command.NoBinding, "")
	}
	if s.Role == ledger.Observer {
		switch r.Question.Code {
		case command.AskFigure, command.AskItem, command.AskRange, command.AskNumber, command.AskSum:
			return refuse(r, command.NoObserver, "")
		}
	}
	return r
}

func refuse(r command.Reading, code command.QuestionCode, unit ledger.UnitID) command.Reading {
	r.Outcome = command.Refuse
	r.Question = command.Question{Code: code, Unit: unit}
	return r
}
