package command

import (
	"slices"

	"pufabot/bot/ledger"
)

// clash finds two acts that speak of the same total and disagree, or a total
// beside a part of it.
func (r *reporter) clash(acts []*Act) *Reading {
	if len(acts) < 2 {
		return nil
	}
	var seen, parts []*Act // parts: boxes, types, sessions told one by one
	for _, a := range acts {
		if a.Verb == Signup || a.Verb == Text || a.Verb == Mail || a.Verb == Entry && (len(a.Titles) > 0 || a.Stage != "") {
			continue
		}
		if a.Verb == Session && (!a.Date.IsZero() || a.Place != "") && a.Op == ledger.Add {
			parts = append(parts, a)
			continue
		}
		if b := lastAlike(seen, a, sameBox); b != nil {
			return r.disagree(b, a)
		}
		seen = append(seen, a)
		if !inNoBox(a, a) {
			parts = append(parts, a)
		}
	}
	for _, a := range acts {
		whole, part := lastAlike(seen, a, inNoBox), lastAlike(parts, a, inAnyBox)
		if whole != nil && part != nil && (whole.Op != ledger.Add || part.Op != ledger.Add) {
			return r.disagree(whole, part)
		}
	}
	return nil
}

// pointers are the acts where they lie.
func pointers(acts []Act) []*Act {
	out := make([]*Act, len(acts))
	for i := range acts {
		out[i] = &acts[i]
	}
	return out
}

// lastAlike is the last act of a list that is of the same unit and item as a, in such a
// box or of such a type; nil: none.
func lastAlike(list []*Act, a *Act, box func(b, a *Act) bool) *Act {
	for _, b := range slices.Backward(list) {
		if b.Unit == a.Unit && b.Item == a.Item && box(b, a) {
			return b
		}
	}
	return nil
}

func sameBox(b, a *Act) bool { return b.Scope+b.Type == a.Scope+a.Type }

func inNoBox(b, _ *Act) bool { return b.Scope == "" && b.Type == "" }

func inAnyBox(_, _ *Act) bool { return true }

// counted is how many an act tells of; a session or piece without a figure is one.
func (a *Act) counted() int {
	if !a.HasValue && (a.Verb == Session || a.Verb == Entry) {
		return max(len(a.Titles), 1)
	}
	return a.Value
}

func (r *reporter) disagree(a, b *Act) *Reading {
	q := r.ask(AskWhichFigure, Span{min(a.Span.Start, b.Span.Start), max(a.Span.End, b.Span.End)})
	q.Question.Item, q.Question.Unit, q.Question.Value, q.Question.Other = a.Item, a.Unit, a.counted(), b.counted()
	return &q
}
