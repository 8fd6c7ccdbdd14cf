package command

import (
	"slices"
	"strings"
)

// named notes the item that verdicts are about; one that comes last is for all.
func (v *reviewer) named(t *token) {
	k := t.w.items[0]
	if s := v.verbStageItem(t.w.items); len(t.w.items) > 1 && s >= 0 {
		if t.w.soft { // 那篇: whatever was spoken of
			return
		}
		k = s
	}
	id := v.g.item(k).ID
	v.beforeItem(id, t.w.typ)
	if id != v.item {
		v.item = id
		v.items++
	}
	v.typ, v.fresh = t.w.typ, true
	for j := range v.out {
		if v.out[j].Item == "" {
			v.out[j].Item, v.out[j].Type = v.item, v.typ
		}
	}
}

// verdict closes what was gathered for it. Without units of its own it takes those
// of the verdict before when it names something new: 《甲》通过,《乙》退回.
func (v *reviewer) verdict(t *token) {
	if strings.HasPrefix(t.w.text, "都") || strings.HasPrefix(t.w.text, "全") {
		v.all, v.every = true, len(v.units) > 0
	}
	v.strong = v.strong || strongVerdict[t.w.text] || t.w.verdict == "select" && v.chooses(t)
	if v.fresh && len(v.units) == 0 {
		v.units = v.whose
	}
	v.ofLeft(t)
	v.doubt = v.doubt || t.w.verdict == "hold" && strings.Contains(t.w.text, "退") // 先别退: held, or only not returned?
	a := Act{Verb: Review, Verdict: t.w.verdict, Item: v.item, Type: v.typ, Units: v.units, Titles: v.titles, IDs: v.places, Span: t.span()}
	if len(v.units) > 0 {
		v.whose = v.units
		for _, g := range v.groups {
			if !slices.Equal(g.units, v.units) {
				v.whose = append(slices.Clone(g.units), v.whose...)
			}
		}
	}
	switch {
	case a.Verdict == "unselect": // it was good, but does not go to the province
		a.Verdict, a.Scope = "accept", ScopeSelected
	case v.every && a.Verdict == "return":
		a.Scope = "all"
	}
	acts, sure := v.each(a)
	v.titles, v.places, v.typ, v.fresh, v.every = nil, nil, "", false, false
	v.units, v.own, v.lead, v.stray = nil, false, false, false
	if n := len(v.out); n > 0 && len(v.out[n-1].Units) > 0 && v.out[n-1].Verdict == a.Verdict && len(a.Units)+len(a.IDs)+len(a.Titles) == 0 {
		last := &v.out[n-1]
		if strings.HasPrefix(v.s[last.Span.End:], ":") { // 全部退回:重写 gives a reason
			return
		}
		if len(last.IDs) > 0 { // 第二篇不合格,重写: said twice
			last.Span.End = t.end
			return
		}
		if a.Verdict == "return" && a.Item == last.Item && len(v.excepts) == 0 && (v.echo > 0 || strings.Contains(v.s[last.Span.End:t.start], ",")) {
			if v.echo == 0 { // 征文不行,抄的,退回去重写: said twice, with the reason between
				v.echo = t.start
			}
			return
		}
	}
	v.echo = 0
	if n := len(v.out); n > 0 && len(v.out[n-1].Units) == 0 && v.out[n-1].Verdict == a.Verdict && len(a.Units) > 0 {
		v.out = v.out[:n-1] // 选送耒阳、衡山的征文报省
	}
	v.out, v.torn = append(v.out, acts...), v.torn || !sure
}
