package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file tells a piece that is handed in from one that will be, where only the time
// that is named with it says which: 作品周五交3件, 征文这两天就交2篇.

var (
	// handsIn are verbs that say nothing of whether it was done.
	handsIn = wordSet("交 报 发 送 报送 上报 提交 上交 补 补交 补报 投 寄 发来 交来 报来 发给你 发给您 交给你 交给您 交齐 报齐 发过来 报过来 报上 交上 报上来 交上来 报上去 交上去 能交 可以交 可以报")
	// handedIn are letters that say so.
	handedIn = "了过的啦哒咧完已刚"
	// aheadToo are times that may lie behind or ahead.
	aheadToo = phrasesOf("这两天", "这几天", "这一两天", "近期", "近几天", "近两天", "近日", "最近", "这周", "本周", "这个星期", "这礼拜", "周内", "月内", "这个月", "本月")
)

// handing is the verb of the clause at token i that hands something in, where nothing
// says that it was done; nil: there is none.
func (r *reporter) handing(i int) *token {
	from, to := r.clause(i)
	var verb *token
	for k := from; k <= to && k < len(r.toks); k++ {
		t := &r.toks[k]
		switch s := r.txt(t); {
		case t.kind == kTitle, t.is(cUnit | cMyself | cItem): // 我们的作品
		case s == "的" && (k == 0 || !handsIn[r.txt(&r.toks[k-1])]): // 我们的
		case t.kind == kWord && handsIn[s]:
			verb = t
		case strings.ContainsAny(s, handedIn):
			return nil
		}
	}
	if verb == nil || verb.w == nil {
		return nil
	}
	return verb
}

// soonHanded is the verb of a frame that hands pieces in at a time that may lie ahead.
func (r *reporter) soonHanded(f *frame) *token {
	if f.media != "" || r.doneSaid(f) {
		return nil
	}
	for k := f.first; k < r.ownEnd(f); k++ {
		from, to := r.clause(k)
		to = min(to, len(r.toks)-1)
		if aheadToo.in(r.s[r.toks[from].start:r.toks[to].end]) != "" {
			return r.handing(k)
		}
		k = max(k, to)
	}
	return nil
}

// eitherHanded tells whether a frame's day of the week may be the last or the next, as
// nothing says that the pieces have been handed in.
func (r *reporter) eitherHanded(f *frame, d ledger.Date) bool {
	monday := ledger.DateOf(r.now).AddDays(-((int(r.now.Weekday()) + 6) % 7))
	return f.day.day.form == formWeek && f.day.day.week == 0 && f.media == "" && d.Before(monday) && r.handing(r.index(f.day)) != nil
}
