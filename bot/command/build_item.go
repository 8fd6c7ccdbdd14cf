package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// settleItem chooses among candidates: a stage, files or a medium mean the staged
// item, a figure alone decides nothing.
func (r *reporter) settleItem(f *frame) {
	if f.stage != "" && f.stage != "sent" && len(f.figs) == 0 || f.media != "" || f.pieces || f.stage == "sent" && len(f.figs) == 0 {
		if k := r.verbStageItem(f.cands); k >= 0 {
			f.item = k
			r.guessed = true
		}
	}
}

// boxedItem is the one item that is counted in boxes, where the figures of a frame
// without an item are: 本单位41人,县直单位194人. -1: none, or several.
func (r *reporter) boxedItem(f *frame) int {
	own, others := false, false
	for i := range f.figs {
		own = own || f.figs[i].said && f.figs[i].scope == ledger.ScopeOwn
		others = others || f.figs[i].said && f.figs[i].scope == ledger.ScopeOthers
	}
	item := -1
	for k, boxed := range r.g.scoped {
		switch {
		case boxed && item >= 0, !own || !others:
			return -1
		case boxed:
			item = k
		}
	}
	return item
}

// eventItem is the item of people that a milestone in the line is named after:
// 市局讲座实到128人. -1: none.
func (r *reporter) eventItem() int {
	i := r.first(cEvent)
	if i < 0 {
		return -1
	}
	title := r.g.plan.Milestones[r.toks[i].w.event].Title
	for k, it := range r.g.plan.Items {
		if it.Kind == ledger.Count && (strings.Contains(title, it.Name) || slices.ContainsFunc(it.Aliases, func(s string) bool { return strings.Contains(title, s) })) {
			return k
		}
	}
	return -1
}

func (r *reporter) candidates(f *frame) []ledger.ItemID {
	var out []ledger.ItemID
	if k := r.boxedItem(f); k >= 0 {
		return []ledger.ItemID{r.g.item(k).ID}
	}
	if k := r.eventItem(); k >= 0 {
		return []ledger.ItemID{r.g.item(k).ID}
	}
	for _, k := range f.cands {
		out = append(out, r.g.item(k).ID)
	}
	if len(out) == 0 && f.place != "" && len(f.figs) == 1 && f.figs[0].heads && !r.says(lecturing) { // who came to a place
		for _, it := range r.g.plan.Items {
			if it.Kind == ledger.Sessions {
				out = append(out, it.ID)
			}
		}
		if len(out) > 0 && r.says(publicity) {
			return out
		}
	}
	if len(f.cands) == 0 && len(f.figs) > 0 {
		for k, it := range r.g.plan.Items {
			if it.Kind != ledger.Text && it.Kind != ledger.Mail && it.Kind != ledger.Signup && (f.figs[0].measure == "" || r.g.measures[k][f.figs[0].measure]) {
				out = append(out, it.ID)
			}
		}
	}
	if len(out) == 0 {
		for _, it := range r.g.plan.Items {
			if it.Kind == ledger.Entry {
				out = append(out, it.ID)
			}
		}
	}
	return out
}

// publicity says that what was held at a place is a session.
var publicity = phrasesOf("普法", "宣传")

// lecturing says that it was none.
var lecturing = phrasesOf("讲课", "授课", "上课", "听课", "一课", "辅导", "培训", "学习", "报告", "讲授")
