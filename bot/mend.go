package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/messages"
	"pufabot/store"
)

// mend puts the speaker's last line right where this one tells a word of it only
// (打错了，是耒阳日报): the line so corrected takes the place of what it did, after a yes.
// Where no such word stands in it, nothing older may go instead.
func (t *turn) mend(r command.Reading) bool {
	if !mendable(r) {
		return false
	}
	if _, waits := t.tx.Pending(t.env.From.Account, t.env.Chat); waits {
		return false
	}
	words, d, ok := t.meant()
	if !ok {
		return false
	}
	ctx := command.Context{Speaker: t.who, Now: t.now, BotNames: t.h.BotNames}
	line, is := t.h.grammar.Mend(words, t.env.Text, ctx)
	switch {
	case !is:
		return false
	case line == "" && d.empty() && takesBack(r): // nothing of it was kept, and it is what was wrong
		t.outcome, t.said = command.Ask, messages.NotKeptBefore(words)
		return true
	case line == "":
		return false
	}
	again := t.h.read(line, t.who, t.now)
	if again.Outcome != command.Apply && again.Outcome != command.Confirm || !mends(again.Acts) {
		return false
	}
	if m, stays := t.fixed(d); stays {
		t.outcome, t.said = command.Refuse, m
		return true
	}
	t.outcome, t.acts, t.echoes = command.Confirm, again.Acts, again.Echoes
	if !d.empty() {
		undo := command.Act{Verb: command.Undo}
		pin(&undo, d.line)
		t.acts = append([]command.Act{undo}, t.acts...)
	}
	t.said = messages.ConfirmMended(words, line, !d.empty())
	t.options = []option{{Acts: saved(t.acts)}}
	return true
}

// meant are the words that such a line puts right, and what they have done: those quoted,
// if they are the speaker's own, else the last.
func (t *turn) meant() (words string, d done, ok bool) {
	if t.quotes() {
		d, by, ok := t.quoted()
		said, _ := t.tx.Said(by.Seq)
		return said.Text, d, ok && by.By == t.env.From.Account
	}
	spoken := t.lastLines()
	if len(spoken) == 0 {
		return "", done{}, false
	}
	return t.mended(spoken), t.deedOf(spoken[0].Seq), true
}

// mendable tells a reading that may be of such a line.
func mendable(r command.Reading) bool {
	switch r.Outcome {
	case command.Unknown:
		return true
	case command.Ask:
		return len(r.Question.Options) == 0
	case command.Confirm, command.Refuse:
		return takesBack(r)
	}
	return false
}

func takesBack(r command.Reading) bool {
	return len(r.Acts) == 1 && r.Acts[0].Verb == command.Undo && r.Acts[0].Kind == ""
}

// mends tells whether acts may take the place of what a line did.
func mends(acts []command.Act) bool {
	return len(acts) > 0 && !slices.ContainsFunc(acts, func(a command.Act) bool {
		return !a.Reporting() && a.Verb != command.Extend && a.Verb != command.Silence && a.Verb != command.Mute
	})
}

// mostMended is how many words of one line are put right one after the other.
const mostMended = 4

// lastLines are what the speaker has said here a moment ago, newest first, without
// chatter and without the questions whose answers are among them.
func (t *turn) lastLines() []store.Line {
	var out []store.Line
	answered := map[uint64]bool{}
	for l := range t.linesSince(0, patience) {
		if l.By != t.env.From.Account || l.Chat.Key() != t.env.Chat.Key() || l.Outcome == string(command.Ignore) || answered[l.Seq] {
			continue
		}
		answered[l.Answers] = true
		if out = append(out, l); len(out) == mostMended {
			break
		}
	}
	return out
}

// mended are the words of the first of such lines; those that only put the one before it
// right are what that became.
func (t *turn) mended(lines []store.Line) string {
	said, _ := t.tx.Said(lines[0].Seq)
	if len(lines) == 1 || said.Seq == lines[0].Seq {
		return said.Text
	}
	ctx := command.Context{Speaker: t.who, Now: t.local(said.At), BotNames: t.h.BotNames}
	if line, is := t.h.grammar.Mend(t.mended(lines[1:]), said.Text, ctx); is && line != "" {
		return line
	}
	return said.Text
}
