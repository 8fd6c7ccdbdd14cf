package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file reads what stands around a figure and says what it counts: visits, things
// given out, a figure said twice.

// matters count what the line tells of: 今天三件事:….
var matters = wordSet("件事 件事情 个事 个事情 桩事")

// insisting say a figure once more.
var insisting = wordSet("就是 确实是 的确是 真是 真的是 没错是")

// again is the token after the figure at i said once more in brackets; end: it is not.
func (r *reporter) again(i, end int) int {
	if end+2 >= len(r.toks) || r.txt(&r.toks[end]) != "(" || r.toks[end+1].kind != kNum || r.toks[end+1].num.value != r.toks[i].num.value || r.toks[end+1].num.odd != fine {
		return end
	}
	k := end + 2
	if r.toks[k].is(cMeasure) && k+1 < len(r.toks) {
		k++
	}
	if r.txt(&r.toks[k]) != ")" {
		return end
	}
	return k + 1
}

// handedOut tells whether the figure at i counts what was given out: 传单300张, 资料发了350份,
// 资料是350份.
func (r *reporter) handedOut(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch t := &r.toks[k]; {
		case handouts[r.txt(t)]:
			r.weighAll(t.start, r.toks[i].start)
			return true
		case t.kind == kSep && t.strength == sepSpace, gaveOut[r.txt(t)]:
		default:
			return false
		}
	}
	return false
}

// givenOut tells whether the measure of a figure, with the word at token end behind it,
// says that things were given out: 300份宣传册.
func (r *reporter) givenOut(measure string, end int) bool {
	if measure == "" || headMeasure(measure) {
		return false
	}
	if _, n := utf8.DecodeRuneInString(measure); handouts[measure[n:]] {
		return true
	}
	_, tight := r.g.tight[measure]
	return !tight && end < len(r.toks) && handouts[r.txt(&r.toks[end])]
}

// advised tells whether the people at i are those who came for advice, beside those who
// heard the session.
func (r *reporter) advised(i int) bool {
	before := strings.TrimRight(r.s[:r.toks[i].start], " :了约近共有达")
	if i == 0 || !strings.HasSuffix(before, "咨询") && !strings.HasSuffix(before, "咨询群众") {
		return false
	}
	for k := range r.toks {
		if k != i && r.toks[k].kind == kNum && r.headsAt(k) {
			return true
		}
	}
	return false
}

// putUp say of posters that they were put up, which hands in nothing.
var putUp = wordSet("贴 贴了 张贴 张贴了 粘贴 挂 挂了 悬挂 悬挂了")

// cameThere tells whether those who came to a place that no item was named for stand
// right before the bare figure at token i: 来的游客三百出头.
func (r *reporter) cameThere(i int) bool {
	if r.cur == nil || r.cur.item >= 0 || r.cur.place == "" {
		return false
	}
	for i--; i > 0 && r.toks[i].is(cApproxPre|cTotal); i-- {
	}
	return i >= 0 && r.toks[i].is(cAudience) && people[r.toks[i].w.text]
}

// arrived say of people that they came.
var arrived = wordSet("来了 到了 来 来的有 到场 现场来了 一共来了 总共来了")

// persons tells whether the word at token i is an audience of persons, or the enterprise that
// such people come from stands before it: 50个会计, 50个企业会计.
func (r *reporter) persons(i int) bool {
	if i+1 < len(r.toks) && r.txt(&r.toks[i]) == "企业" && r.sessional() {
		i++
	}
	return i < len(r.toks) && r.toks[i].is(cAudience) && people[r.toks[i].w.text]
}

// endsClause tells whether nothing but a mark or what says nothing follows from token i on.
func (r *reporter) endsClause(i int) bool {
	return i >= len(r.toks) || r.toks[i].kind == kSep || r.toks[i].is(cFiller|cAdd) && !r.toks[i].is(cItem|cUnit)
}

// addsSession tells whether what adds speaks of the session that follows it, not of those
// who came to it: 又去了万寿社区搞了场宣讲来了35人.
func (r *reporter) addsSession(i int) bool {
	if r.opWord == nil || miscounts(r.txt(r.opWord)) || !r.sessional() || r.cur == nil || len(r.cur.main()) > 0 {
		return false
	}
	k := r.index(r.opWord)
	once := strings.HasPrefix(r.txt(r.opWord), "又") && r.classIn(k+1, i-1, cItem) // 昨天又宣讲来了35人; not 新增宣讲对象35人
	return once || k < r.cur.to && r.cur.to <= i || r.classIn(k+1, i-1, cHold)
}

// wholeItem is the item that the word at token i names by itself.
func (r *reporter) wholeItem(i int) (*ledger.Item, bool) {
	if t := &r.toks[i]; t.is(cItem) && len(t.w.items) == 1 && !t.w.soft && !t.sound {
		return r.g.item(t.w.items[0]), true
	}
	return nil, false
}

// ofHeads tells whether a figure counts sessions of the item at token i, whose audience
// is told next and is what counts: 一场讲座45人参加.
func (r *reporter) ofHeads(i int, f *figure) bool {
	if i >= len(r.toks) || f.op != "" || f.fixes || !r.tightSessions(f.tok) {
		return false
	}
	it, ok := r.wholeItem(i)
	if !ok || it.Kind != ledger.Count || !r.g.staffed(r.toks[i].w.items[0]) {
		return false
	}
	return r.headsNext(i + 1)
}

// headsNext tells whether the next figure from token i on counts the people of what was
// told before it: not those of sessions beside it as well (宣讲一场,讲座一场,共80人).
func (r *reporter) headsNext(i int) bool {
	all, beside := false, i
	if r.spelled {
		beside = len(r.toks)
	}
	for k := i; k < len(r.toks); k++ {
		switch t := &r.toks[k]; {
		case t.kind == kNum:
			return headMeasure(r.measureAt(k)) && !(all && r.anySessions(r.itemsIn(0, beside, true)))
		case t.kind == kTitle, t.kind == kNth, t.kind == kSep && t.strength >= sepStop, t.is(cUnit), t.is(cItem) && !t.w.soft:
			return false
		}
		if r.toks[k].kind == kSep && r.toks[k].strength >= sepComma {
			beside = len(r.toks)
		}
		all = all || r.toks[k].is(cTotal)
	}
	return false
}

// anySessions tells whether one of the items is counted in sessions.
func (r *reporter) anySessions(items []int) bool {
	return slices.ContainsFunc(items, r.sessionsOf)
}

// visits is the token that says of the figure at i, which ends before token end, that
// it counts visits, where that stands before it or in brackets behind it: 答题人次126,
// 126(人次). -1: none does.
func (r *reporter) visits(i, end int) int {
	if !r.visiting {
		return -1
	}
	for k := i - 1; k >= 0; k-- {
		t := &r.toks[k]
		if strings.Contains(r.txt(t), measureVisits) {
			return k
		}
		if t.kind != kSep && !t.is(cFiller|cTotal|cSet|cApproxPre|cHold) || t.kind == kSep && t.strength > sepList {
			break
		}
	}
	if end+1 < len(r.toks) && r.txt(&r.toks[end]) == "(" && strings.HasPrefix(r.s[r.toks[end+1].start:], measureVisits) {
		return end + 1
	}
	return -1
}

// sessionsOf tells whether an item is one of sessions.
func (r *reporter) sessionsOf(item int) bool {
	return item >= 0 && r.g.item(item).Kind == ledger.Sessions
}

// qualifies tells whether the things counted before token i only say whose the next
// figure is, so that what adds or takes away is meant for it: 又加了两个乡镇,40人.
func (r *reporter) qualifies(i int) bool {
	if r.cur == nil || r.cur.item < 0 {
		return false
	}
	for ; i < len(r.toks); i++ {
		switch t := &r.toks[i]; {
		case t.kind == kNum:
			return true
		case t.kind == kSep && t.strength <= sepComma, t.is(cFiller|cMyself|cHeads|cApproxPre|cAdd) && !t.is(cItem|cUnit|cTotal|cSet):
		default:
			return false
		}
	}
	return false
}

// afterThings tells whether the mark parts the things so counted from their figure.
func (r *reporter) afterThings(mark *token) bool {
	i := r.index(mark)
	return i > 1 && r.toks[i-1].is(cForeign) && r.toks[i-2].kind == kNum && r.qualifies(i+1)
}
