package bot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// longestReason is how many letters a reason has at most that comes by itself.
const longestReason = 80

// wantReason asks why pieces go back, and waits for it.
func (t *turn) wantReason(list []messages.Ruling) {
	t.outcome, t.said, t.options = command.Ask, messages.ReasonWanted(list), []option{{Acts: saved(exactly(t.acts, list)), Reason: true}}
	t.acts = nil
}

// reasoned takes a line for the reason that was asked for. It says false when the line is
// to be taken as itself.
func (t *turn) reasoned(p store.Pending, o option, r command.Reading) bool {
	switch {
	case r.Answer == "no" && r.Outcome == command.Apply: // 算了
		return false
	case r.Answer == "yes", acknowledges(r), strings.TrimSpace(r.Line) == "1":
		t.outcome, t.said = command.Ask, messages.ReasonStill()
		return true
	}
	why := strings.TrimSpace(t.env.Text)
	for _, x := range []string{"退回", "理由", "原因", "因为", "是因为", "就是", "主要是", "是", "：", ":", "，", ","} {
		why = strings.TrimSpace(strings.TrimPrefix(why, x))
	}
	if n := utf8.RuneCountInString(why); n < 2 || n > longestReason || strings.ContainsAny(why, "\n\t") || t.remark().Asks || !reasonLike(r) {
		return false
	}
	acts := o.acts()
	for i := range acts {
		if acts[i].Verb == command.Review && acts[i].Verdict == string(ledger.Returned) && acts[i].Reason == "" {
			acts[i].Reason = why
		}
	}
	t.tx.DropPending(t.env.From.Account, t.env.Chat)
	t.answers = p.Line
	t.outcome, t.acts = command.Apply, acts
	t.weigh()
	return true
}

// reasonLike tells whether a line means nothing else by itself, or just the return once more.
func reasonLike(r command.Reading) bool {
	switch r.Outcome {
	case command.Unknown:
		return true
	case command.Ignore:
		return r.Chatter == command.Plans || r.Chatter == command.Complaint || r.Chatter == command.Stray
	case command.Ask:
		return len(r.Question.Options) == 0 && len(r.Question.Units) == 0
	case command.Reply:
		return len(r.Acts) == 0
	}
	return !slices.ContainsFunc(r.Acts, func(a command.Act) bool { return a.Verb != command.Review || len(a.Units) > 0 })
}
