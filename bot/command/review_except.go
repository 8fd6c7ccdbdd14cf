package command

import (
	"slices"
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// This file finds what a verdict leaves out: 除了石鼓, 珠晖和石鼓除外, 不包括常宁.
// What is left out is never judged by the same words.

// exception is a run of tokens that names what is left out, its marks included.
type exception struct{ from, to int }

func (e exception) has(i int) bool { return e.from <= i && i < e.to }

// exceptions are the runs of the line that leave something out. A mark that names
// follow opens one (除了石鼓以外); any other closes one that began with names (石鼓除外).
func (p *parse) exceptions() []exception {
	var out []exception
	for i := 0; i < len(p.toks); i++ {
		if t := &p.toks[i]; !t.is(cExcept) || t.is(cVerdict) {
			continue
		}
		e := exception{p.namesBefore(i), p.namesAfter(i)}
		if e.to > i+1 {
			e.from, e.to = i, p.outside(e.to)
		} else {
			e.to = p.outside(i + 1)
		}
		out, i = append(out, e), e.to-1
	}
	return out
}

// namesAfter is where the names behind the mark at token i end: of units, of pieces.
func (p *parse) namesAfter(i int) int {
	end := i + 1
	for i++; i < len(p.toks); i++ {
		switch t := &p.toks[i]; {
		case t.is(cUnit), p.picks(i):
			end = i + 1
		case !p.joins(i):
			return end
		}
	}
	return end
}

// namesBefore is where the names that end before token i start. Once a unit was
// met, only more units belong to them: in 征文石鼓除外 the item is not left out.
func (p *parse) namesBefore(i int) int {
	start, unit := i, false
	for i--; i >= 0; i-- {
		switch t := &p.toks[i]; {
		case t.is(cUnit):
			start, unit = i, true
		case !unit && (p.picks(i) || t.is(cItem)):
			start = i
		case !p.joins(i):
			return start
		}
	}
	return start
}

// picks tells whether token i names pieces: 第2篇, 《甲》, 海报.
func (p *parse) picks(i int) bool {
	t := &p.toks[i]
	return t.kind == kTitle || t.kind == kNth || t.is(cItem) && (t.w.typ != "" || t.w.soft)
}

// joins tells whether token i only holds names together: 珠晖和石鼓, 石鼓的那张海报,
// 祁东的也除外.
func (p *parse) joins(i int) bool {
	t := &p.toks[i]
	return t.kind == kSep && t.strength <= sepList || t.is(cWith|cMeasure) ||
		slices.Contains([]string{"的", "那", "这", "那个", "这个", "区", "县", "市", "也"}, p.txt(t))
}

// outside is where the letters end that close an exception whose names end at token
// i: 外, 以外.
func (p *parse) outside(i int) int {
	if i < len(p.toks) && (p.toks[i].is(cExcept) || p.txt(&p.toks[i]) == "外") {
		i++
	}
	return i
}

// leaveOut notes what an exception names. A verdict right behind it is about what
// was left out of the one before: 都通过,除了石鼓退回.
func (v *reviewer) leaveOut(e exception) (Reading, bool) {
	v.excepts = append(v.excepts, Span{v.toks[e.from].start, v.toks[e.to-1].end})
	before := len(v.except)
	for i := e.from; i < e.to; i++ {
		switch t := &v.toks[i]; {
		case t.is(cUnit):
			id, ok := v.unitOf(t)
			if !ok {
				return v.askCity(t), true
			}
			v.except = append(v.except, id)
		case t.kind == kTitle:
			v.leave.Titles = append(v.leave.Titles, strings.Trim(v.txt(t), "《》"))
		case t.kind == kNth && t.num.value > 0 && t.num.odd == fine:
			v.leave.Places = append(v.leave.Places, strconv.Itoa(t.num.value))
		case t.is(cItem) && t.w.typ != "":
			v.torn = v.torn || v.leave.Type != "" && v.leave.Type != t.w.typ // 石鼓的海报除外,珠晖的漫画也除外
			v.leave.Type = t.w.typ
		}
	}
	if e.to < len(v.toks) && len(v.out) > 0 && v.toks[e.to].is(cVerdict) && !v.toks[e.to].is(cAllUnits) {
		v.units = append(v.units, v.except[before:]...)
	}
	v.wrong = v.complaint(e)
	return Reading{}, false
}

// ofLeft gives a verdict without names of its own those who were left out of another
// before it: 都通过,除了石鼓,这家退回.
func (v *reviewer) ofLeft(t *token) {
	n := len(v.out)
	if n == 0 || len(v.excepts) == 0 || len(v.except) == 0 || len(v.units)+len(v.titles)+len(v.places)+len(v.groups) > 0 || v.out[n-1].Verdict == t.w.verdict ||
		v.excepts[len(v.excepts)-1].End < v.out[n-1].Span.Start && n > 1 {
		return
	}
	if len(v.leave.Places)+len(v.leave.Titles) > 0 || v.leave.Type != "" { // 除了石鼓那张海报,退回
		v.torn = true
		return
	}
	v.units = slices.Clone(v.except)
}

// rework asks those who were left out to go on working, up to the end of the line.
var rework = newPattern(`^[ ,;:、。]*(?:(?:这|那)[几两三]?[家个](?:单位|县)?|[他它]们|[几两]家)?的?((?:都|还|得|要|需要?|请|再|先|稍微|回去)*(?:改|修改|完善|打磨|润色|调整|补充).*)$`)

// complaint is what is wrong with the pieces left out, said right behind them up to
// the end of the line: 都过,除了石鼓那张海报太糊. Without pieces, or where the words
// only put off (还没看), there is none.
func (v *reviewer) complaint(e exception) string {
	if rest := v.s[v.toks[e.to-1].end:]; rework.may(rest) && (e.to >= len(v.toks) || !v.classIn(e.to, len(v.toks)-1, cUnit|cItem|cVerdict|cOrder)) {
		if m := rework.re.FindStringSubmatch(rest); m != nil && !strings.ContainsAny(m[1], "好完") {
			return strings.Trim(m[1], " 了的。!")
		}
	}
	if e.to >= len(v.toks) || !v.picks(e.to-1) {
		return ""
	}
	for i := e.to; i < len(v.toks); i++ {
		if t := &v.toks[i]; t.kind == kSep || t.is(cUnit|cItem|cVerdict|cOrder|cNeg|cNot|cPlan|cAsk) {
			return ""
		}
	}
	s := strings.Trim(v.s[v.toks[e.to].start:], "的了!")
	if letters1(s) < 2 || strings.ContainsAny(s, "我先再还等") {
		return ""
	}
	return s
}

// why is the reason of a verdict, which what is left out is no part of.
func (v *reviewer) why(from, to int) string {
	for _, e := range v.excepts {
		if from <= e.Start && e.Start < to {
			if s := v.reason(from, e.Start); s != "" {
				return s
			}
			from = e.End
		}
	}
	return v.reason(from, to)
}

// spare takes what is left out from the verdicts that would reach it; it is shown
// before anything is done.
func (v *reviewer) spare(acts []Act) []Act {
	own := len(v.except) == 0 // 祁东的征文除了《甲》都通过
	for i := range acts {
		a := &acts[i]
		if own || len(a.Units) == 0 || slices.ContainsFunc(a.Units, func(u ledger.UnitID) bool { return len(acts) == 1 && containsID(v.except, u) }) {
			a.Except, a.Leave = v.except, v.leave
		}
		if a.Verdict != "return" { // what is said of those left out
			a.Reason = ""
		}
	}
	if v.wrong != "" && len(acts) == 1 && acts[0].Verdict == "accept" && len(v.except) > 0 {
		a := acts[0]
		acts = append(acts, Act{Verb: Review, Verdict: "return", Item: a.Item, Units: v.except, IDs: v.leave.Places,
			Titles: v.leave.Titles, Type: v.leave.Type, Reason: v.wrong, Span: v.excepts[len(v.excepts)-1]})
	}
	return acts
}
