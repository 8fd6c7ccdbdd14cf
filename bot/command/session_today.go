package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file finds the day of a session that is told without a date.

// someDay are words for a day that is not named, or not today.
var someDay = phrasesOf("那天", "前几天", "前两天", "上周", "上星期", "这几天", "近几天", "最近", "近期", "近日", "日前", "前不久")

// reporting are what people do at an hour that is not that of a session.
var reporting = wordSet("报 补报 报送 上报 汇报 补 统计 统计了 统计下来 统计了一下 汇总 核对 核实 收到 登记 整理")

// today tells whether the session was held today, by words that name no date: a part of
// this day that has begun (上午), or the campaign's day that today is (国家宪法日).
func (r *reporter) today(f *frame) bool {
	if r.daySaid(0, len(r.toks)) || someDay.in(r.s) != "" {
		return false
	}
	from, _ := r.clause(f.first)
	for _, o := range r.frames {
		if o.first < f.first && o.last >= from {
			from = f.first
		}
	}
	if j := f.first - 1; from == f.first && j >= 0 && r.toks[j].is(cDayPart) { // 上午三塘社区60人下午万福社区40人
		from = j
	}
	for k := from; k <= f.last && k < len(r.toks); k++ {
		switch t := &r.toks[k]; {
		case reporting[r.txt(t)]:
			return false
		case t.is(cDayPart), t.is(cEvent) && strings.HasSuffix(r.txt(t), "日") && r.g.plan.Milestones[t.w.event].Day == ledger.DateOf(r.now):
			return k+1 == len(r.toks) || !reporting[r.txt(&r.toks[k+1])]
		}
	}
	return false
}
