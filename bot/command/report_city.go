package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file tells units that report from those that a line only speaks of.

// Words around the city in a contact's line that make it somebody else than the one
// who reports.
var (
	// keepers follow the city as the one who keeps a record: 市局那边登的是5场.
	keepers = strings.Fields("那边 这边 登 记 系统 台账 表上 表里 统计的 显示 公布 通报")
	// gifts stand before the city that sent or gave something, thanks before one that
	// came: 收到市局寄来的海报20张, 感谢市局领导到我县宣讲2场.
	gifts = wordSet("收到 收到了 已收到 领到 领了 拿到 领取 感谢 谢谢 多谢 感谢感谢")
	// goers stand before the city that held something: 参加市局3号的讲座.
	goers = wordSet("参加 参加了 参训 收看 收看了 收听 听 听了 去 去了 观看 观看了 参与 参与了 旁听")
)

// cityBeside settles what the city at token i is in a contact's line, where it is not
// the one that reports; done is false where it is.
func (r *reporter) cityBeside(i int) (next int, done bool) {
	id, sure := r.unitOf(&r.toks[i])
	if u, ok := r.g.plan.Unit(id); !ok || !sure || u.Kind != ledger.City || r.c.Role != ledger.Contact || id == r.c.Unit {
		return i, false
	}
	from, _ := r.clause(i)
	switch {
	case startsWith(r.s[r.toks[i].end:], keepers):
		r.old = true // the figure is theirs
		r.weighAll(r.toks[i].start, r.toks[i].end)
		return i + 1, true
	case i > from && goers[r.txt(&r.toks[i-1])] && r.heldByCity(i):
		return i + 1, true
	case r.heldByCity(i) && r.weWent(i): // 市局那场讲座我们去了12人
		r.guessed = true
		return i + 1, true
	}
	for k := from; k < i; k++ {
		if r.nums == 0 {
			return i + 1, true
		}
		if gifts[r.txt(&r.toks[k])] {
			return r.fail(AskMeaning, &r.toks[k]), true
		}
	}
	return i, false
}

// heldByCity tells whether the item after the city at token i counts who came, so that
// those of the speaker did: 参加市局3号的讲座.
func (r *reporter) heldByCity(i int) bool {
	for k := i + 1; k < len(r.toks); k++ {
		if t := &r.toks[k]; t.is(cItem) && !t.w.soft {
			return r.g.staffed(t.w.items[0])
		}
	}
	return false
}

// weWent tells whether the clause goes on from the city's lecture to who of the speaker's
// own came.
func (r *reporter) weWent(i int) bool {
	_, to := r.clause(i)
	held := false
	for k := i + 1; k <= to; k++ {
		t := &r.toks[k]
		if held && (t.is(cMyself|cOwn) || oneOfUs[r.txt(t)]) {
			return r.numberAhead(k)
		}
		if t.kind == kNum && t.num.value > 0 && held {
			return false
		}
		held = held || t.is(cItem) && !t.w.soft
	}
	return false
}

// denying stand before a unit that is not meant.
var denying = wordSet("不是 并非")

// onlyUnit tells whether the line names one unit only.
func (r *reporter) onlyUnit() bool {
	units, doubt := r.unitsIn(0, len(r.toks))
	return doubt == nil && len(units) == 1
}

// forEvent tells whether the item at i only says what the people of a section go
// to: it is held, and stands behind the event that they are signed up for.
func (r *reporter) forEvent(i int) bool {
	return i > 0 && r.toks[i-1].is(cEvent) && r.section() && r.nums == 0 && r.g.item(r.toks[i].w.items[0]).Kind == ledger.Sessions
}
