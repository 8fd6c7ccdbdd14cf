package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file reads one word of a report by the strongest of its classes.

// nothingNew say that a total has not changed; the figure behind them is that total.
var nothingNew = wordSet("没有新增 无新增 没新增 暂无新增 没有新的 没有变化 没变化 没变 不变 无变化 没有增加 没增加 没有新增数据 没有新数据")

// bureau is the office of the speaker, beside others.
var bureau = wordSet("统计局 县统计局 区统计局")

// miscounts tells whether a word says that a total was told too low or too high.
func miscounts(s string) bool {
	first, n := utf8.DecodeRuneInString(s)
	return first == '漏' || strings.ContainsRune("少多", first) && len(s) > n && strings.ContainsAny(s, "报算填传录记登计统列数写")
}

// word reads a word by the strongest of its classes.
func (r *reporter) word(i int) int {
	if next, read := r.wordInContext(i); read {
		return next
	}
	t := &r.toks[i]
	w := t.w
	switch {
	case w.class&cZero != 0 && r.none(i):
		r.weigh(i)
		r.cur.figs = append(r.cur.figs, figure{tok: i, tight: -1})
		return i + 1
	case w.text == "等" && r.afterName(i):
		r.cur.others = true
	case w.text == "我" && r.signing() && r.beside(i): // 我和张三去
		r.residue = append(r.residue, t.span())
	case w.class&(cItem|cUnit|cEvent|cSignup|cLoc) == 0 && r.signing() && r.nameHere(i):
		end, _ := r.namesAt(i)
		return end
	case w.class&cUnit != 0:
		return r.unitWord(i)
	case w.class&cItem != 0 && !r.asFiller(i):
		return r.itemWord(i)
	case w.class&cEvent != 0 && r.signing():
		r.eventWord(i)
		return i + 1
	case w.class&cCorrect != 0 && r.corrects(i):
		if !r.numberAhead(i) {
			switch {
			case r.cur != nil && r.cur.anyDropped(): // 3场不对应该是4场,我记错了
				return i + 1
			case w.class&cNeg != 0:
				r.negate(t, i)
				return i + 1
			}
			return r.fail(AskMixed, t)
		}
		r.fix, r.fixAt = true, i
		r.op, r.allOf = "", false
		r.goBack(i)
		if r.txt(t) == "不是" {
			if n := r.next(i); n >= 0 && r.toks[n].kind == kNum { // 不是210是201
				if r.lastSays(r.toks[n].num.value) && r.numberAhead(n) { // 答题88,不是88是98
					r.dropLast()
					if n+1 < len(r.toks) && r.toks[n+1].is(cMeasure) {
						n++
					}
					return n + 1
				}
				r.old = true
				return i + 1
			}
		}
		r.dropLast()
		return i + 1
	case w.class&cDayPart != 0 && r.nextPart(i):
		r.sibling(i)
	case w.class&cShare != 0:
		if n := r.next(i); n >= 0 && r.toks[n].kind == kNum && r.foreignAfter(n) {
			r.weigh(i)
			return n + 2
		}
		return r.fail(AskMeaning, t)
	case w.class&cEither != 0:
		if j := r.prev(i); j >= 0 && (r.toks[j].kind == kNum || r.toks[j].is(cMeasure)) {
			return r.fail(AskMeaning, t)
		}
		r.weigh(i)
	case w.class&cParts != 0:
		r.listing = false
		if r.cur != nil && len(r.cur.figs) > 0 {
			r.cur.figs[len(r.cur.figs)-1].total, r.inPart = true, true
		} else {
			r.inclusive = true
		}
	case (r.txt(t) == "多了" || r.txt(t) == "少了") && r.toldWrongly(i): // 上次报的宣讲多了一场
		r.weigh(i)
		r.old, r.unsure, r.opWord = false, true, t
		if r.op = ledger.Sub; r.txt(t) == "少了" {
			r.op = ledger.Add
		}
	case nothingNew[r.txt(t)] && (r.numberAhead(i) || i > 0 && r.endsWithFigure() && r.figureBefore(i)): // 宣讲没有新增,还是3场; 还是86没变
		r.weigh(i)
	case (w.class&cPoison != 0 || w.class&cPlan != 0) && r.doneAhead(i):
		r.weigh(i)
		r.old = true
	case w.class&cPoison != 0 && r.passes(i): // 答题破百,102人
		r.weigh(i)
	case w.class&cPoison != 0 && r.ofSpeaker(i):
		r.weigh(i)
	case w.class&cPoison != 0 && r.mediumAfter(i) > i: // 省局网站
		r.weigh(i)
		return r.named(i, r.mediumAfter(i), cMediaEnd)
	case w.class&cPoison != 0 && w.class&(cSub|cSet|cAdd|cApproxPost) == 0 && !(w.class&cOthers != 0 && r.has&cOwn != 0) && !(w.class&cSignup != 0 && r.signing()):
		if r.cur != nil && r.cur.place != "" && w.class&cFiller != 0 {
			return i + 1
		}
		return r.fail(AskMeaning, t)
	case w.class&(cDistrib|cEveryone|cAllUnits) != 0 && r.cur == nil && r.headingAt(i) > i:
		return r.headingAt(i)
	case w.class&cDistrib != 0:
		if end, ok := r.each(i); ok {
			return end
		}
		return r.fail(AskMeaning, t)
	case w.class&cNeg != 0 && w.class&cNo == 0 || r.txt(t) == "不" || r.txt(t) == "放弃" || r.txt(t) == "取消":
		r.openUnit = nil
		r.negate(t, i)
		return i + 1
	case w.class&cRequest != 0 && r.has&cSet != 0: // 祁东要求把征文改成3篇
		r.residue = append(r.residue, t.span())
	case w.text == "至" && i+1 < len(r.toks) && r.toks[i+1].kind == kNum && i > 0 && (r.toks[i-1].is(cAdd|cSub) || r.op != ""): // 新增至98人
		r.op = ledger.Set
	case w.text == "要求" && r.ground(i): // 按文件要求,征文1篇
		r.weigh(i)
	case w.text == "将" && r.objectNext(i):
		r.weigh(i)
	case w.class&cPlan != 0, w.order == "demand":
		r.intend(t, i)
		return i + 1
	case w.class&(cAdd|cSub) != 0 && miscounts(w.text): // 上次征文漏报了两篇: the old total is what was wrong
		r.old = false
		r.op, r.opWord = ledger.Add, t
		if w.class&cSub != 0 {
			r.op = ledger.Sub
		}
	case w.class&cSub != 0:
		r.unsure = r.unsure || r.op == ledger.Sub // 去掉重复的126人: are these left, or the ones to take away?
		r.op, r.opWord = ledger.Sub, t
	case w.class&cOld != 0 && r.beforeDay() && r.nums == 2 && r.has&cAdd != 0: // 12月8号之前2场,之后又1场
		r.weigh(i)
	case w.class&cOld != 0 && (w.class&cSignup == 0 || !r.signing()):
		if !r.signing() {
			r.weigh(i)
		}
		r.old = true
	case w.class&cAdd != 0:
		r.op, r.opWord = ledger.Add, t
	case w.class&cTotal != 0:
		r.allOf = true
		r.op, r.old = "", false
	case w.class&cSet != 0:
		r.op, r.old = ledger.Set, false
		r.unsure = strings.HasPrefix(w.text, "应") && !r.fix && !r.endsWithFigure()
		if !r.fix && (r.endsWithFigure() || r.namedAgain()) && (strings.HasPrefix(w.text, "改") || strings.HasPrefix(w.text, "更") || strings.HasPrefix(w.text, "应") || strings.HasPrefix(w.text, "实") || strings.HasPrefix(w.text, "其") || strings.HasPrefix(w.text, "调") || strings.HasPrefix(w.text, "变")) {
			r.fix, r.fixAt = true, i
			r.goBack(i)
			r.dropLast()
		}
	case bureau[r.txt(t)] && r.has&cOthers != 0 && r.scope == "" && r.figureNext(i): // 其中统计局28人,其他部门182人
		r.weigh(i)
		r.setScope(ledger.ScopeOwn, i)
	case w.class&cStaff != 0 && r.has&cOthers != 0 && r.scope == "" && r.has&cOwn == 0 && r.figureNext(i):
		r.setScope(ledger.ScopeOwn, i)
	case r.ofOffice(i):
		r.setScope(ledger.ScopeOwn, i)
	case w.class&cMaybeAdd != 0:
		r.may = true
	case w.class&cHeads != 0 && w.class&(cAudience|cHold) == 0:
		r.heads = true
	case w.class&cApproxPre != 0:
		r.approx, r.bound = true, r.bound || r.besides(i, besideBound)
	case w.class&cOwn != 0 && r.reportOf(i): // 更正我局所报数据
	case w.class&cOwn != 0 && r.organises(i):
		r.weigh(i)
	case w.class&cOwn != 0:
		r.setScope(ledger.ScopeOwn, i)
	case w.class&cLoc != 0:
		return r.place(i)
	case w.class&cOthers != 0 && !r.inPlaceName(i) && !(r.inPart && w.class&cPlaceEnd != 0 && r.sessional()): // 宣讲3场(社区2企业1)
		r.setScope(ledger.ScopeOthers, i)
	case w.class&cStage != 0:
		return r.stageWord(i)
	case w.class&cAuthor != 0:
		return r.author(i)
	case w.class&cPieces != 0:
		if r.cur == nil {
			r.open(i)
		}
		r.cur.pieces = true
	case w.class&cWith != 0 && r.hostAfter(i) > i:
		return r.hostAfter(i)
	case w.class&cWith != 0:
		if n := r.next(i); n >= 0 && r.toks[n].is(cUnit) && r.has&cDistrib == 0 {
			if r.cur == nil {
				r.open(i)
			}
			r.cur.with = true
			return n + 1
		}
		if w.class&cFiller == 0 && len(w.text) > 3 {
			r.residue = append(r.residue, t.span())
		}
	case w.class&cSignup != 0 && r.signing():
		return r.signNames(i)
	case w.class&(cMediaEnd|cPlaceEnd|cAudience|cEvent) != 0:
		return r.letters(i)
	case w.class&(cFiller|cHold|cMeasure|cForeign|cApproxPost|cDayPart|cMyself|cGreet|cThanks|cYes|cAck|cGripe|cZero|cAllUnits|cEveryone|cBeside|cReceived) != 0:
	case w.class&cThing != 0 && r.cur != nil, w.class&cItem != 0 && w.soft: // 讲座36人收看
	default:
		r.residue = append(r.residue, t.span())
	}
	return i + 1
}
