package command

import (
	"pufabot/bot/ledger"
)

// finish turns frames into acts and checks the line as a whole: every figure,
// item and title must have found its place, or nothing of the line is kept.
func (r *reporter) finish() (Reading, bool) {
	if len(r.frames) == 0 {
		return Reading{}, false
	}
	out := Reading{Outcome: Apply}
	var silent, sound *frame
	confirm := func(code QuestionCode, sp Span, it ledger.ItemID, value, other int) {
		if out.Outcome != Confirm {
			out.Outcome = Confirm
			out.Question = Question{Code: code, Quote: r.quote(sp.Start, sp.End), Item: it, Value: value, Other: other}
		}
	}
	r.mergeFrames()
	added := false
	for _, f := range r.frames {
		acts, q, idle := r.build(f)
		switch {
		case q != nil:
			if q.Outcome == Confirm {
				confirm(q.Question.Code, r.frameSpan(f), q.Question.Item, q.Question.Value, q.Question.Other)
				break
			}
			if q.Outcome == Unknown {
				return Reading{}, false
			}
			return *q, true
		case idle:
			silent = f
			continue
		}
		for _, a := range acts {
			if a.Op == ledger.Set && added && !a.OpStated && len(a.Titles) == 0 { // 新增征文1篇,宣讲2场: is the second an addition too?
				confirm(AskMayAdd, a.Span, a.Item, a.Value, 0)
			}
			added = added || a.Op == ledger.Add && a.OpStated
		}
		if f.sound != nil && len(acts) > 0 {
			sound = f
		}
		out.Acts = append(out.Acts, acts...)
	}
	if len(out.Acts) == 0 {
		if silent == nil {
			return Reading{}, false
		}
		return r.idle(silent), true
	}
	if q := r.clash(out.Acts); q != nil {
		return *q, true
	}
	if sound != nil {
		t := sound.sound
		confirm(AskSound, t.span(), out.Acts[0].Item, 0, 0)
	}
	if len(r.residue) > 0 {
		confirm(AskResidue, r.residue[0], "", 0, 0)
	}
	if silent != nil && silent.plan != nil && silent.first < r.frames[len(r.frames)-1].first && len(out.Acts) > 0 && r.frames[0] == silent {
		confirm(AskUnsure, silent.plan.span(), "", 0, 0) // 准备报2篇征文,宣讲3场
	}
	for _, a := range out.Acts {
		u, ok := r.g.plan.Unit(a.Unit)
		it, ok2 := r.g.plan.Item(a.Item)
		if ok && ok2 && !it.Owes(u) && a.Reporting() {
			confirm(AskNotOwed, a.Span, a.Item, 0, 0)
		}
	}
	return out, true
}

func (r *reporter) frameSpan(f *frame) Span {
	return Span{r.toks[f.first].start, r.toks[min(f.last, len(r.toks)-1)].end}
}

// mergeFrames puts a frame without an item of its own to the one it tells more of.
func (r *reporter) mergeFrames() {
	var out []*frame
	for _, f := range r.frames {
		if len(out) > 0 {
			prev := out[len(out)-1]
			bare := f.item < 0 && len(f.cands) == 0 && len(f.figs) == 0 && len(f.titles) == 0 && f.typ == ""
			again := f.item >= 0 && f.item == prev.item && f.unit == prev.unit && len(f.figs) == 0 && len(f.titles) == 0 && f.typ == "" && f.named && len(f.names) == 0 && f.day == nil
			if bare || again {
				if f.day != nil && prev.day == nil {
					prev.day = f.day
				}
				if prev.place == "" {
					prev.place = f.place
				}
				if prev.media == "" {
					prev.media = f.media
				}
				if prev.stage == "" {
					prev.stage = f.stage
				}
				if f.neg != nil {
					prev.neg = f.neg
				}
				if f.plan != nil {
					prev.plan = f.plan
				}
				prev.pieces = prev.pieces || f.pieces
				prev.last = f.last
				continue
			}
		}
		out = append(out, f)
	}
	r.frames = out
}

// idle answers what was said about nothing done: negations and plans.
func (r *reporter) idle(f *frame) Reading {
	if f.item >= 0 {
		a := Act{Verb: Deadline, Item: r.g.item(f.item).ID, Span: r.frameSpan(f)}
		if r.c.Role == ledger.Contact {
			a.Unit, a.Scope = r.c.Unit, "me"
		}
		return Reading{Outcome: Reply, Acts: []Act{a}, Chatter: Plans}
	}
	return Reading{Outcome: Ignore, Chatter: Plans}
}

// clash finds two acts that speak of the same total and disagree.
func (r *reporter) clash(acts []Act) *Reading {
	type key struct {
		u   ledger.UnitID
		it  ledger.ItemID
		box string
	}
	seen := map[key]Act{}
	for _, a := range acts {
		if a.Verb == Signup || a.Verb == Text || a.Verb == Mail || a.Verb == Entry && (len(a.Titles) > 0 || a.Stage != "") {
			continue
		}
		if a.Verb == Session && (!a.Date.IsZero() || a.Place != "") && a.Op == ledger.Add {
			continue
		}
		k := key{a.Unit, a.Item, a.Scope + a.Type}
		if b, ok := seen[k]; ok {
			q := r.ask(AskWhichFigure, Span{b.Span.Start, a.Span.End})
			q.Question.Item, q.Question.Unit, q.Question.Value, q.Question.Other = a.Item, a.Unit, b.Value, a.Value
			return &q
		}
		seen[k] = a
		if k.box != "" {
			k.box = ""
		} else {
			continue
		}
		if b, ok := seen[k]; ok && (b.Op != ledger.Add || a.Op != ledger.Add) { // a whole and a part of it
			q := r.ask(AskWhichFigure, Span{b.Span.Start, a.Span.End})
			q.Question.Item, q.Question.Unit, q.Question.Value, q.Question.Other = a.Item, a.Unit, b.Value, a.Value
			return &q
		}
	}
	return nil
}
