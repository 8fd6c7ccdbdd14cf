package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file asks how far a piece has come where the words leave it open.

// counted tells whether a piece that was published is counted in a clause of its own,
// as what is handed in is: 署名文章1篇,标题《甲》,县融媒12月2日刊发. What
// coordinators copy from letters only tells how far it has come.
func (r *reporter) counted(f *frame, v *figure) bool {
	if v == nil || f.stage == ledger.Submitted || r.c.Role != ledger.Contact {
		return false
	}
	from, to := r.clause(v.tok)
	start, end := r.toks[from].start, r.toks[to].end
	return !r.classIn(from, to, cStage) && start < end && (f.media == "" || !strings.Contains(r.s[start:end], f.media)) // shared words are written out of order
}

// inBoth are the acts of a piece that is published and handed in.
func inBoth(a Act) []Act {
	published, submitted := a, a
	published.Stage, submitted.Stage = ledger.Published, ledger.Submitted
	submitted.Media, submitted.Date = "", ledger.Date{}
	return []Act{published, submitted}
}

// stages turns a yes or no about how far a piece has come into a choice, where nothing
// else of the line is in doubt.
func (p *parse) stages(r *Reading) {
	if r.Outcome != Confirm || r.Question.Code != AskStage || len(r.Unread)+len(r.Columns) > 0 {
		return
	}
	sure := *r
	sure.Outcome, sure.Question = Apply, Question{}
	p.careful(&sure)
	p.cover(&sure)
	p.vouch(&sure)
	if sure.Outcome != Apply {
		r.Question = sure.Question
		return
	}
	at := slices.IndexFunc(r.Acts, func(a Act) bool { return a.Verb == Entry && a.Stage == ledger.Published })
	both := inBoth(r.Acts[at])
	choices, end := [][]Act{both[:1], both[1:], both}, at+1
	if end < len(r.Acts) && r.Acts[end].Stage == ledger.Submitted {
		choices, end = [][]Act{both, both[:1]}, end+1
	}
	q := r.Question
	for _, c := range choices {
		q.Options = append(q.Options, Option{Acts: slices.Concat(r.Acts[:at], c, r.Acts[end:])})
	}
	*r = Reading{Line: r.Line, Outcome: Ask, Question: q, Unkept: r.Unkept}
}
