package bot

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/command"
	"pufabot/messages"
	"pufabot/store"
)

// amended takes a line that speaks of the question that waits without answering it. What
// it surely changes is shown again with the change; a correction that leads nowhere
// withdraws what was asked, so that no later 是 does it uncorrected; and what is not
// understood leaves the question open and says so. It says false when the line is to be
// taken as itself.
func (t *turn) amended(p store.Pending, options []option, r command.Reading) bool {
	m := t.remark()
	if tellsOwn(r) {
		t.unsettled = t.stillWaits(p, options)
		return false
	}
	if r.Outcome == command.Ignore && r.Chatter == command.Lost {
		t.outcome, t.said = command.Reply, t.stillWaits(p, options)
		return true
	}
	if r.Outcome != command.Refuse && t.orderChanged(p, options) {
		return true
	}
	if m.Asks || r.Outcome == command.Refuse {
		return false
	}
	if acknowledges(r) && t.remindedSince(p.At.Add(-remindedFor)) { // 收到: of a reminder, and no answer to the question
		t.unsettled = t.stillWaits(p, options)
		t.adopt(r)
		return true
	}
	if acknowledges(r) {
		t.outcome, t.said = command.Reply, t.stillWaits(p, options)
		return true
	}
	if len(options) == 1 && m.Because && t.lowers(options[0].acts()) {
		return t.agree(p, options[0], nil)
	}
	if len(options) == 1 && len(options[0].Acts) > 0 && t.changed(p, options[0], m, r) {
		return true
	}
	asked := t.asked(p)
	switch {
	case m.Waits, loose(r) && strings.TrimSpace(t.env.Text) == strings.TrimSpace(asked):
		t.outcome, t.said = command.Reply, t.stillWaits(p, options)
	case m.Corrects && loose(r) && r.Outcome != command.Ignore && !t.ofAudience(r, options):
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		if len(options) == 1 && loose(t.h.read(asked, t.who, t.now)) { // both are of what was told before
			if c := t.corrected(r); c.Outcome == command.Confirm {
				t.adopt(c)
				break
			}
		}
		t.outcome, t.said = command.Reply, messages.HeldBack(asked, aboutWhat(options))
	case r.Outcome == command.Unknown && t.leaning(t.corrected(r)).Outcome != command.Unknown: // of what was told before
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.letGo(p, options)
		t.adopt(r)
	case r.Outcome == command.Unknown, r.Outcome == command.Ignore:
		t.adopt(r)
		t.said.Append(t.stillWaits(p, options))
	default:
		return false
	}
	return true
}

// acknowledges tells whether a line only says that something was heard.
func acknowledges(r command.Reading) bool {
	return r.Outcome == command.Apply && len(r.Acts) == 1 && r.Acts[0].Verb == command.Ack
}

// remindedSince tells whether the speaker's unit was named by a reminder since, and has not
// said yet that it heard.
func (t *turn) remindedSince(since time.Time) (reminded bool) {
	u, ok := t.own()
	if acked := t.tx.Acked(u.ID); ok && acked.After(since) {
		since = acked
	}
	t.tx.Firings(func(f store.Firing) bool {
		reminded = ok && f.Why == "" && f.At.After(since) && slices.Contains(f.Units, u.ID)
		return ok && !reminded
	})
	return reminded
}

// remindedFor is how long before a question a reminder may still be what 收到 is said to.
const remindedFor = time.Hour

// stillWaits says that a question waits.
func (t *turn) stillWaits(p store.Pending, options []option) messages.Message {
	if g := options[0].Gap; g != nil {
		return messages.FigureStill(t.item(g.Item))
	}
	if options[0].Reason {
		return messages.ReasonStill()
	}
	return messages.StillWaits(t.asked(p), len(options), aboutWhat(options))
}

// tellsOwn tells whether a line asks what is recorded and what is missing, in which what
// is asked about is not.
func tellsOwn(r command.Reading) bool {
	return r.Outcome == command.Reply && len(r.Acts) > 0 && !slices.ContainsFunc(r.Acts, func(a command.Act) bool {
		return a.Verb != command.Status && a.Verb != command.Missing
	})
}

// loose tells whether a line says nothing by itself: it is not understood, asks which item
// it is about, or takes back what has just been said.
func loose(r command.Reading) bool {
	switch r.Outcome {
	case command.Unknown, command.Ignore:
		return true
	case command.Ask:
		return r.Question.Item == ""
	}
	return len(r.Acts) == 1 && undoesLast(r.Acts[0]) || retitles(r)
}

// ofAudience tells whether the line may be how many came to what was asked about.
func (t *turn) ofAudience(r command.Reading, options []option) bool {
	probe := *t
	probe.left = options
	return probe.audience(r)
}
