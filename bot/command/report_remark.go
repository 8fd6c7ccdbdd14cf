package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file reads clauses that only remark on the figure before them.

// uncounted say that nobody counted.
var uncounted = wordSet("没统计 没有统计 未统计 没数 没记 没登记 没点 没清点 没细数 没数过 没记录")

// remarks tells whether the clause that begins at token i says why a figure is zero
// (征文0篇,动员了没人写), or of sessions that nobody counted who came (宣讲2场,人数没统计).
func (r *reporter) remarks(i int) bool {
	if i >= len(r.toks) || !r.endsWithFigure() || r.cur.item < 0 || len(r.cur.figs) != 1 {
		return false
	}
	f := &r.cur.figs[0]
	zero, sessions := f.num.value == 0 && f.num.odd == fine, r.g.item(r.cur.item).Kind == ledger.Sessions && !f.heads
	why, heads := false, false
	end := i
	for ; end < len(r.toks) && !(r.toks[end].kind == kSep && r.toks[end].strength >= sepComma); end++ {
		t := &r.toks[end]
		switch s := r.txt(t); {
		case zero && t.is(cNeg) && (strings.Contains(s, "没人") || strings.Contains(s, "无人")), sessions && uncounted[s]:
			why = true
		case t.is(cHeads):
			heads = true
		case zero && (t.kind == kText || t.kind == kWord && t.w.beside&besideCause != 0), t.kind == kSep, t.is(cFiller|cMyself|cAllUnits) && !t.is(cNeg|cAsk|cItem|cUnit|cCorrect|cPlan|cPoison|cOrder):
		default:
			return false
		}
	}
	if !why || heads == zero {
		return false
	}
	r.weighAll(r.toks[i].start, r.toks[end-1].end)
	return true
}

// growth are the words for by how much a total has grown.
var growth = wordSet("新增 新增了 增加 增加了 增长 增长了 净增 净增了 增 多 多了")

// grows tells whether the words that begin at token i only say by how much the figure
// before them has grown, and end there: 答题455人,较上周新增60人.
func (r *reporter) grows(i int) bool {
	if !r.endsWithFigure() || r.cur.item < 0 || i+2 >= len(r.toks) {
		return false
	}
	whole := &r.cur.figs[len(r.cur.figs)-1]
	first := r.txt(&r.toks[i])
	if whole.num.odd != fine || whole.op == ledger.Add || whole.op == ledger.Sub || !strings.HasPrefix(first, "较") && !strings.HasPrefix(first, "比") {
		return false
	}
	k := i + 1
	for ; k < len(r.toks) && (r.toks[k].kind == kDate || r.toks[k].is(cOld|cFiller)) && !growth[r.txt(&r.toks[k])]; k++ {
	}
	if k+1 >= len(r.toks) || !growth[r.txt(&r.toks[k])] || r.toks[k+1].kind != kNum || r.toks[k+1].num.odd != fine || r.toks[k+1].num.value >= whole.num.value {
		return false
	}
	if k += 2; k < len(r.toks) && r.txt(&r.toks[k]) == whole.measure {
		k++
	}
	if k < len(r.toks) && r.txt(&r.toks[k]) == ")" {
		k++
	}
	if k < len(r.toks) && !(r.toks[k].kind == kSep && r.toks[k].strength >= sepComma) {
		return false
	}
	for j := k; j < len(r.toks) && !r.toks[j].is(cItem); j++ { // 宣讲共3场,较上周新增1场,在三塘社区: of the one
		if t := &r.toks[j]; t.kind == kDate || t.is(cLoc|cPlaceEnd|cParts) {
			return false
		}
	}
	r.weighAll(r.toks[i].start, r.toks[k-1].end)
	return true
}

// proofs are papers and pictures of what was done, which are no part of it.
var proofs = wordSet("资料 材料 截图 图片 现场照片 签到表 签到册 简报 新闻稿 信息稿 佐证 佐证材料")

// unproved tells whether the clause that begins at token i only says that the papers of
// what was done are still to come: 宣讲2场,资料还没传. That is told as not recorded.
func (r *reporter) unproved(i int) bool {
	if !r.endsWithFigure() || r.cur.item < 0 || len(r.cur.figs) != 1 || r.cur.figs[0].num.value == 0 {
		return false
	}
	if k := r.g.item(r.cur.item).Kind; k != ledger.Sessions && k != ledger.Count {
		return false
	}
	of, put := false, false
	end := i
	for ; end < len(r.toks) && !(r.toks[end].kind == kSep && r.toks[end].strength >= sepComma); end++ {
		t := &r.toks[end]
		switch {
		case t.is(cCorrect | cAsk | cPoison | cOrder | cVerdict | cUnit):
			return false
		case proofs[r.txt(t)] && !put:
			of = true
		case of && t.is(cNeg|cPlan):
			put = true
		case put && (t.kind == kText || t.kind == kDate || t.is(cStage|cDayPart)), t.kind == kSep, t.is(cFiller|cMyself) && !t.is(cItem):
		default:
			return false
		}
	}
	if !put {
		return false
	}
	r.weighAll(r.toks[i].start, r.toks[end-1].end)
	r.unkept = append(r.unkept, r.quote(r.toks[i].start, r.toks[end-1].end))
	return true
}

// shownAt are the words that say where such papers are.
var shownAt = wordSet("见 详见 参见 附 附上 附后 如 在 上 下 后 上面 下面 上图 下图 附件 见附件 见附表 群 群里 群内 已 发 传")

// pointed tells whether the clause that begins at token i only says where the papers of
// what was done are: 答题142人,截图见上.
func (r *reporter) pointed(i int) bool {
	if !r.endsWithFigure() || r.cur.item < 0 || r.g.staged[r.cur.item] {
		return false
	}
	of, put := false, false
	end := i
	for ; end < len(r.toks) && !(r.toks[end].kind == kSep && r.toks[end].strength >= sepComma); end++ {
		t := &r.toks[end]
		switch s := r.txt(t); {
		case proofs[s] || pictures[s] || s == "名单":
			of = true
		case shownAt[s], t.is(cStage) && !t.is(cNeg|cPlan) && t.w.stage == "sent":
			put = true
		case t.kind == kSep && t.strength == sepSpace:
		case s == ")" && (end+1 == len(r.toks) || r.toks[end+1].kind == kSep):
		default:
			return false
		}
	}
	if !of || !put {
		return false
	}
	r.weighAll(r.toks[i].start, r.toks[end-1].end)
	return true
}

// rounds are round numbers that a figure is proud to have passed.
var rounds = map[string]int{"过百": 100, "破百": 100, "过千": 1000, "破千": 1000, "过万": 10000}

// passes tells whether the word at i only says which round number the one figure of the
// line has passed: 答题破百,102人.
func (r *reporter) passes(i int) bool {
	least := rounds[r.txt(&r.toks[i])]
	if least == 0 || r.nums != 1 {
		return false
	}
	from, to := r.clause(i)
	for k := range r.toks {
		if t := &r.toks[k]; t.kind == kNum {
			return (k < from || k > to) && t.num.odd == fine && !t.num.approx && t.num.value >= least && t.num.value < 10*least
		}
	}
	return false
}
