package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// headingAt is the token after the name of all units in a coordinator's heading over
// figures of several: 各县答题:耒阳88 常宁102. i: there is none.
func (p *parse) headingAt(i int) int {
	if p.c.Role != ledger.Coordinator {
		return i
	}
	for _, all := range allUnits {
		if !strings.HasPrefix(p.s[p.toks[i].start:], all) {
			continue
		}
		at := p.toks[i].start + len(all)
		for k := i + 1; k+1 < len(p.toks) && p.toks[k].start <= at; k++ {
			if p.toks[k].start == at && p.toks[k].is(cItem) && p.txt(&p.toks[k+1]) == ":" {
				p.weighAll(p.toks[i].start, at)
				return k
			}
		}
	}
	return i
}

// allUnits are what all units are called together, the longer names first.
var allUnits = strings.Fields("各县市区 各县区 各区县 各单位 各县 各区 各家 各地")

// thingsAfter is the token after the things that 各 or 分别 at i gives figures of, all of
// which count nothing of the campaign: 各300份, 分别300份和200份. i: there are none.
func (r *reporter) thingsAfter(i int) int {
	end := i
	for k := i + 1; k < len(r.toks); k++ {
		t := &r.toks[k]
		switch {
		case t.kind == kNum && r.foreignAfter(k):
			k++
			end = k + 1
		case t.kind == kSep && t.strength <= sepList, t.is(cWith | cApproxPre), t.is(cFiller) && end == i && !t.is(cItem):
		default:
			return end
		}
	}
	return end
}

// each reads 各, 每 and 分别 where what they mean is plain; ok is false where it is not.
func (r *reporter) each(i int) (int, bool) {
	s := r.txt(&r.toks[i])
	n := r.next(i)
	if len(r.joint) > 1 && (s == "各" || s == "分别" || s == "均" || s == "各自") {
		return i + 1, true
	}
	if s == "分别" && n >= 0 && r.toks[n].is(cFiller|cOwn|cOthers) && r.has&cOwn != 0 && r.has&cOthers != 0 { // 分别是本单位12人、外单位210人
		return i + 1, true
	}
	if (s == "各" || s == "分别") && r.thingsAfter(i) > i { // 发放资料各300份
		return r.thingsAfter(i), true
	}
	if strings.HasPrefix(s, "每") && n >= 0 && r.toks[n].kind == kNum && r.foreignAfter(n) { // 每篇1500字
		return n + 2, true
	}
	if s == "每场" && n >= 0 && r.toks[n].kind == kNum && headMeasure(r.measureAt(n)) && r.endsWithFigure() && r.sessional() { // 2场,每场50人
		r.unkept = append(r.unkept, r.restOfClause(i, r.toks[i].start))
		r.skip = true
		return i + 1, true
	}
	if s == "分别" && r.titlesAfter(i) { // 题目分别为《…》《…》
		r.weigh(i)
		if i > 0 && callings[r.txt(&r.toks[i-1])] {
			r.weigh(i - 1)
		}
		return i + 1, true
	}
	days := 0
	for k := range r.toks {
		if r.toks[k].kind == kDate {
			days++
		}
	}
	if s == "分别" && days >= 2 {
		return i + 1, true
	}
	if s != "各" {
		return i, false
	}
	for k := i + 1; k < len(r.toks); k++ {
		t := &r.toks[k]
		switch {
		case t.kind == kNum:
			if t.num.value != 1 || t.num.odd != fine {
				return i, false
			}
			if r.cur != nil && len(r.cur.titles) > 0 && len(r.cur.figs) == 0 { // 《…》、《…》各一
				if m := k + 1; m < len(r.toks) && r.toks[m].is(cMeasure) {
					return k + 2, true
				}
				return k + 1, true
			}
			if days >= 2 {
				r.each1 = true
				return i + 1, true
			}
			return i, false
		case t.is(cFiller | cHold | cItem):
		default:
			return i, false
		}
	}
	return i, false
}

// titlesAfter tells whether titles follow the word at token i, which gives each its own.
func (r *reporter) titlesAfter(i int) bool {
	for i++; i < len(r.toks); i++ {
		switch t := &r.toks[i]; {
		case t.kind == kTitle:
			return true
		case t.kind == kSep && t.strength <= sepColon, t.is(cFiller) && !t.is(cItem|cUnit), r.txt(t) == "为":
		default:
			return false
		}
	}
	return false
}
