package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file reads clauses that only promise a supplement for a later day beside what
// is reported: 宣讲0场,月底前补.

// supplement are words that say what will be done on that day.
var supplement = wordSet("前 之前 以前 内 以内 就 再 一定 会 将 全部 都 能 补 补上 补齐 补报 补交 补足 补报上来 补一下 上 齐")

// promised tells whether the clause that begins at token i promises a supplement and
// says nothing else. It is told as not recorded, and its day is no day of the report.
func (r *reporter) promised(i int) bool {
	if i >= len(r.toks) || r.cur == nil || len(r.cur.figs) == 0 {
		return false
	}
	day, more := false, false
	end := i
	for ; end < len(r.toks) && !(r.toks[end].kind == kSep && r.toks[end].strength >= sepComma); end++ {
		t := &r.toks[end]
		s := r.txt(t)
		switch {
		case t.kind == kDate:
			day = day || r.yetToCome(t)
		case supplement[s]:
			more = more || strings.HasPrefix(s, "补")
		case t.kind == kSep, t.is(cFiller|cMyself|cDayPart) && !t.is(cNeg|cAsk|cItem|cUnit):
		default:
			return false
		}
	}
	if !day || !more {
		return false
	}
	r.weighAll(r.toks[i].start, r.toks[end-1].end)
	r.unkept = append(r.unkept, r.quote(r.toks[i].start, r.toks[end-1].end))
	return true
}

// exactLater is the token after the clause that begins at token i and only promises a more
// exact figure, or more of it, than the one before: 答题两千多,准确数字下周报. i: it does not.
func (r *reporter) exactLater(i int) int {
	if !r.endsWithFigure() || r.cur.item < 0 || !morePrecise[r.txt(&r.toks[i])] || i+1 >= len(r.toks) || !ofFigure[r.txt(&r.toks[i+1])] { // not 最终明天交
		return i
	}
	ahead := false
	end := i + 2
	for ; end < len(r.toks) && !(r.toks[end].kind == kSep && r.toks[end].strength >= sepComma); end++ {
		t := &r.toks[end]
		switch {
		case t.kind == kDate && r.yetToCome(t), t.is(cPlan):
			ahead = true
		case t.kind == kSep, t.is(cFiller|cMyself|cDayPart|cMaybeAdd|cHeads|cStage|cAdd) && !t.is(cItem|cUnit|cNeg|cAsk):
			ahead = ahead || strings.HasPrefix(r.txt(t), "明天")
		default:
			return i
		}
	}
	if !ahead {
		return i
	}
	r.weighAll(r.toks[i].start, r.toks[end-1].end)
	r.unkept = append(r.unkept, r.quote(r.toks[i].start, r.toks[end-1].end))
	return end
}

// morePrecise begin such a promise, and ofFigure go on with what it is of.
var (
	morePrecise = wordSet("准确 精确 确切 具体 最终 详细")
	ofFigure    = wordSet("数 数字 数据 人数 数量 次数 场次 情况")
)

// growing says that a figure will grow, with no word of by how much: 后面还会加, 明天再补.
var growing = newPattern(`^(?:但是?|不过|人数|数字|数据|估计|预计|应该|可能|肯定|有新的|有了|如果|大家|我们|都|的)*` +
	`(?:(?:` + inTime + `)的?(?:还|就|都|会|可能|有新的|有了)*(?:再|继续|陆续|要|还)|(?:` + inTime + `|的|还|可能)*(?:会|还可能|还要|还得|还在|还能|陆续))` +
	`(?:有|会|再|陆续|继续|不断|慢慢)*(?:加|增加|新增|增|补|补报|补充|追加|更新|涨|上涨|上升|增长|有)(?:的|些|一些|一点|一部分|上来|进来|人)*$`)

// inTime says that something comes after what is reported now.
const inTime = `后面|后续|以后|之后|往后|明天|后天|过几天|过两天|接下来|回头|晚点|晚些|下周|月底前?|到时候?`

// growsLater is the token after the clause that begins at token i and only says that the
// figure before it will grow. i: it does not.
func (r *reporter) growsLater(i int) int {
	if i >= len(r.toks) || !r.endsWithFigure() {
		return i
	}
	end := i
	for ; end < len(r.toks) && r.toks[end].kind != kSep; end++ {
		if t := &r.toks[end]; t.kind == kNum || t.is(cItem|cUnit) {
			return i
		}
	}
	if end == i {
		return i
	}
	if s := r.s[r.toks[i].start:r.toks[end-1].end]; growing.find(s) == "" || !strings.ContainsAny(s, "还再续加增涨升更") { // 征文2篇,会有的: not there yet
		return i
	}
	r.weighAll(r.toks[i].start, r.toks[end-1].end)
	r.unkept = append(r.unkept, r.quote(r.toks[i].start, r.toks[end-1].end))
	return end
}

// yetToCome tells whether the day at a token is today or later: of days of the week
// the next one.
func (r *reporter) yetToCome(t *token) bool {
	if t.day.form == formNextWeek || t.day.form == formThisWeek {
		return true
	}
	d, bad := r.g.resolve(t.day, r.now, t.day.form == formWeek || t.day.form == formWeekend)
	return bad == noTrouble && !d.Before(ledger.DateOf(r.now))
}

// allAway tells whether the clause that begins at token i says of a section's people
// that nobody can go on a day, with more to follow: 我们科8号都出差,9号派肖敏去.
func (r *reporter) allAway(i int) bool {
	if i >= len(r.toks) || r.has&cReason == 0 || !r.signing() {
		return false
	}
	away, all := false, false
	end := i
	for ; end < len(r.toks) && !(r.toks[end].kind == kSep && r.toks[end].strength >= sepComma); end++ {
		t := &r.toks[end]
		switch {
		case t.is(cReason) && t.is(cNeg):
			away = true
		case t.is(cAllUnits):
			all = true
		case t.kind == kDate, t.kind == kSep, t.is(cMyself|cFiller|cEvent) && !t.is(cItem|cUnit|cSignup):
		default:
			return false
		}
	}
	if !away || !all || end == len(r.toks) {
		return false
	}
	r.weighAll(r.toks[i].start, r.toks[end-1].end)
	r.unkept = append(r.unkept, r.quote(r.toks[i].start, r.toks[end-1].end))
	return true
}
