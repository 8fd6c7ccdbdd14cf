package bot

import "pufabot/bot/command"

// corrected takes a correction that names no item (不对,是3篇) for the item that its sender
// has just spoken of, after a yes.
func (t *turn) corrected(r command.Reading) command.Reading {
	if r.Outcome != command.Ask || !r.Question.Corrects {
		return r
	}
	s, ok := t.tx.Subject(t.env.From.Account, t.env.Chat)
	if !ok || t.now.Sub(s.At) >= patience {
		return r
	}
	for _, o := range r.Question.Options {
		if len(o.Acts) == 1 && o.Acts[0].Item == s.Item && o.Acts[0].Unit == s.Unit {
			r.Outcome, r.Acts, r.Question = command.Confirm, o.Acts, command.Question{Code: command.AskSure}
			return r
		}
	}
	return r
}
